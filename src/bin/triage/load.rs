//! Playbooks and texts, by name or from files.

use partner_triage::content::{Editions, Playbook, shipped};
use std::fs;

/// The text of a file.
///
/// # Errors
/// The file and why it cannot be read.
pub fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}

/// The playbook of a text; `name` is said where something is wrong with it.
///
/// # Errors
/// Each defect with name, place and what was expected, one a line.
pub fn parse(text: &str, name: &str) -> Result<Playbook, String> {
    Playbook::parse(text).map_err(|defects| {
        let lines: Vec<_> = defects.iter().map(|it| format!("{name} {it}")).collect();
        lines.join("\n")
    })
}

/// The text of a shipped playbook by its edition, or of one from a file.
///
/// # Errors
/// As [`read`].
pub fn text(name: &str) -> Result<String, String> {
    match name {
        "2021" => Ok(shipped::edition_2021()),
        "2025" => Ok(shipped::edition_2025()),
        file => read(file),
    }
}

/// A shipped playbook by its edition, or one from a file.
///
/// # Errors
/// As [`read`] and [`parse`].
pub fn playbook(name: &str) -> Result<Playbook, String> {
    match name {
        "2021" => parse(&shipped::edition_2021(), "edition 2021"),
        "2025" => parse(&shipped::edition_2025(), "edition 2025"),
        file => parse(&read(file)?, file),
    }
}

/// The playbook that was named, or else the shipped ones.
///
/// # Errors
/// As [`playbook`].
pub fn playbooks(named: Option<&str>) -> Result<Vec<Playbook>, String> {
    match named {
        Some(name) => Ok(vec![playbook(name)?]),
        None => ["2021", "2025"].into_iter().map(playbook).collect(),
    }
}

/// Playbooks that a case chooses from.
///
/// # Errors
/// Why they do not go together.
pub fn editions(playbooks: &[Playbook]) -> Result<Editions<'_>, String> {
    Editions::of(playbooks).map_err(|it| it.to_string())
}
