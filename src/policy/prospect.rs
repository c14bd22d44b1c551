//! What a verdict may still become, and on which facts that hangs.

use crate::{
    facts::Mask,
    policy::{Diagrams, Function, rules::Verdict},
};
use std::collections::BTreeSet;

/// The verdicts still possible, and the facts on which it hangs which one it is.
pub(super) struct Prospect<'v> {
    pub possible: Vec<&'v Verdict>,
    /// Once the decision is certain those that another part hangs on, before that those that the decision does.
    pub hangs_on: BTreeSet<usize>,
}

impl<'v> Prospect<'v> {
    /// What a verdict's function may still become where every fact is in its mask.
    pub fn of(
        diagrams: &Diagrams,
        function: Function,
        verdicts: &'v [Verdict],
        masks: &[Mask],
    ) -> Self {
        let values = diagrams.values(function, masks);
        let possible = values
            .into_iter()
            .filter_map(|it| verdicts.get(it as usize))
            .collect();
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let restricted = diagrams.restrict(function, masks, &mut scratch);
        let mut prospect = Self {
            possible,
            hangs_on: BTreeSet::new(),
        };
        let asked = if prospect.certain_outcome().is_some() {
            restricted
        } else {
            decisions(&mut scratch, restricted, verdicts)
        };
        prospect.hangs_on = scratch.depends_on(asked);
        prospect
    }

    /// The decisions still possible.
    pub fn outcomes(&self) -> BTreeSet<&'v str> {
        self.possible
            .iter()
            .map(|it| it.decision.as_str())
            .collect()
    }

    /// The decision, if but one is possible.
    pub fn certain_outcome(&self) -> Option<&'v str> {
        let outcomes = self.outcomes();
        outcomes.first().filter(|_| outcomes.len() == 1).copied()
    }
}

/// The function of the decision alone: its values are places among the decisions met.
fn decisions(diagrams: &mut Diagrams, function: Function, verdicts: &[Verdict]) -> Function {
    let mut names: Vec<&str> = Vec::new();
    diagrams.map(function, &mut |verdict| {
        let name = verdicts
            .get(verdict as usize)
            .map(|it| it.decision.as_str())
            .unwrap_or_default();
        let place = names.iter().position(|it| *it == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        u32::try_from(place).unwrap_or_default()
    })
}
