//! Where the tenant ids are.

use std::rc::Rc;

/// How many ids a table holds. Taking in a page copies at most one table, where a clone of the state still looks at it.
const TABLE_IDS: usize = 8192;
/// Slots of a table, twice as many as ids, so that a free one is near.
const N_SLOTS: usize = 2 * TABLE_IDS;

/// The hashes of the ids of all rows; cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    // Invariant: all but the last are full.
    tables: Vec<Rc<Table>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Table {
    /// By row.
    hashes: Vec<u32>,
    /// Rows by their hash, counted from one; in the next free slot where that one is taken.
    slots: Vec<u16>,
}

impl Ids {
    /// The row with a hash whose id is the one that is meant; hashes can be the same where ids are not.
    pub fn find(&self, hash: u32, is_meant: impl Fn(usize) -> bool) -> Option<usize> {
        self.tables.iter().enumerate().find_map(|(nth, table)| {
            let rows = table.rows(hash).map(|it| nth * TABLE_IDS + it);
            rows.into_iter().find(|it| is_meant(*it))
        })
    }

    /// Adds the next row's.
    pub fn add(&mut self, hash: u32) {
        if self
            .tables
            .last()
            .is_none_or(|it| it.hashes.len() == TABLE_IDS)
        {
            self.tables.push(Rc::new(Table::new()));
        }
        if let Some(last) = self.tables.last_mut() {
            Rc::make_mut(last).add(hash);
        }
    }
}

impl Table {
    fn new() -> Self {
        Self {
            hashes: Vec::new(),
            slots: vec![0; N_SLOTS],
        }
    }

    /// The rows with a hash.
    fn rows(&self, hash: u32) -> impl Iterator<Item = usize> {
        (0..N_SLOTS)
            .map_while(move |step| {
                let number = *self.slots.get((hash as usize + step) % N_SLOTS)?;
                usize::from(number).checked_sub(1)
            })
            .filter(move |it| self.hashes.get(*it) == Some(&hash))
    }

    fn add(&mut self, hash: u32) {
        self.hashes.push(hash);
        let number = u16::try_from(self.hashes.len()).unwrap_or_default();
        let mut slots = (0..N_SLOTS).map(|step| (hash as usize + step) % N_SLOTS);
        let free = slots.find(|it| self.slots.get(*it) == Some(&0));
        if let Some(free) = free.and_then(|it| self.slots.get_mut(it)) {
            *free = number;
        }
    }
}

/// The FNV-1a hash (draft-eastlake-fnv): a few instructions, and ids are as good as random.
pub fn hash(id: &str) -> u32 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    id.bytes().fold(0x811c_9dc5, mix)
}

#[cfg(test)]
mod tests {
    use super::{Ids, TABLE_IDS};

    #[test]
    fn rows_of_one_hash_are_told_apart() {
        let mut ids = Ids::default();
        let n = TABLE_IDS + 2;
        for row in 0..n {
            // A few far apart, of one hash each.
            ids.add(u32::try_from(row % TABLE_IDS).unwrap_or_default());
        }
        for row in [0, 1, TABLE_IDS - 1, TABLE_IDS, TABLE_IDS + 1] {
            let hash = u32::try_from(row % TABLE_IDS).unwrap_or_default();
            assert_eq!(ids.find(hash, |it| it == row), Some(row));
        }
        assert_eq!(ids.find(0, |_| false), None);
        assert_eq!(ids.find(u32::MAX, |_| true), None);
    }
}
