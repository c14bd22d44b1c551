//! The engine with nothing around it, called from Node: numbers in, numbers out.
//!
//! A crate of its own, because exports without a binding generator need attributes that the program itself forbids.

use partner_triage::{
    check,
    content::{Playbook, shipped},
    facts::Mask,
    policy::Joint,
    vocab::FactId,
};
use std::{hint::black_box, sync::LazyLock};

#[path = "../sample.rs"]
mod sample;

struct Bench {
    playbook: Option<Playbook>,
    inputs: Vec<Vec<u8>>,
    masks: Vec<Vec<Mask>>,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let playbook = sample::playbook().ok();
    let inputs = playbook.as_ref().map(sample::inputs).unwrap_or_default();
    Bench {
        masks: sample::masks(&inputs),
        playbook,
        inputs,
    }
});

/// The row that speaks for an input, counted from the top of the table.
#[unsafe(no_mangle)]
pub extern "C" fn answer(n_input: usize) -> usize {
    let Some((playbook, input)) = BENCH.playbook.as_ref().zip(BENCH.inputs.get(n_input)) else {
        return usize::MAX;
    };
    let outcome = playbook.rules.outcome(input);
    let rows = playbook.rules.tables().first().map(|it| it.rows.as_slice());
    let mut rows = rows.unwrap_or_default().iter();
    rows.position(|it| it.id == *outcome).unwrap_or(usize::MAX)
}

/// Decides every input, without reasons.
#[unsafe(no_mangle)]
pub extern "C" fn verdicts() {
    if let Some(playbook) = &BENCH.playbook {
        for input in &BENCH.inputs {
            black_box(playbook.rules.outcome(black_box(input)));
        }
    }
}

/// Decides every input, with reasons.
#[unsafe(no_mangle)]
pub extern "C" fn with_reasons() {
    if let Some(playbook) = &BENCH.playbook {
        for (input, masks) in BENCH.inputs.iter().zip(&BENCH.masks) {
            black_box(playbook.rules.outcome(black_box(input)));
            black_box(playbook.rules.reasons(black_box(masks)));
        }
    }
}

/// Decides every input, with reasons, near misses and every other part of a verdict.
#[unsafe(no_mangle)]
pub extern "C" fn whole() {
    if let Some(playbook) = &BENCH.playbook {
        for masks in &BENCH.masks {
            black_box(playbook.rules.decide(black_box(masks)));
        }
    }
}

static TEXTS: LazyLock<[String; 2]> =
    LazyLock::new(|| [shipped::edition_2021(), shipped::edition_2025()]);

fn text_of(edition: u32) -> &'static str {
    &TEXTS[usize::from(edition == 2025)]
}

/// Reads and proves the shipped playbook of an edition; whether it is sound.
#[unsafe(no_mangle)]
pub extern "C" fn parse(edition: u32) -> bool {
    Playbook::parse(black_box(text_of(edition))).is_ok()
}

/// Checks the shipped playbook of an edition, from its text; whether nothing is found.
#[unsafe(no_mangle)]
pub extern "C" fn check(edition: u32) -> bool {
    check::all(black_box(text_of(edition))).is_clean()
}

/// Compares the shipped playbooks, read already; how many differences there are.
#[unsafe(no_mangle)]
pub extern "C" fn compare() -> usize {
    static READ: LazyLock<Vec<Playbook>> =
        LazyLock::new(|| TEXTS.iter().flat_map(|it| Playbook::parse(it)).collect());
    let rules: Vec<_> = READ.iter().map(|it| &it.rules).collect();
    let joint = Joint::of(FactId::new("edition"), black_box(&rules));
    let comparison = joint.ok().and_then(|it| it.compare());
    comparison.map_or(0, |it| it.differences.len())
}
