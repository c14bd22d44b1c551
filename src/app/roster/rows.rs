//! The customers themselves.

use crate::{
    app::roster::{
        ids::{Ids, hash},
        query::{Folded, Query, Signs},
    },
    casework::CustomerRef,
    vocab::{fold_onto, folded, is_folded},
};
use std::{hint::black_box, rc::Rc};

/// How many rows a chunk holds. Taking in a page copies at most one chunk, where a clone of the state still looks at it.
const CHUNK_ROWS: usize = 512;
/// For how many rows room is made at once, and how many bytes it has.
const ROOM_ROWS: usize = 16 * CHUNK_ROWS;
const ROOM: usize = 2 << 20;

/// Customers by place, in the order in which they became known; cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    // Invariant: all but the last are full.
    chunks: Vec<Rc<Chunk>>,
    ids: Ids,
    n: usize,
}

/// The texts of rows in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Chunk {
    /// Name, domain and id of every row, one after the other: each as written, then folded where that makes a difference.
    text: String,
    /// Where they end.
    ends: Vec<[u32; 6]>,
    signs: Vec<Signs>,
}

impl Chunk {
    fn len(&self) -> usize {
        self.signs.len()
    }

    fn push(&mut self, customer: &CustomerRef) {
        let CustomerRef { name, domain, id } = customer;
        let mut ends = [0; 6];
        for (part, ends) in [name, domain, id].into_iter().zip(ends.chunks_mut(2)) {
            if let [written, folded] = ends {
                self.text.push_str(part);
                *written = self.end();
                if !is_folded(part) {
                    fold_onto(part, &mut self.text);
                }
                *folded = self.end();
            }
        }
        self.ends.push(ends);
        let signs = self.folded(self.len()).map(|it| it.signs());
        self.signs.push(signs.unwrap_or_default());
        if self.len() == CHUNK_ROWS {
            self.text.shrink_to_fit();
            self.ends.shrink_to_fit();
            self.signs.shrink_to_fit();
        }
    }

    fn end(&self) -> u32 {
        // A chunk of texts is far below four gigabytes.
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Name, domain and id of a row, as written.
    fn written(&self, at: usize) -> Option<[&str; 3]> {
        let (start, [name, folded_name, domain, folded_domain, id, _]) = self.places(at)?;
        let part = |from: usize, until: usize| self.text.get(from..until);
        Some([
            part(start, name)?,
            part(folded_name, domain)?,
            part(folded_domain, id)?,
        ])
    }

    /// The same folded, and as bytes, where nobody asks whether they are letters.
    fn folded(&self, at: usize) -> Option<Folded<'_>> {
        let (start, [name, folded_name, domain, folded_domain, id, folded_id]) = self.places(at)?;
        let part = |from: usize, written: usize, folded: usize| {
            let from = if written == folded { from } else { written };
            self.text.as_bytes().get(from..folded)
        };
        Some(Folded {
            name: part(start, name, folded_name)?,
            domain: part(folded_name, domain, folded_domain)?,
            id: part(folded_domain, id, folded_id)?,
        })
    }

    /// Where a row's texts start, and where each of them ends.
    fn places(&self, at: usize) -> Option<(usize, [usize; 6])> {
        let ends = self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|it| self.ends.get(it));
        let start = before.map_or(0, |[.., end]| *end as usize);
        Some((start, ends.map(|it| it as usize)))
    }
}

/// Has the program's memory grow in one piece. A browser counts each growth as a new buffer of the whole size, and looks for garbage
/// after a few of them, which takes milliseconds.
fn make_room() {
    drop(black_box(Vec::<u8>::with_capacity(ROOM)));
}

impl Roster {
    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Takes a customer in, unless it is there already; whether it was taken in.
    pub fn add(&mut self, customer: &CustomerRef) -> bool {
        let id = folded(&customer.id);
        let hash = hash(&id);
        if self.find(&id, hash).is_some() {
            return false;
        }
        if self.chunks.last().is_none_or(|it| it.len() == CHUNK_ROWS) {
            if self.n > 0 && self.n.is_multiple_of(ROOM_ROWS) {
                make_room();
            }
            self.chunks.push(Rc::default());
        }
        if let Some(last) = self.chunks.last_mut() {
            Rc::make_mut(last).push(customer);
            self.ids.add(hash);
            self.n += 1;
        }
        true
    }

    /// The place of the customer with that tenant id.
    pub fn place(&self, id: &str) -> Option<u32> {
        let id = folded(id);
        let found = self.find(&id, hash(&id))?;
        u32::try_from(found).ok()
    }

    fn find(&self, id: &str, hash: u32) -> Option<usize> {
        self.ids.find(hash, |place| {
            let chunk = self.chunks.get(place / CHUNK_ROWS);
            let row = chunk.and_then(|it| it.folded(place % CHUNK_ROWS));
            row.is_some_and(|it| it.id == id.as_bytes())
        })
    }

    /// The customer at a place.
    pub fn get(&self, place: u32) -> Option<CustomerRef> {
        let place = place as usize;
        let chunk = self.chunks.get(place / CHUNK_ROWS)?;
        let [name, domain, id] = chunk.written(place % CHUNK_ROWS)?;
        Some(CustomerRef {
            id: id.to_owned(),
            name: name.to_owned(),
            domain: domain.to_owned(),
        })
    }

    /// The customer with that tenant id.
    pub fn customer(&self, id: &str) -> Option<CustomerRef> {
        self.get(self.place(id)?)
    }

    /// Goes through the rows from a place on that fit a query, with their ranks.
    pub(super) fn search(&self, query: &Query, from: usize, found: &mut dyn FnMut(u32, usize)) {
        let n_whole = from / CHUNK_ROWS;
        for (nth, chunk) in self.chunks.iter().enumerate().skip(n_whole) {
            let first = nth * CHUNK_ROWS;
            let rows = chunk.signs.iter().enumerate();
            let rows = rows.skip(from.saturating_sub(first));
            for (at, signs) in rows.filter(|it| query.may_fit(*it.1)) {
                let row = chunk.folded(at);
                let rank = row.and_then(|it| query.rank(*signs, &it));
                if let (Some(rank), Ok(place)) = (rank, u32::try_from(first + at)) {
                    found(place, rank);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK_ROWS, Roster};
    use crate::casework::CustomerRef;

    #[test]
    fn customers_are_taken_in_once_and_found_again() {
        let customer = |n: usize| CustomerRef {
            id: format!("{n:08X}-Id"),
            name: format!("Łódź {n}"),
            domain: String::new(),
        };
        let n = CHUNK_ROWS + 3;
        let mut roster = Roster::default();
        assert!((0..n).all(|it| roster.add(&customer(it))));
        let before = roster.clone();
        assert!(!roster.add(&customer(0)) && !roster.add(&customer(n - 1)));
        assert_eq!(roster, before);
        assert!(roster.add(&customer(n)));
        assert_eq!((before.len(), roster.len()), (n, n + 1));
        assert_eq!(before.place(&customer(n).id), None);
        for it in [0, CHUNK_ROWS - 1, CHUNK_ROWS, n] {
            let id = customer(it).id.to_lowercase();
            assert_eq!(roster.place(&id), u32::try_from(it).ok());
            assert_eq!(roster.customer(&id), Some(customer(it)));
        }
        assert_eq!(roster.get(u32::MAX), None);
    }
}
