//! The checker: what is wrong with a playbook, all at once, before anybody is served by it.
//!
//! [`all`] takes the *text* of a playbook. It is read element by element ([`Manuscript`]), so that one broken part does not hide
//! the rest, compiled as far as possible ([`Rules::assemble`]), and looked at by one check after the other. Each check is a file of its own
//! with its explanation for the author. A [`Finding`] has a code, a place, a sentence and, where it is about logic,
//! answers that show it: give these answers, and the fault happens.
//!
//! # One fault, one finding
//!
//! What rests on a broken part is not blamed for it: a row that could not be read makes no gap, a table is examined only for cases in
//! which the tables before it conclude something, dead rows are looked for only behind tables that are proven, and a name that stands in
//! the document but could not be read counts as declared.
//! Such parts are examined once the finding is mended.
//!
//! # Exact, or not proven
//!
//! Facts have finitely many classes, and decision diagrams compare all their combinations. "No finding" is a proof. When the diagrams
//! outgrow their limit, the report says [`Code::NotProven`] and nothing found after that point is reported.
//!
//! # What cannot go wrong, and has no check
//!
//! - *Loops*: steps are a flat list walked once from the front; there is no `next` that could lead back.
//! - *Rows outside every period*: rows have no dates of their own; time is the fact `as_of`, whose classes are covered like any other's.
//! - *Cycles between tables*: a table can test earlier tables only; a later one is an unknown column.
//! - *Questions asked twice*, *names used twice*, *clicks on screens that do not exist*: the reader refuses them as [`Code::Malformed`].
//!
//! ```
//! use partner_triage::{check, content::shipped};
//!
//! let report = check::all(&shipped::edition_2021());
//! assert!(report.is_clean() && report.n_tables > 0);
//! ```

mod finding;
mod keys;
mod subject;

mod malformed;

mod unknown_cell;

mod verdict_incomplete;

mod gap;

mod overlap;

mod conflict;

mod row_never_fires;

mod shadowed_row;

mod unreachable_step;

mod dead_end;

mod never_used;

mod never_obtainable;

mod decision_without_reason;

mod row_without_rule;

mod row_without_source;

mod missing_translation;

mod label_without_source;

mod stale_source;

mod not_proven;

#[cfg(test)]
mod tests;

pub use finding::{Code, Finding, Report};

use crate::{
    check::subject::Subject,
    content::Manuscript,
    policy::{N_NODES_MAX, Rules},
    vocab::Date,
    wording::Words,
};

/// What a playbook is judged by, besides itself.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The words beside it; languages without a file are not asked for.
    pub words: Vec<Words>,
    /// The day on which its sources are judged; without one, the edition's own `as_of`.
    pub today: Option<Date>,
    /// How many nodes the diagrams may take.
    pub n_nodes_max: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            today: None,
            n_nodes_max: N_NODES_MAX,
        }
    }
}

/// Every finding in the text of a playbook, without words and on the edition's own day.
pub fn all(text: &str) -> Report {
    with(text, &Settings::default())
}

/// Every finding in the text of a playbook.
pub fn with(text: &str, settings: &Settings) -> Report {
    let (manuscript, document) = match Manuscript::read(text) {
        Ok(read) => read,
        Err(misread) => {
            return Report {
                findings: vec![malformed::finding(&misread)],
                ..Report::default()
            };
        }
    };
    let (rules, flaws) = Rules::assemble(
        manuscript.catalogue.clone(),
        manuscript.tables.clone(),
        &manuscript.unread,
        settings.n_nodes_max,
    );
    let mut subject = Subject {
        document: &document,
        manuscript: &manuscript,
        rules,
        flaws,
        words: &settings.words,
        today: settings.today,
    };
    Report {
        findings: findings(&mut subject),
        n_facts: manuscript.catalogue.facts().len(),
        n_tables: manuscript.tables.len(),
        n_rows: manuscript.tables.iter().map(|it| it.rows.len()).sum(),
        n_steps: manuscript.interview.steps.len(),
    }
}

type Check = fn(&mut Subject) -> Vec<Finding>;

/// Checks of the document and of what compiling it has shown.
const OF_PARTS: [Check; 13] = [
    malformed::check,
    unknown_cell::check,
    verdict_incomplete::check,
    gap::check,
    overlap::check,
    conflict::check,
    never_used::check,
    row_without_rule::check,
    row_without_source::check,
    missing_translation::check,
    label_without_source::check,
    stale_source::check,
    not_proven::check,
];

/// Checks that compute with the diagrams and may run into their limit.
const OF_CASES: [Check; 6] = [
    row_never_fires::check,
    shadowed_row::check,
    unreachable_step::check,
    dead_end::check,
    never_obtainable::check,
    decision_without_reason::check,
];

fn findings(subject: &mut Subject) -> Vec<Finding> {
    let mut found: Vec<_> = OF_PARTS.iter().flat_map(|check| check(subject)).collect();
    for check in OF_CASES {
        if subject.rules.is_full() {
            break;
        }
        let mut more = check(subject);
        if subject.rules.is_full() {
            // Diagrams made since the limit was reached mean nothing.
            found.push(not_proven::finding(subject, None));
            break;
        }
        found.append(&mut more);
    }
    found
}
