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
        number: |_, number| digits(number),
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

/// A number to the thousandth. What the standard library has for all numbers weighs as much as a page of the desk.
fn digits(number: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "numbers that are said are counts and seconds"
    )]
    let thousandths = (number * 1_000.0).round() as i64;
    let sign = if thousandths < 0 { "-" } else { "" };
    let thousandths = thousandths.unsigned_abs();
    let (whole, part) = (thousandths / 1_000, thousandths % 1_000);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:03}");
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

/// How something is written is no part of what is said.
impl PartialEq for Formats {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Formats {}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn numbers_are_written_to_the_thousandth() {
        for (number, text) in [
            (0.0, "0"),
            (1.0, "1"),
            (100_000.0, "100000"),
            (1.5, "1.5"),
            (2.128, "2.128"),
            (0.05, "0.05"),
            (-3.25, "-3.25"),
            (-0.0001, "0"),
        ] {
            assert_eq!(digits(number), text);
        }
    }
}
