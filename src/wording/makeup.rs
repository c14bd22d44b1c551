//! What a message is made of, for whoever compares one language with another.

use crate::wording::message::{split_braces, split_forms, split_plural};
use std::{collections::BTreeSet, iter};

/// A choice between forms in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plural<'m> {
    /// The name whose number chooses.
    pub counts: &'m str,
    /// Each form with what it is for: a category (`few`) or one number (`=0`).
    ///
    /// Text after the last form, which is never shown, stands here as the name of a form without text.
    pub forms: Vec<(&'m str, &'m str)>,
}

/// Every name that a message wants filled, those that choose a form included.
///
/// ```
/// # use partner_triage::wording::placeholders;
/// let names = placeholders("{n, plural, one {# case} other {# cases}} of {customer}");
/// assert_eq!(names.into_iter().collect::<Vec<_>>(), ["customer", "n"]);
/// ```
pub fn placeholders(message: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for inner in braced(message) {
        if let Some((name, forms)) = split_plural(inner) {
            names.insert(name);
            for (_, text) in split_forms(forms) {
                names.extend(placeholders(text));
            }
        } else {
            names.insert(inner.trim());
        }
    }
    names
}

/// Every choice between forms in a message, in order.
pub fn plurals(message: &str) -> Vec<Plural<'_>> {
    let plural = |(counts, text)| {
        let mut forms: Vec<_> = split_forms(text).collect();
        let rest = text.rsplit('}').next().unwrap_or_default().trim();
        forms.extend((!rest.is_empty()).then_some((rest, "")));
        Plural { counts, forms }
    };
    braced(message)
        .filter_map(split_plural)
        .map(plural)
        .collect()
}

/// Whether each `{` of a message is closed, and nothing is closed that was not opened.
pub fn is_balanced(message: &str) -> bool {
    let mut depth = 0_usize;
    for letter in message.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return false,
            '}' => depth -= 1,
            _ => (),
        }
    }
    depth == 0
}

/// What stands in each outermost pair of braces.
fn braced(message: &str) -> impl Iterator<Item = &str> {
    let mut rest = message;
    iter::from_fn(move || {
        let (_, inner, after) = split_braces(rest)?;
        rest = after;
        Some(inner)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_balanced, placeholders, plurals};

    #[test]
    fn names_inside_forms_count_once() {
        let message =
            "{who} sent {n, plural, one {# case to {who}} other {# cases to {whom}}} on { day }";
        let names: Vec<_> = placeholders(message).into_iter().collect();
        assert_eq!(names, ["day", "n", "who", "whom"]);
    }

    #[test]
    fn forms_stand_with_what_they_are_for() {
        let found = plurals("{n, plural, =0 {no case} one {a case} other {# of {all}}}, {m}");
        assert_eq!(found.len(), 1);
        let plural = found.first().map(|it| (it.counts, it.forms.as_slice()));
        let forms = [
            ("=0", "no case"),
            ("one", "a case"),
            ("other", "# of {all}"),
        ];
        assert_eq!(plural, Some(("n", forms.as_slice())));
    }

    #[test]
    fn text_after_the_last_form_is_told() {
        let found = plurals("{n, plural, one {a} other {b} cases}");
        let forms = found.first().map(|it| it.forms.as_slice());
        assert_eq!(
            forms,
            Some([("one", "a"), ("other", "b"), ("cases", "")].as_slice())
        );
    }

    #[test]
    fn a_brace_that_is_not_closed_or_not_opened_is_seen() {
        assert!(is_balanced("{n, plural, other {{a} b}}"));
        assert!(!is_balanced("{n, plural, other {a}"));
        assert!(!is_balanced("a} {b"));
    }
}
