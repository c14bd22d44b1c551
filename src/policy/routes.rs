//! Every route through an interview that asks only what can still matter.

use crate::{
    policy::{Diagrams, Function, Rules},
    vocab::FactId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Where an answer leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// To the question about another fact, by its place in the order of the interview.
    Asks(usize),
    /// To the end, with the decisions that are possible there: more than one where a fact that is not asked decides.
    Decides(Vec<String>),
}

/// What leads from a question to a target: the classes that do, on some route or other.
pub type Routes = BTreeMap<(usize, Target), BTreeSet<usize>>;

/// A question is open to a case of this form: what is left of the verdict, and which fact is asked.
type Open = BTreeSet<(Function, usize)>;

impl Rules {
    /// Asks the facts in `order`, skipping those that cannot matter any more, and follows every answer.
    ///
    /// Circumstances count as not mentioned; facts that are not in `order` stay open.
    pub fn routes(&self, order: &[FactId]) -> Routes {
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let masks = self.catalogue().nothing_known();
        let verdict = self.diagrams.restrict(self.verdict, &masks, &mut scratch);
        let places: Vec<_> = order
            .iter()
            .map(|it| self.catalogue().position(it.as_str()))
            .collect();
        let mut routes = Routes::new();
        let mut seen = Open::new();
        let mut open: Vec<_> = next(&scratch, verdict, &places, 0)
            .map(|at| (verdict, at))
            .into_iter()
            .collect();
        while let Some((function, at)) = open.pop() {
            if !seen.insert((function, at)) {
                continue;
            }
            let Some(place) = places.get(at).copied().flatten() else {
                continue;
            };
            let fact = self.catalogue().facts().get(place);
            for class in 0..fact.map_or(0, |it| it.kind.n_classes()) {
                let rest = scratch.settle(function, place, class);
                // What has just been settled cannot matter any more.
                let target = match next(&scratch, rest, &places, at) {
                    Some(later) => {
                        open.push((rest, later));
                        Target::Asks(later)
                    }
                    None => Target::Decides(self.decisions_in(&scratch, rest)),
                };
                routes.entry((at, target)).or_default().insert(class);
            }
        }
        routes
    }

    fn decisions_in(&self, diagrams: &Diagrams, function: Function) -> Vec<String> {
        let values = diagrams.values(function, &[]);
        let verdicts = values
            .into_iter()
            .filter_map(|it| self.verdicts.get(it as usize));
        self.in_table_order(&verdicts.map(|it| it.decision.as_str()).collect())
    }
}

/// The first question from `from` on that can still matter.
fn next(
    diagrams: &Diagrams,
    function: Function,
    places: &[Option<usize>],
    from: usize,
) -> Option<usize> {
    let matters = diagrams.depends_on(function);
    let later = places.iter().enumerate().skip(from);
    later
        .filter_map(|(at, place)| Some((at, (*place)?)))
        .find(|(_, place)| matters.contains(place))
        .map(|(at, _)| at)
}
