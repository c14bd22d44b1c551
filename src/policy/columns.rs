//! Columns and cells of a table as functions over the facts.

use crate::{
    facts::Kind,
    policy::{
        Cell, Fault, Flaw, Function, Row, Rules, Table, Value,
        diagram::{NO, YES},
        rules::{CompiledRow, ConcludedWord},
    },
    vocab::RowId,
};
use std::collections::BTreeSet;

/// Why a cell has no function.
enum Obstacle {
    /// Its table or fact is missing or flawed, which is said elsewhere.
    Elsewhere,
    /// It is wrong itself.
    Here(Fault, String),
}

impl Rules {
    /// Columns that are neither a fact nor an output of an earlier table.
    pub(super) fn unknown_columns(&self, table: &Table, unread: &BTreeSet<String>) -> Vec<Flaw> {
        let is_known = |column: &str| {
            self.catalogue().position(column).is_some()
                || self.table_of(column).is_some()
                || unread.contains(column)
        };
        let unknown = table.columns.iter().filter(|it| !is_known(it));
        unknown
            .map(|column| {
                let what =
                    format!("`{column}` is neither a fact nor an output of an earlier table");
                flaw(table, None, column, Fault::UnknownColumn, what)
            })
            .collect()
    }

    /// The row as functions; `None` where a cell has none, with the flaws that are its own.
    pub(super) fn compile_row(
        &mut self,
        table: &Table,
        row: &Row,
        unread: &BTreeSet<String>,
        flaws: &mut Vec<Flaw>,
    ) -> Option<CompiledRow> {
        let mut cells = Vec::with_capacity(row.when.len());
        let mut holds = YES;
        for (column, cell) in &row.when {
            match self.compile_cell(table, column, cell, unread) {
                Ok(function) => {
                    cells.push(function);
                    holds = self.diagrams.both(function, holds);
                }
                Err(Obstacle::Elsewhere) => (),
                Err(Obstacle::Here(fault, what)) => {
                    flaws.push(flaw(table, Some(&row.id), column, fault, what));
                }
            }
        }
        (cells.len() == row.when.len()).then_some(CompiledRow { holds, cells })
    }

    fn compile_cell(
        &mut self,
        table: &Table,
        column: &str,
        cell: &Cell,
        unread: &BTreeSet<String>,
    ) -> Result<Function, Obstacle> {
        if !table.columns.iter().any(|it| it == column) {
            let what = format!("`{column}` is no column of the table");
            return Err(Obstacle::Here(Fault::UnknownColumn, what));
        }
        if cell.is_any() {
            return Ok(YES);
        }
        let mut holds = NO;
        for word in cell.words() {
            let one = self.compile_word(column, word, unread)?;
            holds = self.diagrams.either(holds, one);
        }
        Ok(if cell.is_negated() {
            self.diagrams.choose(holds, NO, YES)
        } else {
            holds
        })
    }

    fn compile_word(
        &mut self,
        column: &str,
        word: &str,
        unread: &BTreeSet<String>,
    ) -> Result<Function, Obstacle> {
        if let Some(at) = self.catalogue().position(column) {
            let Some(fact) = self.catalogue().facts().get(at) else {
                return Ok(NO);
            };
            let n_classes = fact.kind.n_classes();
            let mask = match fact.kind.mask_of_word(word) {
                Some(mask) => mask,
                None if word == "empty" && matches!(fact.kind, Kind::Set(_)) => 1,
                None => return Err(unknown_word(word, &fact.kind.words())),
            };
            return Ok(self.diagrams.cell(at, n_classes, mask));
        }
        // A column that is neither is a flaw of the table, not of each of its cells.
        let (table, output) = self.table_of(column).ok_or(Obstacle::Elsewhere)?;
        if let Some(holds) = self.known_word(table, output, word) {
            return Ok(holds);
        }
        let holds = self.compile_derived(table, output, word, unread)?;
        if let Some(compiled) = self.compiled.get_mut(table) {
            let word = word.to_owned();
            compiled.words.push(ConcludedWord {
                output,
                word,
                holds,
            });
        }
        Ok(holds)
    }

    /// Many cells ask for the same word.
    fn known_word(&self, table: usize, output: usize, word: &str) -> Option<Function> {
        let mut words = self.compiled.get(table)?.words.iter();
        let known = words.find(|it| it.output == output && it.word == word)?;
        Some(known.holds)
    }

    /// Whether an earlier table concludes `word`; for one that collects, whether it collects it.
    fn compile_derived(
        &mut self,
        table: usize,
        output: usize,
        word: &str,
        unread: &BTreeSet<String>,
    ) -> Result<Function, Obstacle> {
        let (Some(source), Some(compiled)) = (self.tables().get(table), self.compiled.get(table))
        else {
            return Ok(NO);
        };
        let said: Vec<_> = source
            .rows
            .iter()
            .map(|row| row.then.get(output).and_then(Value::text))
            .collect();
        let collects = source.hit.collects();
        let collects_nothing = collects && word == "empty";
        if !collects_nothing && !said.contains(&Some(word)) && !unread.contains(source.id.as_str())
        {
            let mut words: Vec<_> = said.into_iter().flatten().collect();
            words.dedup();
            return Err(unknown_word(word, &words));
        }
        if !compiled.is_sound {
            return Err(Obstacle::Elsewhere);
        }
        if !collects {
            let says: Vec<_> = said.iter().map(|it| *it == Some(word)).collect();
            let speaks = compiled.speaks;
            return Ok(self.diagrams.map(speaks, &mut |row| {
                u32::from(says.get(row as usize).copied().unwrap_or_default())
            }));
        }
        let rows: Vec<_> = compiled
            .rows
            .iter()
            .zip(&said)
            .filter(|(_, said)| collects_nothing || **said == Some(word))
            .map(|(row, _)| row.holds)
            .collect();
        let any = rows
            .into_iter()
            .fold(NO, |any, row| self.diagrams.either(any, row));
        Ok(if collects_nothing {
            self.diagrams.choose(any, NO, YES)
        } else {
            any
        })
    }
}

fn unknown_word(word: &str, words: &[&str]) -> Obstacle {
    let what = format!("`{word}` is none of {}", words.join(", "));
    Obstacle::Here(Fault::UnknownWord, what)
}

fn flaw(table: &Table, row: Option<&RowId>, column: &str, fault: Fault, what: String) -> Flaw {
    Flaw {
        table: table.id.clone(),
        row: row.cloned(),
        column: Some(column.to_owned()),
        fault,
        what,
        example: None,
    }
}
