//! A fact that is asked, though no table tests it.

use crate::check::{Code, Finding, subject::Subject};

pub(super) const EXPLAIN: &str = "\
A step asks a fact that no row of any table tests, so whatever is answered changes nothing. People should not be asked what does not matter, \
and perhaps a row was meant to test it. Add the cell that was forgotten, or remove the question.";

/// Facts that steps ask and no row tests.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let mut found = Vec::new();
    if subject.lacks_rows() {
        // What could not be read may test the fact.
        return found;
    }
    for step in &subject.manuscript.interview.steps {
        for fact in &step.asks {
            if subject.is_unread(fact.as_str()) || subject.first_test(fact).is_some() {
                continue;
            }
            found.push(Finding {
                code: Code::NeverUsed,
                at: format!("{}/asks", subject.at_step(&step.id)),
                says: format!("`{fact}` is asked, but no row tests it"),
                answers: None,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_question_that_no_row_tests_is_found() {
        let draft = Draft::default()
            .with(
                "/facts/2",
                r#"{"id": "size", "type": "bool", "from": ["asked"]}"#,
            )
            .with(
                "/steps/2",
                r#"{"id": "size", "section": "problem", "asks": "size"}"#,
            );
        check(
            &draft,
            &["never_used /steps/2/asks `size` is asked, but no row tests it"],
        );
    }
}
