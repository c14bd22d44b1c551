//! Counting: how many combinations of facts a function sends where, told from the diagram and not by trying them.

use crate::policy::{Diagrams, Function, Rules, diagram::NO};
use std::collections::{BTreeMap, HashMap};

/// For every value of a function, how many combinations have it.
pub type Counts = BTreeMap<u32, u128>;

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

impl Diagrams {
    /// How many combinations have each value, where fact `n` has `n_classes[n]` classes.
    pub fn count(&self, function: Function, n_classes: &[usize]) -> Counts {
        let mut memo = HashMap::new();
        let counts = self.count_from(function, n_classes, &mut memo);
        self.with_passed_over(counts, 0, function, n_classes)
    }

    /// The combinations of the facts from the one that the function asks first.
    fn count_from(
        &self,
        function: Function,
        n_classes: &[usize],
        memo: &mut HashMap<Function, Counts>,
    ) -> Counts {
        if let Some(value) = function.value() {
            return Counts::from([(value, 1)]);
        }
        if let Some(done) = memo.get(&function) {
            return done.clone();
        }
        let (fact, n_children) = self.top(&[function]);
        let mut counts = Counts::new();
        for class in 0..n_children {
            let child = self.child(function, fact, class);
            let below = self.count_from(child, n_classes, memo);
            for (value, n) in self.with_passed_over(below, fact + 1, child, n_classes) {
                *counts.entry(value).or_default() += n;
            }
        }
        memo.insert(function, counts.clone());
        counts
    }

    /// Facts between `from` and the one asked first are passed over: each may have any of its classes.
    fn with_passed_over(
        &self,
        mut counts: Counts,
        from: usize,
        function: Function,
        n_classes: &[usize],
    ) -> Counts {
        let asked = match function.value() {
            Some(_) => n_classes.len(),
            None => self.top(&[function]).0,
        };
        let passed_over = n_classes.get(from..asked).unwrap_or_default();
        let n_ways: u128 = passed_over.iter().map(|it| *it as u128).product();
        for n in counts.values_mut() {
            *n *= n_ways;
        }
        counts
    }

    /// The function where `fact` has `class`.
    pub fn settle(&mut self, function: Function, fact: usize, class: usize) -> Function {
        self.settle_with(function, fact, class, &mut HashMap::new())
    }

    fn settle_with(
        &mut self,
        function: Function,
        fact: usize,
        class: usize,
        memo: &mut HashMap<Function, Function>,
    ) -> Function {
        if function.value().is_some() {
            return function;
        }
        let (top, n_children) = self.top(&[function]);
        if top >= fact {
            return self.child(function, fact, class);
        }
        if let Some(done) = memo.get(&function) {
            return *done;
        }
        let mut children = Vec::with_capacity(n_children);
        for child in 0..n_children {
            let child = self.child(function, top, child);
            children.push(self.settle_with(child, fact, class, memo));
        }
        let made = self.ask(top, &children);
        memo.insert(function, made);
        made
    }
}

impl Rules {
    /// Sorts every combination of facts by its decision; exact, because it is read off the diagrams.
    pub fn census(&self) -> Census {
        let n_classes = self.n_classes();
        let mut by_decision = BTreeMap::new();
        for (verdict, n) in self.diagrams.count(self.verdict, &n_classes) {
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
        let reasoned = scratch.count(has_reason, &n_classes);
        Census {
            n_combinations: n_classes.iter().map(|it| *it as u128).product(),
            by_decision,
            n_without_reason: reasoned.get(&0).copied().unwrap_or_default(),
        }
    }

    /// The whole verdict as a function of the facts, for whoever walks it; its values tell verdicts apart, no more.
    pub fn whole(&self) -> (Diagrams, Function) {
        let mut copy = Diagrams::with_limit(usize::MAX);
        let verdict = self.diagrams.restrict(self.verdict, &[], &mut copy);
        (copy, verdict)
    }

    /// How many classes each fact has, in canonical order.
    fn n_classes(&self) -> Vec<usize> {
        let facts = self.catalogue().facts();
        facts.iter().map(|it| it.kind.n_classes()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::{Counts, Diagrams, Function};

    #[test]
    fn facts_that_are_not_asked_count_with_all_their_classes() {
        let mut diagrams = Diagrams::with_limit(100);
        let one = diagrams.cell(1, 3, 0b011);
        let other = diagrams.cell(3, 2, 0b10);
        let both = diagrams.both(one, other);
        let n_classes = [5, 3, 7, 2, 2];
        let counts = Counts::from([(0, 5 * 7 * 2 * 4), (1, 5 * 7 * 2 * 2)]);
        assert_eq!(diagrams.count(both, &n_classes), counts);
        let all = Counts::from([(9, 5 * 3 * 7 * 2 * 2)]);
        assert_eq!(diagrams.count(Function::constant(9), &n_classes), all);
        assert_eq!(diagrams.settle(both, 1, 0), other);
        assert_eq!(diagrams.settle(both, 3, 1), one);
    }
}
