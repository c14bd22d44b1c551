//! Tables compiled into functions over the facts.

use crate::{
    facts::{Catalogue, Mask},
    policy::{
        Diagrams, Fault, Flaw, Function, Table, Value,
        diagram::{NO, YES},
        near_miss::Misses,
    },
    vocab::{TableId, sort_by},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

/// The parts of a verdict that are one value each, besides the decision itself.
pub(super) const FIELDS: [&str; 6] = [
    "resolver",
    "path",
    "entitlement",
    "fee",
    "response",
    "portal",
];
/// What every verdict needs as a list.
const COLLECTED: [&str; 3] = ["missing", "warnings", "reasons"];
/// Value of a table where no row holds.
pub(super) const GAP: u32 = (1 << 31) - 1;
/// More nodes than any playbook needs; one that needs more is refused rather than left to eat the memory.
pub const N_NODES_MAX: usize = 2_000_000;

/// What every verdict needs once: the decision and [`FIELDS`].
fn single() -> impl Iterator<Item = &'static str> {
    iter::once("decision").chain(FIELDS)
}

/// A playbook's facts and tables, ready to decide.
pub struct Rules {
    catalogue: Catalogue,
    tables: Vec<Table>,
    pub(super) compiled: Vec<Compiled>,
    pub(super) diagrams: Diagrams,
    /// Every part of the verdict at once; a terminal is a place in `verdicts`.
    pub(super) verdict: Function,
    pub(super) verdicts: Vec<Verdict>,
    /// What can be missed by one cell, row by row of the table that decides.
    pub(super) misses: Misses,
    /// Whether every table is compiled and joined into the verdict.
    pub(super) is_whole: bool,
}

/// One combination of all parts of a verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Verdict {
    pub decision: String,
    /// In the order of [`FIELDS`].
    pub fields: Vec<Value>,
    pub missing: Vec<String>,
}

pub(super) struct Compiled {
    /// The row that speaks, by its place; constant for a table that collects.
    pub speaks: Function,
    /// Whether each row holds (all its cells).
    pub rows: Vec<CompiledRow>,
    /// Words that later tables have asked for.
    pub words: Vec<ConcludedWord>,
    /// Where every earlier table has a row that speaks; everywhere, once the rules are sound.
    pub within: Function,
    /// Whether every column and word is known, here and in the tables tested.
    pub is_sound: bool,
    /// Whether, besides, neither it nor a table it tests has a gap, an overlap or a conflict.
    pub is_proven: bool,
}

/// Where a table concludes a word as one of its outputs.
pub(super) struct ConcludedWord {
    pub output: usize,
    pub word: String,
    pub holds: Function,
}

pub(super) struct CompiledRow {
    pub holds: Function,
    /// One function a cell of the row, in the order of its `when`.
    pub cells: Vec<Function>,
}

impl Rules {
    /// Compiles the tables of a playbook.
    ///
    /// # Errors
    /// Everything that keeps the tables from meaning something: unknown columns and words, combinations
    /// that no row covers, rows that overlap under `U` or contradict each other under `A`, outputs that a verdict needs and no table has.
    pub fn compile(catalogue: Catalogue, tables: Vec<Table>) -> Result<Self, Vec<Flaw>> {
        let (rules, flaws) = Self::assemble(catalogue, tables, &BTreeSet::new(), N_NODES_MAX);
        if flaws.is_empty() {
            Ok(rules)
        } else {
            Err(flaws)
        }
    }

    /// Compiles what can be compiled, and lists every flaw.
    ///
    /// Names in `unread` are known to be missing: a table of that name is incomplete, and a column of that name no flaw.
    /// What rests on a flawed table is not blamed for it. No more than `n_nodes_max` nodes are made.
    pub fn assemble(
        catalogue: Catalogue,
        tables: Vec<Table>,
        unread: &BTreeSet<String>,
        n_nodes_max: usize,
    ) -> (Self, Vec<Flaw>) {
        let mut rules = Self {
            catalogue,
            tables: Vec::with_capacity(tables.len()),
            compiled: Vec::with_capacity(tables.len()),
            diagrams: Diagrams::with_limit(n_nodes_max),
            verdict: NO,
            verdicts: Vec::new(),
            misses: Misses::new(),
            is_whole: false,
        };
        let mut flaws = Vec::new();
        let mut covered = YES;
        for table in tables {
            let compiled = rules.compile_table(&table, covered, unread, &mut flaws);
            covered = rules.where_it_speaks(compiled.speaks, compiled.within);
            rules.compiled.push(compiled);
            rules.tables.push(table);
        }
        rules.join_verdict(unread, &mut flaws);
        rules.misses = rules.prepare_misses();
        (rules, flaws)
    }

    /// The facts the tables speak of.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The tables as written.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// How many nodes the compiled tables take.
    pub fn n_nodes(&self) -> usize {
        self.diagrams.n_nodes()
    }

    /// The table with that output.
    pub(super) fn table_of(&self, output: &str) -> Option<(usize, usize)> {
        self.tables.iter().enumerate().find_map(|(at, table)| {
            table
                .outputs
                .iter()
                .position(|it| it == output)
                .map(|column| (at, column))
        })
    }

    fn compile_table(
        &mut self,
        table: &Table,
        within: Function,
        unread: &BTreeSet<String>,
        flaws: &mut Vec<Flaw>,
    ) -> Compiled {
        let unsound = Compiled {
            speaks: NO,
            rows: Vec::new(),
            words: Vec::new(),
            within,
            is_sound: false,
            is_proven: false,
        };
        if self.diagrams.is_full() {
            return unsound;
        }
        flaws.append(&mut self.unknown_columns(table, unread));
        let mut is_sound = !unread.contains(table.id.as_str());
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            match self.compile_row(table, row, unread, flaws) {
                Some(compiled) => rows.push(compiled),
                None => is_sound = false,
            }
        }
        if self.diagrams.is_full() {
            flaws.push(too_large(&table.id));
            return unsound;
        }
        if !is_sound {
            return unsound;
        }
        let speaks = self.first_of(table, &rows);
        let mut compiled = Compiled {
            speaks,
            rows,
            words: Vec::new(),
            within,
            is_sound: true,
            is_proven: self.rests_on_proven(table),
        };
        let mut found = self.prove(table, &compiled);
        compiled.is_proven &= found.is_empty();
        if self.diagrams.is_full() {
            flaws.push(too_large(&table.id));
            return unsound;
        }
        flaws.append(&mut found);
        compiled
    }

    /// Which row speaks, by its place; constant for a table that collects.
    fn first_of(&mut self, table: &Table, rows: &[CompiledRow]) -> Function {
        if table.hit.collects() {
            return NO;
        }
        let mut speaks = Function::constant(GAP);
        for (at, row) in rows.iter().enumerate().rev() {
            let this = Function::constant(u32::try_from(at).unwrap_or(GAP));
            speaks = self.diagrams.choose(row.holds, this, speaks);
        }
        speaks
    }

    /// Joins the decision, the fields and what is missing into one function, if all of them are there.
    fn join_verdict(&mut self, unread: &BTreeSet<String>, flaws: &mut Vec<Flaw>) {
        let mut is_whole = self.compiled.iter().all(|it| it.is_sound);
        for name in single().chain(COLLECTED) {
            let table = self.table_of(name).and_then(|it| self.tables.get(it.0));
            is_whole &= table.is_some();
            match table {
                None if unread.contains(name) => (),
                None => flaws.push(not_concluded(name)),
                Some(table) if !COLLECTED.contains(&name) && table.hit.collects() => {
                    is_whole = false;
                    let flaw = not_single(table, name);
                    let is_known = flaws
                        .iter()
                        .any(|it| it.table == flaw.table && it.fault == flaw.fault);
                    flaws.extend((!is_known).then_some(flaw));
                }
                Some(_) => (),
            }
        }
        if !is_whole {
            return;
        }
        self.join_parts();
        if self.diagrams.is_full() {
            flaws.push(too_large(&TableId::new("decision")));
        }
        self.is_whole = !self.diagrams.is_full();
    }

    fn join_parts(&mut self) {
        let mut joined: Vec<Verdict> = vec![Verdict::default()];
        let mut function = Function::constant(0);
        for name in single() {
            let (values, part) = self.single_output(name);
            (function, joined) = self.join(function, &joined, part, |so_far, row| {
                let mut next = so_far.clone();
                let value = values
                    .get(row as usize)
                    .cloned()
                    .unwrap_or(Value::Flag(false));
                if name == "decision" {
                    value
                        .text()
                        .unwrap_or_default()
                        .clone_into(&mut next.decision);
                } else {
                    next.fields.push(value);
                }
                next
            });
        }
        let rows = self
            .table_of("missing")
            .map(|(table, output)| self.collected(table, output));
        for (word, holds) in rows.unwrap_or_default() {
            (function, joined) = self.join(function, &joined, holds, |so_far, holds| {
                let mut next = so_far.clone();
                if holds == 1 && !next.missing.contains(&word) {
                    next.missing.push(word.clone());
                    sort_by(&mut next.missing, Ord::cmp);
                }
                next
            });
        }
        self.verdict = function;
        self.verdicts = joined;
    }

    /// The pair of a verdict so far and one more part, with equal verdicts made one.
    fn join(
        &mut self,
        function: Function,
        so_far: &[Verdict],
        part: Function,
        grow: impl Fn(&Verdict, u32) -> Verdict,
    ) -> (Function, Vec<Verdict>) {
        let mut places: BTreeMap<Verdict, u32> = BTreeMap::new();
        let mut grown = Vec::new();
        let paired = self.diagrams.pair(function, part, &mut |verdict, part| {
            let next = so_far
                .get(verdict as usize)
                .map(|it| grow(it, part))
                .unwrap_or_default();
            *places.entry(next.clone()).or_insert_with(|| {
                grown.push(next);
                u32::try_from(grown.len() - 1).unwrap_or(GAP)
            })
        });
        (paired, grown)
    }

    /// The values that the rows of an output's table conclude, and which row speaks.
    fn single_output(&self, name: &str) -> (Vec<Value>, Function) {
        let Some((table, output)) = self.table_of(name) else {
            return (Vec::new(), NO);
        };
        let (Some(source), Some(compiled)) = (self.tables.get(table), self.compiled.get(table))
        else {
            return (Vec::new(), NO);
        };
        let values = source
            .rows
            .iter()
            .filter_map(|row| row.then.get(output).cloned())
            .collect();
        (values, compiled.speaks)
    }

    /// What a table that collects can collect, with when.
    pub(super) fn collected(&self, table: usize, output: usize) -> Vec<(String, Function)> {
        let (Some(source), Some(compiled)) = (self.tables.get(table), self.compiled.get(table))
        else {
            return Vec::new();
        };
        let words = source.rows.iter().map(|row| {
            row.then
                .get(output)
                .and_then(Value::text)
                .unwrap_or_default()
        });
        words
            .zip(&compiled.rows)
            .map(|(word, row)| (word.to_owned(), row.holds))
            .collect()
    }

    /// The classes of facts that are all settled; `None` if one is not.
    pub(super) fn settled(masks: &[Mask]) -> Option<Vec<u8>> {
        masks
            .iter()
            .map(|mask| {
                mask.is_power_of_two()
                    .then(|| u8::try_from(mask.trailing_zeros()).ok())
                    .flatten()
            })
            .collect()
    }
}

/// The flaw of a table whose functions outgrew their limit.
fn too_large(table: &TableId) -> Flaw {
    let what = "the table is too large to be compiled".to_owned();
    flaw(table.clone(), None, Fault::TooLarge, what)
}

fn not_concluded(output: &str) -> Flaw {
    let what = format!("no table concludes `{output}`, which every verdict needs");
    flaw(
        TableId::new(output),
        Some(output),
        Fault::NotConcluded,
        what,
    )
}

fn not_single(table: &Table, output: &str) -> Flaw {
    let what = format!(
        "`{output}` is one value, so table `{}` cannot collect it",
        table.id
    );
    flaw(table.id.clone(), Some(output), Fault::NotSingle, what)
}

fn flaw(table: TableId, column: Option<&str>, fault: Fault, what: String) -> Flaw {
    Flaw {
        table,
        row: None,
        column: column.map(str::to_owned),
        fault,
        what,
        example: None,
    }
}
