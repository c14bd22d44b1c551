//! A cell or a column that means nothing.

use crate::{
    check::{Code, Finding, subject::Subject},
    policy::Fault,
};

pub(super) const EXPLAIN: &str = "\
A cell uses a word that its column does not have, is no cell of the language, or stands in a column that is neither a fact \
nor the output of an earlier table. A row with such a cell can never be matched as its author meant it. \
Use one of the words listed, `-`, or `not(…)`; declare the fact, name the column under `in`, or move the table behind the one it tests.";

/// Cells that cannot be read, and cells and columns that the compiler does not know.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let misread = subject.manuscript.misread_cells.iter().map(|it| Finding {
        code: Code::UnknownCell,
        at: it.at.clone(),
        says: format!("expected {}", it.expected),
        answers: None,
    });
    let unknown = subject
        .flaws
        .iter()
        .filter(|it| matches!(it.fault, Fault::UnknownColumn | Fault::UnknownWord))
        .map(|it| Finding {
            code: Code::UnknownCell,
            at: subject.at_flaw(it),
            says: it.what.clone(),
            answers: None,
        });
    misread.chain(unknown).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn every_wrong_cell_is_found_and_nothing_else_is_blamed() {
        let draft = Draft::default()
            .with("/tables/0/rows/0/when/product", r#""azur""#)
            .with("/tables/0/rows/1/when/product", r#""f(x)""#);
        check(
            &draft,
            &[
                "unknown_cell /tables/0/rows/1/when/product expected words of the column’s domain, not `f(x)`",
                "unknown_cell /tables/0/rows/0/when/product `azur` is none of azure, office",
            ],
        );
    }

    #[test]
    fn a_column_that_is_nothing_is_one_finding() {
        let draft = Draft::default().with("/tables/1/in", r#"["kind", "colour"]"#);
        check(
            &draft,
            &[
                "unknown_cell /tables/1/in `colour` is neither a fact nor an output of an earlier table",
            ],
        );
    }
}
