//! What would change a verdict: the nearest other decisions.

use crate::{
    facts::Mask,
    policy::Rules,
    vocab::{FactId, sort_by},
};

/// One answer given differently, and the decision that would follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The fact.
    pub fact: FactId,
    /// The class it would have.
    pub class: usize,
    /// The decision that would follow.
    pub outcome: String,
}

/// The fewest answers given differently that lead to another decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// That decision.
    pub outcome: String,
    /// The facts that would change, and the classes they would have.
    pub changes: Vec<(FactId, usize)>,
    /// Facts that are not settled, and the classes they would have to turn out to have.
    pub assumes: Vec<(FactId, usize)>,
}

impl Rules {
    /// For every other decision the smallest change of what is known that leads to it; the smallest first.
    pub fn nearest(&self, masks: &[Mask]) -> Vec<Nearest> {
        let now = self.certain_outcome(masks);
        let all = self.verdicts.iter().map(|it| it.decision.as_str());
        let others = all.filter(|it| Some(*it) != now).collect();
        let mut found = Vec::new();
        for outcome in self.in_table_order(&others) {
            let wanted = |value: u32| {
                let verdict = self.verdicts.get(value as usize);
                verdict.is_some_and(|it| it.decision == outcome)
            };
            let Some(way) = self.diagrams.nearest(self.verdict, masks, &wanted) else {
                continue;
            };
            let mut nearest = Nearest {
                outcome,
                changes: Vec::new(),
                assumes: Vec::new(),
            };
            for (at, class) in way {
                let (Some(fact), Some(mask)) = (self.catalogue().facts().get(at), masks.get(at))
                else {
                    continue;
                };
                let step = (fact.id.clone(), class);
                if mask >> class & 1 == 0 {
                    nearest.changes.push(step);
                } else if !mask.is_power_of_two() {
                    nearest.assumes.push(step);
                }
            }
            found.push(nearest);
        }
        sort_by(&mut found, |one, other| {
            one.changes.len().cmp(&other.changes.len())
        });
        found
    }

    /// Every other value of one of the `facts` that leads to another decision with all else equal,
    /// in canonical order. Facts that are not settled are passed over.
    pub fn swaps(&self, masks: &[Mask], facts: &[FactId]) -> Vec<Swap> {
        let Some(now) = self.decide(masks).outcome else {
            return Vec::new();
        };
        let mut swaps = Vec::new();
        for (at, fact) in self
            .catalogue()
            .facts()
            .iter()
            .enumerate()
            .filter(|(_, it)| facts.contains(&it.id))
        {
            let Some(mask) = masks.get(at).filter(|it| it.is_power_of_two()) else {
                continue;
            };
            let own = mask.trailing_zeros() as usize;
            for class in (0..fact.kind.n_classes()).filter(|class| *class != own) {
                let mut other = masks.to_vec();
                if let Some(place) = other.get_mut(at) {
                    *place = 1 << class;
                }
                if let Some(outcome) = self.certain_outcome(&other).filter(|it| *it != now) {
                    swaps.push(Swap {
                        fact: fact.id.clone(),
                        class,
                        outcome: outcome.to_owned(),
                    });
                }
            }
        }
        swaps
    }

    /// The decision, if it is certain.
    fn certain_outcome(&self, masks: &[Mask]) -> Option<&str> {
        let mut outcomes = self
            .diagrams
            .values(self.verdict, masks)
            .into_iter()
            .filter_map(|it| self.verdicts.get(it as usize))
            .map(|it| it.decision.as_str());
        let first = outcomes.next()?;
        outcomes.all(|it| it == first).then_some(first)
    }
}
