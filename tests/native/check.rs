//! The checker against playbooks whose faults are known (`tests/corpus`), and against those that ship.

mod random;
mod replay;

use crate::content::words;
use partner_triage::{
    check::{self, Code, Report, Settings},
    content::{Playbook, shipped},
    vocab::Date,
    wording::Words,
};
use replay::replays;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs};

const CORPUS: &str = "tests/corpus";

/// A playbook of the corpus and what is known of it.
struct Case {
    name: String,
    text: String,
    expected: Value,
}

impl Case {
    fn report(&self) -> Report {
        let languages = self.expected["words"].as_array();
        let words = languages.into_iter().flatten().map(|language| {
            let language = language.as_str().unwrap();
            Words::parse(
                language,
                &read(&format!("{}.words-{language}.json", self.name)),
            )
            .unwrap()
        });
        let limit = self.expected["n_nodes_max"].as_u64();
        let settings = Settings {
            words: words.collect(),
            today: self.expected["today"]
                .as_str()
                .map(|it| Date::parse(it).unwrap()),
            n_nodes_max: limit.map_or(Settings::default().n_nodes_max, |it| {
                usize::try_from(it).unwrap()
            }),
        };
        check::with(&self.text, &settings)
    }

    /// Code and place of each fault planted.
    fn faults(&self) -> Vec<(String, String)> {
        let owned = |it: &Value| it.as_str().unwrap().to_owned();
        let faults = self.expected["findings"].as_array().unwrap();
        faults
            .iter()
            .map(|it| (owned(&it["code"]), owned(&it["at"])))
            .collect()
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(format!("{CORPUS}/{file}")).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn corpus() -> Vec<Case> {
    let mut names: Vec<_> = fs::read_dir(CORPUS)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter_map(|it| it.strip_suffix(".playbook.json").map(str::to_owned))
        .collect();
    names.sort();
    let case = |name: String| Case {
        text: read(&format!("{name}.playbook.json")),
        expected: serde_json::from_str(&read(&format!("{name}.expected.json"))).unwrap(),
        name,
    };
    names.into_iter().map(case).collect()
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let cases = corpus();
    let (mut n_planted, mut n_found, mut n_false) = (0, 0, 0);
    let mut wrong = Vec::new();
    for case in &cases {
        let planted = case.faults();
        let report = case.report();
        let found: Vec<_> = report
            .findings
            .iter()
            .map(|it| (it.code.name().to_owned(), it.at.clone()))
            .collect();
        n_planted += planted.len();
        n_found += planted.iter().filter(|it| found.contains(it)).count();
        n_false += found.iter().filter(|it| !planted.contains(it)).count();
        if planted != found {
            let lines: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
            wrong.push(format!("{}:\n  {}", case.name, lines.join("\n  ")));
        }
    }
    println!(
        "{} playbooks, {n_planted} faults planted, {n_found} found, {n_false} false alarms",
        cases.len()
    );
    assert!(wrong.is_empty(), "not as expected:\n{}\n", wrong.join("\n"));
    assert_eq!((n_found, n_false), (n_planted, 0));
}

#[test]
fn the_answers_of_a_finding_make_the_fault_happen() {
    let mut shown = BTreeSet::new();
    for case in corpus() {
        let playbook: Value = serde_json::from_str(&case.text).unwrap();
        for finding in case.report().findings {
            assert!(replays(&playbook, &finding), "{}: {finding}", case.name);
            if finding.answers.is_some() {
                shown.insert(finding.code.name());
            }
        }
    }
    let logical = [
        Code::Gap,
        Code::Overlap,
        Code::Conflict,
        Code::ShadowedRow,
        Code::DeadEnd,
        Code::NeverObtainable,
        Code::DecisionWithoutReason,
    ];
    assert_eq!(shown, logical.into_iter().map(Code::name).collect());
}

#[test]
fn the_corpus_knows_every_kind_of_fault_and_what_only_looks_like_one() {
    let cases = corpus();
    let n_clean = cases.iter().filter(|it| it.faults().is_empty()).count();
    assert!(cases.len() >= 60 && n_clean >= 12);
    let planted: BTreeSet<_> = cases.iter().flat_map(Case::faults).map(|it| it.0).collect();
    for code in Code::ALL {
        assert!(
            planted.contains(code.name()),
            "no playbook with the fault `{}`",
            code.name()
        );
    }
    for case in &cases {
        assert_eq!(case.name.starts_with("clean-"), case.faults().is_empty());
        assert!(case.faults().len() <= 1, "{}", case.name);
        assert!(case.expected["about"].as_str().unwrap().ends_with('.'));
    }
}

#[test]
fn what_the_app_refuses_is_never_clean_and_what_is_clean_is_never_refused() {
    for case in corpus() {
        let report = case.report();
        let loads = Playbook::parse(&case.text);
        assert!(
            loads.is_ok() || !report.is_clean(),
            "{} is refused, but the checker finds nothing",
            case.name
        );
    }
}

#[test]
fn every_code_is_explained_under_a_name_of_its_own() {
    let names: BTreeSet<_> = Code::ALL.into_iter().map(Code::name).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.explain().len() > 100 && code.explain().ends_with('.'));
    }
}

#[test]
fn the_shipped_playbooks_have_no_finding() {
    let of_2025 = crate::content::pack("en").words("en", Some("2025"));
    for (text, words, sizes) in [
        (shipped::edition_2021(), vec![words()], [30, 16, 307, 17]),
        (shipped::edition_2025(), vec![of_2025], [30, 16, 292, 19]),
    ] {
        let settings = Settings {
            words,
            ..Settings::default()
        };
        let report = check::with(&text, &settings);
        let lines: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
        let seen = [
            report.n_facts,
            report.n_tables,
            report.n_rows,
            report.n_steps,
        ];
        assert_eq!(seen, sizes, "facts, tables, rows, steps");
    }
}

#[test]
fn a_playbook_with_many_faults_is_told_all_of_them() {
    let mut playbook: Value = serde_json::from_str(&read("clean-smallest.playbook.json")).unwrap();
    for (at, planted) in [
        ("/facts/1/type", json!("colour")),
        ("/tables/0/rows/1/when/product", json!("azure")),
        ("/tables/0/rows/1/rules", json!([])),
        ("/tables/3/rows/0/rules/0", json!("R-7")),
        ("/tables/4/rows/0/when", json!({"product": "teal"})),
        ("/labels/0/rules/0", json!("R-8")),
        ("/outcomes/1/id", json!("other")),
        ("/walkthroughs/0/clicks/0/screen", json!("nowhere")),
    ] {
        *playbook.pointer_mut(at).unwrap() = planted;
    }
    let report = check::all(&playbook.to_string());
    let lines: Vec<_> = report
        .findings
        .iter()
        .map(|it| format!("{} {}", it.code.name(), it.at))
        .collect();
    assert_eq!(
        lines,
        [
            "malformed /facts/1/type",
            "malformed /walkthroughs/0/clicks/0/screen",
            "unknown_cell /tables/4/rows/0/when/product",
            "gap /tables/0",
            "overlap /tables/0/rows/0",
            "row_without_rule /tables/0/rows/1",
            "row_without_source /tables/3/rows/0/rules",
            "label_without_source /labels/0",
        ]
    );
}

#[test]
fn whatever_stands_in_the_place_of_a_part_is_judged_and_never_a_crash() {
    let playbook: Value = serde_json::from_str(&read("clean-smallest.playbook.json")).unwrap();
    let mut places = Vec::new();
    every_place(&playbook, String::new(), &mut places);
    let strangers = [
        json!(null),
        json!(""),
        json!("teal"),
        json!(-1),
        json!(true),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"id": {"id": "id"}}),
    ];
    assert!(places.len() > 200);
    for at in places {
        for stranger in &strangers {
            let mut changed = playbook.clone();
            *changed.pointer_mut(&at).unwrap() = stranger.clone();
            let text = changed.to_string();
            let report = check::all(&text);
            assert!(
                Playbook::parse(&text).is_ok() || !report.is_clean(),
                "{at} = {stranger} is refused, but the checker finds nothing"
            );
            for finding in report.findings {
                assert!(
                    changed.pointer(&finding.at).is_some()
                        || changed.pointer(parent(&finding.at)).is_some()
                        || at.is_empty()
                        || finding.at.starts_with(&at),
                    "{at} = {stranger}: {finding} stands nowhere"
                );
            }
        }
    }
}

fn parent(at: &str) -> &str {
    at.rsplit_once('/').map_or("", |it| it.0)
}

fn every_place(value: &Value, at: String, places: &mut Vec<String>) {
    if let Some(members) = value.as_object() {
        for (key, part) in members {
            every_place(part, format!("{at}/{key}"), places);
        }
    }
    if let Some(elements) = value.as_array() {
        for (index, part) in elements.iter().enumerate() {
            every_place(part, format!("{at}/{index}"), places);
        }
    }
    places.push(at);
}
