//! Scenario files: arrays of worked cases, each with its facts and what must come out.

use crate::load;
use partner_triage::vocab::{Misread, Place};
use serde_json::{Map, Value, json};
use std::path::Path;

/// A worked case.
pub struct Scenario {
    /// The file it stands in.
    pub file: String,
    /// Its name.
    pub id: String,
    /// The facts, as a line holds them.
    pub facts: Value,
    /// The parts of the verdict that are written down.
    pub expect: Map<String, Value>,
    /// The rules that must be cited.
    pub must_cite: Vec<String>,
}

/// What is not as written.
pub struct Failure {
    /// The part of the verdict.
    pub field: String,
    /// What is written.
    pub expected: Value,
    /// What came out.
    pub found: Value,
}

/// Reads scenario files and folders of them.
///
/// # Errors
/// A file that cannot be read, with the place of what is wrong; a folder without a scenario.
pub fn read(paths: &[&str]) -> Result<Vec<Scenario>, String> {
    let mut scenarios = Vec::new();
    for path in paths {
        let files = if Path::new(path).is_dir() {
            let all = crate::assets::files(Path::new(path))?;
            let is_json = |it: &String| Path::new(it).extension().is_some_and(|it| it == "json");
            all.into_iter().filter(is_json).collect()
        } else {
            vec![(*path).to_owned()]
        };
        if files.is_empty() {
            return Err(format!("{path}: expected scenario files, `*.json`"));
        }
        for file in files {
            read_file(&file, &mut scenarios)?;
        }
    }
    Ok(scenarios)
}

fn read_file(file: &str, scenarios: &mut Vec<Scenario>) -> Result<(), String> {
    let text = load::read(file)?;
    let document: Value =
        serde_json::from_str(&text).map_err(|error| format!("{file}: not JSON: {error}"))?;
    let root = Place::root(&document);
    let wrong = |misread: Misread| format!("{file} {misread}");
    if root.is_absent() {
        return Err(wrong(root.misread("an array of scenarios")));
    }
    for place in root.list().map_err(wrong)? {
        scenarios.push(read_scenario(file, &place).map_err(wrong)?);
    }
    Ok(())
}

fn read_scenario(file: &str, place: &Place) -> Result<Scenario, Misread> {
    let facts = place.get("facts");
    if !facts.value().is_object() {
        return Err(facts.misread("an object of facts"));
    }
    let expect = place.get("expect");
    let expected = expect.members()?;
    let cited = place.get("must_cite").texts()?;
    Ok(Scenario {
        file: file.to_owned(),
        id: place.get("id").text()?.to_owned(),
        facts: facts.value().clone(),
        expect: expected
            .map(|(field, value)| (field.to_owned(), value.value().clone()))
            .collect(),
        must_cite: cited.into_iter().map(str::to_owned).collect(),
    })
}

impl Scenario {
    /// Where a verdict is not as written.
    pub fn failures(&self, verdict: &Value) -> Vec<Failure> {
        if let Some(error) = verdict.get("error") {
            return vec![Failure {
                field: "facts".to_owned(),
                expected: json!("a facts object"),
                found: error.clone(),
            }];
        }
        let mut failures = Vec::new();
        for (field, expected) in &self.expect {
            let found = verdict.get(field).cloned().unwrap_or_default();
            if found != *expected {
                failures.push(Failure {
                    field: field.clone(),
                    expected: expected.clone(),
                    found,
                });
            }
        }
        let reasons = verdict.get("reasons").and_then(Value::as_array);
        let cited: Vec<_> = reasons
            .into_iter()
            .flatten()
            .filter_map(|it| it.get("rule"))
            .collect();
        let uncited: Vec<_> = self
            .must_cite
            .iter()
            .filter(|rule| !cited.iter().any(|it| *it == rule.as_str()))
            .collect();
        if !uncited.is_empty() {
            failures.push(Failure {
                field: "must_cite".to_owned(),
                expected: json!(uncited),
                found: json!(cited),
            });
        }
        failures
    }
}
