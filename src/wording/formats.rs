//! How a language counts, writes numbers and lists, and orders names.

use crate::{
    vocab::{Date, fold},
    wording::{Category, category},
};
use std::cmp::Ordering;

/// What joins the last thing of a list to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// All of them: "a, b and c".
    And,
    /// One of them: "a, b or c".
    Or,
}

/// How a language counts, writes numbers and lists, and orders names. In the page the browser's `Intl` does it, elsewhere
/// [`Formats::PLAIN`]. Each takes the language as a BCP 47 tag first.
#[derive(Clone, Copy, Debug)]
pub struct Formats {
    /// The plural category of a number.
    pub category: fn(&str, f64) -> Category,
    /// A number in digits.
    pub number: fn(&str, f64) -> String,
    /// A calendar day.
    pub day: fn(&str, Date) -> String,
    /// Things as a list.
    pub list: fn(&str, &[String], Listing) -> String,
    /// Which of two names comes first.
    pub compare: fn(&str, &str, &str) -> Ordering,
}

impl Formats {
    /// Without the browser: plurals of the five languages, digits without groups, `YYYY-MM-DD`, commas, and names ordered without
    /// regard to case and diacritics.
    pub const PLAIN: Self = Self {
        category,
        number: |_, number| number.to_string(),
        day: |_, day| day.to_string(),
        list: |_, things, _| things.join(", "),
        compare: |_, one, other| fold(one).cmp(&fold(other)).then_with(|| one.cmp(other)),
    };
}

impl Default for Formats {
    fn default() -> Self {
        Self::PLAIN
    }
}

/// How something is written is no part of what is said.
impl PartialEq for Formats {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Formats {}
