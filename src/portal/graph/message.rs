//! What Microsoft tells administrators in advance ("serviceUpdateMessage resource type").

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// What a message is for.
    MessageCategory {
        /// Something has to be done, or it breaks.
        PreventOrFixIssue = "preventOrFixIssue",
        /// Something changes.
        PlanForChange = "planForChange",
        /// Good to know.
        StayInformed = "stayInformed",
    }
}

open_words! {
    /// How much a message matters.
    MessageSeverity {
        /// As most.
        Normal = "normal",
        /// More than most.
        High = "high",
        /// Most.
        Critical = "critical",
    }
}

/// A message of the message center.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The message's id, such as `MC172851`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The words, without markup.
    pub text: String,
    /// What it is for.
    pub category: MessageCategory,
    /// How much it matters.
    pub severity: MessageSeverity,
    /// The services it is about, by name.
    pub services: Vec<String>,
    /// Whether the change is a large one.
    pub is_major: bool,
    /// By when something has to be done; `None` if nothing has to.
    pub act_by: Option<Moment>,
    /// When it was published.
    pub start: Option<Moment>,
    /// When it is withdrawn.
    pub end: Option<Moment>,
    /// When it last changed.
    pub modified: Option<Moment>,
}
