//! Rows that nearly held.

use crate::{
    facts::Mask,
    policy::{Cell, Function, Row, Rules, Value},
    vocab::{RowId, TableId},
};
use std::sync::Arc;

/// A row that would hold if one cell did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The table.
    pub table: TableId,
    /// The row.
    pub row: RowId,
    /// The column whose cell failed.
    pub column: String,
    /// The cell: what it demands.
    pub demands: Cell,
    /// What the row would conclude.
    pub outcome: String,
}

/// For each row of the table that decides, the near miss of each cell. Prepared once, so that telling them copies nothing.
pub(super) type Misses = Vec<Vec<Arc<NearMiss>>>;

impl Rules {
    /// What can be missed by one cell in the table that decides.
    pub(super) fn prepare_misses(&self) -> Misses {
        let Some((at, output)) = self.table_of("decision") else {
            return Vec::new();
        };
        let table = self.tables().get(at);
        let of_row = |(table, row): (&TableId, &Row)| {
            let outcome = row.then.get(output).and_then(Value::text);
            let miss = |(column, cell): &(String, Cell)| {
                Arc::new(NearMiss {
                    table: table.clone(),
                    row: row.id.clone(),
                    column: column.clone(),
                    demands: cell.clone(),
                    outcome: outcome.unwrap_or_default().to_owned(),
                })
            };
            row.when.iter().map(miss).collect()
        };
        let rows = table
            .into_iter()
            .flat_map(|it| it.rows.iter().map(|row| (&it.id, row)));
        rows.map(of_row).collect()
    }

    /// The rows of the table that decides which certainly fail in one cell and hold in all others.
    pub(super) fn near_misses(&self, masks: &[Mask]) -> Vec<Arc<NearMiss>> {
        let table = self.table_of("decision").map(|(table, _)| table);
        let compiled = table.and_then(|it| self.compiled.get(it));
        let rows = compiled.into_iter().flat_map(|it| &it.rows);
        let missed = rows.zip(&self.misses).filter_map(|(row, misses)| {
            let at = self.only_failing(&row.cells, masks)?;
            misses.get(at).cloned()
        });
        missed.collect()
    }

    /// The one cell that certainly fails, if all others certainly hold.
    fn only_failing(&self, cells: &[Function], masks: &[Mask]) -> Option<usize> {
        let mut failing = None;
        for (at, cell) in cells.iter().enumerate() {
            match self.diagrams.certain(*cell, masks) {
                Some(0) if failing.is_none() => failing = Some(at),
                Some(1) => (),
                _ => return None,
            }
        }
        failing
    }
}
