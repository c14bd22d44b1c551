//! A function carried over from one arena into another, whose facts have other places and other classes.

use crate::policy::{
    Diagrams, Function,
    diagram::{Memo, NO, YES},
};

/// What stands for a fact in another arena.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Its place there.
    pub fact: usize,
    /// For each class there the class here; none where here knows no such value.
    pub classes: Vec<Option<usize>>,
}

impl Diagrams {
    /// The function of another arena over the facts of this one: `facts` says what stands for each fact, `values` what for each value.
    ///
    /// It is `outside` for classes that the other arena does not know.
    pub fn translate(
        &mut self,
        from: &Diagrams,
        function: Function,
        facts: &[Translation],
        values: &[u32],
        outside: Function,
    ) -> Function {
        let carry = Carry {
            from,
            facts,
            values,
            outside,
        };
        self.carry(&carry, function, &mut Memo::default())
    }

    fn carry(&mut self, carry: &Carry, function: Function, memo: &mut Memo<Function>) -> Function {
        let Some((at, node)) = function
            .node()
            .and_then(|it| Some((it, *carry.from.nodes.get(it)?)))
        else {
            let value = carry.values.get(function.0 as usize);
            return value.map_or(carry.outside, |it| Function::constant(*it));
        };
        if let Some(done) = memo.get(&function) {
            return *done;
        }
        let Some(fact) = carry.facts.get(usize::from(node.fact)) else {
            return carry.outside;
        };
        let mut children = Vec::with_capacity(fact.classes.len());
        for class in &fact.classes {
            let child = class.and_then(|it| carry.from.children_of(at).get(it));
            children.push(match child {
                Some(child) => self.carry(carry, *child, memo),
                None => carry.outside,
            });
        }
        let made = self.ask_in_order(fact.fact, &children);
        memo.insert(function, made);
        made
    }

    /// Asks a fact, also where a child asks one that comes before it in this arena.
    fn ask_in_order(&mut self, fact: usize, children: &[Function]) -> Function {
        let is_in_order = children
            .iter()
            .filter_map(|it| self.nodes.get(it.node()?))
            .all(|it| usize::from(it.fact) > fact);
        if is_in_order {
            return self.ask(fact, children);
        }
        let mut made = children.first().copied().unwrap_or(NO);
        for (class, child) in children.iter().enumerate().skip(1) {
            let cell: Vec<_> = (0..children.len())
                .map(|it| if it == class { YES } else { NO })
                .collect();
            let is_class = self.ask(fact, &cell);
            made = self.choose(is_class, *child, made);
        }
        made
    }
}

struct Carry<'a> {
    from: &'a Diagrams,
    facts: &'a [Translation],
    values: &'a [u32],
    outside: Function,
}

#[cfg(test)]
mod tests {
    use crate::policy::{Diagrams, Function, diagram::Translation};

    #[test]
    fn facts_may_change_places_and_gain_classes() {
        let mut from = Diagrams::with_limit(100);
        let product = from.cell(0, 3, 0b011);
        let known = from.cell(1, 2, 0b10);
        let both = from.both(product, known);
        let facts = [
            Translation {
                fact: 1,
                classes: vec![Some(2), None, Some(0), Some(1)],
            },
            Translation {
                fact: 0,
                classes: vec![Some(1), Some(0)],
            },
        ];
        let mut into = Diagrams::with_limit(100);
        let carried = into.translate(&from, both, &facts, &[5, 6], Function::constant(7));
        for known in 0..2 {
            for product in 0..4 {
                let expected = match (product, known) {
                    (1, _) => 7,
                    (0, _) | (_, 1) => 5,
                    _ => 6,
                };
                assert_eq!(into.evaluate(carried, &[known, product]), expected);
            }
        }
    }
}
