//! A check that was given up.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Fault,
};

pub(super) const EXPLAIN: &str = "\
The checker compares all combinations of answers exactly, within a limit of memory. These tables need more, so nothing is claimed \
about them: neither that they are sound nor that they are not. Split the table, test fewer facts together, or declare fewer classes.";

/// Tables that could not be compiled within the limit.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    subject
        .flaws
        .iter()
        .filter(|it| it.fault == Fault::TooLarge)
        .map(|it| finding(subject, Some(it.table.as_str())))
        .collect()
}

/// Says that a table, or the rules as a whole, were not examined to the end.
pub(super) fn finding(subject: &Subject, table: Option<&str>) -> Finding {
    Finding {
        code: Code::NotProven,
        at: table.map_or_else(|| "/tables".to_owned(), |it| subject.at_table(it)),
        says: "the tables are too large to be examined exactly from here on".to_owned(),
        answers: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Code, Settings, tests::Draft, with};

    #[test]
    fn a_limit_that_is_reached_is_said_and_never_hides_or_invents_a_fault() {
        let draft = Draft::default();
        for n_nodes_max in 0..60 {
            let settings = Settings {
                n_nodes_max,
                ..Settings::default()
            };
            let report = with(&draft.text(), &settings);
            assert!(report.findings.iter().all(|it| it.code == Code::NotProven));
            assert!(report.findings.len() <= 1, "{n_nodes_max}");
            assert_eq!(
                report.is_clean(),
                n_nodes_max >= draft.n_nodes(),
                "{n_nodes_max}"
            );
        }
    }
}
