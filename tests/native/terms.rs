//! The terms on the library page: read when they are wanted, found in any language, with what they are called wrongly.

use crate::desk::Desk;
use partner_triage::{
    app::{
        Command, Load, Trouble,
        screens::{self, TermCell, TermGroup, TermRow},
    },
    content::{Terms, shipped},
    wording::Words,
};
use std::rc::Rc;

/// The desk on the library page with the terms open.
fn opened() -> Desk {
    let mut desk = Desk::bare();
    desk.go("#/en/library");
    desk.send(Command::TermsOpened);
    desk
}

/// How often the terms were asked for.
fn n_asked(desk: &Desk) -> usize {
    let fetched = desk.bench.fetched.borrow();
    fetched.iter().filter(|it| *it == "terms.json").count()
}

fn groups(desk: &Desk, query: &str) -> Vec<TermGroup> {
    match screens::terms(&desk.state, query) {
        Load::Known(groups) => groups,
        other => panic!("no terms, but {other:?}"),
    }
}

fn rows(desk: &Desk, query: &str) -> Vec<TermRow> {
    let groups = groups(desk, query).into_iter();
    groups.flat_map(|it| it.rows).collect()
}

fn ids(desk: &Desk, query: &str) -> Vec<String> {
    rows(desk, query).into_iter().map(|it| it.id).collect()
}

fn row(desk: &Desk, id: &str) -> TermRow {
    let mut rows = rows(desk, "").into_iter();
    rows.find(|it| it.id == id).expect("the term")
}

fn cell(desk: &Desk, id: &str, language: &str) -> TermCell {
    let mut cells = row(desk, id).cells.into_iter();
    cells.find(|it| it.language == language).expect("the cell")
}

/// A cell in a line: names with the language of each, then what is wrong.
fn line(cell: &TermCell) -> Vec<String> {
    let names = [&cell.name].into_iter().chain(&cell.also);
    let names = names.map(|it| format!("{} {}", it.lang, it.text));
    let wrong = cell.wrong.iter().map(|wrong| {
        let text = wrong
            .text
            .as_ref()
            .map(|it| format!("{} {}", it.lang, it.text));
        let pages = wrong
            .printed
            .iter()
            .map(|it| format!("{} of {}", it.article, it.date));
        let parts = text.into_iter().chain(wrong.how.clone()).chain(pages);
        format!("not {}", parts.collect::<Vec<_>>().join("; "))
    });
    names.chain(wrong).collect()
}

#[test]
fn terms_are_read_once_and_not_before_they_are_wanted() {
    let mut desk = Desk::bare();
    desk.go("#/en/library");
    assert_eq!(n_asked(&desk), 0);
    assert_eq!(screens::terms(&desk.state, ""), Load::NotAsked);
    desk.send(Command::TermsOpened);
    assert_eq!(n_asked(&desk), 1);
    let all = Terms::parse(shipped::terms()).unwrap();
    assert_eq!(rows(&desk, "").len(), all.all().len());
    // Closed and opened again, also after another page.
    desk.send(Command::TermsOpened);
    desk.go("#/en/help");
    desk.go("#/en/library");
    desk.send(Command::TermsOpened);
    desk.send(Command::Retried);
    assert_eq!(n_asked(&desk), 1);
}

#[test]
fn terms_on_their_way_are_not_asked_for_again() {
    let mut desk = Desk::bare();
    desk.go("#/en/library");
    desk.state.terms = Load::Waiting;
    desk.send(Command::TermsOpened);
    desk.send(Command::Retried);
    assert_eq!(n_asked(&desk), 0);
    assert_eq!(screens::terms(&desk.state, ""), Load::Waiting);
}

#[test]
fn a_failure_says_so_until_trying_again_succeeds() {
    let mut desk = Desk::bare();
    desk.go("#/en/library");
    desk.bench.is_offline.set(true);
    desk.send(Command::TermsOpened);
    let failure = Load::Failed(Trouble {
        kind: "terms",
        after_secs: None,
        support: "terms.json: offline".to_owned(),
    });
    assert_eq!(screens::terms(&desk.state, "vehicles"), failure);
    let content = desk.state.content.clone().unwrap();
    assert!(content.words.has("trouble.terms"));
    desk.send(Command::Retried);
    assert_eq!(screens::terms(&desk.state, ""), failure);
    desk.bench.is_offline.set(false);
    desk.send(Command::Retried);
    assert_eq!(n_asked(&desk), 3);
    assert_eq!(ids(&desk, "vehicles"), ["support_vehicles"]);
}

#[test]
fn a_file_that_is_no_term_base_is_a_failure_with_its_place() {
    let mut desk = Desk::bare();
    desk.go("#/en/library");
    let file = r#"{"terms": [{"id": "Support"}]}"#;
    desk.send(Command::TermsRead(Ok(file.to_owned())));
    let Load::Failed(trouble) = screens::terms(&desk.state, "") else {
        panic!("{:?}", desk.state.terms);
    };
    assert_eq!(
        trouble.support,
        "terms.json: at /terms/0/id: expected an id in small letters, digits and underscores"
    );
}

#[test]
fn a_term_is_found_by_any_name_without_case_and_diacritics() {
    let desk = opened();
    for (query, expected) in [
        ("kanaly pomocy", "support_vehicles"),
        ("POSREDNI dostawca", "indirect_provider"),
        ("czech nothing", ""),
        // Other names, and what it is called wrongly.
        ("felugyeleti ugynok", "admin_agent"),
        ("pojazdy", "support_vehicles"),
        ("cryptographic", "cloud_solution_provider"),
    ] {
        let found = ids(&desk, query).join(" ");
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn nothing_found_is_no_group() {
    assert_eq!(groups(&opened(), "vehicles globalny"), []);
}

#[test]
fn terms_stand_in_groups_and_groups_without_any_are_left_out() {
    let desk = opened();
    let names = |query| {
        let groups = groups(&desk, query).into_iter();
        groups.map(|it| it.name).collect::<Vec<_>>()
    };
    assert_eq!(names(""), ["roles", "portals", "support"]);
    assert_eq!(names("customer list"), ["portals"]);
    let first = groups(&desk, "").remove(0);
    assert_eq!(first.rows[0].id, "global_admin");
}

#[test]
fn a_wrong_rendering_stands_in_its_language_with_the_page_that_prints_it() {
    let desk = opened();
    assert_eq!(
        line(&cell(&desk, "support_vehicles", "cs")),
        [
            "cs kanály podpory",
            "not cs vozidla; says vehicles on wheels; Provide technical support of 2020-06-05",
        ]
    );
    let printed = &cell(&desk, "support_vehicles", "cs").wrong[0].printed[0];
    assert_eq!(
        printed.address.as_deref(),
        Some("https://learn.microsoft.com/partner-center/provide-technical-support")
    );
    // One that can only be described, and one of which no page is known.
    assert_eq!(
        line(&cell(&desk, "support_operations_partner", "ru"))[1..],
        ["not garbled"]
    );
    assert_eq!(
        line(&cell(&desk, "advisor", "ru"))[1..],
        ["not ru помощник; says a helper"]
    );
    assert!(cell(&desk, "support_vehicles", "en").wrong.is_empty());
}

#[test]
fn every_text_says_its_language_and_english_is_known_where_it_is_kept() {
    let desk = opened();
    for (id, language, expected) in [
        (
            "admin_agent",
            "hu",
            "hu Rendszergazdai ügynök|hu Felügyeleti ügynök",
        ),
        ("finance_and_operations", "hu", "en Finance & Operations"),
        ("marketplace", "cs", "en Marketplace"),
        // The same word in both languages.
        ("distributor", "cs", "cs Distributor"),
        ("articulate", "en", "en articulate|en tell customers"),
    ] {
        let mut cell = cell(&desk, id, language);
        cell.wrong.clear();
        assert_eq!(line(&cell).join("|"), expected, "{id}");
    }
    assert_eq!(
        line(&cell(&desk, "customers", "ru"))[1],
        "not en Customers; left in English; Provide technical support of 2020-06-05"
    );
}

#[test]
fn the_language_of_the_page_stands_first_after_english() {
    let mut desk = opened();
    for (spoken, expected) in [
        ("en", ["en", "pl", "cs", "hu", "ru"]),
        ("pl", ["en", "pl", "cs", "hu", "ru"]),
        ("ru", ["en", "ru", "pl", "cs", "hu"]),
        // The made-up language is none of the documents'.
        ("en-x-ploc", ["en", "pl", "cs", "hu", "ru"]),
    ] {
        desk.state.words = Some(Rc::new(Words::parse(spoken, "{}").unwrap()));
        for row in rows(&desk, "") {
            let languages: Vec<_> = row.cells.iter().map(|it| it.language).collect();
            assert_eq!(languages, expected, "{}", row.id);
        }
    }
}
