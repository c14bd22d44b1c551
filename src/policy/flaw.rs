//! What keeps tables from meaning something.

use crate::vocab::{FactId, RowId, TableId};
use std::fmt;

/// A value that a fact has in an example, named as cells name it; of a set, all its elements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// The fact.
    pub fact: FactId,
    /// Its value, or the name of its class where a class holds many.
    pub value: String,
}

impl fmt::Display for Given {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} = {}", self.fact, self.value)
    }
}

/// A combination of answers, in canonical order; facts not named may have any value.
pub type Example = Vec<Given>;

/// What kind of flaw it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A column is neither a fact nor an output of an earlier table.
    UnknownColumn,
    /// A cell names a word that its column does not have.
    UnknownWord,
    /// No row holds.
    Gap,
    /// Under `U` this other row holds too.
    Overlap(RowId),
    /// Under `A` this other row holds too and concludes something else.
    Conflict(RowId),
    /// The functions of the tables need more memory than they are given.
    TooLarge,
    /// No table concludes what every verdict needs.
    NotConcluded,
    /// A table collects what has to be one value.
    NotSingle,
}

/// Why tables cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The table concerned.
    pub table: TableId,
    /// The row concerned, if it is one.
    pub row: Option<RowId>,
    /// The column concerned, if it is one.
    pub column: Option<String>,
    /// What kind of flaw it is.
    pub fault: Fault,
    /// What is wrong, for the author.
    pub what: String,
    /// Answers that show it; none where it does not depend on answers.
    pub example: Option<Example>,
}
