//! A row that names no rule.

use crate::check::{Code, Finding, subject::Subject};

pub(super) const EXPLAIN: &str = "\
Every row rests on at least one rule of the rulebook, so that a reader can look up why it says what it says. This row names none. \
Write the ids of the rules under `rules`; where the documents say nothing, add a reading of our own to the rulebook and name that.";

/// Rows whose list of rules is empty.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let mut found = Vec::new();
    for table in subject.rules.tables() {
        for row in table.rows.iter().filter(|it| it.rules.is_empty()) {
            found.push(Finding {
                code: Code::RowWithoutRule,
                at: subject.at_row(table.id.as_str(), row.id.as_str()),
                says: format!("row `{}` names no rule of the rulebook", row.id),
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
    fn a_row_on_nobodys_authority_is_found() {
        let draft = Draft::default().with("/tables/0/rows/1/rules", "[]");
        check(
            &draft,
            &["row_without_rule /tables/0/rows/1 row `office` names no rule of the rulebook"],
        );
    }
}
