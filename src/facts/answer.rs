//! A value as a person or a portal gives it.

use crate::vocab::Date;
use std::collections::BTreeSet;

/// The raw value of a fact, already known to be of the fact's kind and form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// A value of an enumeration, or a language tag.
    Word(String),
    /// Yes or no.
    Flag(bool),
    /// All elements of a set, or all names of an open list; empty means none.
    Set(BTreeSet<String>),
    /// A calendar date.
    Date(Date),
}

impl Answer {
    /// The answer as a key of the wording: `true`, `azure`, `premier+advanced`, `2021-10-29`.
    pub fn key(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Flag(flag) => flag.to_string(),
            Self::Set(names) if names.is_empty() => "empty".to_owned(),
            Self::Set(names) => names
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("+"),
            Self::Date(date) => date.to_string(),
        }
    }
}
