//! The answers given in a case.

use crate::{facts::Answer, vocab::FactId};
use std::collections::BTreeMap;

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Known(Answer),
    /// "I don't know": the question is not asked again, and the fact stays open.
    Unknown,
}

/// Every answer ever given in a case, by fact, whether it is on the path or parked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    replies: BTreeMap<FactId, Reply>,
}

impl Transcript {
    /// Records a reply in place of an earlier one.
    pub fn record(&mut self, fact: FactId, reply: Reply) {
        self.replies.insert(fact, reply);
    }

    /// Takes a reply back.
    pub fn erase(&mut self, fact: &FactId) {
        self.replies.remove(fact);
    }

    /// The reply to a fact.
    pub fn get(&self, fact: &FactId) -> Option<&Reply> {
        self.replies.get(fact)
    }

    /// All replies, by fact.
    pub fn replies(&self) -> impl Iterator<Item = (&FactId, &Reply)> {
        self.replies.iter()
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.replies.is_empty()
    }
}
