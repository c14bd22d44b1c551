//! A combination that no row covers.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Fault,
};

pub(super) const EXPLAIN: &str = "\
Under U, A and F every combination of answers needs a row. Where none holds, a case would get no verdict at all, and nobody would notice before it happens. \
Add a row for the answers shown, widen the cells of one, or end an F table with a row whose cells are all `-`.";

/// Tables without a row for some combination, one example a table.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    subject.findings(Code::Gap, |it| matches!(it, Fault::Gap))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn the_answers_that_no_row_covers_are_shown_once_where_they_are_missing() {
        let draft = Draft::default().with(
            "/tables/0/rows/1/when",
            r#"{"product": "office", "is_urgent": "true"}"#,
        );
        check(
            &draft,
            &[
                "gap /tables/0 no row covers product = office, is_urgent = false [product = office, is_urgent = false]",
            ],
        );
    }
}
