//! What can be proved of compiled tables, each time with a case that shows it.
//!
//! Functions over finitely many classes are compared exactly, so "no case" means that there is none.
//! The methods make new nodes; once [`Rules::is_full`], what they say since means nothing.

use crate::{
    facts::{Fact, Mask},
    policy::{
        Diagrams, Example, Fault, Flaw, Function, Given, HitPolicy, Row, Rules, Table,
        diagram::NO,
        rules::{Compiled, GAP},
    },
    vocab::{FactId, RowId},
};
use std::collections::BTreeSet;

/// So many pairs of rows of one table are said to clash; more would help nobody to mend the first.
const N_CLASHES_MAX: usize = 100;

/// Which of a table's rows a case needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// All cells of the row hold.
    Holds,
    /// The row holds, and no earlier row takes its place.
    Speaks,
}

impl Rules {
    /// Whether the node limit was reached; every proof since is meaningless.
    pub fn is_full(&self) -> bool {
        self.diagrams.is_full()
    }

    /// Whether every table is compiled and joined into the verdict.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Whether the table at that place has columns and words that are all known, here and in the tables it tests.
    pub fn is_sound(&self, table: usize) -> bool {
        self.compiled.get(table).is_some_and(|it| it.is_sound)
    }

    /// Whether the tables that a table tests have no gap, overlap or conflict, so that dead rows are its own fault.
    pub fn rests_on_proven(&self, table: &Table) -> bool {
        let sources = table.columns.iter().filter_map(|it| self.table_of(it));
        sources
            .filter_map(|(at, _)| self.compiled.get(at))
            .all(|it| it.is_proven)
    }

    /// A case in which a row holds or speaks; none if there is no such case, or the table is not sound.
    pub fn case_of(&mut self, table: usize, row: usize, hit: Hit) -> Option<Example> {
        let compiled = self.compiled.get(table).filter(|it| it.is_sound)?;
        let (within, speaks, holds) = (
            compiled.within,
            compiled.speaks,
            compiled.rows.get(row)?.holds,
        );
        let wanted = match hit {
            Hit::Holds => holds,
            Hit::Speaks => self
                .diagrams
                .map(speaks, &mut |it| u32::from(it as usize == row)),
        };
        let case = self.diagrams.both(within, wanted);
        self.example(case, &|value| value == 1)
    }

    /// The places of the rows that speak in some case; none if the table is not sound.
    pub fn rows_that_speak(&mut self, table: usize) -> BTreeSet<usize> {
        let Some(compiled) = self.compiled.get(table).filter(|it| it.is_sound) else {
            return BTreeSet::new();
        };
        let (within, speaks) = (compiled.within, compiled.speaks);
        let speaks = self
            .diagrams
            .choose(within, speaks, Function::constant(GAP));
        let values = self.diagrams.values(speaks, &[]);
        values.into_iter().map(|it| it as usize).collect()
    }

    /// A case in which a row holds and an earlier one speaks, and the place of that one.
    pub fn case_of_shadow(&mut self, table: usize, row: usize) -> Option<(Example, usize)> {
        let compiled = self.compiled.get(table).filter(|it| it.is_sound)?;
        let (within, speaks, holds) = (
            compiled.within,
            compiled.speaks,
            compiled.rows.get(row)?.holds,
        );
        let case = self.diagrams.both(within, holds);
        let mine = u32::try_from(row).unwrap_or(GAP);
        let other = self.diagrams.choose(case, speaks, Function::constant(mine));
        let way = self.diagrams.example(other, &|value| value < mine)?;
        let speaker = way.iter().fold(other, |at, (fact, class)| {
            self.diagrams.child(at, *fact, *class)
        });
        Some((self.named(&way), speaker.value()? as usize))
    }

    /// A case for which no row of the table `reasons` holds; `None` too where the rules are not whole.
    pub fn case_without_reason(&mut self) -> Option<Example> {
        let (table, _) = self.table_of("reasons").filter(|_| self.is_whole)?;
        let compiled = self.compiled.get(table)?;
        let (speaks, within) = (compiled.speaks, compiled.within);
        let within = self.where_it_speaks(speaks, within);
        let rows: Vec<_> = self
            .compiled
            .get(table)?
            .rows
            .iter()
            .map(|it| it.holds)
            .collect();
        let any = rows
            .into_iter()
            .fold(NO, |any, row| self.diagrams.either(any, row));
        let bare = self.diagrams.choose(any, NO, within);
        self.example(bare, &|value| value == 1)
    }

    /// Facts on which the verdict hangs in some case, as the interview asks for them: without circumstances.
    pub fn ever_missing(&self) -> BTreeSet<FactId> {
        let masks = self.catalogue().nothing_known();
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let restricted = self.diagrams.restrict(self.verdict, &masks, &mut scratch);
        let facts = self.catalogue().facts();
        scratch
            .depends_on(restricted)
            .into_iter()
            .filter_map(|at| facts.get(at))
            .map(|it| it.id.clone())
            .collect()
    }

    /// A case in which everything but one fact is known and the verdict still hangs on that fact.
    pub fn case_that_hangs_on(&self, fact: &FactId) -> Option<Example> {
        let at = self.catalogue().position(fact.as_str())?;
        let n_classes = self.catalogue().facts().get(at)?.kind.n_classes();
        let open: Vec<Mask> = self.catalogue().facts().iter().map(Fact::all).collect();
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let settled = |class: usize, scratch: &mut Diagrams| {
            let mut masks = open.clone();
            if let Some(mask) = masks.get_mut(at) {
                *mask = 1 << class;
            }
            self.diagrams.restrict(self.verdict, &masks, scratch)
        };
        let first = settled(0, &mut scratch);
        (1..n_classes).find_map(|class| {
            let other = settled(class, &mut scratch);
            let differs = scratch.pair(first, other, &mut |one, other| u32::from(one != other));
            scratch
                .example(differs, &|value| value == 1)
                .map(|way| self.named(&way))
        })
    }

    /// No combination without a row; under `U` none with two, under `A` none with two that disagree.
    pub(super) fn prove(&mut self, table: &Table, compiled: &Compiled) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        if table.hit.collects() {
            return flaws;
        }
        let inside = self
            .diagrams
            .choose(compiled.within, compiled.speaks, Function::constant(0));
        if let Some(example) = self.example(inside, &|value| value == GAP) {
            let what = format!("no row covers {}", print(&example));
            flaws.push(flaw(table, None, Fault::Gap, what, example));
        }
        if matches!(table.hit, HitPolicy::Unique | HitPolicy::Any) {
            self.prove_harmony(table, compiled, &mut flaws);
        }
        flaws
    }

    /// Compares a row one by one with those before it only where one of them stands against it.
    fn prove_harmony(&mut self, table: &Table, compiled: &Compiled, flaws: &mut Vec<Flaw>) {
        let stands_against =
            |one: &Row, other: &Row| table.hit == HitPolicy::Unique || one.then != other.then;
        // Where some row of each conclusion holds, with its first row.
        let mut concluded: Vec<(&Row, Function)> = Vec::new();
        for (at, (row, function)) in table.rows.iter().zip(&compiled.rows).enumerate() {
            let here = self.diagrams.both(compiled.within, function.holds);
            let mut against = NO;
            for (other, holds) in &concluded {
                if stands_against(row, other) {
                    against = self.diagrams.either(against, *holds);
                }
            }
            match concluded.iter_mut().find(|it| it.0.then == row.then) {
                Some((_, holds)) => *holds = self.diagrams.either(*holds, here),
                None => concluded.push((row, here)),
            }
            if self.diagrams.both(against, here) == NO {
                continue;
            }
            for (earlier, other) in table.rows.iter().zip(&compiled.rows).take(at) {
                if flaws.len() >= N_CLASHES_MAX {
                    return;
                }
                if !stands_against(row, earlier) {
                    continue;
                }
                let both = self.diagrams.both(other.holds, here);
                if let Some(example) = self.example(both, &|value| value == 1) {
                    flaws.push(clash(table, &earlier.id, &row.id, example));
                }
            }
        }
    }

    /// Where a table and every earlier one has a row that speaks; a flawed table is taken to speak everywhere.
    pub(super) fn where_it_speaks(&mut self, speaks: Function, within: Function) -> Function {
        let covers = self
            .diagrams
            .map(speaks, &mut |value| u32::from(value != GAP));
        self.diagrams.both(within, covers)
    }

    fn example(&self, function: Function, wanted: &dyn Fn(u32) -> bool) -> Option<Example> {
        let way = self.diagrams.example(function, wanted)?;
        Some(self.named(&way))
    }

    fn named(&self, way: &[(usize, usize)]) -> Example {
        way.iter()
            .filter_map(|(fact, class)| {
                let fact = self.catalogue().facts().get(*fact)?;
                Some(Given {
                    fact: fact.id.clone(),
                    value: fact.kind.class_name(*class),
                })
            })
            .collect()
    }
}

/// An example as part of a sentence.
fn print(example: &Example) -> String {
    if example.is_empty() {
        return "any answers".to_owned();
    }
    let named: Vec<_> = example.iter().map(ToString::to_string).collect();
    named.join(", ")
}

fn clash(table: &Table, row: &RowId, other: &RowId, example: Example) -> Flaw {
    let (fault, verb) = if table.hit == HitPolicy::Any {
        (Fault::Conflict(other.clone()), "contradicts")
    } else {
        (Fault::Overlap(other.clone()), "overlaps")
    };
    let what = format!("{verb} row `{other}` for {}", print(&example));
    flaw(table, Some(row), fault, what, example)
}

fn flaw(table: &Table, row: Option<&RowId>, fault: Fault, what: String, example: Example) -> Flaw {
    Flaw {
        table: table.id.clone(),
        row: row.cloned(),
        column: None,
        fault,
        what,
        example: Some(example),
    }
}
