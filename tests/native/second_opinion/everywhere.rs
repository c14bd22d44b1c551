//! All combinations at once: rows are tried one by one, and and where a cell must be read, the values of its fact for which
//! it holds are told from those for which it does not.
//!
//! So the combinations fall into parts on which the reader has one answer, and each part is put to the compiled tables as a whole.
//! The parts are disjoint and their sizes are added up: nothing is left out.

use crate::second_opinion::{
    is_same,
    naive::{Cell, Hit, Naive, Row, Table},
};
use partner_triage::content::{Playbook, shipped};

/// A fact, and the classes that must be told from its others to go on.
struct Needs(usize, u32);

/// The classes that each fact may have.
type Part = [u32];

#[test]
fn every_combination_of_edition_2021_gets_the_same_conclusions() {
    compare(&shipped::edition_2021());
}

#[test]
fn every_combination_of_edition_2025_gets_the_same_conclusions() {
    compare(&shipped::edition_2025());
}

fn compare(text: &str) {
    let playbook = Playbook::parse(text).expect("the shipped playbook is sound");
    let everywhere = Everywhere {
        naive: Naive::read(text),
        playbook,
    };
    let mut n_parts = 0;
    for table in &everywhere.naive.tables {
        n_parts += match table.hit {
            Hit::Collect => everywhere.compare_collected(table),
            Hit::First => everywhere.compare_concluded(table),
            Hit::Unique => everywhere.compare_concluded(table) + everywhere.count_hits(table),
        };
    }
    let n_combinations = everywhere.n_combinations();
    println!(
        "all {n_combinations} combinations get the same conclusions of every table, in {n_parts} parts"
    );
}

struct Everywhere {
    naive: Naive,
    playbook: Playbook,
}

impl Everywhere {
    fn n_combinations(&self) -> u128 {
        self.naive
            .facts
            .iter()
            .map(|it| it.n_classes as u128)
            .product()
    }

    /// Every value of a table of which one row speaks; how many parts it took.
    fn compare_concluded(&self, table: &Table) -> usize {
        let mut n_parts = 0;
        let mut n_combinations = 0;
        self.split(&|part| self.speaks(table, part), &mut |row, masks, n| {
            n_parts += 1;
            n_combinations += n;
            for (output, word) in table.outputs.iter().zip(&row.then) {
                let column = &self.naive.columns[*output];
                let value = self.playbook.rules.conclude(&column.id, masks);
                let agrees = value.is_some_and(|it| is_same(&column.words[*word].1, it));
                assert!(agrees, "{} for {masks:?}: {value:?}", column.id);
            }
        });
        assert_eq!(n_combinations, self.n_combinations());
        n_parts
    }

    /// Every word of a table that collects; how many parts it took.
    fn compare_collected(&self, table: &Table) -> usize {
        let column = &self.naive.columns[table.outputs[0]];
        let mut n_parts = 0;
        for (at, (word, _)) in column.words.iter().enumerate() {
            let mut n_combinations = 0;
            self.split(
                &|part| self.collects(table, 1 << at, part),
                &mut |is_in, masks, n| {
                    n_parts += 1;
                    n_combinations += n;
                    let answer = self.playbook.rules.collects(&column.id, word, masks);
                    assert_eq!(answer, Some(is_in), "{word} for {masks:?}");
                },
            );
            assert_eq!(n_combinations, self.n_combinations());
        }
        n_parts
    }

    /// Where each row holds, added up, is every combination once: with a row for each combination, no two rows overlap.
    fn count_hits(&self, table: &Table) -> usize {
        let (mut n_parts, mut n_hits) = (0, 0);
        for row in &table.rows {
            self.split(&|part| self.row_holds(row, part), &mut |holds, _, n| {
                n_parts += 1;
                n_hits += if holds { n } else { 0 };
            });
        }
        assert_eq!(
            n_hits,
            self.n_combinations(),
            "rows of table {} overlap",
            table.id
        );
        n_parts
    }

    /// Splits all combinations into parts on which `ask` has an answer.
    fn split<T>(
        &self,
        ask: &dyn Fn(&Part) -> Result<T, Needs>,
        found: &mut dyn FnMut(T, &Part, u128),
    ) {
        let everything = self
            .naive
            .facts
            .iter()
            .map(|it| (1_u32 << it.n_classes) - 1);
        let mut open: Vec<Vec<u32>> = vec![everything.collect()];
        while let Some(mut part) = open.pop() {
            match ask(&part) {
                Ok(answer) => {
                    let n_combinations =
                        part.iter().map(|it| u128::from(it.count_ones())).product();
                    found(answer, &part, n_combinations);
                }
                Err(Needs(fact, classes)) => {
                    let mut other = part.clone();
                    part[fact] &= classes;
                    other[fact] &= !classes;
                    open.extend([part, other]);
                }
            }
        }
    }

    /// The first row that holds.
    fn speaks<'t>(&self, table: &'t Table, part: &Part) -> Result<&'t Row, Needs> {
        for row in &table.rows {
            if self.row_holds(row, part)? {
                return Ok(row);
            }
        }
        panic!("no row of table {} holds for {part:?}", table.id);
    }

    /// Whether a row holds that concludes one of the words.
    fn collects(&self, table: &Table, words: u128, part: &Part) -> Result<bool, Needs> {
        for row in table
            .rows
            .iter()
            .filter(|row| words >> row.then[0] & 1 == 1)
        {
            if self.row_holds(row, part)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A row fails with any cell of it, whatever the others need.
    fn row_holds(&self, row: &Row, part: &Part) -> Result<bool, Needs> {
        let mut needs = None;
        for cell in &row.cells {
            match self.cell_holds(cell, part) {
                Ok(true) => (),
                Ok(false) => return Ok(false),
                Err(it) => needs = needs.or(Some(it)),
            }
        }
        needs.map_or(Ok(true), Err)
    }

    fn cell_holds(&self, cell: &Cell, part: &Part) -> Result<bool, Needs> {
        if let Some(open) = part.get(cell.column) {
            return match cell.classes {
                classes if open & !classes == 0 => Ok(true),
                classes if open & classes == 0 => Ok(false),
                classes => Err(Needs(cell.column, classes)),
            };
        }
        let table = self.naive.table_of(cell.column).unwrap();
        let output = table
            .outputs
            .iter()
            .position(|it| *it == cell.column)
            .unwrap();
        if table.hit != Hit::Collect {
            return Ok(cell.holds(1 << self.speaks(table, part)?.then[output]));
        }
        let is_listed = self.collects(table, cell.words, part)?
            || cell.or_empty && !self.collects(table, u128::MAX, part)?;
        Ok(is_listed != cell.is_negated)
    }
}
