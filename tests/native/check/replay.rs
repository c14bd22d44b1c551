//! A second, slow reading of playbooks: rows are tried one by one for one case after the other.
//!
//! It shares no code with the compiled rules, so that a finding's answers are tried by somebody else.

use partner_triage::check::{Code, Finding};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// More cases than this are not tried one by one.
const N_CASES_MAX: usize = 20_000;

type Words = BTreeSet<String>;
type Case = BTreeMap<String, Words>;

/// Whether a finding is true of the document: for all cases that its answers leave open, or for no case at all.
pub fn replays(playbook: &Value, finding: &Finding) -> bool {
    let Some(answers) = &finding.answers else {
        return holds_for_no_case(playbook, finding);
    };
    let given = answers
        .iter()
        .map(|it| (it.fact.as_str().to_owned(), words(&it.value)))
        .collect();
    let cases = cases(playbook, &given);
    assert!(!cases.is_empty());
    cases
        .iter()
        .all(|case| happens(playbook, finding, case, &given))
}

/// Findings that no answers can show say that something never comes about.
fn holds_for_no_case(playbook: &Value, finding: &Finding) -> bool {
    if finding.code != Code::RowNeverFires {
        return true;
    }
    let (table, row) = table_and_row(&finding.at);
    hits_of(playbook, table)
        .iter()
        .all(|hits| !hits.contains(&row.unwrap()))
}

/// Whether any number of its rows may speak.
fn collects(table: &Value) -> bool {
    table["hit"] == "C" || table["hit"] == "R"
}

/// The rows of a table that hold, for every case in which the tables before it conclude something.
pub fn hits_of(playbook: &Value, table: usize) -> Vec<Vec<usize>> {
    let is_told = |hits: &Vec<Vec<usize>>| {
        (0..table).all(|it| collects(&playbook["tables"][it]) || !hits[it].is_empty())
    };
    cases(playbook, &Case::new())
        .iter()
        .map(|case| rows_that_hold(playbook, case))
        .filter(is_told)
        .map(|hits| hits[table].clone())
        .collect()
}

fn happens(playbook: &Value, finding: &Finding, case: &Case, given: &Case) -> bool {
    let hits = rows_that_hold(playbook, case);
    let (table, row) = table_and_row(&finding.at);
    let rows = &playbook["tables"][table]["rows"];
    // The other row is named by the sentence.
    let is_named = |it: &usize| {
        let id = rows[*it]["id"].as_str().unwrap();
        Some(*it) != row && finding.says.contains(&format!("row `{id}`"))
    };
    match finding.code {
        Code::Gap | Code::DecisionWithoutReason => hits[table].is_empty(),
        Code::Overlap => hits[table].contains(&row.unwrap()) && hits[table].iter().any(is_named),
        Code::Conflict => {
            let conclusion = &rows[row.unwrap()]["then"];
            hits[table].contains(&row.unwrap())
                && hits[table]
                    .iter()
                    .any(|it| is_named(it) && rows[*it]["then"] != *conclusion)
        }
        Code::ShadowedRow => {
            hits[table].contains(&row.unwrap())
                && is_named(&hits[table][0])
                && never_speaks(playbook, table, row.unwrap())
        }
        Code::DeadEnd => hits[table].first() == row.as_ref(),
        Code::NeverObtainable => hangs_on_fact(playbook, finding, case, given),
        other => panic!("`{}` does not depend on answers", other.name()),
    }
}

fn never_speaks(playbook: &Value, table: usize, row: usize) -> bool {
    hits_of(playbook, table)
        .iter()
        .all(|hits| hits.first() != Some(&row))
}

/// Whether the verdict differs for two values of the fact that the finding is about, whatever else is open.
fn hangs_on_fact(playbook: &Value, finding: &Finding, case: &Case, given: &Case) -> bool {
    let fact = playbook.pointer(&finding.at).unwrap();
    let id = fact["id"].as_str().unwrap();
    assert!(!given.contains_key(id));
    let verdicts: BTreeSet<_> = classes(fact)
        .into_iter()
        .map(|value| {
            let mut settled = case.clone();
            settled.insert(id.to_owned(), words(&value));
            verdict(playbook, &settled).to_string()
        })
        .collect();
    verdicts.len() > 1
}

/// What every table but warnings and reasons concludes.
fn verdict(playbook: &Value, case: &Case) -> Value {
    let hits = rows_that_hold(playbook, case);
    let tables = playbook["tables"].as_array().unwrap();
    let said = tables.iter().zip(&hits).filter_map(|(table, rows)| {
        let then = |row: &usize| table["rows"][*row]["then"].clone();
        match table["out"].as_str() {
            Some("missing") => Some(json!(lacking(rows.iter().map(then)))),
            // Conclusions on the way, warnings and reasons are no part of what the interview asks for.
            Some(_) => None,
            None => Some(rows.first().map(then).unwrap_or_default()),
        }
    });
    Value::Array(said.collect())
}

/// What is missing, once each and ascending.
fn lacking(said: impl Iterator<Item = Value>) -> BTreeSet<String> {
    said.filter_map(|it| it.as_str().map(str::to_owned))
        .collect()
}

/// The rows of each table that hold, in order.
fn rows_that_hold(playbook: &Value, case: &Case) -> Vec<Vec<usize>> {
    let mut known = case.clone();
    let mut found = Vec::new();
    for table in playbook["tables"].as_array().unwrap() {
        let rows = table["rows"].as_array().unwrap();
        let hits: Vec<_> = (0..rows.len())
            .filter(|at| {
                let cells = rows[*at]["when"].as_object().unwrap();
                cells
                    .iter()
                    .all(|(column, cell)| holds(cell.as_str().unwrap(), &known[column]))
            })
            .collect();
        if let Some(output) = table["out"].as_str() {
            let said = hits.iter().map(|at| rows[*at]["then"].as_str());
            let said = said.flatten().map(str::to_owned);
            let value: Words = if collects(table) {
                said.collect()
            } else {
                said.take(1).collect()
            };
            known.insert(output.to_owned(), value);
        }
        found.push(hits);
    }
    found
}

fn holds(cell: &str, value: &Words) -> bool {
    let cell = cell.trim();
    if cell == "-" {
        return true;
    }
    if let Some(list) = cell.strip_prefix("not(") {
        return !holds(list.strip_suffix(')').unwrap(), value);
    }
    cell.split(',')
        .map(|it| it.trim().trim_matches('"'))
        .any(|word| value.contains(word) || (word == "empty" && value.is_empty()))
}

/// Every case in which the given facts have the given values.
fn cases(playbook: &Value, given: &Case) -> Vec<Case> {
    let mut cases = vec![Case::new()];
    let facts = playbook["facts"].as_array().unwrap();
    let open = |fact: &&Value| !given.contains_key(fact["id"].as_str().unwrap());
    let n_cases: usize = facts
        .iter()
        .filter(open)
        .map(|it| classes(it).len())
        .product();
    assert!(n_cases <= N_CASES_MAX, "a corpus playbook is small");
    for fact in facts {
        let id = fact["id"].as_str().unwrap();
        let values = given.get(id).map_or_else(
            || classes(fact).iter().map(|it| words(it)).collect(),
            |it| vec![it.clone()],
        );
        let with = |case: &Case, value: &Words| {
            let mut case = case.clone();
            case.insert(id.to_owned(), value.clone());
            case
        };
        cases = cases
            .iter()
            .flat_map(|case| values.iter().map(move |value| with(case, value)))
            .collect();
    }
    cases
}

fn classes(fact: &Value) -> Vec<String> {
    let names = |list: &Value, key: Option<&str>| -> Vec<String> {
        let name = |it: &Value| key.map_or(it, |key| &it[key]).as_str().unwrap().to_owned();
        list.as_array().unwrap().iter().map(name).collect()
    };
    match fact["type"].as_str().unwrap() {
        "bool" => vec!["false".to_owned(), "true".to_owned()],
        "enum" => {
            let mut values = names(&fact["values"], None);
            if fact["context"] == true {
                values.insert(0, "nothing".to_owned());
            }
            values
        }
        "set" => {
            let values = names(&fact["values"], None);
            let subset = |n: usize| {
                let inside = (0..values.len()).filter(|at| n >> at & 1 == 1);
                let inside: Vec<_> = inside.map(|at| values[at].clone()).collect();
                inside.join("+")
            };
            (0..1 << values.len()).map(subset).collect()
        }
        _ => names(&fact["classes"], Some("id")),
    }
}

/// The words that hold of a value: its elements if it is a set.
fn words(value: &str) -> Words {
    value
        .split('+')
        .filter(|it| !it.is_empty() && *it != "empty")
        .map(str::to_owned)
        .collect()
}

fn table_and_row(at: &str) -> (usize, Option<usize>) {
    let mut parts = at.split('/').skip(1);
    let number = |it: Option<&str>| it.and_then(|it| it.parse().ok());
    let table = match parts.next() {
        Some("tables") => number(parts.next()).unwrap(),
        _ => 0,
    };
    (table, number(parts.nth(1)))
}
