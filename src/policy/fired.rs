//! The rows that speak in a case.

use crate::{
    facts::Mask,
    policy::{HitPolicy, Row, Rules, Table},
};

impl Rules {
    /// Every row that certainly speaks, with its table: of a table that collects all that hold, of the others the one that does.
    pub fn fired(&self, masks: &[Mask]) -> Vec<(&Table, &Row)> {
        let mut fired = Vec::new();
        for (table, compiled) in self.tables().iter().zip(&self.compiled) {
            if table.hit != HitPolicy::Collect {
                let row = self.diagrams.certain(compiled.speaks, masks);
                let row = row.and_then(|at| table.rows.get(at as usize));
                fired.extend(row.map(|it| (table, it)));
                continue;
            }
            for (row, compiled) in table.rows.iter().zip(&compiled.rows) {
                if self.diagrams.certain(compiled.holds, masks) == Some(1) {
                    fired.push((table, row));
                }
            }
        }
        fired
    }
}
