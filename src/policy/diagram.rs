//! Decision diagrams: functions of finitely many facts, shared, reduced and ordered.
//!
//! A function is a node that asks one fact and has a function for each of its classes, or a terminal value.
//! Nodes ask facts in canonical order, equal functions are one node, and a node whose children are all equal does not exist.
//! So two functions are equal exactly when their references are, and a function depends on a fact exactly when it has a node that asks it
//! (Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986; here with more than two classes and values).
//!
//! **Invariant:** references are only ever used with the diagrams that made them.

mod count;
mod example;
mod nearest;
mod settle;
mod translate;

pub(super) use translate::Translation;

use crate::{facts::Mask, policy::hash::Fold};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};

/// A function: a terminal value or a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Function(u32);

const NODE: u32 = 1 << 31;

impl Function {
    /// The function that is always `value`.
    pub fn constant(value: u32) -> Self {
        Self(value & !NODE)
    }

    /// The value, if the function is the same everywhere.
    pub fn value(self) -> Option<u32> {
        (self.0 & NODE == 0).then_some(self.0)
    }

    /// The function of the node at a place, of which there are fewer than [`NODE`].
    fn of_node(at: u32) -> Self {
        Self(NODE + at)
    }

    fn node(self) -> Option<usize> {
        (self.0 & NODE != 0).then_some((self.0 & !NODE) as usize)
    }
}

/// The function that is false everywhere.
pub const NO: Function = Function(0);
/// The function that is true everywhere.
pub const YES: Function = Function(1);

#[derive(Clone, Copy)]
struct Node {
    fact: u16,
    first: u32,
    n_classes: u16,
}

/// An arena of functions over the same facts.
#[derive(Default)]
pub struct Diagrams {
    nodes: Vec<Node>,
    children: Vec<Function>,
    known: HashMap<u64, Vec<u32>, Quick>,
    n_nodes_max: usize,
    is_full: bool,
}

type Quick = BuildHasherDefault<Fold>;
type Memo<K> = HashMap<K, Function, Quick>;
type Seen = HashSet<Function, Quick>;
/// A number of combinations for each value.
pub type Counts = BTreeMap<u32, u128>;

impl Diagrams {
    /// An empty arena that refuses to grow beyond `n_nodes_max` nodes.
    pub fn with_limit(n_nodes_max: usize) -> Self {
        Self {
            n_nodes_max,
            ..Self::default()
        }
    }

    /// Whether the limit was reached; every function made since is meaningless.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// How many nodes there are.
    pub fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The function that asks `fact` and goes on with the child of its class.
    pub fn ask(&mut self, fact: usize, children: &[Function]) -> Function {
        let Some(first) = children.first().copied() else {
            return NO;
        };
        if children.iter().all(|it| *it == first) {
            return first;
        }
        let mut hasher = Fold::default();
        hasher.write_usize(fact);
        for child in children {
            hasher.write_u32(child.0);
        }
        let hash = hasher.finish();
        let same = self.known.get(&hash).into_iter().flatten().find(|at| {
            self.nodes
                .get(**at as usize)
                .is_some_and(|node| node.fact as usize == fact)
                && self.children_of(**at as usize) == children
        });
        if let Some(at) = same {
            return Function::of_node(*at);
        }
        let sizes = (
            u32::try_from(self.nodes.len()),
            u32::try_from(self.children.len()),
        );
        let (Ok(at), Ok(start), Ok(fact), Ok(n_classes)) = (
            sizes.0,
            sizes.1,
            u16::try_from(fact),
            u16::try_from(children.len()),
        ) else {
            self.is_full = true;
            return NO;
        };
        if self.nodes.len() >= self.n_nodes_max {
            self.is_full = true;
            return NO;
        }
        self.nodes.push(Node {
            fact,
            first: start,
            n_classes,
        });
        self.children.extend_from_slice(children);
        self.known.entry(hash).or_default().push(at);
        Function::of_node(at)
    }

    /// True for the classes of `fact` in `mask`, false for the others.
    pub fn cell(&mut self, fact: usize, n_classes: usize, mask: Mask) -> Function {
        let children: Vec<_> = (0..n_classes)
            .map(|class| if mask >> class & 1 == 1 { YES } else { NO })
            .collect();
        self.ask(fact, &children)
    }

    /// `then` where `condition` is true, `otherwise` elsewhere.
    pub fn choose(&mut self, condition: Function, then: Function, otherwise: Function) -> Function {
        self.choose_with(condition, then, otherwise, &mut Memo::default())
    }

    fn choose_with(
        &mut self,
        condition: Function,
        then: Function,
        otherwise: Function,
        memo: &mut Memo<[Function; 3]>,
    ) -> Function {
        if then == otherwise || condition == YES {
            return then;
        }
        if condition == NO {
            return otherwise;
        }
        if then == YES && otherwise == NO {
            return condition;
        }
        let key = [condition, then, otherwise];
        if let Some(done) = memo.get(&key) {
            return *done;
        }
        let (fact, n_classes) = self.top(&key);
        let mut children = Vec::with_capacity(n_classes);
        for class in 0..n_classes {
            let [condition, then, otherwise] = key.map(|it| self.child(it, fact, class));
            children.push(self.choose_with(condition, then, otherwise, memo));
        }
        let made = self.ask(fact, &children);
        memo.insert(key, made);
        made
    }

    /// Both are true.
    pub fn both(&mut self, one: Function, other: Function) -> Function {
        self.choose(one, other, NO)
    }

    /// At least one is true.
    pub fn either(&mut self, one: Function, other: Function) -> Function {
        self.choose(one, YES, other)
    }

    /// The pair of two functions, each pair of values named by `name`, which is asked once for each.
    pub fn pair(
        &mut self,
        one: Function,
        other: Function,
        name: &mut dyn FnMut(u32, u32) -> u32,
    ) -> Function {
        self.pair_with(one, other, name, &mut Memo::default())
    }

    fn pair_with(
        &mut self,
        one: Function,
        other: Function,
        name: &mut dyn FnMut(u32, u32) -> u32,
        memo: &mut Memo<[Function; 2]>,
    ) -> Function {
        let key = [one, other];
        if let Some(done) = memo.get(&key) {
            return *done;
        }
        if let (Some(one), Some(other)) = (one.value(), other.value()) {
            let named = Function::constant(name(one, other));
            memo.insert(key, named);
            return named;
        }
        let (fact, n_classes) = self.top(&key);
        let mut children = Vec::with_capacity(n_classes);
        for class in 0..n_classes {
            let [one, other] = key.map(|it| self.child(it, fact, class));
            children.push(self.pair_with(one, other, name, memo));
        }
        let made = self.ask(fact, &children);
        memo.insert(key, made);
        made
    }

    /// The function with every value renamed.
    pub fn map(&mut self, function: Function, rename: &mut dyn FnMut(u32) -> u32) -> Function {
        self.pair(function, NO, &mut |value, _| rename(value))
    }

    /// The value for one class of each fact.
    pub fn evaluate(&self, function: Function, classes: &[u8]) -> u32 {
        let mut at = function;
        while let Some(node) = at.node().and_then(|it| self.nodes.get(it)) {
            let class = classes.get(node.fact as usize).copied().unwrap_or_default();
            let child = node.first as usize + usize::from(class);
            let Some(next) = self.children.get(child) else {
                break;
            };
            at = *next;
        }
        at.0
    }

    /// All values that the function has where every fact is in its mask.
    pub fn values(&self, function: Function, masks: &[Mask]) -> BTreeSet<u32> {
        let mut values = BTreeSet::new();
        self.walk(function, masks, &mut |value| {
            values.insert(value);
            true
        });
        values
    }

    /// The one value that the function has where every fact is in its mask, if there is but one.
    pub fn certain(&self, function: Function, masks: &[Mask]) -> Option<u32> {
        let from = self.follow(function, masks);
        if let Some(value) = from.value() {
            return Some(value);
        }
        let mut found = None;
        let agreed = self.walk(from, masks, &mut |value| {
            *found.get_or_insert(value) == value
        });
        if agreed { found } else { None }
    }

    /// What is left of a function once the settled facts that it asks first are known.
    fn follow(&self, function: Function, masks: &[Mask]) -> Function {
        let mut at = function;
        while let Some((place, node)) = self.inner(at) {
            let mask = masks.get(node.fact as usize).copied().unwrap_or(Mask::MAX);
            if !mask.is_power_of_two() {
                break;
            }
            let class = mask.trailing_zeros() as usize;
            let Some(next) = self.children_of(place).get(class) else {
                break;
            };
            at = *next;
        }
        at
    }

    /// Visits each value reachable within the masks until `visit` says stop; whether it never did.
    fn walk(&self, function: Function, masks: &[Mask], visit: &mut dyn FnMut(u32) -> bool) -> bool {
        let mut open = vec![function];
        let mut seen = Seen::default();
        while let Some(at) = open.pop() {
            let Some(node) = at.node().and_then(|it| self.nodes.get(it)) else {
                if !visit(at.0) {
                    return false;
                }
                continue;
            };
            let mask = masks.get(node.fact as usize).copied().unwrap_or(Mask::MAX);
            if mask.is_power_of_two() || seen.insert(at) {
                for class in (0..usize::from(node.n_classes)).filter(|class| mask >> class & 1 == 1)
                {
                    open.extend(self.children.get(node.first as usize + class));
                }
            }
        }
        true
    }

    /// The place and the node of a function; none of one that is a value.
    fn inner(&self, function: Function) -> Option<(usize, &Node)> {
        let at = function.node()?;
        Some((at, self.nodes.get(at)?))
    }

    /// The function where every fact is in its mask, copied into `into`; classes outside the mask
    /// get the child of the first class inside, so that equality and dependence stay exact.
    pub fn restrict(&self, function: Function, masks: &[Mask], into: &mut Diagrams) -> Function {
        self.restrict_with(function, masks, into, &mut Memo::default())
    }

    fn restrict_with(
        &self,
        function: Function,
        masks: &[Mask],
        into: &mut Diagrams,
        memo: &mut Memo<Function>,
    ) -> Function {
        let Some((at, node)) = self.inner(function).map(|(at, node)| (at, *node)) else {
            return function;
        };
        if let Some(done) = memo.get(&function) {
            return *done;
        }
        let n_classes = usize::from(node.n_classes);
        let mask = masks.get(node.fact as usize).copied().unwrap_or(Mask::MAX);
        let inside: Vec<_> = (0..n_classes)
            .filter(|class| mask >> class & 1 == 1)
            .collect();
        let mut made = Vec::with_capacity(inside.len());
        for class in &inside {
            let child = self.children_of(at).get(*class).copied().unwrap_or(NO);
            made.push(self.restrict_with(child, masks, into, memo));
        }
        let outside = made.first().copied().unwrap_or(NO);
        let children: Vec<_> = (0..n_classes)
            .map(|class| {
                inside
                    .iter()
                    .position(|it| *it == class)
                    .and_then(|it| made.get(it))
                    .copied()
                    .unwrap_or(outside)
            })
            .collect();
        let restricted = into.ask(node.fact as usize, &children);
        memo.insert(function, restricted);
        restricted
    }

    /// The facts on which the function depends, as places in canonical order.
    pub fn depends_on(&self, function: Function) -> BTreeSet<usize> {
        let mut facts = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![function];
        while let Some(at) = open.pop() {
            let Some((at, node)) = self.inner(at) else {
                continue;
            };
            if seen.insert(at) {
                facts.insert(usize::from(node.fact));
                open.extend_from_slice(self.children_of(at));
            }
        }
        facts
    }

    fn children_of(&self, at: usize) -> &[Function] {
        let Some(node) = self.nodes.get(at) else {
            return &[];
        };
        let start = node.first as usize;
        self.children
            .get(start..start + usize::from(node.n_classes))
            .unwrap_or_default()
    }

    /// The function where `fact`, which it asks first if at all, has `class`.
    pub(super) fn child(&self, function: Function, fact: usize, class: usize) -> Function {
        match self.inner(function) {
            Some((at, node)) if node.fact as usize == fact => {
                self.children_of(at).get(class).copied().unwrap_or(NO)
            }
            _ => function,
        }
    }

    /// The first fact that any of the functions asks, and how many classes it has.
    pub(super) fn top(&self, functions: &[Function]) -> (usize, usize) {
        functions
            .iter()
            .filter_map(|it| self.nodes.get(it.node()?))
            .map(|it| (usize::from(it.fact), usize::from(it.n_classes)))
            .min()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagrams, Function, NO, YES};

    /// Two facts, of three and two classes: `product` and `known`.
    fn sample(diagrams: &mut Diagrams) -> Function {
        let product = diagrams.cell(0, 3, 0b011);
        let known = diagrams.cell(1, 2, 0b10);
        diagrams.both(product, known)
    }

    #[test]
    fn equal_functions_are_one_node() {
        let mut diagrams = Diagrams::with_limit(100);
        let one = sample(&mut diagrams);
        let before = diagrams.n_nodes();
        assert_eq!(sample(&mut diagrams), one);
        assert_eq!(diagrams.n_nodes(), before);
        assert_eq!(diagrams.choose(one, YES, NO), one);
        assert_eq!(diagrams.either(one, YES), YES);
    }

    #[test]
    fn a_fact_that_does_not_matter_any_more_is_not_listed() {
        let mut diagrams = Diagrams::with_limit(100);
        let both = sample(&mut diagrams);
        assert_eq!(
            diagrams.depends_on(both).into_iter().collect::<Vec<_>>(),
            [0, 1]
        );
        let mut scratch = Diagrams::with_limit(100);
        let narrowed = diagrams.restrict(both, &[0b011, 0b11], &mut scratch);
        assert_eq!(
            scratch.depends_on(narrowed).into_iter().collect::<Vec<_>>(),
            [1]
        );
        let settled = diagrams.restrict(both, &[0b100, 0b11], &mut scratch);
        assert_eq!(settled, NO);
        assert_eq!(diagrams.certain(both, &[0b111, 0b01]), Some(0));
        assert_eq!(diagrams.certain(both, &[0b111, 0b10]), None);
        assert_eq!(diagrams.evaluate(both, &[1, 1]), 1);
    }

    #[test]
    fn an_arena_that_is_full_says_so() {
        let mut diagrams = Diagrams::with_limit(1);
        let one = diagrams.cell(0, 3, 0b001);
        assert!(!diagrams.is_full());
        let other = diagrams.cell(1, 3, 0b001);
        diagrams.both(one, other);
        assert!(diagrams.is_full());
    }
}
