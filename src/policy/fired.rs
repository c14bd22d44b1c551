//! The rows that speak in a case.

use crate::{
    facts::Mask,
    policy::{Row, Rules, Table, rules::Compiled},
};

impl Rules {
    /// Every row that certainly speaks, with its table: of a table that collects all that hold, of the others the one that does.
    pub fn fired(&self, masks: &[Mask]) -> Vec<(&Table, &Row)> {
        let mut fired = Vec::new();
        for (table, compiled) in self.tables().iter().zip(&self.compiled) {
            let rows = self.fired_in(table, compiled, masks).into_iter();
            fired.extend(rows.filter_map(|at| Some((table, table.rows.get(at)?))));
        }
        fired
    }

    /// The places of the rows of a table that certainly speak.
    pub(super) fn fired_in(
        &self,
        table: &Table,
        compiled: &Compiled,
        masks: &[Mask],
    ) -> Vec<usize> {
        if !table.hit.collects() {
            let row = self.diagrams.certain(compiled.speaks, masks);
            let row = row.map(|at| at as usize);
            return row
                .filter(|at| table.rows.get(*at).is_some())
                .into_iter()
                .collect();
        }
        let rows = compiled.rows.iter().enumerate();
        rows.filter(|(_, row)| self.diagrams.certain(row.holds, masks) == Some(1))
            .map(|(at, _)| at)
            .collect()
    }
}
