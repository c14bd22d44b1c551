//! Where a rule stands: article, section, date, and how far it can be trusted.

use crate::vocab::{Date, RuleId};

/// An article that rules are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its slug.
    pub id: String,
    /// Its title in English.
    pub title: String,
    /// The date printed on the page, where the record has one.
    pub page_date: Option<Date>,
    /// The day by which it is to be read again, where its author set one.
    pub review_by: Option<Date>,
    /// Languages it exists in.
    pub languages: Vec<String>,
    /// Those of them that are machine translations.
    pub machine_translated: Vec<String>,
    /// Its address; absent for our own readings.
    pub address: Option<String>,
}

/// How a statement is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A cited article says so.
    Documented,
    /// It follows from several cited statements.
    Derived,
    /// The documents leave it open or contradict each other; this is how we read them.
    Reading,
    /// Nobody here knows; ask.
    Ask,
}

impl Confidence {
    /// Its name in a playbook and in the wording.
    pub fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Derived => "derived",
            Self::Reading => "reading",
            Self::Ask => "ask",
        }
    }
}

/// Where one rule stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The rule.
    pub rule: RuleId,
    /// The article's slug.
    pub article: String,
    /// The section's slug within the article, where the record has one.
    pub anchor: Option<String>,
    /// The section's heading.
    pub section: Option<String>,
    /// The edition of the source.
    pub edition: String,
    /// How the statement is known.
    pub confidence: Confidence,
    /// Whether a translation changes the meaning; the wording says how.
    pub has_note: bool,
    /// Whether it stands in a later state of the page than the one whose date and languages are recorded.
    pub is_undated: bool,
}
