//! A name without words in a language.

use crate::{
    check::{Code, Finding, keys, subject::Subject},
    wording::Words,
};
use std::collections::BTreeSet;

pub(super) const EXPLAIN: &str = "\
The playbook holds keys only; their texts stand beside it, one file a language. This key has none in a language that is offered, \
so people would be shown the key itself. Write the text, or correct the name in the playbook.";

/// Keys that the playbook makes the app look up, for each language that there are words of.
///
/// Files of one language count together; a text may be given for one edition only, as `key@edition`.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let languages: BTreeSet<&str> = subject.words.iter().map(Words::language).collect();
    if languages.is_empty() {
        return Vec::new();
    }
    let keys = keys::all(subject);
    let mut found = Vec::new();
    for language in languages {
        for (key, at) in &keys {
            if has(subject, language, key) {
                continue;
            }
            found.push(Finding {
                code: Code::MissingTranslation,
                at: at.clone(),
                says: format!("`{key}` has no words in `{language}`"),
                answers: None,
            });
        }
    }
    found
}

fn has(subject: &Subject, language: &str, key: &str) -> bool {
    let of_edition = format!("{key}@{}", subject.manuscript.edition.id);
    let mut words = subject.words.iter().filter(|it| it.language() == language);
    words.any(|it| it.has(key) || it.has(&of_edition))
}

#[cfg(test)]
mod tests {
    use crate::{
        check::{Settings, keys, tests::Draft, with},
        wording::Words,
    };

    #[test]
    fn a_key_without_words_is_found_in_each_language() {
        let draft = Draft::default();
        let keys = draft.with_subject(|subject| keys::all(subject));
        let text = |keys: &[&str]| {
            let pairs: Vec<_> = keys.iter().map(|it| format!(r#""{it}": "…""#)).collect();
            format!("{{{}}}", pairs.join(","))
        };
        let all: Vec<_> = keys.keys().map(String::as_str).collect();
        let but_one: Vec<_> = all
            .iter()
            .copied()
            .filter(|it| *it != "reason.always")
            .collect();
        let settings = Settings {
            words: vec![
                Words::parse("en", &text(&all)).unwrap_or_default(),
                Words::parse("pl", &text(&but_one)).unwrap_or_default(),
            ],
            ..Settings::default()
        };
        let found = with(&draft.text(), &settings).findings;
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            ["/tables/4/rows/0: missing_translation: `reason.always` has no words in `pl`"]
        );
    }
}
