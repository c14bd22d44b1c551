//! A combination of facts that shows a value.

use crate::policy::{Diagrams, Function};
use std::collections::BTreeSet;

impl Diagrams {
    /// One way to reach a value that `wanted` accepts: the class of each fact asked on the way.
    pub fn example(
        &self,
        function: Function,
        wanted: &dyn Fn(u32) -> bool,
    ) -> Option<Vec<(usize, usize)>> {
        let mut way = Vec::new();
        self.example_with(function, wanted, &mut BTreeSet::new(), &mut way)
            .then(|| {
                way.reverse();
                way
            })
    }

    fn example_with(
        &self,
        function: Function,
        wanted: &dyn Fn(u32) -> bool,
        in_vain: &mut BTreeSet<Function>,
        way_back: &mut Vec<(usize, usize)>,
    ) -> bool {
        let Some((at, node)) = self.inner(function) else {
            return wanted(function.0);
        };
        if in_vain.contains(&function) {
            return false;
        }
        for (class, child) in self.children_of(at).iter().enumerate() {
            if self.example_with(*child, wanted, in_vain, way_back) {
                way_back.push((usize::from(node.fact), class));
                return true;
            }
        }
        in_vain.insert(function);
        false
    }
}
