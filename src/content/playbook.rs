//! A whole playbook, read and checked.

use crate::{
    casework::{Atlas, Outcome},
    content::Manuscript,
    flow::Definition,
    policy::{Flaw, Rules},
    vocab::{Article, Citation, Misread, RuleId},
};
use std::fmt;

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

impl From<Flaw> for Defect {
    fn from(flaw: Flaw) -> Self {
        Self {
            at: match &flaw.row {
                Some(row) => format!("table `{}`, row `{row}`", flaw.table),
                None => format!("table `{}`", flaw.table),
            },
            what: flaw.what,
        }
    }
}

impl Playbook {
    /// Reads a playbook document.
    ///
    /// # Errors
    /// All defects found at the first stage that has any: form, then meaning.
    pub fn parse(text: &str) -> Result<Self, Vec<Defect>> {
        let (draft, _) = Manuscript::read(text).map_err(|it| vec![Defect::from(it)])?;
        let complaints = draft.misreads.into_iter().chain(draft.misread_cells);
        let defects: Vec<_> = complaints.map(Defect::from).collect();
        if !defects.is_empty() {
            return Err(defects);
        }
        let rules = Rules::compile(draft.catalogue, draft.tables)
            .map_err(|flaws| flaws.into_iter().map(Defect::from).collect::<Vec<_>>())?;
        let playbook = Self {
            edition: draft.edition,
            rules,
            interview: draft.interview,
            outcomes: draft.outcomes,
            atlas: draft.atlas,
            articles: draft.articles,
            citations: draft.citations,
        };
        playbook.check_sources()?;
        Ok(playbook)
    }

    /// A rule without a source does not ship.
    fn check_sources(&self) -> Result<(), Vec<Defect>> {
        let mut defects = Vec::new();
        for table in self.rules.tables() {
            for row in &table.rows {
                if row.rules.is_empty() {
                    defects.push(Defect {
                        at: format!("table `{}`, row `{}`", table.id, row.id),
                        what: "cites no rule of the documents".to_owned(),
                    });
                }
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
