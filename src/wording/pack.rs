//! The words of a language as people write them, put together as the page loads them.

use crate::wording::{Words, pseudo};
use std::collections::BTreeMap;

/// The language that the others are checked against: it has words for every key.
pub const REFERENCE: &str = "en";

/// Key families said by the frame and the start page, which are drawn before the rest of the program is here.
const FIRST_PAGE: [&str; 5] = ["edition", "page", "shell", "start", "trouble"];

/// Key families that only look something up: what sources say, lists, and the pages about the desk itself. Few visits need them.
const LOOKED_UP: [&str; 9] = [
    "connection",
    "health",
    "help",
    "library",
    "organisation",
    "practice",
    "requests",
    "rule",
    "terms",
];

type Texts = BTreeMap<String, String>;

/// The words of a language, in the parts in which the page loads them.
///
/// People write them as files of flat JSON objects in a folder named by the language. A file `edition-<name>.json` holds what only that
/// edition says; a key in it that says otherwise what other files say ends in `@<name>`, so that no key is written twice. What is said
/// of an edition beside another one, the names of its decisions and questions, travels with the words of all under such keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pack {
    /// Said by the frame and the start page.
    pub first: BTreeMap<String, String>,
    /// Said where something is looked up.
    pub reference: BTreeMap<String, String>,
    /// Said by all other pages.
    pub rest: BTreeMap<String, String>,
    /// What editions say otherwise or alone, by their names.
    pub editions: BTreeMap<String, BTreeMap<String, String>>,
}

impl Pack {
    /// Puts the files of a language together, each with its name.
    ///
    /// # Errors
    /// A file that is no JSON object of texts, a key with words in two files; the file is named.
    pub fn of(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, String> {
        let mut pack = Self::default();
        let mut homes: BTreeMap<String, String> = BTreeMap::new();
        for (file, text) in files {
            let texts: Texts =
                serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
            let edition = file
                .strip_prefix("edition-")
                .and_then(|it| it.strip_suffix(".json"));
            for (key, text) in texts {
                if let Some(other) = homes.insert(key.clone(), file.clone()) {
                    return Err(format!("{file}: the key `{key}` has words in {other} too"));
                }
                let plain = edition.and_then(|it| key.strip_suffix(it)?.strip_suffix('@'));
                let plain = plain.unwrap_or(&key);
                match edition {
                    Some(edition) if is_compared(plain) => {
                        pack.rest.insert(format!("{plain}@{edition}"), text)
                    }
                    Some(edition) => {
                        let own = pack.editions.entry(edition.to_owned()).or_default();
                        own.insert(plain.to_owned(), text)
                    }
                    None if is_of(&FIRST_PAGE, &key) => pack.first.insert(key, text),
                    None if is_of(&LOOKED_UP, &key) => pack.reference.insert(key, text),
                    None => pack.rest.insert(key, text),
                };
            }
        }
        Ok(pack)
    }

    /// Every part with its name: `first`, `rest`, `reference`, and the editions by theirs.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
        let shared = [
            ("first", &self.first),
            ("rest", &self.rest),
            ("reference", &self.reference),
        ];
        let editions = self.editions.iter().map(|(name, it)| (name.as_str(), it));
        shared.into_iter().chain(editions)
    }

    /// What this lacks or has too much beside the words of the reference language, a line a key.
    pub fn differences(&self, reference: &Self) -> Vec<String> {
        let empty = Texts::new();
        let mut lines = Vec::new();
        for (name, wanted) in reference.parts() {
            let own = self
                .parts()
                .find(|it| it.0 == name)
                .map_or(&empty, |it| it.1);
            let missing = wanted.keys().filter(|it| !own.contains_key(*it));
            lines.extend(missing.map(|it| format!("`{it}` ({name}) has no words")));
            let unknown = own.keys().filter(|it| !wanted.contains_key(*it));
            lines.extend(unknown.map(|it| format!("`{it}` ({name}) is no key of `{REFERENCE}`")));
        }
        lines
    }

    /// The words that all editions share, with those of an edition over them where it is named.
    pub fn words(&self, language: &str, edition: Option<&str>) -> Words {
        let own = edition.and_then(|it| self.editions.get(it));
        let all = self.first.iter().chain(&self.rest).chain(&self.reference);
        let read = |(key, text): (&String, &String)| (key.clone(), text.clone());
        let words = Words::of(language, all.map(read).collect());
        let Some(edition) = edition else { return words };
        let own = own.into_iter().flatten().map(read).collect();
        words.said_by(edition).under(Words::of(language, own))
    }

    /// These words in a made-up language: longer, accented and in brackets, so that what is cut off, too narrow, or not said through words shows.
    #[must_use]
    pub fn pseudo(&self) -> Self {
        let said = |texts: &Texts| -> Texts {
            let pairs = texts.iter();
            pairs
                .map(|(key, text)| (key.clone(), pseudo(text)))
                .collect()
        };
        Self {
            first: said(&self.first),
            rest: said(&self.rest),
            reference: said(&self.reference),
            editions: self
                .editions
                .iter()
                .map(|(name, it)| (name.clone(), said(it)))
                .collect(),
        }
    }
}

/// Whether it names a decision or a question.
fn is_compared(key: &str) -> bool {
    is_of(&["decision", "step"], key) && key.rsplit_once('.').is_some_and(|it| it.1 == "title")
}

fn is_of(families: &[&str], key: &str) -> bool {
    let (family, _) = key.split_once('.').unwrap_or((key, ""));
    families.contains(&family)
}

#[cfg(test)]
mod tests {
    use super::Pack;

    fn pack(files: &[(&str, &str)]) -> Result<Pack, String> {
        let owned = files
            .iter()
            .map(|(name, it)| ((*name).to_owned(), (*it).to_owned()));
        Pack::of(owned)
    }

    #[test]
    fn an_edition_speaks_over_what_all_share() -> Result<(), String> {
        let pack = pack(&[
            (
                "a.json",
                r#"{"page.start":"Start","fee.free":"Free","rule.R-1":"One"}"#,
            ),
            (
                "edition-2025.json",
                r#"{"fee.free@2025":"No charge","fee.new":"New"}"#,
            ),
        ])?;
        let n_keys = pack.parts().map(|(name, it)| (name, it.len()));
        assert_eq!(
            n_keys.collect::<Vec<_>>(),
            [("first", 1), ("rest", 1), ("reference", 1), ("2025", 2)]
        );
        let say = |edition, key| pack.words("en", edition).say(key, &[]);
        assert_eq!(say(None, "fee.free"), "Free");
        assert_eq!(say(Some("2025"), "fee.free"), "No charge");
        assert_eq!(say(Some("2025"), "fee.new"), "New");
        assert_eq!(say(Some("2025"), "page.start"), "Start");
        assert_eq!(say(Some("2025"), "rule.R-1"), "One");
        Ok(())
    }

    #[test]
    fn a_fault_names_its_file_and_key() {
        let twice = pack(&[("a.json", r#"{"k":"1"}"#), ("b.json", r#"{"k":"2"}"#)]);
        assert_eq!(
            twice,
            Err("b.json: the key `k` has words in a.json too".to_owned())
        );
        let broken = pack(&[("a.json", r#"{"k":1}"#)]);
        assert!(broken.is_err_and(|it| it.starts_with("a.json: invalid type")));
    }

    #[test]
    fn what_a_language_lacks_is_told_by_key() -> Result<(), String> {
        let reference = pack(&[("a.json", r#"{"page.start":"Start","fee.free":"Free"}"#)])?;
        let own = pack(&[("a.json", r#"{"page.start":"Start","fee.fre":"Gratis"}"#)])?;
        assert_eq!(
            own.differences(&reference),
            [
                "`fee.free` (rest) has no words",
                "`fee.fre` (rest) is no key of `en`"
            ]
        );
        Ok(())
    }
}
