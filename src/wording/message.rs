//! One message, rendered.

use crate::wording::Formats;
use std::iter;

/// What fills a placeholder.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Text, taken as it is.
    Text(&'a str),
    /// A number, which selects the plural form.
    Number(f64),
}

impl Arg<'_> {
    /// A count of things.
    pub fn count(n: usize) -> Self {
        Self::Number(f64::from(u32::try_from(n).unwrap_or(u32::MAX)))
    }
}

/// A stretch of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Ordinary text.
    Plain(String),
    /// What matters.
    Strong(String),
}

impl Piece {
    /// The text without emphasis.
    pub fn into_text(self) -> String {
        match self {
            Self::Plain(text) | Self::Strong(text) => text,
        }
    }
}

/// Renders a message; emphasis is marked in the message only, never by what fills it.
pub(super) fn render(
    message: &str,
    args: &[(&str, Arg)],
    language: &str,
    formats: Formats,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let print = |number: f64| (formats.number)(language, number);
    let chosen = choose_plurals(message, args, &|number| {
        ((formats.category)(language, number).name(), print(number))
    });
    for (at, stretch) in chosen
        .split("**")
        .enumerate()
        .filter(|(_, it)| !it.is_empty())
    {
        let text = fill(stretch, args, &print);
        pieces.push(if at % 2 == 1 {
            Piece::Strong(text)
        } else {
            Piece::Plain(text)
        });
    }
    pieces
}

/// Replaces each `{n, plural, …}` by the form of its number.
fn choose_plurals(
    message: &str,
    args: &[(&str, Arg)],
    count: &dyn Fn(f64) -> (&'static str, String),
) -> String {
    let Some((before, inner, after)) = split_braces(message) else {
        return message.to_owned();
    };
    let chosen = match split_plural(inner) {
        Some((name, forms)) => {
            let number = args.iter().find_map(|(it, arg)| match arg {
                Arg::Number(number) if *it == name => Some(*number),
                _ => None,
            });
            let (category, digits) = count(number.unwrap_or_default());
            form(forms, category, &digits).replace('#', &digits)
        }
        None => format!("{{{inner}}}"),
    };
    format!("{before}{chosen}{}", choose_plurals(after, args, count))
}

/// The form for exactly this number, else for its category, else `other`.
fn form<'a>(forms: &'a str, category: &str, digits: &str) -> &'a str {
    let find =
        |wanted: &str| split_forms(forms).find_map(|(name, text)| (name == wanted).then_some(text));
    find(&format!("={digits}"))
        .or_else(|| find(category))
        .or_else(|| find("other"))
        .unwrap_or_default()
}

/// The name that chooses and the forms of what stands in braces, if it is a plural.
pub(super) fn split_plural(inner: &str) -> Option<(&str, &str)> {
    let mut parts = inner.splitn(3, ',').map(str::trim);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(name), Some("plural"), Some(forms)) => Some((name, forms)),
        _ => None,
    }
}

/// Each form of a plural with what it is for.
pub(super) fn split_forms(forms: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = forms;
    iter::from_fn(move || {
        let (name, text, after) = split_braces(rest)?;
        rest = after;
        Some((name.trim(), text))
    })
}

fn fill(text: &str, args: &[(&str, Arg)], print: &dyn Fn(f64) -> String) -> String {
    let Some((before, inner, after)) = split_braces(text) else {
        return text.to_owned();
    };
    let filled = match args.iter().find(|(name, _)| *name == inner.trim()) {
        Some((_, Arg::Text(text))) => (*text).to_owned(),
        Some((_, Arg::Number(number))) => print(*number),
        None => format!("{{{inner}}}"),
    };
    format!("{before}{filled}{}", fill(after, args, print))
}

/// The text before the first `{`, what stands up to the `}` that closes it, and the rest.
pub(super) fn split_braces(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let mut depth = 1;
    for (at, letter) in rest.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => (),
        }
        if depth == 0 {
            return Some((before, rest.get(..at)?, rest.get(at + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Arg, Piece, render};
    use crate::wording::Formats;

    fn text(message: &str, args: &[(&str, Arg)], language: &str) -> String {
        render(message, args, language, Formats::PLAIN)
            .into_iter()
            .map(Piece::into_text)
            .collect()
    }

    #[test]
    fn plurals_follow_the_language() {
        let message = "{n, plural, one {# zgłoszenie} few {# zgłoszenia} many {# zgłoszeń} other {# zgłoszenia}} od {who}";
        for (number, expected) in [
            (1.0, "1 zgłoszenie od X"),
            (22.0, "22 zgłoszenia od X"),
            (12.0, "12 zgłoszeń od X"),
        ] {
            assert_eq!(
                text(
                    message,
                    &[("n", Arg::Number(number)), ("who", Arg::Text("X"))],
                    "pl"
                ),
                expected
            );
        }
    }

    #[test]
    fn a_number_with_a_form_of_its_own_has_it() {
        let message = "{n, plural, =0 {less than a year} one {# year} other {# years}} old";
        for (number, expected) in [
            (0.0, "less than a year old"),
            (1.0, "1 year old"),
            (10.0, "10 years old"),
        ] {
            assert_eq!(text(message, &[("n", Arg::Number(number))], "en"), expected);
        }
    }

    #[test]
    fn what_fills_a_message_cannot_format_it() {
        let pieces = render(
            "File **{what}** now",
            &[("what", Arg::Text("**a** {who}"))],
            "en",
            Formats::PLAIN,
        );
        assert_eq!(
            pieces,
            [
                Piece::Plain("File ".to_owned()),
                Piece::Strong("**a** {who}".to_owned()),
                Piece::Plain(" now".to_owned()),
            ]
        );
    }

    #[test]
    fn a_placeholder_without_a_value_stays_visible() {
        assert_eq!(text("by {who}", &[], "en"), "by {who}");
        assert_eq!(text("odd { brace", &[], "en"), "odd { brace");
    }
}
