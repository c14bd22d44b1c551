//! `triage export`: playbooks in other forms, and the app's data.

use crate::{arguments::Arguments, assets, load, mermaid, page::Answer};
use partner_triage::{
    content::{EDITIONS, Playbook, shipped, write_value},
    policy::{Row, Table, Value},
};
use std::path::Path;

/// Writes one of the forms.
///
/// # Errors
/// A form or table that does not exist, a playbook that cannot be used, a folder that cannot be written.
pub fn run(arguments: &Arguments, operands: &[&str]) -> Result<Answer, String> {
    let playbook = || load::playbook(arguments.playbook.as_deref().unwrap_or("2021"));
    match operands {
        ["assets", folder] => {
            assets::write_assets(Path::new(folder))?;
            Ok(Answer::text(""))
        }
        ["rules", edition] if EDITIONS.contains(edition) => {
            Ok(Answer::text(load::playbook(edition)?.uses_as_markdown()))
        }
        ["rules", ..] => Err(format!(
            "expected after `export rules` one of {}",
            EDITIONS.join(", ")
        )),
        ["schema"] => Ok(Answer::text(shipped::schema())),
        ["mermaid"] => Ok(Answer::text(mermaid::flowchart(&playbook()?))),
        ["csv", table] => csv(&playbook()?, table).map(Answer::text),
        ["csv"] => Err("expected the name of a table after `export csv`".to_owned()),
        _ => Err(arguments.unusable()),
    }
}

/// A decision table as CSV (RFC 4180): a line a row, with its cells, what it concludes and its rules.
fn csv(playbook: &Playbook, name: &str) -> Result<String, String> {
    let tables = playbook.rules.tables();
    let Some(table) = tables.iter().find(|it| it.id == *name) else {
        let names: Vec<_> = tables.iter().map(|it| it.id.as_str()).collect();
        return Err(format!(
            "there is no table `{name}`; expected one of {}",
            names.join(", ")
        ));
    };
    let mut head = vec!["row".to_owned()];
    head.extend(table.columns.iter().cloned());
    head.extend(table.outputs.iter().map(|it| format!("→ {it}")));
    head.push("rules".to_owned());
    let mut text = record(&head);
    for row in &table.rows {
        text.push_str(&record(&fields(table, row)));
    }
    Ok(text)
}

fn fields(table: &Table, row: &Row) -> Vec<String> {
    let cell = |column: &String| {
        let cell = row.when.iter().find(|(it, _)| it == column);
        cell.map_or_else(|| "-".to_owned(), |(_, cell)| cell.to_string())
    };
    let value = |value: &Value| match value.text() {
        Some(text) => text.to_owned(),
        None => write_value(value).to_string(),
    };
    let rules: Vec<_> = row.rules.iter().map(ToString::to_string).collect();
    let mut fields = vec![row.id.to_string()];
    fields.extend(table.columns.iter().map(cell));
    fields.extend(row.then.iter().map(value));
    fields.push(rules.join(" "));
    fields
}

fn record(fields: &[String]) -> String {
    let quoted = |field: &String| {
        if field.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field.clone()
        }
    };
    let fields: Vec<_> = fields.iter().map(quoted).collect();
    format!("{}\r\n", fields.join(","))
}
