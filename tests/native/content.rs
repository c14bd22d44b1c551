//! What ships with the app: every name used has words, every rule a source, every way a screen.

use crate::architecture::sources;
use partner_triage::{
    content::{EDITIONS, Playbook, shipped},
    facts::Kind,
    policy::Value,
    wording::Words,
};
use std::{collections::BTreeSet, fs, path::Path};

fn playbook() -> Playbook {
    Playbook::parse(&shipped::edition_2021()).expect("the shipped playbook is sound")
}

/// All English words, from the files that are joined when the app is built.
pub fn words() -> Words {
    let mut all = serde_json::Map::new();
    for entry in fs::read_dir("src/content/words/en").unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let part: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        for (key, value) in part {
            assert!(
                all.insert(key.clone(), value).is_none(),
                "{}: `{key}` stands twice",
                path.display()
            );
        }
    }
    Words::parse("en", &serde_json::Value::Object(all).to_string()).unwrap()
}

/// Every key that the playbook makes the app look up.
fn keys_of_playbook(playbook: &Playbook) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut add = |key: String| {
        keys.insert(key);
    };
    for step in &playbook.interview.steps {
        add(format!("section.{}", step.section));
        for part in ["title", "why"] {
            if step.fact().is_some() {
                add(format!("step.{}.{part}", step.id));
            }
        }
        if step.may_be_unknown {
            add(format!("step.{}.unknown", step.id));
            add(format!("ask.{}", step.asks[0]));
        }
        for fact in &step.asks {
            add(format!("fact.{fact}"));
            let kind = &playbook.rules.catalogue().get(fact.as_str()).unwrap().kind;
            match kind {
                Kind::Bool if step.asks.len() > 1 => add(format!("option.{fact}.true")),
                Kind::Set(_) => add(format!("value.{fact}.empty")),
                _ => (),
            }
            if step.options.is_empty() && step.fact().is_some() {
                for word in kind.words() {
                    add(format!("value.{fact}.{word}"));
                }
            }
            for option in &step.options {
                add(format!("value.{fact}.{option}"));
            }
        }
    }
    for table in playbook.rules.tables() {
        for row in &table.rows {
            for (output, value) in table.outputs.iter().zip(&row.then) {
                match (output.as_str(), value) {
                    ("reasons", Value::Text(id)) => add(format!("reason.{id}")),
                    ("warnings", Value::Text(id)) => add(format!("warning.{id}")),
                    ("missing", Value::Text(id)) => {
                        for part in ["title", "say", "way_1"] {
                            add(format!("missing.{id}.{part}"));
                        }
                    }
                    ("resolver" | "entitlement" | "fee", Value::Text(id)) => {
                        add(format!("{output}.{id}"));
                    }
                    ("portal", Value::Text(id)) if id != "none" => add(format!("portal.{id}")),
                    ("path", Value::List(path)) => {
                        for procedure in path {
                            add(format!("path.{procedure}"));
                        }
                    }
                    ("response", value) => {
                        add(format!(
                            "response.{}",
                            value.part("kind").and_then(Value::text).unwrap()
                        ));
                    }
                    _ => (),
                }
            }
        }
    }
    for outcome in &playbook.outcomes {
        let ids = outcome
            .variants
            .iter()
            .map(|it| &it.words)
            .chain([&outcome.id]);
        for id in ids {
            for part in ["title", "say", "short", "kind"] {
                add(format!("decision.{id}.{part}"));
            }
        }
    }
    for citation in &playbook.citations {
        add(format!("rule.{}", citation.rule));
        if citation.has_note {
            add(format!("rule.{}.note", citation.rule));
        }
    }
    for walkthrough in &playbook.atlas.walkthroughs {
        add(format!("walk.{}.title", walkthrough.id));
        walkthrough
            .clicks
            .iter()
            .for_each(|it| add(format!("walk.{}.{}", walkthrough.id, it.id)));
    }
    for screen in &playbook.atlas.screens {
        add(format!("portal.{}", screen.portal));
    }
    keys
}

#[test]
fn everything_the_playbook_names_has_words() {
    let own = shipped::words_2025().map(|(language, it)| Words::parse(language, &it).unwrap());
    let newer = own.fold(words(), Words::under);
    for (words, text) in [words(), newer].into_iter().zip(shipped::all()) {
        let playbook = Playbook::parse(&text).expect("the shipped playbook is sound");
        let missing: Vec<_> = keys_of_playbook(&playbook)
            .into_iter()
            .filter(|it| !words.has(it))
            .collect();
        let edition = playbook.edition.id;
        assert!(
            missing.is_empty(),
            "{edition}, without words:\n{}",
            missing.join("\n")
        );
    }
}

#[test]
fn every_key_written_in_code_has_words() {
    let words = words();
    let mut missing = Vec::new();
    for folder in ["src/ui", "src/app"] {
        for (file, code) in sources(Path::new(folder)) {
            for key in keys_in(&code) {
                if !words.has(&key) {
                    missing.push(format!("{}: `{key}`", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "without words:\n{}", missing.join("\n"));
}

/// Whole keys handed to `say`, `say_with` or `pieces` as literals.
fn keys_in(code: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for call in ["say(\"", "say_with(\"", "pieces(\""] {
        for (at, found) in code.match_indices(call) {
            let rest = &code[at + found.len()..];
            let key: String = rest.chars().take_while(|it| *it != '"').collect();
            if key.contains('.') && !key.contains('{') {
                keys.push(key);
            }
        }
    }
    keys
}

#[test]
fn every_row_rests_on_rules_with_a_source_and_every_decision_has_a_reason() {
    let playbook = playbook();
    for table in playbook.rules.tables() {
        for row in &table.rows {
            assert!(!row.rules.is_empty(), "{}.{}", table.id, row.id);
            for rule in &row.rules {
                let citation = playbook
                    .citation(rule)
                    .unwrap_or_else(|| panic!("{rule} has no source"));
                assert!(playbook.article(&citation.article).is_some());
            }
        }
    }
}

#[test]
fn every_outcome_of_the_tables_is_described() {
    let playbook = playbook();
    let table = playbook
        .rules
        .tables()
        .iter()
        .find(|it| it.id == "decision")
        .unwrap();
    for row in &table.rows {
        let decision = row.then[0].text().unwrap();
        assert!(playbook.outcome(decision).is_some(), "{decision}");
    }
}

/// The record of what rests on which rule is part of the documentation.
#[test]
fn the_record_of_uses_is_up_to_date() {
    for (edition, text) in EDITIONS.into_iter().zip(shipped::all()) {
        let playbook = Playbook::parse(&text).expect("the shipped playbook is sound");
        let file = format!("src/content/edition-{edition}/RULES.md");
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            kept == playbook.uses_as_markdown(),
            "{file} is stale: ./dev triage export rules {edition} > {file}"
        );
    }
}
