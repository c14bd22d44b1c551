//! A row that holds in no case.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Hit,
};

pub(super) const EXPLAIN: &str = "\
The cells of this row exclude each other, or test a combination of conclusions that earlier tables never reach together. \
The row is read by people as a rule, yet it can never apply: either it says something else than its author meant, or it is left over. \
Correct the cell that excludes the others, or remove the row.";

/// Rows whose cells never hold together.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let mut found = Vec::new();
    for table in 0..subject.rules.tables().len() {
        let Some(source) = subject.rules.tables().get(table) else {
            continue;
        };
        if !subject.rules.is_sound(table) || !subject.rules.rests_on_proven(source) {
            continue;
        }
        let n_rows = source.rows.len();
        for row in 0..n_rows {
            if subject.rules.case_of(table, row, Hit::Holds).is_some() {
                continue;
            }
            found.extend(finding(subject, table, row));
        }
    }
    found
}

fn finding(subject: &Subject, table: usize, row: usize) -> Option<Finding> {
    let table = subject.rules.tables().get(table)?;
    let row = table.rows.get(row)?;
    Some(Finding {
        code: Code::RowNeverFires,
        at: subject.at_row(table.id.as_str(), row.id.as_str()),
        says: format!("no answers make all cells of row `{}` hold", row.id),
        answers: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_row_against_an_earlier_tables_conclusions_never_fires() {
        let draft = Draft::default().with(
            "/tables/3/rows/0/when",
            r#"{"kind": "plain", "is_urgent": "-", "product": "azure"}"#,
        );
        check(
            &draft,
            &["row_never_fires /tables/3/rows/0 no answers make all cells of row `W-1` hold"],
        );
    }
}
