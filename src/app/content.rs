//! What the app says and by what rules, read from the files beside the page.

use crate::{
    content::{EDITIONS, Playbook},
    vocab::Misread,
    wording::Words,
};
use std::{collections::BTreeMap, rc::Rc};

/// The part of the words that is read only where something is looked up.
pub(in crate::app) const REFERENCE_PART: &str = "reference";

/// The playbook and words in use.
pub struct Content {
    /// The playbook; the same whatever language is spoken.
    pub playbook: Rc<Playbook>,
    /// The words.
    pub words: Words,
    /// Whether it can speak: of an edition that is only compared with there are its rules and the names of what it decides and asks.
    pub is_whole: bool,
}

impl Content {
    /// Reads the files of an edition over the words that all editions share.
    ///
    /// # Errors
    /// What is wrong with them, each with its file and place.
    pub fn read(edition: &str, files: &EditionFiles, shared: &Words) -> Result<Self, Vec<String>> {
        let playbook = Playbook::parse(&files.playbook).map_err(|defects| {
            let line = |it| format!("playbook-{edition}.json {it}");
            defects.iter().map(line).collect::<Vec<_>>()
        })?;
        let words = edition_words(edition, files.words.as_ref(), shared).map_err(|it| vec![it])?;
        Ok(Self {
            playbook: Rc::new(playbook),
            words,
            is_whole: files.words.is_some() || has_no_own_words(edition),
        })
    }

    /// The same rules in other words.
    ///
    /// # Errors
    /// What is wrong with the words.
    pub fn said_in(&self, own: Option<&WordList>, shared: &Words) -> Result<Self, String> {
        let words = edition_words(&self.playbook.edition.id, own, shared)?;
        Ok(Self {
            playbook: self.playbook.clone(),
            words,
            is_whole: self.is_whole,
        })
    }

    /// The same, with words where these say nothing.
    #[must_use]
    pub fn knowing(&self, others: Words) -> Self {
        Self {
            playbook: self.playbook.clone(),
            words: self.words.clone().over(others),
            is_whole: self.is_whole,
        }
    }
}

/// The words of an edition: its own over those that all editions share.
fn edition_words(edition: &str, own: Option<&WordList>, shared: &Words) -> Result<Words, String> {
    let language = shared.language();
    let words = shared.clone().said_by(edition);
    match own {
        Some(list) => list
            .read()
            .map(|own| words.under(own))
            .map_err(|it| format!("words-{language}-{edition}.json {it}")),
        None => Ok(words),
    }
}

/// Whether the shared words are those of an edition, so that it has none beside them.
pub(in crate::app) fn has_no_own_words(edition: &str) -> bool {
    EDITIONS.first() == Some(&edition)
}

/// The words for looking things up.
///
/// # Errors
/// What is wrong with them.
pub(in crate::app) fn reference_words(language: &str, list: &WordList) -> Result<Words, String> {
    list.read()
        .map_err(|it| format!("words-{language}-{REFERENCE_PART}.json {it}"))
}

/// Words as they travel: texts in the order of keys that are the same for every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordList {
    /// The language's tag.
    pub language: String,
    /// A JSON array of keys.
    pub keys: String,
    /// A JSON array of texts.
    pub texts: String,
}

impl WordList {
    /// The words.
    ///
    /// # Errors
    /// What is wrong with one of the arrays.
    pub fn read(&self) -> Result<Words, Misread> {
        Words::parse_list(&self.language, &self.keys, &self.texts)
    }
}

/// The files of an edition as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionFiles {
    /// The playbook.
    pub playbook: String,
    /// The words it says otherwise; none for the edition that the shared words are of.
    pub words: Option<WordList>,
}

/// The files of a language as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageFiles {
    /// The words of the first page: a JSON object from key to text.
    pub first: String,
    /// The words of all other pages.
    pub rest: WordList,
    /// What sources say and the other texts for looking things up, where they were wanted.
    pub reference: Option<WordList>,
    /// What editions say otherwise, by their names.
    pub editions: BTreeMap<String, WordList>,
}

impl LanguageFiles {
    /// The words that all editions share, as far as they were wanted.
    ///
    /// # Errors
    /// Which file is wrong, and where.
    pub fn shared(&self, language: &str) -> Result<Words, String> {
        let first = Words::parse(language, &self.first)
            .map_err(|it| format!("words-{language}.json {it}"))?;
        let rest = self
            .rest
            .read()
            .map_err(|it| format!("words-{language}-rest.json {it}"))?;
        let words = first.under(rest);
        match &self.reference {
            Some(list) => Ok(words.over(reference_words(language, list)?)),
            None => Ok(words),
        }
    }
}
