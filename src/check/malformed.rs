//! A part of the document is not of the form it should have.

use crate::{
    check::{Code, Finding, subject::Subject},
    vocab::Misread,
};

pub(super) const EXPLAIN: &str = "\
A part of the document is missing, of another type than it should be, named twice, or names something that is not declared. \
It cannot be used, so the playbook is refused as a whole. \
Write what the sentence says was expected at that place; what rests on the part is examined once it can be read.";

/// Every element that could not be read.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    subject.manuscript.misreads.iter().map(finding).collect()
}

/// The complaint of a reader as a finding.
pub(super) fn finding(misread: &Misread) -> Finding {
    Finding {
        code: Code::Malformed,
        at: misread.at.clone(),
        says: format!("expected {}", misread.expected),
        answers: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_document_that_is_no_json_is_one_finding() {
        assert_eq!(
            crate::check::all("{")
                .findings
                .first()
                .map(|it| it.at.as_str()),
            Some("")
        );
    }

    #[test]
    fn what_can_be_read_is_examined_beside_what_cannot() {
        let draft = Draft::default()
            .with("/facts/0/type", r#""colour""#)
            .with("/outcomes/0/tone", "7");
        check(
            &draft,
            &[
                "malformed /facts/0/type expected bool, enum, set, date, language or names",
                "malformed /outcomes/0/tone expected a text that is not empty",
            ],
        );
    }
}
