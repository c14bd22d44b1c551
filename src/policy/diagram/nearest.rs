//! The smallest change of facts that leads to another value.

use crate::{
    facts::Mask,
    policy::{Diagrams, Function, diagram::Quick},
};
use std::collections::HashMap;

/// The fewest changes from here on, and the class to take here.
type Steps = HashMap<Function, Option<(usize, usize)>, Quick>;

impl Diagrams {
    /// The way to a value that `wanted` accepts for which the fewest facts leave their masks: the class of each fact asked on it.
    pub fn nearest(
        &self,
        function: Function,
        masks: &[Mask],
        wanted: &dyn Fn(u32) -> bool,
    ) -> Option<Vec<(usize, usize)>> {
        let mut steps = Steps::default();
        self.fewest(function, masks, wanted, &mut steps)?;
        let mut way = Vec::new();
        let mut at = function;
        while let Some((place, node)) = self.inner(at) {
            let (_, class) = steps.get(&at).copied().flatten()?;
            way.push((usize::from(node.fact), class));
            at = self.children_of(place).get(class).copied()?;
        }
        Some(way)
    }

    fn fewest(
        &self,
        function: Function,
        masks: &[Mask],
        wanted: &dyn Fn(u32) -> bool,
        steps: &mut Steps,
    ) -> Option<usize> {
        let Some((at, node)) = self.inner(function) else {
            return wanted(function.0).then_some(0);
        };
        if let Some(done) = steps.get(&function) {
            return done.map(|(n, _)| n);
        }
        let mask = masks.get(usize::from(node.fact)).copied();
        let mask = mask.unwrap_or(Mask::MAX);
        let mut best: Option<(usize, usize)> = None;
        for (class, child) in self.children_of(at).iter().enumerate() {
            let change = usize::from(mask >> class & 1 == 0);
            if let Some(n) = self.fewest(*child, masks, wanted, steps)
                && best.is_none_or(|(fewest, _)| n + change < fewest)
            {
                best = Some((n + change, class));
            }
        }
        steps.insert(function, best);
        best.map(|(n, _)| n)
    }
}
