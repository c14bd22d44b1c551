//! `triage check`: what is wrong with playbooks.

use crate::{
    arguments::Arguments,
    load,
    page::{Answer, Page},
};
use partner_triage::content::Playbook;
use serde_json::{Value, json};

/// Reads each file and says what is wrong with it; a file that cannot be read is a finding too.
pub fn run(arguments: &Arguments, files: &[&str]) -> Answer {
    let mut page = Page::new();
    let mut documents = Vec::new();
    let mut has_findings = false;
    for file in files {
        match load::read(file).and_then(|text| load::parse(&text, file)) {
            Ok(playbook) => {
                page.line(page.good(praise(file, &playbook)));
                documents
                    .push(json!({"file": file, "edition": playbook.edition.id, "findings": []}));
            }
            Err(message) => {
                has_findings = true;
                page.line(page.bad(&message));
                let findings: Vec<Value> = message.lines().map(|it| json!(it)).collect();
                documents.push(json!({"file": file, "edition": null, "findings": findings}));
            }
        }
    }
    if arguments.is_json {
        Answer::json(&json!(documents), has_findings)
    } else {
        Answer::found(page.done(), has_findings)
    }
}

fn praise(file: &str, playbook: &Playbook) -> String {
    let tables = playbook.rules.tables();
    let n_rows: usize = tables.iter().map(|it| it.rows.len()).sum();
    let (edition, n_tables) = (&playbook.edition.id, tables.len());
    format!("{file}: edition {edition}, {n_tables} tables, {n_rows} rows, no finding")
}
