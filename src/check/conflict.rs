//! Two rows under `A` that hold together and disagree.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Fault,
};

pub(super) const EXPLAIN: &str = "\
Under A several rows may hold, as long as all of them conclude the same. Where they do not, the verdict would depend on the order of the rows, which A says does not matter. \
Let both rows conclude the same, narrow the cells of one, or choose F if the first is meant to win.";

/// Pairs of rows that hold for the same answers and conclude something else.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    subject.findings(Code::Conflict, |it| matches!(it, Fault::Conflict(_)))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn only_rows_that_disagree_contradict_each_other() {
        let agreeing = Draft::default().with("/tables/0/hit", r#""A""#).with(
            "/tables/0/rows/1",
            r#"{"id": "office", "when": {"product": "-"}, "then": "plain", "rules": ["R-1"]}"#,
        );
        check(
            &agreeing,
            &[
                "conflict /tables/0/rows/0 contradicts row `office` for product = azure [product = azure]",
            ],
        );
    }
}
