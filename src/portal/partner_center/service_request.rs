//! Requests filed with Microsoft through Partner Center.

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// How much is at stake.
    RequestSeverity {
        /// Not told.
        Unknown = "unknown",
        /// Severity A.
        Critical = "critical",
        /// Severity B.
        Moderate = "moderate",
        /// Severity C.
        Minimal = "minimal",
    }
}

open_words! {
    /// Whose move it is.
    RequestStatus {
        /// Accepted, and not yet taken up; what a request has right after it was created.
        None = "none",
        /// Microsoft works on it.
        Open = "open",
        /// Done.
        Closed = "closed",
        /// Microsoft waits for the partner.
        AttentionNeeded = "attention_needed",
    }
}

/// A service request. Lists tell only the title, the severity, the status, the contact's name and the dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRequest {
    /// The request's number.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What was described.
    pub description: String,
    /// How much is at stake.
    pub severity: RequestSeverity,
    /// Whose move it is.
    pub status: RequestStatus,
    /// The support topic's id.
    pub topic_id: String,
    /// The support topic's name.
    pub topic_name: String,
    /// The product's name.
    pub product_name: String,
    /// The organisation that filed it.
    pub organization: String,
    /// Whom Microsoft contacts.
    pub contact: Person,
    /// When it was filed; `None` right after.
    pub created: Option<Moment>,
    /// When it last changed.
    pub modified: Option<Moment>,
    /// When it was closed; `None` if it was not.
    pub closed: Option<Moment>,
    /// What was said since.
    pub notes: Vec<Note>,
}

/// A person as a service request names one; parts that were not told are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// A note on a service request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it; empty if not told.
    pub author: String,
    /// When it was written.
    pub created: Option<Moment>,
    /// The words.
    pub text: String,
}

/// What a service request can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportTopic {
    /// The topic's id.
    pub id: String,
    /// The topic's name.
    pub name: String,
    /// What belongs to it.
    pub description: String,
}

/// A service request to be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewServiceRequest {
    /// The agent's language and country, such as `en-US`.
    pub agent_locale: String,
    /// At most 255 characters.
    pub title: String,
    /// Must name the customer's tenant id: nothing else in the request does.
    pub description: String,
    /// How much is at stake.
    pub severity: RequestSeverity,
    /// From [`crate::portal::partner_center::support_topics`].
    pub topic_id: String,
    /// Whom Microsoft contacts.
    pub contact: Person,
    /// Two-letter country code of the contact.
    pub country: String,
}
