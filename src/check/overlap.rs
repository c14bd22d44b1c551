//! Two rows under `U` that hold together.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Fault,
};

pub(super) const EXPLAIN: &str = "\
Under U exactly one row may hold. Where two do, the table leaves open which of them is meant, and readers of the table cannot tell either. \
Narrow the cells of one row, or choose A if both conclude the same, or F if the first is meant to win.";

/// Pairs of rows that hold for the same answers.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    subject.findings(Code::Overlap, |it| matches!(it, Fault::Overlap(_)))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn answers_for_which_both_rows_hold_are_shown() {
        let draft = Draft::default().with("/tables/0/rows/1/when", "{}");
        check(
            &draft,
            &[
                "overlap /tables/0/rows/0 overlaps row `office` for product = azure [product = azure]",
            ],
        );
    }
}
