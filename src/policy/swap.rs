//! What would change a verdict: the nearest other decisions.

use crate::{facts::Mask, policy::Rules, vocab::FactId};

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

impl Rules {
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
            for class in (0..fact.kind.n_classes()).filter(|class| 1 << class != *mask) {
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
