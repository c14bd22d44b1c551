//! Enumerations of the portals: words on the wire, variants here.

use crate::portal::json;
use serde_json::Value;

/// Whether two spellings are the same word: `attention_needed`, `AttentionNeeded`, `attentionNeeded`.
pub fn same(left: &str, right: &str) -> bool {
    let mut left = left.bytes().filter(|it| *it != b'_');
    let mut right = right.bytes().filter(|it| *it != b'_');
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.eq_ignore_ascii_case(&right) => (),
            _ => return false,
        }
    }
}

/// The number of a word in its list.
#[inline(never)]
pub fn number_in(words: &[&str], word: &str) -> Option<usize> {
    words.iter().position(|it| same(it, word))
}

/// The number of the word at the end of a path, written as a word or as that number; else the text that stands there.
#[inline(never)]
pub fn read(value: &Value, path: &str, words: &[&str]) -> Result<usize, String> {
    let text = json::text(value, path);
    let number = || usize::try_from(json::number(&text)?).ok();
    number_in(words, &text).or_else(number).ok_or(text)
}

/// An enumeration whose list may grow on the other side: words in the order of their numbers on the wire.
macro_rules! open_words {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+
    }) => {
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

            pub(in crate::portal) fn read(value: &serde_json::Value, path: &str) -> Self {
                match crate::portal::words::read(value, path, &[$($word),+]) {
                    Ok(number) => {
                        let mut n_before = number;
                        $(
                            if n_before == 0 {
                                return Self::$variant;
                            }
                            n_before = n_before.wrapping_sub(1);
                        )+
                        let _ = n_before;
                        Self::Other(number.to_string())
                    }
                    Err(text) => Self::Other(text),
                }
            }
        }
    };
}

/// An enumeration that is entirely ours.
macro_rules! closed_words {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+
    }) => {
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
                let number = crate::portal::words::number_in(&[$($word),+], text)?;
                Self::ALL.get(number).copied()
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
