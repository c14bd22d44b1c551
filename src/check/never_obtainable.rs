//! A fact that a table tests, though nobody can tell it.

use crate::{
    check::{Code, Finding, subject::Subject},
    facts::{Fact, Source},
};

pub(super) const EXPLAIN: &str = "\
A row tests a fact that no step asks and that neither a portal nor the organisation nor the clock gives. It stays unknown for ever, \
and cases such as the one shown are never decided. Add a step that asks it, say under `from` where it comes from, or drop the cells.";

/// Facts that rows test and nobody tells. Circumstances may always be said.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let facts = subject.rules.catalogue().facts().iter();
    facts
        .filter(|fact| !fact.context && !is_obtainable(subject, fact))
        .filter_map(|fact| {
            let (table, row) = subject.first_test(&fact.id)?;
            let row = table.rows.get(row)?;
            Some(Finding {
                code: Code::NeverObtainable,
                at: subject.at_fact(&fact.id),
                says: format!(
                    "row `{}` of table `{}` tests `{}`, but no step asks it and nothing else tells it",
                    row.id, table.id, fact.id
                ),
                answers: subject.rules.case_that_hangs_on(&fact.id),
            })
        })
        .collect()
}

fn is_obtainable(subject: &Subject, fact: &Fact) -> bool {
    let is_told = fact.from.iter().any(|it| match it {
        Source::Portal | Source::Organisation | Source::Clock => true,
        Source::Asked => false,
    });
    // A step that could not be read may ask it; that step is a finding already.
    let is_asked = subject.manuscript.interview.step_of(&fact.id).is_some();
    is_told || is_asked || subject.is_unread(fact.id.as_str())
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_fact_that_nobody_tells_keeps_cases_open() {
        let draft = Draft::default().with(
            "/steps",
            r#"[{"id": "product", "section": "problem", "asks": "product", "rules": ["R-1"]}]"#,
        );
        check(
            &draft,
            &[
                "never_obtainable /facts/1 row `plan` of table `missing` tests `is_urgent`, \
               but no step asks it and nothing else tells it [product = azure]",
            ],
        );
    }
}
