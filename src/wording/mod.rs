//! Words: messages by key, turned into text with placeholders, plurals and emphasis.
//!
//! A file of words is a flat JSON object from key to text. The grammar is small on purpose, so that a translator can
//! write it and a test can check it: `{name}`, `{n, plural, one {…} other {…}}` with `#` for the number, and `**strong**`.
//! A form may also be for one number alone, as in `=0 {…}`.
//! A key without words is shown as the key; a test sees to it that this never ships.
//!
//! Moments are formatted by the browser's `Intl` before they get here; plurals, numbers, days, lists and the order of names by what
//! [`Formats`] the words are given.
//!
//! ```
//! use partner_triage::wording::{Arg, Words};
//!
//! let words = Words::parse("en", r#"{"left": "{n, plural, one {# thing is} other {# things are}} missing"}"#)?;
//! assert_eq!(words.say("left", &[("n", Arg::Number(2.0))]), "2 things are missing");
//! # Ok::<(), partner_triage::vocab::Misread>(())
//! ```

mod formats;
mod makeup;
mod message;
mod pack;
mod plural;
mod pseudo;

pub use formats::{Formats, Listing};
pub use makeup::{Plural, is_balanced, placeholders, plurals};
pub use message::{Arg, Piece};
pub use pack::{Pack, REFERENCE};
pub use plural::{Category, category};
pub use pseudo::{PSEUDO, pseudo};

use crate::vocab::{Date, Misread, Place};
use std::{cmp::Ordering, collections::BTreeMap};

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    language: String,
    texts: BTreeMap<String, String>,
    formats: Formats,
}

impl Words {
    /// Reads a file of words.
    ///
    /// # Errors
    /// When it is no flat JSON object of texts.
    pub fn parse(language: &str, text: &str) -> Result<Self, Misread> {
        let value = serde_json::from_str(text).map_err(|error| Misread {
            at: String::new(),
            expected: format!("JSON ({error})"),
        })?;
        let root = Place::root(&value);
        let mut texts = BTreeMap::new();
        for (key, text) in root.members()? {
            texts.insert(key.to_owned(), text.text()?.to_owned());
        }
        Ok(Self::of(language, texts))
    }

    /// Reads words that travel without their keys: a JSON array of keys, the same for every language, and an array of texts in that order.
    ///
    /// # Errors
    /// When one of them is no flat array of texts, or there are more of the one than of the other.
    pub fn parse_list(language: &str, keys: &str, texts: &str) -> Result<Self, Misread> {
        let read = |text: &str| {
            serde_json::from_str::<Vec<String>>(text).map_err(|error| Misread {
                at: String::new(),
                expected: format!("a JSON array of texts ({error})"),
            })
        };
        let (keys, texts) = (read(keys)?, read(texts)?);
        if keys.len() != texts.len() {
            return Err(Misread {
                at: format!("/{}", keys.len().min(texts.len())),
                expected: format!("as many texts as keys: {} for {}", texts.len(), keys.len()),
            });
        }
        Ok(Self::of(language, keys.into_iter().zip(texts).collect()))
    }

    fn of(language: &str, texts: BTreeMap<String, String>) -> Self {
        Self {
            language: language.to_owned(),
            texts,
            formats: Formats::PLAIN,
        }
    }

    /// These words, with numbers, lists and plurals written by `formats`.
    #[must_use]
    pub fn written_by(self, formats: Formats) -> Self {
        Self { formats, ..self }
    }

    /// How numbers, lists and plurals are written.
    pub fn formats(&self) -> Formats {
        self.formats
    }

    /// These words with others of the same language over them.
    #[must_use]
    pub fn under(mut self, others: Self) -> Self {
        self.texts.extend(others.texts);
        self
    }

    /// These words, with others of the same language where these say nothing.
    #[must_use]
    pub fn over(mut self, others: Self) -> Self {
        for (key, text) in others.texts {
            self.texts.entry(key).or_insert(text);
        }
        self
    }

    /// These words, with those that they say of an edition beside others in their place.
    #[must_use]
    pub fn said_by(mut self, edition: &str) -> Self {
        let own = self.texts.iter().filter_map(|(key, text)| {
            let plain = key.strip_suffix(edition)?.strip_suffix('@')?;
            Some((plain.to_owned(), text.clone()))
        });
        let own: Vec<_> = own.collect();
        self.texts.extend(own);
        self
    }

    /// The language, as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Whether the key has words.
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// Every key, ascending.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The words of a key as they are written.
    pub fn raw(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// A calendar day, such as "26 February 2021"; what is no `YYYY-MM-DD` stays as it is.
    pub fn day(&self, text: &str) -> String {
        match Date::parse(text) {
            Some(day) => (self.formats.day)(&self.language, day),
            None => text.to_owned(),
        }
    }

    /// A count in digits.
    pub fn count(&self, count: u128) -> String {
        /// Beyond this, doubles skip whole numbers.
        const EXACT: u128 = 1 << 53;
        #[expect(clippy::cast_precision_loss, reason = "it is exact below the bound")]
        match count {
            ..EXACT => (self.formats.number)(&self.language, count as f64),
            _ => count.to_string(),
        }
    }

    /// Things as a list, such as "a, b and c".
    pub fn list(&self, things: &[String], listing: Listing) -> String {
        (self.formats.list)(&self.language, things, listing)
    }

    /// Which of two names comes first.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        (self.formats.compare)(&self.language, one, other)
    }

    /// A number as the language writes it.
    pub fn number(&self, number: f64) -> String {
        (self.formats.number)(&self.language, number)
    }

    /// The message as plain text.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.pieces(key, args)
            .into_iter()
            .map(Piece::into_text)
            .collect()
    }

    /// The message as pieces, of which some are strong.
    pub fn pieces(&self, key: &str, args: &[(&str, Arg)]) -> Vec<Piece> {
        match self.texts.get(key) {
            Some(text) => message::render(text, args, &self.language, self.formats),
            None => vec![Piece::Plain(key.to_owned())],
        }
    }
}
