//! A row under `F` that never comes to speak.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::HitPolicy,
};

pub(super) const EXPLAIN: &str = "\
Under F the first row that holds speaks. Whatever answers this row is for, one of the rows above holds as well, so it is never heard. \
Often a general row stands above a particular one. Move the row up, narrow the rows above, or remove it.";

/// Rows that hold for some answers, none of which is left to them.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let mut found = Vec::new();
    for table in 0..subject.rules.tables().len() {
        let Some(source) = subject.rules.tables().get(table) else {
            continue;
        };
        if source.hit != HitPolicy::First || !subject.rules.rests_on_proven(source) {
            continue;
        }
        let n_rows = source.rows.len();
        let heard = subject.rules.rows_that_speak(table);
        for row in (0..n_rows).filter(|it| !heard.contains(it)) {
            found.extend(finding(subject, table, row));
        }
    }
    found
}

fn finding(subject: &mut Subject, table: usize, row: usize) -> Option<Finding> {
    // Without a case in which it holds, the row is dead for a reason of its own.
    let (answers, speaker) = subject.rules.case_of_shadow(table, row)?;
    let table = subject.rules.tables().get(table)?;
    let (row, speaker) = (table.rows.get(row)?, table.rows.get(speaker)?);
    Some(Finding {
        code: Code::ShadowedRow,
        at: subject.at_row(table.id.as_str(), row.id.as_str()),
        says: format!(
            "rows above `{}` take every case from it, such as row `{}` this one",
            row.id, speaker.id
        ),
        answers: Some(answers),
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_row_below_the_default_is_never_heard() {
        let row = |id: &str, product: &str, then: &str| {
            format!(
                r#"{{"id":"{id}","when":{{"product":"{product}"}},"then":"{then}","rules":["R-1"]}}"#
            )
        };
        let rows = [
            row("azure", "azure", "cloud"),
            row("any", "-", "plain"),
            row("office", "office", "plain"),
        ];
        let draft = Draft::default()
            .with("/tables/0/hit", r#""F""#)
            .with("/tables/0/rows", &format!("[{}]", rows.join(",")));
        check(
            &draft,
            &[
                "shadowed_row /tables/0/rows/2 rows above `office` take every case from it, such as row `any` this one [product = office]",
            ],
        );
    }
}
