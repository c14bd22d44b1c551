//! What could not be read of a playbook, noted while the rest is read.

use crate::vocab::{Misread, Place};
use std::collections::BTreeSet;

/// Complaints collected so far, and the names that are therefore missing.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Elements that are not of the form they should have.
    pub misreads: Vec<Misread>,
    /// Cells that are no unary test of the subset.
    pub cells: Vec<Misread>,
    /// Names of what was left out in whole or in part; using them elsewhere is no fault of its own.
    pub unread: BTreeSet<String>,
}

impl Notes {
    /// Reads each element of a list, given those before it; what cannot be read is noted and left out.
    pub fn each<T>(
        &mut self,
        list: &Place,
        mut read: impl FnMut(&Place, &[T], &mut Self) -> Result<T, Misread>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        let places = match list.list() {
            Ok(places) => places,
            Err(misread) => {
                self.misreads.push(misread);
                return found;
            }
        };
        for place in places {
            match read(&place, &found, self) {
                Ok(one) => found.push(one),
                Err(misread) => {
                    self.leave_out(&place);
                    self.misreads.push(misread);
                }
            }
        }
        found
    }

    /// The value, or a complaint.
    pub fn take<T>(&mut self, read: Result<T, Misread>) -> Option<T> {
        read.map_err(|misread| self.misreads.push(misread)).ok()
    }

    /// Whether something of that name stands in the document, but could not be read.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(name)
    }

    /// Remembers the name of an element, as far as it has one.
    pub fn leave_out(&mut self, place: &Place) {
        let name = place.get("id").value().as_str();
        self.unread.extend(name.map(str::to_owned));
    }
}
