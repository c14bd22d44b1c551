//! One message, rendered.

use crate::wording::category;

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
pub(super) fn render(message: &str, args: &[(&str, Arg)], language: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let chosen = choose_plurals(message, args, language);
    for (at, stretch) in chosen
        .split("**")
        .enumerate()
        .filter(|(_, it)| !it.is_empty())
    {
        let text = fill(stretch, args);
        pieces.push(if at % 2 == 1 {
            Piece::Strong(text)
        } else {
            Piece::Plain(text)
        });
    }
    pieces
}

/// Replaces each `{n, plural, …}` by the form of its number.
fn choose_plurals(message: &str, args: &[(&str, Arg)], language: &str) -> String {
    let Some((before, inner, after)) = split_braces(message) else {
        return message.to_owned();
    };
    let mut parts = inner.splitn(3, ',').map(str::trim);
    let chosen = match (parts.next(), parts.next(), parts.next()) {
        (Some(name), Some("plural"), Some(forms)) => {
            let number = args.iter().find_map(|(it, arg)| match arg {
                Arg::Number(number) if *it == name => Some(*number),
                _ => None,
            });
            let number = number.unwrap_or_default();
            form(forms, category(language, number).name()).replace('#', &print(number))
        }
        _ => format!("{{{inner}}}"),
    };
    format!("{before}{chosen}{}", choose_plurals(after, args, language))
}

/// The text of a plural form, or of `other` where the form is not written.
fn form<'a>(forms: &'a str, name: &str) -> &'a str {
    let mut rest = forms;
    let mut other = "";
    while let Some((before, inner, after)) = split_braces(rest) {
        match before.trim() {
            it if it == name => return inner,
            "other" => other = inner,
            _ => (),
        }
        rest = after;
    }
    other
}

fn fill(text: &str, args: &[(&str, Arg)]) -> String {
    let Some((before, inner, after)) = split_braces(text) else {
        return text.to_owned();
    };
    let filled = match args.iter().find(|(name, _)| *name == inner.trim()) {
        Some((_, Arg::Text(text))) => (*text).to_owned(),
        Some((_, Arg::Number(number))) => print(*number),
        None => format!("{{{inner}}}"),
    };
    format!("{before}{filled}{}", fill(after, args))
}

/// The text before the first `{`, what stands up to the `}` that closes it, and the rest.
fn split_braces(text: &str) -> Option<(&str, &str, &str)> {
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

fn print(number: f64) -> String {
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::{Arg, Piece, render};

    fn text(message: &str, args: &[(&str, Arg)], language: &str) -> String {
        render(message, args, language)
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
    fn what_fills_a_message_cannot_format_it() {
        let pieces = render(
            "File **{what}** now",
            &[("what", Arg::Text("**a** {who}"))],
            "en",
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
