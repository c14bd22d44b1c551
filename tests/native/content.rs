//! What ships with the app: every key in code has words, every rule a source, every decision an outcome.
//! What the playbook itself names is looked up by the checker (`check.rs`).

use crate::architecture::sources;
use partner_triage::{
    content::{EDITIONS, Playbook, shipped},
    wording::{Pack, Words},
};
use serde_json::json;
use std::{collections::BTreeMap, fs, path::Path, sync::Mutex};

fn playbook() -> Playbook {
    Playbook::parse(&shipped::edition_2021()).expect("the shipped playbook is sound")
}

/// The words of a language as people write them.
pub fn pack(language: &str) -> Pack {
    let folder = Path::new("src/content/words").join(language);
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.push((name, fs::read_to_string(&path).unwrap()));
    }
    files.sort();
    Pack::of(files).unwrap()
}

/// All English words that editions share.
pub fn words() -> Words {
    pack("en").words("en", None)
}

/// The English words that a desk begins with.
pub fn early_words() -> Words {
    let first = Words::parse("en", &asset("words-en.json")).unwrap();
    let (keys, texts) = (asset("keys-rest.json"), asset("words-en-rest.json"));
    first.under(Words::parse_list("en", &keys, &texts).unwrap())
}

/// A file of keys or words as the build writes it beside the page; made once, since tests switch languages often.
pub fn asset(name: &str) -> String {
    static MADE: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap();
    made.entry(name.to_owned())
        .or_insert_with(|| make_asset(name))
        .clone()
}

fn make_asset(name: &str) -> String {
    let stem = name.strip_suffix(".json").unwrap();
    let part = |pack: &Pack, part: &str| {
        let found = pack.parts().find(|it| it.0 == part);
        found.unwrap().1.clone()
    };
    if let Some(keys) = stem.strip_prefix("keys-") {
        let texts = part(&pack("en"), keys);
        return json!(texts.keys().collect::<Vec<_>>()).to_string();
    }
    let rest = stem.strip_prefix("words-").unwrap();
    match rest.split_once('-') {
        Some((language, name)) => {
            let texts = part(&pack(language), name);
            json!(texts.values().collect::<Vec<_>>()).to_string()
        }
        None => json!(pack(rest).first).to_string(),
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
