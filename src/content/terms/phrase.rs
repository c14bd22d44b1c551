//! Wording to search for.

/// Words that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// The words themselves.
    Words(Vec<String>),
    /// Their beginnings, so that endings do not matter.
    Beginnings(Vec<String>),
}

impl Phrase {
    /// The words of a text, which are to be found as they stand.
    pub fn words(text: &str) -> Self {
        Self::Words(words(text))
    }

    /// The beginnings of words.
    pub fn beginnings(text: &str) -> Self {
        Self::Beginnings(words(text))
    }

    /// Whether a text holds these words one after another; what stands between words does not matter.
    pub fn is_in(&self, text: &str) -> bool {
        let matches: fn(&str, &str) -> bool = match self {
            Self::Words(_) => |word, wanted| word == wanted,
            Self::Beginnings(_) => |word, wanted| word.starts_with(wanted),
        };
        let (Self::Words(wanted) | Self::Beginnings(wanted)) = self;
        let is_here = |found: &[String]| found.iter().zip(wanted).all(|(a, b)| matches(a, b));
        !wanted.is_empty() && words(text).windows(wanted.len()).any(is_here)
    }
}

/// The words of a text in small letters.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn words_are_found_whole_and_in_any_case() {
        let phrase = Phrase::words("lista klient");
        assert!(phrase.is_in("na stronie „Lista Klient”."));
        assert!(!phrase.is_in("lista klientów"));
        assert!(!phrase.is_in("lista: mój klient"));
    }

    #[test]
    fn beginnings_are_found_where_words_begin() {
        let phrase = Phrase::beginnings("vevő");
        assert!(phrase.is_in("A VEVŐKNEK szól"));
        assert!(!phrase.is_in("a résztvevők"));
        let phrase = Phrase::beginnings("nepřím zprostředkovatel");
        assert!(phrase.is_in("u nepřímého zprostředkovatele"));
        assert!(!phrase.is_in("nepřímý poskytovatel"));
    }

    #[test]
    fn nothing_is_found_nowhere() {
        assert!(!Phrase::words("…").is_in("text …"));
    }
}
