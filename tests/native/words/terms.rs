//! The term base, and the portals' labels that have to agree with it.

use super::{assert_none, laws, terms};
use partner_triage::{
    content::{EDITIONS, Language, Playbook, Terms, shipped},
    vocab::Date,
};
use serde_json::Value;
use std::fs;

/// The labels of every edition, by the file they stand in.
fn labels() -> Vec<(String, Vec<Value>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir("src/content").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.starts_with("edition-") {
            continue;
        }
        let text = fs::read_to_string(path.join("labels.json")).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let labels = document["labels"].as_array().unwrap().clone();
        assert!(!labels.is_empty(), "{name}: no labels");
        found.push((format!("{name}/labels.json"), labels));
    }
    assert_eq!(found.len(), EDITIONS.len());
    found
}

/// Where a label says what the term base forbids, or calls a term by another name.
fn label_faults(label: &Value, terms: &Terms) -> Vec<String> {
    let english = label["en"].as_str().unwrap();
    let mut faults = Vec::new();
    for language in Language::ALL {
        let Some(shown) = label[language.tag()].as_str() else {
            continue;
        };
        let told = laws::mistranslations(language, shown, terms);
        faults.extend(
            told.into_iter()
                .map(|it| format!("{} {it}", language.tag())),
        );
        for term in terms.called(Language::En, english) {
            if !term.is_called(language, shown) {
                let names: Vec<_> = term.names(language).collect();
                faults.push(format!(
                    "{} is “{shown}”, the term base says “{}”",
                    language.tag(),
                    names.join("” or “")
                ));
            }
        }
    }
    faults
}

#[test]
fn labels_agree_with_the_term_base() {
    let terms = terms();
    let mut faults = Vec::new();
    for (file, labels) in labels() {
        for label in &labels {
            let told = label_faults(label, &terms).into_iter();
            faults.extend(told.map(|it| format!("{file}: `{}` {it}", label["id"])));
        }
    }
    assert_none(&faults);
}

#[test]
fn labels_and_terms_have_names_in_common() {
    let terms = terms();
    let known = |label: &&Value| {
        let english = label["en"].as_str().unwrap();
        terms.called(Language::En, english).next().is_some()
    };
    for (file, labels) in labels() {
        assert!(labels.iter().filter(known).count() > 15, "{file}");
    }
}

#[test]
fn a_label_that_strays_is_told() {
    let label = serde_json::json!({
        "id": "support_plan", "en": "Support plan", "pl": "Plan pomocy technicznej", "cs": "Plán vozidel", "hu": "támogatási csomag",
        "printed": {"pl": "pojazdy"},
    });
    assert_eq!(
        label_faults(&label, &terms()),
        [
            "cs has “vozidla”, a mistranslation; “support vehicles” is “kanály podpory”",
            "cs is “Plán vozidel”, the term base says “Plán podpory”",
        ]
    );
}

#[test]
fn pages_that_print_something_wrong_are_sources_of_the_playbook() {
    let playbook = Playbook::parse(&shipped::edition_2021()).unwrap();
    let mut faults = Vec::new();
    for term in terms().all() {
        for printed in term.wrong.iter().flat_map(|it| &it.printed) {
            let date: Option<Date> = playbook
                .article(&printed.article)
                .and_then(|it| it.page_date);
            if date != Some(printed.page_date) {
                faults.push(format!("terms.json: `{}` {printed:?}", term.id));
            }
        }
    }
    assert_none(&faults);
}

/// A wording that is searched for must not be right somewhere else, save where a portal's own button prints it.
#[test]
fn right_names_hold_nothing_forbidden() {
    let terms = terms();
    let mut found = Vec::new();
    for language in Language::ALL {
        for term in terms.all() {
            for name in term.names(language) {
                if terms.forbidden(language).any(|(_, it)| it.is_in(name)) {
                    found.push(format!("{}: {name}", language.tag()));
                }
            }
        }
    }
    assert_eq!(
        found,
        [
            "pl: Pokaż wszystkie bilety pomocy technicznej",
            "cs: Zobrazit všechny lístky podpory",
        ]
    );
}

/// One term a line, so that a change reads as one.
#[test]
fn the_term_base_has_one_term_a_line() {
    let lines = shipped::terms()
        .lines()
        .filter(|it| it.starts_with("{\"id\":"));
    assert_eq!(lines.count(), terms().all().len());
}
