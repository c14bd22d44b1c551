//! Enumerations of the portals: words on the wire, variants here.

use crate::portal::json::Place;

/// Whether two spellings are the same word: `attention_needed`, `AttentionNeeded`, `attentionNeeded`.
pub fn same(left: &str, right: &str) -> bool {
    let mut left = left.bytes().filter(|it| !matches!(it, b'_' | b'-' | b' '));
    let mut right = right.bytes().filter(|it| !matches!(it, b'_' | b'-' | b' '));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.eq_ignore_ascii_case(&right) => (),
            _ => return false,
        }
    }
}

/// The number of a word in its list, written as a word or as that number; else the text that stands there.
pub fn number_of(at: &Place<'_>, words: &[&str]) -> Result<usize, String> {
    let number = at
        .whole()
        .and_then(|it| usize::try_from(it).ok())
        .filter(|it| *it < words.len());
    let text = at.text();
    number
        .or_else(|| words.iter().position(|it| same(it, &text)))
        .ok_or(text)
}

/// An enumeration whose list may grow on the other side: words in the order of their numbers on the wire.
macro_rules! open_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A word this client does not know, kept for display; empty if none was sent.
            Other(String),
        }

        impl $name {
            /// The word as the portal writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }

            pub(in crate::portal) fn read(at: &crate::portal::json::Place<'_>) -> Self {
                match crate::portal::words::number_of(at, &[$($word),+]) {
                    Ok(number) => [$(Self::$variant),+].into_iter().nth(number).unwrap_or(Self::Other(String::new())),
                    Err(text) => Self::Other(text),
                }
            }
        }
    };
}

/// An enumeration that is entirely ours.
macro_rules! closed_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in files.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == text)
            }
        }
    };
}

pub(in crate::portal) use {closed_words, open_words};

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_word_is_the_same_in_every_spelling() {
        assert!(same("attention_needed", "AttentionNeeded"));
        assert!(same("serviceOperational", "ServiceOperational"));
        assert!(!same("open", "opened"));
        assert!(!same("opened", "open"));
    }
}
