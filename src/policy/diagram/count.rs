//! How many combinations of facts lead to each value.

use crate::policy::{
    Diagrams, Function,
    diagram::{Counts, Quick},
};
use std::collections::HashMap;

type Counted = HashMap<Function, Counts, Quick>;

impl Diagrams {
    /// For each value of the function the number of combinations that lead to it, of the facts whose numbers of classes are `sizes`.
    ///
    /// A fact of size 1 is not counted. `None` if a number does not fit 128 bits.
    pub fn count(&self, function: Function, sizes: &[u128]) -> Option<Counts> {
        let counts = self.count_with(function, sizes, &mut Counted::default())?;
        weigh(&counts, self.skipped(0, function, sizes)?)
    }

    /// The combinations of the facts from the one that the function asks first.
    fn count_with(&self, function: Function, sizes: &[u128], memo: &mut Counted) -> Option<Counts> {
        let Some((at, node)) = self.inner(function) else {
            return Some(Counts::from([(function.0, 1)]));
        };
        if let Some(done) = memo.get(&function) {
            return Some(done.clone());
        }
        let mut counts = Counts::new();
        for child in self.children_of(at) {
            let below = self.count_with(*child, sizes, memo)?;
            let skipped = self.skipped(usize::from(node.fact) + 1, *child, sizes)?;
            for (value, n) in weigh(&below, skipped)? {
                let sum = counts.entry(value).or_default();
                *sum = u128::checked_add(*sum, n)?;
            }
        }
        memo.insert(function, counts.clone());
        Some(counts)
    }

    /// The combinations of the facts between `from` and the one that the function asks first.
    fn skipped(&self, from: usize, function: Function, sizes: &[u128]) -> Option<u128> {
        let node = function.node().and_then(|it| self.nodes.get(it));
        let until = node.map_or(sizes.len(), |it| usize::from(it.fact));
        let between = sizes.get(from..until).unwrap_or_default();
        between
            .iter()
            .try_fold(1, |n, it| u128::checked_mul(n, *it))
    }
}

fn weigh(counts: &Counts, factor: u128) -> Option<Counts> {
    let weighed = counts
        .iter()
        .map(|(value, n)| Some((*value, n.checked_mul(factor)?)));
    weighed.collect()
}

#[cfg(test)]
mod tests {
    use crate::policy::{Diagrams, Function};

    #[test]
    fn every_combination_is_counted_once() {
        let mut diagrams = Diagrams::with_limit(100);
        let product = diagrams.cell(1, 3, 0b011);
        let known = diagrams.cell(3, 2, 0b10);
        let both = diagrams.both(product, known);
        let sizes = [5, 3, 4, 2, 7];
        let count = |function| diagrams.count(function, &sizes);
        assert_eq!(count(both), Some([(0, 560), (1, 280)].into()));
        assert_eq!(count(Function::constant(9)), Some([(9, 840)].into()));
        assert_eq!(diagrams.count(both, &[u128::MAX, 3, 1, 2]), None);
    }
}
