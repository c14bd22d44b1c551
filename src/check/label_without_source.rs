//! A label of which nobody says where it stands.

use crate::check::{Code, Finding, row_without_source::is_listed, subject::Subject};

pub(super) const EXPLAIN: &str = "\
The walk-throughs show menus word by word, so each label must come from a document. This one names no rule, or one that is not listed \
with its source: nobody can tell whether the portal really says so. Name the rule under `rules`, or do not show the label.";

/// Labels without a rule that has a source.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let labels = subject.manuscript.atlas.labels.iter();
    labels
        .filter(|it| !it.rules.iter().any(|rule| is_listed(subject, rule)))
        .map(|it| Finding {
            code: Code::LabelWithoutSource,
            at: subject.find("/labels", it.id.as_str()),
            says: format!("no source shows the label `{}`", it.id),
            answers: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_label_that_no_document_shows_is_found() {
        let draft = Draft::default().with("/labels/0/rules", "[]");
        check(
            &draft,
            &["label_without_source /labels/0 no source shows the label `customers`"],
        );
    }
}
