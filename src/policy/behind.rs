//! What stands behind the value of a column: the rows that conclude it, and the facts it rests on.

use crate::{
    facts::{Kind, Mask},
    policy::{
        HitPolicy, Row, Rules, Table,
        rules::{Compiled, CompiledRow},
    },
    vocab::FactId,
};
use std::collections::BTreeSet;

impl Rules {
    /// The words that cells of a column can list, in the order of its fact or of the rows that conclude it.
    pub fn words_of(&self, column: &str) -> Vec<&str> {
        if let Some(fact) = self.catalogue().get(column) {
            let empty = matches!(fact.kind, Kind::Set(_)).then_some("empty");
            return fact.kind.words().into_iter().chain(empty).collect();
        }
        let Some((table, _, output)) = self.source_of(column) else {
            return Vec::new();
        };
        let empty = table.hit.collects().then_some("empty");
        let said = table
            .rows
            .iter()
            .filter_map(|row| row.then.get(output)?.text());
        once(said.chain(empty))
    }

    /// The words that a column which a table concludes may still have; of one that collects, all that it certainly holds.
    pub fn concluded(&self, column: &str, masks: &[Mask]) -> Vec<&str> {
        let Some((table, compiled, output)) = self.source_of(column) else {
            return Vec::new();
        };
        let collects = table.hit.collects();
        let rows: Vec<usize> = if collects {
            self.fired_in(table, compiled, masks)
        } else {
            let rows = self.diagrams.values(compiled.speaks, masks);
            rows.into_iter().map(|row| row as usize).collect()
        };
        let fails = |row: &CompiledRow| self.diagrams.certain(row.holds, masks) == Some(0);
        let empty = (collects && compiled.rows.iter().all(fails)).then_some("empty");
        let said = rows
            .iter()
            .filter_map(|row| table.rows.get(*row)?.then.get(output)?.text());
        once(said.chain(empty))
    }

    /// The rows that certainly conclude a column, each followed by those that its own columns come from; each once.
    pub fn rows_behind(&self, column: &str, masks: &[Mask]) -> Vec<(&Table, &Row)> {
        let mut behind = Vec::new();
        collect_rows(column, &self.fired(masks), &mut behind);
        behind
    }

    /// The facts that the value of a column rests on, in canonical order: those tested by the rows that conclude it, and those by
    /// which rows failed that would have gone before them and concluded otherwise. None where no row certainly speaks.
    pub fn facts_behind(&self, column: &str, masks: &[Mask]) -> Vec<FactId> {
        let mut facts = BTreeSet::new();
        self.collect_facts(column, masks, &mut facts);
        let all = self.catalogue().facts();
        let named = facts.into_iter().filter_map(|at| all.get(at));
        named.map(|it| it.id.clone()).collect()
    }

    fn collect_facts(&self, column: &str, masks: &[Mask], facts: &mut BTreeSet<usize>) {
        if let Some(fact) = self.catalogue().position(column) {
            facts.insert(fact);
            return;
        }
        let Some((table, compiled, output)) = self.source_of(column) else {
            return;
        };
        let fired = self.fired_in(table, compiled, masks);
        // Rows that had to fail: before the first that holds, or all where a table that collects is empty.
        let n_failed = match (table.hit, fired.first()) {
            (HitPolicy::First, Some(first)) => *first,
            (hit, None) if hit.collects() => table.rows.len(),
            _ => 0,
        };
        let said = |at: usize| table.rows.get(at).and_then(|row| row.then.get(output));
        let value = fired.first().and_then(|at| said(*at));
        for (at, (row, cells)) in table.rows.iter().zip(&compiled.rows).enumerate() {
            if fired.contains(&at) {
                for (column, _) in row.when.iter().filter(|(_, cell)| !cell.is_any()) {
                    self.collect_facts(column, masks, facts);
                }
            } else if at < n_failed
                && said(at) != value
                && let Some(column) = self.first_failing(row, cells, masks)
            {
                self.collect_facts(column, masks, facts);
            }
        }
    }

    /// The first column of a row whose cell certainly fails.
    fn first_failing<'a>(
        &self,
        row: &'a Row,
        compiled: &CompiledRow,
        masks: &[Mask],
    ) -> Option<&'a str> {
        let fails = |function| self.diagrams.certain(function, masks) == Some(0);
        let mut cells = row.when.iter().zip(&compiled.cells);
        let failing = cells.find(|(_, function)| fails(**function));
        failing.map(|((column, _), _)| column.as_str())
    }

    /// The table that concludes a column, and the place of the column among its outputs.
    fn source_of(&self, column: &str) -> Option<(&Table, &Compiled, usize)> {
        let (at, output) = self.table_of(column)?;
        Some((self.tables().get(at)?, self.compiled.get(at)?, output))
    }
}

fn collect_rows<'a>(
    column: &str,
    fired: &[(&'a Table, &'a Row)],
    behind: &mut Vec<(&'a Table, &'a Row)>,
) {
    for (table, row) in fired {
        let is_there = |(known, it): &(&Table, &Row)| known.id == table.id && it.id == row.id;
        if !table.outputs.iter().any(|it| it == column) || behind.iter().any(is_there) {
            continue;
        }
        behind.push((*table, *row));
        for (column, _) in &row.when {
            collect_rows(column, fired, behind);
        }
    }
}

/// Each word where it stands first.
fn once<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for word in words {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}
