//! A whole playbook, read and checked.

use crate::{
    casework::{Atlas, Outcome},
    content::{facts, outcomes, sources, steps, tables, walkthroughs},
    flow::Definition,
    policy::Rules,
    vocab::{Article, Citation, Misread, Place, RuleId},
};
use serde_json::Value;
use std::fmt;

/// Larger documents are refused before they are read.
const N_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Which documents a playbook speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name in facts and sources, such as `2021`.
    pub id: String,
    /// The date of its youngest source, for the footer.
    pub as_of: String,
}

/// The flow, the rules and the sources of one edition.
pub struct Playbook {
    /// Which edition speaks.
    pub edition: Edition,
    /// Facts and tables, compiled.
    pub rules: Rules,
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
}

/// Why a playbook cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Where: a JSON Pointer, or table and row.
    pub at: String,
    /// What is wrong or was expected.
    pub what: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.at, self.what)
    }
}

impl From<Misread> for Defect {
    fn from(misread: Misread) -> Self {
        Self {
            at: misread.at,
            what: format!("expected {}", misread.expected),
        }
    }
}

impl Playbook {
    /// Reads a playbook document.
    ///
    /// # Errors
    /// All defects found at the first stage that has any: form, then meaning.
    pub fn parse(text: &str) -> Result<Self, Vec<Defect>> {
        if text.len() > N_BYTES_MAX {
            let what = format!(
                "the document has {} bytes; {N_BYTES_MAX} are the most",
                text.len()
            );
            return Err(vec![Defect {
                at: String::new(),
                what,
            }]);
        }
        let value: Value = serde_json::from_str(text).map_err(|error| {
            vec![Defect {
                at: String::new(),
                what: format!("not JSON: {error}"),
            }]
        })?;
        Self::read(&Place::root(&value))
    }

    fn read(root: &Place) -> Result<Self, Vec<Defect>> {
        let form = |misread: Misread| vec![Defect::from(misread)];
        let edition = root.get("edition");
        let edition = Edition {
            id: edition.get("id").text().map_err(form)?.to_owned(),
            as_of: edition.get("as_of").text().map_err(form)?.to_owned(),
        };
        let catalogue = facts::read(&root.get("facts")).map_err(form)?;
        let tables = tables::read(&root.get("tables")).map_err(form)?;
        let interview = steps::read(root, &catalogue).map_err(form)?;
        let outcomes = outcomes::read(&root.get("outcomes")).map_err(form)?;
        let atlas = walkthroughs::read(root).map_err(form)?;
        let articles = sources::read_articles(&root.get("articles")).map_err(form)?;
        let citations = sources::read_citations(&root.get("rules"), &articles).map_err(form)?;
        let rules = Rules::compile(catalogue, tables).map_err(|flaws| {
            let defect = |flaw: crate::policy::Flaw| Defect {
                at: match flaw.row {
                    Some(row) => format!("table `{}`, row `{row}`", flaw.table),
                    None => format!("table `{}`", flaw.table),
                },
                what: flaw.what,
            };
            flaws.into_iter().map(defect).collect::<Vec<_>>()
        })?;
        let playbook = Self {
            edition,
            rules,
            interview,
            outcomes,
            atlas,
            articles,
            citations,
        };
        playbook.check_sources()?;
        Ok(playbook)
    }

    /// A rule without a source does not ship.
    fn check_sources(&self) -> Result<(), Vec<Defect>> {
        let mut defects = Vec::new();
        for table in self.rules.tables() {
            for row in &table.rows {
                for rule in row.rules.iter().filter(|it| self.citation(it).is_none()) {
                    let at = format!("table `{}`, row `{}`", table.id, row.id);
                    defects.push(Defect {
                        at,
                        what: format!("rule `{rule}` has no source"),
                    });
                }
            }
        }
        if defects.is_empty() {
            Ok(())
        } else {
            Err(defects)
        }
    }

    /// What follows a decision.
    pub fn outcome(&self, decision: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|it| it.id == decision)
    }

    /// Where a rule stands.
    pub fn citation(&self, rule: &RuleId) -> Option<&Citation> {
        self.citations.iter().find(|it| it.rule == *rule)
    }

    /// The article of that slug.
    pub fn article(&self, id: &str) -> Option<&Article> {
        self.articles.iter().find(|it| it.id == id)
    }
}
