//! A function once a fact is known.

use crate::policy::{Diagrams, Function, diagram::Memo};

impl Diagrams {
    /// The function where a fact has a class, in the same arena.
    pub fn settle(&mut self, function: Function, fact: usize, class: usize) -> Function {
        self.settle_with(function, (fact, class), &mut Memo::default())
    }

    fn settle_with(
        &mut self,
        function: Function,
        known: (usize, usize),
        memo: &mut Memo<Function>,
    ) -> Function {
        let Some((at, node)) = self.inner(function).map(|(at, node)| (at, *node)) else {
            return function;
        };
        let asked = usize::from(node.fact);
        if asked >= known.0 {
            return self.child(function, known.0, known.1);
        }
        if let Some(done) = memo.get(&function) {
            return *done;
        }
        let mut children = self.children_of(at).to_vec();
        for child in &mut children {
            *child = self.settle_with(*child, known, memo);
        }
        let made = self.ask(asked, &children);
        memo.insert(function, made);
        made
    }
}
