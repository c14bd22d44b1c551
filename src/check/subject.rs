//! The playbook under examination: what could be read of it, compiled, and where each part stands.

use crate::{
    check::{Code, Finding},
    content::Manuscript,
    policy::{Fault, Flaw, Row, Rules, Table},
    vocab::{Date, FactId, StepId},
    wording::Words,
};
use serde_json::Value;

/// Everything that a check looks at.
pub(super) struct Subject<'a> {
    /// The document as it stands.
    pub document: &'a Value,
    /// What could be read of it; its facts and tables are in `rules`.
    pub manuscript: &'a Manuscript,
    /// Its facts and tables, compiled as far as possible.
    pub rules: Rules,
    /// What kept tables from being compiled.
    pub flaws: Vec<Flaw>,
    /// The words beside the playbook.
    pub words: &'a [Words],
    /// The day on which the sources are judged.
    pub today: Option<Date>,
}

impl Subject<'_> {
    /// The place of a table.
    pub fn at_table(&self, table: &str) -> String {
        self.find("/tables", table)
    }

    /// The place of a row.
    pub fn at_row(&self, table: &str, row: &str) -> String {
        self.find(&format!("{}/rows", self.at_table(table)), row)
    }

    /// The place of what a flaw concerns.
    pub fn at_flaw(&self, flaw: &Flaw) -> String {
        let table = flaw.table.as_str();
        match (&flaw.row, &flaw.column) {
            (Some(row), Some(column)) => {
                let column = column.replace('~', "~0").replace('/', "~1");
                format!("{}/when/{column}", self.at_row(table, row.as_str()))
            }
            (Some(row), None) => self.at_row(table, row.as_str()),
            (None, Some(_)) => format!("{}/in", self.at_table(table)),
            (None, None) => self.at_table(table),
        }
    }

    /// A finding of that code for each flaw that fits, with the answers that show it.
    pub fn findings(&self, code: Code, fits: fn(&Fault) -> bool) -> Vec<Finding> {
        let flaws = self.flaws.iter().filter(|it| fits(&it.fault));
        flaws
            .map(|it| Finding {
                code,
                at: self.at_flaw(it),
                says: it.what.clone(),
                answers: it.example.clone(),
            })
            .collect()
    }

    /// The place of a step.
    pub fn at_step(&self, step: &StepId) -> String {
        self.find("/steps", step.as_str())
    }

    /// The place of a fact.
    pub fn at_fact(&self, fact: &FactId) -> String {
        self.find("/facts", fact.as_str())
    }

    /// The place of the element named `id` in the list at `list`; the list itself where it has none.
    pub fn find(&self, list: &str, id: &str) -> String {
        let elements = self.document.pointer(list).and_then(Value::as_array);
        let is_named = |it: &Value| it.get("id").and_then(Value::as_str) == Some(id);
        match elements.and_then(|it| it.iter().position(is_named)) {
            Some(at) => format!("{list}/{at}"),
            None => list.to_owned(),
        }
    }

    /// The first row that tests a fact: its table, and its place there.
    pub fn first_test(&self, fact: &FactId) -> Option<(&Table, usize)> {
        let tests = |table: &&Table| table.rows.iter().any(|row| is_tested(row, fact));
        let table = self.rules.tables().iter().find(tests)?;
        let row = table.rows.iter().position(|row| is_tested(row, fact))?;
        Some((table, row))
    }

    /// Whether a table of the document, or a row, could not be read.
    pub fn lacks_rows(&self) -> bool {
        let tables = self.rules.tables();
        let written = self.document.get("tables").and_then(Value::as_array);
        written.is_some_and(|it| it.len() != tables.len())
            || tables.iter().any(|it| self.is_unread(it.id.as_str()))
    }

    /// Whether something of that name stands in the document, but could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.manuscript.unread.contains(name)
    }
}

fn is_tested(row: &Row, fact: &FactId) -> bool {
    row.when
        .iter()
        .any(|(column, cell)| *fact == *column.as_str() && !cell.is_any())
}
