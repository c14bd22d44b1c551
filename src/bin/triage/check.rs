//! `triage check`: what is wrong with playbooks.

use crate::{
    arguments::Arguments,
    load,
    page::{Answer, Page},
};
use partner_triage::{
    check::{self, Finding, Report},
    content::Playbook,
};
use serde_json::{Map, Value, json};

/// Checks each file and says what is wrong with it, with answers that show it; a file that cannot be read is a finding too.
/// 2021 and 2025 are the shipped ones.
pub fn run(arguments: &Arguments, files: &[&str]) -> Answer {
    let mut page = Page::new();
    let mut documents = Vec::new();
    let mut has_findings = false;
    for file in files {
        match load::text(file) {
            Ok(text) => {
                let report = check::all(&text);
                has_findings |= !report.is_clean();
                if report.is_clean() {
                    page.line(page.good(praise(file, &text, &report)));
                }
                for finding in &report.findings {
                    page.line(page.bad(format!("{file} {finding}")));
                }
                documents.push(document(file, &report));
            }
            Err(message) => {
                has_findings = true;
                page.line(page.bad(&message));
                documents.push(json!({"file": file, "findings": [{"says": message}]}));
            }
        }
    }
    if arguments.is_json {
        Answer::json(&json!(documents), has_findings)
    } else {
        Answer::found(page.done(), has_findings)
    }
}

fn praise(file: &str, text: &str, report: &Report) -> String {
    let edition = Playbook::parse(text).map_or_else(|_| "?".to_owned(), |it| it.edition.id);
    let (n_tables, n_rows) = (report.n_tables, report.n_rows);
    format!("{file}: edition {edition}, {n_tables} tables, {n_rows} rows, no finding")
}

fn document(file: &str, report: &Report) -> Value {
    let findings: Vec<_> = report.findings.iter().map(finding).collect();
    json!({
        "file": file,
        "facts": report.n_facts,
        "tables": report.n_tables,
        "rows": report.n_rows,
        "steps": report.n_steps,
        "findings": findings,
    })
}

fn finding(finding: &Finding) -> Value {
    let answers = finding.answers.as_ref().map(|example| {
        let pairs = example
            .iter()
            .map(|it| (it.fact.to_string(), Value::from(it.value.clone())));
        Value::Object(pairs.collect::<Map<_, _>>())
    });
    json!({
        "code": finding.code.name(),
        "at": finding.at,
        "says": finding.says,
        "answers": answers,
        "explain": finding.code.explain(),
    })
}
