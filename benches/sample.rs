//! The table that every engine is measured on, and the same inputs for all of them.

use partner_triage::{content::Playbook, facts::Mask};

/// How many inputs there are.
pub const N_INPUTS: usize = 4096;

/// The table as a playbook: twenty rows, five columns.
pub fn playbook() -> Result<Playbook, String> {
    Playbook::parse(include_str!("table.json")).map_err(|defects| {
        let defects: Vec<_> = defects.iter().map(ToString::to_string).collect();
        defects.join("\n")
    })
}

/// The inputs: a class of each fact. `peers/table.mjs` makes the same ones.
pub fn inputs(playbook: &Playbook) -> Vec<Vec<u8>> {
    let facts = playbook.rules.catalogue().facts();
    let mut state = 2021_u32;
    let mut draw = |n_classes: usize| {
        // A linear congruence (Numerical Recipes, 2nd edition, section 7.1); its high bits are the random ones.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from((state >> 16) as usize % n_classes).unwrap_or_default()
    };
    (0..N_INPUTS)
        .map(|_| facts.iter().map(|it| draw(it.kind.n_classes())).collect())
        .collect()
}

/// The same inputs as masks.
pub fn masks(inputs: &[Vec<u8>]) -> Vec<Vec<Mask>> {
    let settled = |input: &Vec<u8>| input.iter().map(|it| 1 << it).collect();
    inputs.iter().map(settled).collect()
}
