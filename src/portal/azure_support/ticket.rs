//! Support tickets.

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// How much is at stake.
    TicketSeverity {
        /// Severity C.
        Minimal = "minimal",
        /// Severity B.
        Moderate = "moderate",
        /// Severity A.
        Critical = "critical",
        /// Reserved for some support plans.
        HighestCriticalImpact = "highestcriticalimpact",
    }
}

open_words! {
    /// Where a ticket stands.
    TicketStatus {
        /// Microsoft works on it.
        Open = "open",
        /// A change is being recorded.
        Updating = "updating",
        /// Done.
        Closed = "closed",
    }
}

open_words! {
    /// Who wrote a message.
    Direction {
        /// The customer or the partner.
        Inbound = "inbound",
        /// Microsoft.
        Outbound = "outbound",
    }
}

/// The name of a ticket or a message in its address, chosen by us and accepted by the portal's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketName(String);

impl TicketName {
    /// Accepts a name of at most 255 characters without `< > % & : \ ? /` and control characters, that does not consist
    /// of digits and does not start with `tmp-`.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=255).contains(&text.chars().count())
            && !text.contains(|it: char| it.is_control() || "<>%&:\\?/".contains(it))
            && !text.bytes().all(|it| it.is_ascii_digit())
            && !text.to_ascii_lowercase().starts_with("tmp-");
        fits.then(|| Self(text.into()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a name can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameCheck {
    /// It can.
    Available,
    /// It cannot.
    Taken {
        /// The portal's key: `Invalid` or `AlreadyExists`.
        reason: String,
        /// The portal's words.
        message: String,
    },
}

/// Whom Microsoft contacts about a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// `email` or `phone`.
    pub method: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number; needed when the method is `phone`.
    pub phone: String,
    /// The time zone by its name in Windows, such as `Central European Standard Time`.
    pub time_zone: String,
    /// Three-letter country code.
    pub country: String,
    /// The language of the conversation, such as `en-us`.
    pub language: String,
}

/// A ticket to be filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTicket {
    /// Its name in the address.
    pub name: TicketName,
    /// Its title.
    pub title: String,
    /// The problem in words.
    pub description: String,
    /// [`Service::id`](crate::portal::azure_support::Service::id).
    pub service_id: String,
    /// [`ProblemClassification::id`](crate::portal::azure_support::ProblemClassification::id).
    pub classification_id: String,
    /// How much is at stake.
    pub severity: TicketSeverity,
    /// When the problem began.
    pub problem_start: Option<Moment>,
    /// Whether Microsoft may collect diagnostics.
    pub allows_diagnostics: bool,
    /// Whether work shall go on around the clock.
    pub around_the_clock: bool,
    /// The resource the problem is with, for technical tickets; else empty.
    pub resource_id: String,
    /// Whom Microsoft contacts.
    pub contact: Contact,
}

/// What became of a request to create something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created<T> {
    /// It is there.
    Done(T),
    /// It is being made.
    Accepted(Operation),
}

/// A piece of work going on at the portal; see [`operation`](crate::portal::azure_support::operation).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    pub(super) uri: String,
    /// When to ask first, in seconds; `None` if the portal did not say.
    pub after_secs: Option<u32>,
}

/// How far a piece of work has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It goes on.
    Running,
    /// It is done.
    Succeeded {
        /// The number of the ticket made; empty for other work.
        ticket_number: String,
    },
    /// It came to nothing.
    Failed {
        /// The portal's code.
        code: String,
        /// The portal's words.
        message: String,
    },
}

/// A ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its name in the address.
    pub name: String,
    /// Its number, as told to people.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The problem in words.
    pub description: String,
    /// The service's name; can be empty.
    pub service: String,
    /// The kind of problem.
    pub classification: String,
    /// How much is at stake.
    pub severity: TicketSeverity,
    /// Where it stands.
    pub status: TicketStatus,
    /// When it was filed.
    pub created: Option<Moment>,
    /// When it last changed.
    pub modified: Option<Moment>,
    /// By when Microsoft promises to answer; `None` if there is no promise, and late after a change of severity.
    pub answer_due: Option<Moment>,
    /// The promised minutes to the first answer.
    pub sla_minutes: Option<i64>,
    /// The support plan by its name.
    pub plan: String,
    /// Microsoft's engineer; empty until one took the ticket.
    pub engineer: String,
}

/// What to change of a ticket; `None` leaves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketChange {
    /// How much is at stake.
    pub severity: Option<TicketSeverity>,
    /// Open or close it.
    pub status: Option<TicketStatus>,
}

/// A message on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Communication {
    /// Its name in the address.
    pub name: String,
    /// Who wrote it.
    pub direction: Direction,
    /// The writer's address; can be empty.
    pub sender: String,
    /// The subject, with the tracking number the portal appends.
    pub subject: String,
    /// The words, without markup.
    pub body: String,
    /// When it was written.
    pub created: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::TicketName;

    #[test]
    fn names_follow_the_rules_of_the_portal() {
        for good in ["desk-2611-004418", "Ożywić", "7a"] {
            assert!(TicketName::parse(good).is_some(), "`{good}`");
        }
        for bad in [
            "",
            "2611004418",
            "tmp-1",
            "TMP-1",
            "a/b",
            "a?b",
            "50%",
            "a\nb",
            &"x".repeat(256),
        ] {
            assert!(TicketName::parse(bad).is_none(), "`{bad}`");
        }
    }
}
