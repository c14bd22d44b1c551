//! What the desk does with a decision, as the playbook says.

use crate::{casework::Channel, vocab::FactId};

/// What follows one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The decision.
    pub id: String,
    /// How its verdict looks: `info`, `warn` or `stop`.
    pub tone: String,
    /// Where a request goes, if one is prepared.
    pub channel: Option<Channel>,
    /// The fact to look at again when something has changed.
    pub look_again: Option<FactId>,
    /// Other words for the same decision.
    pub variants: Vec<Variant>,
}

/// Words for a decision where a fact has a certain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The fact.
    pub fact: FactId,
    /// The value, as a cell would name it.
    pub value: String,
    /// The name under which the words stand.
    pub words: String,
}
