//! A part of the verdict that no table concludes.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Fault,
};

pub(super) const EXPLAIN: &str = "\
Every verdict has a decision, resolver, path, entitlement, fee, response and portal, each one value, and lists what is missing, \
warnings and reasons. Without one of them no case can be answered. \
Add a table with that output; give one that concludes a single value the hit policy U, A or F.";

/// Parts of the verdict without a table, or with one that collects.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    subject
        .flaws
        .iter()
        .filter_map(|it| {
            let at = match it.fault {
                Fault::NotConcluded => "/tables".to_owned(),
                Fault::NotSingle => format!("{}/hit", subject.at_table(it.table.as_str())),
                Fault::UnknownColumn
                | Fault::UnknownWord
                | Fault::Gap
                | Fault::Overlap(_)
                | Fault::Conflict(_)
                | Fault::TooLarge => return None,
            };
            Some(Finding {
                code: Code::VerdictIncomplete,
                at,
                says: it.what.clone(),
                answers: None,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_verdict_without_warnings_is_no_verdict() {
        let draft = Draft::default().with("/tables/3/out", r#""hints""#);
        check(
            &draft,
            &[
                "verdict_incomplete /tables no table concludes `warnings`, which every verdict needs",
            ],
        );
    }
}
