//! The health of Office services as Partner Center tells it. Graph tells more; this is there where Graph is not granted.

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// How grave an incident is (interface description, `ServiceIncidentStatus`).
    IncidentStatus {
        /// All is well, or well again.
        Normal = "normal",
        /// To be known.
        Information = "information",
        /// Something does not work as it should.
        Warning = "warning",
        /// Something does not work.
        Critical = "critical",
    }
}

/// Something that went wrong with a service, or a message about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceIncident {
    /// The incident's id, such as `EX226792`.
    pub id: String,
    /// The service's name.
    pub workload: String,
    /// How grave it is.
    pub status: IncidentStatus,
    /// Whether it is over, as the portal says.
    pub is_resolved: bool,
    /// The part of the service; empty if not told.
    pub area: String,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended.
    pub end: Option<Moment>,
    /// What was written about it, oldest first, without markup.
    pub messages: Vec<String>,
}

/// Which incidents to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichIncidents {
    /// All.
    All,
    /// Those that go on.
    Active,
}
