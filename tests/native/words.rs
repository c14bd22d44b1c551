//! The words of every language: as complete as English, of the same grammar, in the wording of the term base.

mod laws;
mod planted;
mod terms;

use laws::{COUNTED, Law, Said};
use partner_triage::content::{Language, Terms, shipped};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use std::{collections::BTreeMap, fmt, fs, path::Path};

const WORDS: &str = "src/content/words";

/// The texts of a file in their order, also of a key that stands twice.
struct Texts(Vec<(String, String)>);

/// The files of a language by their names.
type Files = BTreeMap<String, Texts>;

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Texts;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    texts.push(entry);
                }
                Ok(Texts(texts))
            }
        }
        reader.deserialize_map(All)
    }
}

impl Texts {
    fn get(&self, key: &str) -> Option<&str> {
        let mut texts = self.0.iter();
        texts
            .find(|(it, _)| it == key)
            .map(|(_, text)| text.as_str())
    }
}

fn texts(text: &str, file: &str) -> Texts {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn read(language: &str) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(Path::new(WORDS).join(language)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let texts = texts(&text, &path.display().to_string());
        files.insert(name, texts);
    }
    files
}

/// Every language of the documents that has words; for others the build sees to their keys, and nobody here knows their terms.
fn languages() -> BTreeMap<Language, Files> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(WORDS).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(language) = Language::parse(&name) {
            found.insert(language, read(&name));
        }
    }
    assert_eq!(found.len(), Language::ALL.len(), "{WORDS}: all are there");
    found
}

fn terms() -> Terms {
    Terms::parse(shipped::terms()).unwrap_or_else(|misread| panic!("terms.json: {misread}"))
}

/// Where the files or the keys of a language are not those of English.
fn incompleteness(tag: &str, english: &Files, files: &Files) -> Vec<String> {
    let mut faults = Vec::new();
    for name in files.keys().filter(|it| !english.contains_key(*it)) {
        faults.push(format!("words/{tag}/{name}: English has no such file"));
    }
    for (name, expected) in english {
        let Some(texts) = files.get(name) else {
            faults.push(format!("words/{tag}/{name}: is missing"));
            continue;
        };
        let at = |key: &str| format!("words/{tag}/{name}: `{key}`");
        for (key, _) in &expected.0 {
            if texts.get(key).is_none() {
                faults.push(format!("{} is missing", at(key)));
            }
        }
        for (place, (key, _)) in texts.0.iter().enumerate() {
            if expected.get(key).is_none() {
                faults.push(format!("{} is no key of English", at(key)));
            }
            if texts.0[..place].iter().any(|(it, _)| it == key) {
                faults.push(format!("{} stands twice", at(key)));
            }
        }
    }
    faults
}

/// What a law finds in texts that English has too.
fn faults(
    language: Language,
    english: &Files,
    files: &Files,
    law: impl Fn(&Said) -> Vec<String>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, texts) in files {
        let rendered = english.get(name);
        for (key, text) in &texts.0 {
            let Some(english) = rendered.and_then(|it| it.get(key)) else {
                continue;
            };
            let said = Said {
                language,
                english,
                text,
            };
            let told = law(&said).into_iter();
            faults.extend(told.map(|it| format!("words/{}/{name}: `{key}` {it}", language.tag())));
        }
    }
    faults
}

/// No language breaks the law.
fn check(law: impl Fn(&Said) -> Vec<String>) {
    let languages = languages();
    let english = &languages[&Language::En];
    let faults: Vec<_> = languages
        .iter()
        .flat_map(|(language, files)| faults(*language, english, files, &law))
        .collect();
    assert_none(&faults);
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_language_has_the_files_and_keys_of_english() {
    let languages = languages();
    let english = &languages[&Language::En];
    let faults: Vec<_> = languages
        .iter()
        .flat_map(|(language, files)| incompleteness(language.tag(), english, files))
        .collect();
    assert_none(&faults);
}

#[test]
fn placeholders_are_those_of_english() {
    check(laws::placeholders_are_those_of_english);
}

#[test]
fn emphasis_is_that_of_english() {
    check(laws::emphasis_is_that_of_english);
}

#[test]
fn plurals_have_the_forms_of_their_language() {
    check(laws::plurals_have_the_forms_of_their_language);
}

#[test]
fn no_known_mistranslation_is_said() {
    let terms = terms();
    check(|said| laws::mistranslations(said.language, said.text, &terms));
}

/// The portal has a name in each language, which is not always seen as such in a sentence.
#[test]
fn partner_center_has_its_own_name_everywhere() {
    let stray = |said: &Said| {
        let is_stray = said.language != Language::En && said.text.contains("Partner Center");
        is_stray
            .then(|| "names Partner Center in English".to_owned())
            .into_iter()
            .collect()
    };
    check(stray);
    let planted = Said {
        language: Language::Pl,
        english: "Asking Partner Center",
        text: "Trwa pytanie do Partner Center",
    };
    assert_eq!(stray(&planted).len(), 1);
}

#[test]
fn nothing_is_left_in_english() {
    check(laws::nothing_is_left_in_english);
}

#[test]
fn no_word_mixes_alphabets() {
    check(laws::no_word_mixes_alphabets);
}

#[test]
fn no_text_has_stray_blanks() {
    check(laws::no_stray_blanks);
}

/// Every law that looks at one text.
const LAWS: [Law; 6] = [
    laws::placeholders_are_those_of_english,
    laws::emphasis_is_that_of_english,
    laws::plurals_have_the_forms_of_their_language,
    laws::nothing_is_left_in_english,
    laws::no_word_mixes_alphabets,
    laws::no_stray_blanks,
];

/// What a form is chosen by must be a number wherever the program fills it.
#[test]
fn what_counts_is_always_a_number() {
    let mut faults = Vec::new();
    for folder in ["src/ui", "src/app", "src/bin"] {
        for (file, code) in crate::architecture::sources(Path::new(folder)) {
            for name in COUNTED {
                if code.contains(&format!("(\"{name}\", Arg::Text(")) {
                    faults.push(format!("{}: `{name}` is a text", file.display()));
                }
            }
        }
    }
    assert_none(&faults);
}
