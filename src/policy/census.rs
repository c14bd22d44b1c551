//! The census: how many combinations of facts lead to which decision, told from the diagrams and not by trying them.

use crate::policy::{Diagrams, Function, Rules, diagram::NO};
use std::collections::BTreeMap;

/// Every combination of a playbook's facts, circumstances included, sorted by what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// How many combinations there are.
    pub n_combinations: u128,
    /// How many lead to each decision.
    pub by_decision: BTreeMap<String, u128>,
    /// How many are decided without a reason.
    pub n_without_reason: u128,
}

impl Rules {
    /// Sorts every combination of facts by its decision; exact, because it is read off the diagrams.
    /// `None` if there are more combinations than 128 bits count.
    pub fn census(&self) -> Option<Census> {
        let n_classes = self.n_classes();
        let mut by_decision = BTreeMap::new();
        let counts = self.diagrams.count(self.verdict, &n_classes)?;
        for (verdict, n) in counts {
            let decision = self.verdicts.get(verdict as usize);
            let name = decision.map(|it| it.decision.clone()).unwrap_or_default();
            *by_decision.entry(name).or_default() += n;
        }
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let mut has_reason = NO;
        let reasons = self
            .table_of("reasons")
            .and_then(|(table, _)| self.compiled.get(table));
        for row in reasons.into_iter().flat_map(|it| &it.rows) {
            let holds = self.diagrams.restrict(row.holds, &[], &mut scratch);
            has_reason = scratch.either(has_reason, holds);
        }
        let reasoned = scratch.count(has_reason, &n_classes)?;
        let mut sizes = n_classes.iter();
        let n_combinations = sizes.try_fold(1, |n, it| u128::checked_mul(n, *it))?;
        Some(Census {
            n_combinations,
            by_decision,
            n_without_reason: reasoned.get(&0).copied().unwrap_or_default(),
        })
    }

    /// The whole verdict as a function of the facts, for whoever walks it; its values tell verdicts apart, no more.
    pub fn whole(&self) -> (Diagrams, Function) {
        let mut copy = Diagrams::with_limit(usize::MAX);
        let verdict = self.diagrams.restrict(self.verdict, &[], &mut copy);
        (copy, verdict)
    }

    /// How many classes each fact has, in canonical order.
    fn n_classes(&self) -> Vec<u128> {
        let facts = self.catalogue().facts();
        facts.iter().map(|it| it.kind.n_classes() as u128).collect()
    }
}
