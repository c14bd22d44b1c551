//! A made-up language that shows what a layout cannot hold and what is not said through words.

use crate::wording::message::split_braces;

/// The made-up language's tag. No menu offers it; its address is `#/en-x-ploc/`.
pub const PSEUDO: &str = "en-x-ploc";

/// A message in the made-up language `en-x-ploc`: accented letters, in brackets, 40 % longer, or twice as long if it is short.
/// Placeholders, plural forms and emphasis stay what they are.
pub fn pseudo(message: &str) -> String {
    let n_letters = message.chars().count();
    let n_more = if n_letters <= 10 {
        n_letters
    } else {
        n_letters * 2 / 5
    };
    let padding: String = "one two three four five "
        .chars()
        .cycle()
        .take(n_more)
        .collect();
    format!("⟦{} {}⟧", accented(message), accent(padding.trim()))
}

fn accented(message: &str) -> String {
    let Some((before, inner, after)) = split_braces(message) else {
        return accent(message);
    };
    let inner = match inner.split_once('{') {
        Some(_) => forms(inner),
        None => inner.to_owned(),
    };
    format!("{}{{{inner}}}{}", accent(before), accented(after))
}

/// The forms of a plural, of which the texts are said otherwise and the names are not.
fn forms(text: &str) -> String {
    match split_braces(text) {
        Some((name, form, after)) => format!("{name}{{{}}}{}", accented(form), forms(after)),
        None => text.to_owned(),
    }
}

fn accent(text: &str) -> String {
    let letter = |it| match it {
        'a' => 'á',
        'c' => 'č',
        'e' => 'ě',
        'i' => 'í',
        'l' => 'ł',
        'n' => 'ñ',
        'o' => 'ő',
        's' => 'š',
        'u' => 'ű',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Á',
        'C' => 'Č',
        'E' => 'Ě',
        'I' => 'Í',
        'O' => 'Ő',
        'S' => 'Š',
        'U' => 'Ű',
        other => other,
    };
    text.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::pseudo;

    #[test]
    fn only_what_is_read_is_said_otherwise() {
        assert_eq!(pseudo("Cases"), "⟦Čášěš őñě t⟧");
        assert_eq!(
            pseudo("**{n, plural, one {# case} other {# cases}}** of {name}"),
            "⟦**{n, plural, one {# čášě} other {# čášěš}}** őf {name} őñě twő thrěě főűr fív⟧"
        );
    }
}
