//! The steps of an interview, as data.

use crate::vocab::{FactId, RuleId, StepId};

/// One question, or one group of circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name; words and addresses use it.
    pub id: StepId,
    /// The section it belongs to.
    pub section: String,
    /// The fact asked; several for a group of circumstances, which is never on the path.
    pub asks: Vec<FactId>,
    /// Whether "I don't know" is an answer.
    pub may_be_unknown: bool,
    /// The values offered, where the fact itself has too many (languages).
    pub options: Vec<String>,
    /// The rules that make it matter.
    pub rules: Vec<RuleId>,
}

impl Step {
    /// The fact of a step that asks just one.
    pub fn fact(&self) -> Option<&FactId> {
        match self.asks.as_slice() {
            [fact] => Some(fact),
            _ => None,
        }
    }
}

/// All steps of a playbook, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    /// The sections, in order.
    pub sections: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Definition {
    /// The step of that name.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == *id)
    }

    /// The step that asks for a fact.
    pub fn step_of(&self, fact: &FactId) -> Option<&Step> {
        self.steps.iter().find(|it| it.asks.contains(fact))
    }
}
