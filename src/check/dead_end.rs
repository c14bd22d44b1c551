//! A way that ends without saying what to do.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::{Example, Hit, Table, Value},
};

pub(super) const EXPLAIN: &str = "\
Answers lead to a decision of which the playbook does not say what follows, or an outcome sends people back to a question \
that no step asks. Whoever gets there stands before a page without a way on. \
List the decision under `outcomes`, correct its name in the row, or add the step.";

/// Decisions without an outcome, and outcomes that lead back to nothing.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let mut found = decisions(subject);
    found.extend(returns(subject));
    found
}

fn decisions(subject: &mut Subject) -> Vec<Finding> {
    let mut found = Vec::new();
    let outputs = |it: &Table| it.outputs.iter().position(|it| it == "decision");
    let tables = subject.rules.tables();
    let Some((table, output)) = tables
        .iter()
        .enumerate()
        .find_map(|(at, it)| Some((at, outputs(it)?)))
    else {
        return found;
    };
    let n_rows = tables.get(table).map_or(0, |it| it.rows.len());
    for row in 0..n_rows {
        let source = subject.rules.tables().get(table);
        let value = source.and_then(|it| it.rows.get(row)?.then.get(output));
        let decision = value.and_then(Value::text).unwrap_or_default().to_owned();
        let outcomes = &subject.manuscript.outcomes;
        if outcomes.iter().any(|it| it.id == decision) || subject.is_unread(&decision) {
            continue;
        }
        let answers = subject.rules.case_of(table, row, Hit::Speaks);
        found.extend(answers.and_then(|it| finding(subject, table, row, &decision, it)));
    }
    found
}

fn finding(
    subject: &Subject,
    table: usize,
    row: usize,
    decision: &str,
    answers: Example,
) -> Option<Finding> {
    let table = subject.rules.tables().get(table)?;
    let row = table.rows.get(row)?;
    Some(Finding {
        code: Code::DeadEnd,
        at: format!(
            "{}/then",
            subject.at_row(table.id.as_str(), row.id.as_str())
        ),
        says: format!("no outcome says what follows the decision `{decision}`"),
        answers: Some(answers),
    })
}

fn returns(subject: &Subject) -> Vec<Finding> {
    let interview = &subject.manuscript.interview;
    let outcomes = subject.manuscript.outcomes.iter();
    outcomes
        .filter_map(|it| Some((it, it.look_again.as_ref()?)))
        .filter(|(_, fact)| interview.step_of(fact).is_none() && !subject.is_unread(fact.as_str()))
        .map(|(outcome, fact)| Finding {
            code: Code::DeadEnd,
            at: format!("{}/look_again", subject.find("/outcomes", &outcome.id)),
            says: format!(
                "outcome `{}` leads back to `{fact}`, which no step asks",
                outcome.id
            ),
            answers: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_decision_that_nothing_follows_is_a_dead_end() {
        let draft = Draft::default().with("/outcomes/1/id", r#""other""#);
        check(
            &draft,
            &[
                "dead_end /tables/1/rows/1/then no outcome says what follows the decision `handle` [product = office]",
            ],
        );
    }

    #[test]
    fn an_outcome_may_lead_back_to_a_step_only() {
        let draft = Draft::default().with("/outcomes/1/look_again", r#""health""#);
        check(
            &draft,
            &[
                "dead_end /outcomes/1/look_again outcome `handle` leads back to `health`, which no step asks",
            ],
        );
    }
}
