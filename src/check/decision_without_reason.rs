//! A combination whose verdict has no reason.

use crate::check::{Code, Finding, subject::Subject};

pub(super) const EXPLAIN: &str = "\
A verdict is shown with its reasons, each with a source; they are the rows of the table `reasons` that hold. For the answers shown \
none holds, so the decision would stand there without a source. Add a row to `reasons` for these answers.";

/// Verdicts for which no row of the table `reasons` holds; one example.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let Some(answers) = subject.rules.case_without_reason() else {
        return Vec::new();
    };
    let tables = subject.rules.tables().iter();
    let table = tables
        .filter(|it| it.outputs.iter().any(|it| it == "reasons"))
        .map(|it| subject.at_table(it.id.as_str()))
        .next();
    vec![Finding {
        code: Code::DecisionWithoutReason,
        at: table.unwrap_or_default(),
        says: "no reason is given for this verdict".to_owned(),
        answers: Some(answers),
    }]
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_verdict_that_no_reason_carries_is_found() {
        let draft = Draft::default().with("/tables/4/rows/0/when", r#"{"product": "azure"}"#);
        check(
            &draft,
            &[
                "decision_without_reason /tables/4 no reason is given for this verdict [product = office]",
            ],
        );
    }
}
