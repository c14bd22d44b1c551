//! A playbook as far as it can be read: what its author has in hand while it is not sound yet.

use crate::{
    casework::{Atlas, Outcome},
    content::{Edition, facts, notes::Notes, outcomes, sources, steps, tables, walkthroughs},
    facts::Catalogue,
    flow::Definition,
    policy::Table,
    vocab::{Article, Citation, Misread, Place},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// Larger documents are refused before they are read.
const N_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The parts of a playbook that could be read, and complaints about those that could not.
#[derive(Debug)]
pub struct Manuscript {
    /// Which edition speaks.
    pub edition: Edition,
    /// The facts declared.
    pub catalogue: Catalogue,
    /// The tables, without rows that could not be read.
    pub tables: Vec<Table>,
    /// The interview.
    pub interview: Definition,
    /// What follows each decision.
    pub outcomes: Vec<Outcome>,
    /// The ways through the portals.
    pub atlas: Atlas,
    /// The articles cited.
    pub articles: Vec<Article>,
    /// Where each rule stands.
    pub citations: Vec<Citation>,
    /// Elements that are not of the form they should have.
    pub misreads: Vec<Misread>,
    /// Cells that are no unary test of the subset.
    pub misread_cells: Vec<Misread>,
    /// Names of what was left out in whole or in part; using them elsewhere is no fault of its own.
    pub unread: BTreeSet<String>,
}

impl Manuscript {
    /// Reads a document element by element.
    ///
    /// # Errors
    /// When it is too large, or no JSON.
    pub fn read(text: &str) -> Result<(Self, Value), Misread> {
        let refuse = |expected: String| Misread {
            at: String::new(),
            expected,
        };
        if text.len() > N_BYTES_MAX {
            return Err(refuse(format!(
                "a document of at most {N_BYTES_MAX} bytes, not {}",
                text.len()
            )));
        }
        let value: Value =
            serde_json::from_str(text).map_err(|error| refuse(format!("JSON ({error})")))?;
        Ok((Self::read_parts(&Place::root(&value)), value))
    }

    fn read_parts(root: &Place) -> Self {
        let mut notes = Notes::default();
        let edition = root.get("edition");
        let mut owned = |key: &str| {
            let text = notes.take(edition.get(key).text());
            text.unwrap_or_default().to_owned()
        };
        let edition = Edition {
            id: owned("id"),
            as_of: owned("as_of"),
        };
        let catalogue = facts::read(&root.get("facts"), &mut notes);
        let tables = tables::read(&root.get("tables"), &mut notes);
        let interview = steps::read(root, &catalogue, &mut notes);
        let outcomes = outcomes::read(&root.get("outcomes"), &mut notes);
        let atlas = walkthroughs::read(root, &mut notes);
        let articles = sources::read_articles(&root.get("articles"), &mut notes);
        let citations = sources::read_citations(&root.get("rules"), &articles, &mut notes);
        Self {
            edition,
            catalogue,
            tables,
            interview,
            outcomes,
            atlas,
            articles,
            citations,
            misreads: notes.misreads,
            misread_cells: notes.cells,
            unread: notes.unread,
        }
    }
}
