//! What is known of a case, and from whom.

use crate::{
    facts::{Answer, Catalogue, Mask},
    vocab::{FactId, Moment},
};
use std::collections::BTreeMap;

/// How a fact came to be known; in rising order of weight where two disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A portal reply, with the time it was read.
    Portal(Moment),
    /// The customer's delegated admin relationships, with the time they were read.
    Relationships(Moment),
    /// The page *My organisation*.
    Organisation,
    /// The clock.
    Clock,
    /// The user's answer in this case.
    Asked,
}

/// One fact's state of knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The classes still possible.
    pub mask: Mask,
    /// The value itself, where one was given.
    pub answer: Option<Answer>,
    /// Who said so.
    pub origin: Origin,
}

/// All that is known of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    entries: BTreeMap<FactId, Entry>,
}

impl Known {
    /// Records a value; false if the catalogue does not know the fact or the value is not of its kind.
    pub fn settle(
        &mut self,
        catalogue: &Catalogue,
        id: &FactId,
        answer: Answer,
        origin: Origin,
    ) -> bool {
        let Some(class) = catalogue
            .get(id.as_str())
            .and_then(|fact| fact.kind.class_of(&answer))
        else {
            return false;
        };
        self.entries.insert(
            id.clone(),
            Entry {
                mask: 1 << class,
                answer: Some(answer),
                origin,
            },
        );
        true
    }

    /// Records that only some values are possible; a single one settles the fact.
    /// False if the catalogue does not know the fact or one of the words.
    pub fn narrow(
        &mut self,
        catalogue: &Catalogue,
        id: &FactId,
        words: &[String],
        origin: Origin,
    ) -> bool {
        let Some(fact) = catalogue.get(id.as_str()) else {
            return false;
        };
        let Some(mask) = words
            .iter()
            .try_fold(0, |mask, word| Some(mask | fact.kind.mask_of_word(word)?))
            .filter(|mask| *mask != 0)
        else {
            return false;
        };
        let answer = mask
            .is_power_of_two()
            .then(|| fact.kind.answer_of(mask.trailing_zeros() as usize))
            .flatten();
        self.entries.insert(
            id.clone(),
            Entry {
                mask,
                answer,
                origin,
            },
        );
        true
    }

    /// Takes over what is known of a fact elsewhere.
    pub fn take(&mut self, id: &FactId, entry: Entry) {
        self.entries.insert(id.clone(), entry);
    }

    /// Forgets a fact.
    pub fn forget(&mut self, id: &FactId) {
        self.entries.remove(id);
    }

    /// What is known of a fact.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// Everything known, by name.
    pub fn entries(&self) -> impl Iterator<Item = (&FactId, &Entry)> {
        self.entries.iter()
    }

    /// The possible classes of every fact, in canonical order.
    pub fn masks(&self, catalogue: &Catalogue) -> Vec<Mask> {
        let mut masks = catalogue.nothing_known();
        for (mask, fact) in masks.iter_mut().zip(catalogue.facts()) {
            if let Some(entry) = self.entries.get(&fact.id) {
                *mask = entry.mask;
            }
        }
        masks
    }
}
