//! Every case of a small playbook, tried row by row.

use crate::second_opinion::{
    naive::{Hit, Naive},
    opinion::FIELDS,
};
use partner_triage::content::Playbook;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The set of the classes that each fact may have.
pub type Masks = [u32];

/// A playbook together with all of its cases.
pub struct Small {
    pub naive: Naive,
    pub playbook: Playbook,
    pub cases: Vec<Case>,
}

/// One class of each fact, and what follows.
pub struct Case {
    pub classes: Vec<u8>,
    pub verdict: Verdict,
    pub warnings: BTreeSet<String>,
    /// Of each table the rows that speak.
    pub rows: Vec<Vec<usize>>,
    /// What each column holds.
    pub held: Vec<u128>,
}

/// What decides whether a fact is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub decision: String,
    pub fields: Vec<Json>,
    pub missing: BTreeSet<String>,
}

impl Small {
    pub fn read(text: &str) -> Self {
        let mut small = Self {
            naive: Naive::read(text),
            playbook: Playbook::parse(text).unwrap(),
            cases: Vec::new(),
        };
        let mut classes = vec![0; small.naive.facts.len()];
        loop {
            small.cases.push(small.judge(&classes));
            let facts = small.naive.facts.iter();
            let full = |(it, class): (&crate::second_opinion::naive::Fact, &u8)| {
                usize::from(*class) + 1 == it.n_classes
            };
            let Some(at) = facts.zip(&classes).position(|it| !full(it)) else {
                return small;
            };
            classes[at] += 1;
            classes[..at].fill(0);
        }
    }

    fn judge(&self, classes: &[u8]) -> Case {
        let naive = &self.naive;
        let mut held = Vec::new();
        naive.conclude(classes, &mut held);
        let words = |id: &str| {
            let column = naive.column(id);
            let words = naive.columns[column].words_of(held[column]);
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let value = |id: &str| {
            let column = naive.column(id);
            let place = held[column].trailing_zeros() as usize;
            naive.columns[column].words[place].1.clone()
        };
        let rows = naive.tables.iter().map(|table| {
            let rows = table.rows.iter().enumerate();
            let holding =
                rows.filter(|(_, row)| row.cells.iter().all(|it| it.holds(held[it.column])));
            let n_rows = if table.hit == Hit::Collect {
                table.rows.len()
            } else {
                1
            };
            holding.map(|(at, _)| at).take(n_rows).collect()
        });
        Case {
            classes: classes.to_vec(),
            verdict: Verdict {
                decision: words("decision").remove(0),
                fields: FIELDS.map(value).to_vec(),
                missing: words("missing").into_iter().collect(),
            },
            warnings: words("warnings").into_iter().collect(),
            rows: rows.collect(),
            held,
        }
    }

    /// The cases that the masks leave open.
    pub fn within(&self, masks: &Masks) -> Vec<&Case> {
        let is_open = |case: &&Case| {
            let mut classes = case.classes.iter().zip(masks);
            classes.all(|(class, mask)| mask >> class & 1 == 1)
        };
        self.cases.iter().filter(is_open).collect()
    }

    /// The decisions of the cases that the masks leave open, in the order of the table.
    pub fn decisions(&self, masks: &Masks) -> Vec<String> {
        let column = self.naive.column("decision");
        let cases = self.within(masks);
        let held = cases.iter().fold(0, |all, it| all | it.held[column]);
        let words = self.naive.columns[column].words_of(held);
        words.map(str::to_owned).collect()
    }

    /// The decision, if all cases that the masks leave open have it.
    pub fn decision(&self, masks: &Masks) -> Option<String> {
        let mut decisions = self.decisions(masks);
        decisions.pop().filter(|_| decisions.is_empty())
    }

    /// The rules that a case cites.
    pub fn rules(&self, case: &Case) -> BTreeSet<String> {
        let place = self.naive.tables.len() - 1;
        let rows = case.rows[place]
            .iter()
            .map(|it| &self.naive.tables[place].rows[*it]);
        rows.flat_map(|it| it.rules.iter().cloned()).collect()
    }
}

/// Whether two of the cases that differ in nothing but a fact `differ` in what follows.
pub fn hangs_on(cases: &[&Case], fact: usize, differ: impl Fn(&Case, &Case) -> bool) -> bool {
    let is_alone = |one: &Case, other: &Case| {
        let mut classes = one.classes.iter().zip(&other.classes).enumerate();
        classes.all(|(at, (one, other))| at == fact || one == other)
    };
    cases.iter().enumerate().any(|(at, one)| {
        let first = cases[..at].iter().find(|it| is_alone(it, one));
        first.is_some_and(|it| differ(it, one))
    })
}

/// Whether the verdict of one of the cases changes with a fact alone.
pub fn verdict_hangs_on(cases: &[&Case], fact: usize) -> bool {
    hangs_on(cases, fact, |one, other| one.verdict != other.verdict)
}

/// What all of the sets hold.
pub fn common(sets: impl Iterator<Item = BTreeSet<String>>) -> BTreeSet<String> {
    sets.reduce(|one, other| &one & &other).unwrap_or_default()
}
