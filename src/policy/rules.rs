//! Tables compiled into functions over the facts.

use crate::{
    facts::{Catalogue, Mask},
    policy::{
        Cell, Diagrams, Function, HitPolicy, Row, Table, Value,
        diagram::{NO, YES},
    },
    vocab::{RowId, TableId, sort_by},
};
use std::collections::BTreeMap;

/// The parts of a verdict that are one value each, besides the decision itself.
pub(super) const FIELDS: [&str; 6] = [
    "resolver",
    "path",
    "entitlement",
    "fee",
    "response",
    "portal",
];
/// Value of a table where no row holds.
const GAP: u32 = (1 << 31) - 1;
/// More nodes than any playbook needs; one that needs more is refused rather than left to eat the memory.
const N_NODES_MAX: usize = 2_000_000;

/// Why tables cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The table concerned.
    pub table: TableId,
    /// The row concerned, if it is one.
    pub row: Option<RowId>,
    /// What is wrong, for the author.
    pub what: String,
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
    /// that no row covers, rows that overlap under `U`, outputs that a verdict needs and no table has.
    pub fn compile(catalogue: Catalogue, tables: Vec<Table>) -> Result<Self, Vec<Flaw>> {
        let mut rules = Self {
            catalogue,
            tables: Vec::with_capacity(tables.len()),
            compiled: Vec::with_capacity(tables.len()),
            diagrams: Diagrams::with_limit(N_NODES_MAX),
            verdict: NO,
            verdicts: Vec::new(),
        };
        let mut flaws = Vec::new();
        for table in tables {
            match rules.compile_table(&table) {
                Ok(compiled) => rules.compiled.push(compiled),
                Err(mut found) => {
                    flaws.append(&mut found);
                    rules.compiled.push(Compiled {
                        speaks: NO,
                        rows: Vec::new(),
                    });
                }
            }
            rules.tables.push(table);
        }
        if flaws.is_empty() {
            rules.join_verdict().map_err(|flaw| vec![flaw])?;
            Ok(rules)
        } else {
            Err(flaws)
        }
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

    fn compile_table(&mut self, table: &Table) -> Result<Compiled, Vec<Flaw>> {
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut flaws = Vec::new();
        for row in &table.rows {
            match self.compile_row(table, row) {
                Ok(compiled) => rows.push(compiled),
                Err(what) => flaws.push(flaw(table, Some(row), what)),
            }
        }
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let mut speaks = Function::constant(GAP);
        if table.hit != HitPolicy::Collect {
            for (at, row) in rows.iter().enumerate().rev() {
                let this = Function::constant(u32::try_from(at).unwrap_or(GAP));
                speaks = self.diagrams.choose(row.holds, this, speaks);
            }
            self.prove(table, speaks, &rows)?;
        }
        if self.diagrams.is_full() {
            return Err(vec![flaw(
                table,
                None,
                "the table is too large to be compiled".to_owned(),
            )]);
        }
        Ok(Compiled { speaks, rows })
    }

    /// No combination without a row; under `U`, none with two.
    fn prove(
        &mut self,
        table: &Table,
        speaks: Function,
        rows: &[CompiledRow],
    ) -> Result<(), Vec<Flaw>> {
        if let Some(example) = self.diagrams.example(speaks, &|value| value == GAP) {
            let what = format!("no row covers {}", self.name_example(&example));
            return Err(vec![flaw(table, None, what)]);
        }
        if table.hit == HitPolicy::Unique {
            for (at, row) in rows.iter().enumerate() {
                for (later, other) in rows.iter().enumerate().skip(at + 1) {
                    let overlap = self.diagrams.both(row.holds, other.holds);
                    if let Some(example) = self.diagrams.example(overlap, &|value| value == 1) {
                        let other = table
                            .rows
                            .get(later)
                            .map(|it| it.id.to_string())
                            .unwrap_or_default();
                        let what =
                            format!("overlaps row `{other}` for {}", self.name_example(&example));
                        return Err(vec![flaw(table, table.rows.get(at), what)]);
                    }
                }
            }
        }
        Ok(())
    }

    fn name_example(&self, example: &[(usize, usize)]) -> String {
        let named: Vec<_> = example
            .iter()
            .filter_map(|(fact, class)| {
                let fact = self.catalogue.facts().get(*fact)?;
                Some(format!("{} = {}", fact.id, fact.kind.class_name(*class)))
            })
            .collect();
        if named.is_empty() {
            "any answers".to_owned()
        } else {
            named.join(", ")
        }
    }

    fn compile_row(&mut self, table: &Table, row: &Row) -> Result<CompiledRow, String> {
        let mut cells = Vec::with_capacity(row.when.len());
        let mut holds = YES;
        for (column, cell) in &row.when {
            if !table.columns.contains(column) {
                return Err(format!("`{column}` is no column of the table"));
            }
            let function = self
                .compile_cell(column, cell)
                .map_err(|what| format!("column `{column}`: {what}"))?;
            cells.push(function);
            holds = self.diagrams.both(function, holds);
        }
        Ok(CompiledRow { holds, cells })
    }

    fn compile_cell(&mut self, column: &str, cell: &Cell) -> Result<Function, String> {
        if cell.is_any() {
            return Ok(YES);
        }
        let mut holds = NO;
        for word in cell.words() {
            let one = self.compile_word(column, word)?;
            holds = self.diagrams.either(holds, one);
        }
        Ok(if cell.is_negated() {
            self.diagrams.choose(holds, NO, YES)
        } else {
            holds
        })
    }

    fn compile_word(&mut self, column: &str, word: &str) -> Result<Function, String> {
        if let Some(at) = self.catalogue.position(column) {
            let Some(fact) = self.catalogue.facts().get(at) else {
                return Ok(NO);
            };
            let n_classes = fact.kind.n_classes();
            let mask = match fact.kind.mask_of_word(word) {
                Some(mask) => mask,
                None if word == "empty" && n_classes > 1 && fact.kind.words().len() < n_classes => {
                    1
                }
                None => return Err(unknown_word(word, &fact.kind.words())),
            };
            return Ok(self.diagrams.cell(at, n_classes, mask));
        }
        let Some((table, output)) = self.table_of(column) else {
            return Err("is neither a fact nor an output of an earlier table".to_owned());
        };
        self.compile_derived(table, output, word)
    }

    /// Whether an earlier table concludes `word`; for one that collects, whether it collects it.
    fn compile_derived(
        &mut self,
        table: usize,
        output: usize,
        word: &str,
    ) -> Result<Function, String> {
        let (Some(source), Some(compiled)) = (self.tables.get(table), self.compiled.get(table))
        else {
            return Ok(NO);
        };
        let said: Vec<_> = source
            .rows
            .iter()
            .map(|row| row.then.get(output).and_then(Value::text))
            .collect();
        let collects_nothing = source.hit == HitPolicy::Collect && word == "empty";
        if !collects_nothing && !said.contains(&Some(word)) {
            let mut words: Vec<_> = said.into_iter().flatten().collect();
            words.dedup();
            return Err(unknown_word(word, &words));
        }
        if source.hit != HitPolicy::Collect {
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

    /// Joins the decision, the fields and what is missing into one function.
    fn join_verdict(&mut self) -> Result<(), Flaw> {
        let mut joined: Vec<Verdict> = vec![Verdict::default()];
        let mut function = Function::constant(0);
        let mut names = vec!["decision"];
        names.extend(FIELDS);
        for name in names {
            let (values, part) = self.single_output(name)?;
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
        let (table, output) = self.needed("missing")?;
        let rows: Vec<_> = self.collected(table, output);
        for (word, holds) in rows {
            (function, joined) = self.join(function, &joined, holds, |so_far, holds| {
                let mut next = so_far.clone();
                if holds == 1 && !next.missing.contains(&word) {
                    next.missing.push(word.clone());
                    sort_by(&mut next.missing, Ord::cmp);
                }
                next
            });
        }
        self.needed("warnings")?;
        self.needed("reasons")?;
        self.verdict = function;
        self.verdicts = joined;
        Ok(())
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
    fn single_output(&self, name: &str) -> Result<(Vec<Value>, Function), Flaw> {
        let (table, output) = self.needed(name)?;
        let (Some(source), Some(compiled)) = (self.tables.get(table), self.compiled.get(table))
        else {
            return Ok((Vec::new(), NO));
        };
        if source.hit == HitPolicy::Collect {
            return Err(flaw(
                source,
                None,
                format!("`{name}` is one value and cannot be collected"),
            ));
        }
        let values = source
            .rows
            .iter()
            .filter_map(|row| row.then.get(output).cloned())
            .collect();
        Ok((values, compiled.speaks))
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

    fn needed(&self, output: &str) -> Result<(usize, usize), Flaw> {
        self.table_of(output).ok_or_else(|| Flaw {
            table: TableId::new(output),
            row: None,
            what: format!("no table concludes `{output}`, which every verdict needs"),
        })
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

fn unknown_word(word: &str, words: &[&str]) -> String {
    format!("`{word}` is none of {}", words.join(", "))
}

fn flaw(table: &Table, row: Option<&Row>, what: String) -> Flaw {
    Flaw {
        table: table.id.clone(),
        row: row.map(|it| it.id.clone()),
        what,
    }
}
