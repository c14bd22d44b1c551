//! The customers themselves.

use crate::{
    app::roster::query::{Folded, Query, Signs},
    casework::CustomerRef,
    vocab::fold,
};
use std::rc::Rc;

/// How many rows a chunk holds. Taking in a page copies at most one chunk, where a clone of the state still looks at it.
const CHUNK_ROWS: usize = 4096;
/// Places for rows in a chunk's table, twice as many as rows, so that a free one is near.
const TABLE: usize = 2 * CHUNK_ROWS;

/// Customers by place, in the order in which they became known; cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    // Invariant: all but the last are full.
    chunks: Vec<Rc<Chunk>>,
    n: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Chunk {
    /// Name, domain and id of every row, one after the other, as written.
    written: Texts,
    /// The same, folded.
    folded: Texts,
    signs: Vec<Signs>,
    /// The hash of every row's id: texts are compared only where it is the same.
    hashes: Vec<u32>,
    /// Rows by the hash of their id, counted from one; the next free place where that one is taken.
    table: Vec<u16>,
}

/// Three texts a row in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Texts {
    text: String,
    ends: Vec<[u32; 3]>,
}

impl Texts {
    fn push(&mut self, parts: [&str; 3]) {
        let ends = parts.map(|part| {
            self.text.push_str(part);
            // A chunk of texts is far below four gigabytes.
            u32::try_from(self.text.len()).unwrap_or(u32::MAX)
        });
        self.ends.push(ends);
    }

    fn get(&self, at: usize) -> Option<[&str; 3]> {
        let [start, name, domain, id] = self.places(at)?;
        let part = |from: usize, until: usize| self.text.get(from..until);
        Some([part(start, name)?, part(name, domain)?, part(domain, id)?])
    }

    /// The same as bytes, where nobody asks whether they are letters.
    fn bytes(&self, at: usize) -> Option<Folded<'_>> {
        let [start, name, domain, id] = self.places(at)?;
        let part = |from: usize, until: usize| self.text.as_bytes().get(from..until);
        Some(Folded {
            name: part(start, name)?,
            domain: part(name, domain)?,
            id: part(domain, id)?,
        })
    }

    fn places(&self, at: usize) -> Option<[usize; 4]> {
        let [name, domain, id] = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|it| self.ends.get(it));
        let start = start.map_or(0, |[_, _, end]| *end);
        Some([start, name, domain, id].map(|it| it as usize))
    }
}

impl Chunk {
    fn new() -> Self {
        Self {
            table: vec![0; TABLE],
            ..Self::default()
        }
    }

    fn len(&self) -> usize {
        self.signs.len()
    }

    fn push(&mut self, customer: &CustomerRef, id: &str, hash: u32) {
        let (name, domain) = (fold(&customer.name), fold(&customer.domain));
        let signs = Signs::of(name.as_bytes()).or(Signs::of(domain.as_bytes()));
        let CustomerRef {
            name: written_name,
            domain: written_domain,
            id: written_id,
        } = customer;
        self.written
            .push([written_name, written_domain, written_id]);
        self.folded.push([&name, &domain, id]);
        self.signs.push(signs);
        self.hashes.push(hash);
        let number = u16::try_from(self.len()).unwrap_or_default();
        for step in 0..TABLE {
            if let Some(free) = self
                .table
                .get_mut((hash as usize + step) % TABLE)
                .filter(|it| **it == 0)
            {
                *free = number;
                return;
            }
        }
    }

    fn find(&self, id: &str, hash: u32) -> Option<usize> {
        for step in 0..TABLE {
            let number = *self.table.get((hash as usize + step) % TABLE)?;
            let at = usize::from(number).checked_sub(1)?;
            if *self.hashes.get(at)? == hash && self.folded.bytes(at)?.id == id.as_bytes() {
                return Some(at);
            }
        }
        None
    }
}

/// The FNV-1a hash (draft-eastlake-fnv): a few instructions, and ids are as good as random.
fn hash(id: &str) -> u32 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    id.bytes().fold(0x811c_9dc5, mix)
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
        let id = fold(&customer.id);
        let hash = hash(&id);
        if self.chunks.iter().any(|it| it.find(&id, hash).is_some()) {
            return false;
        }
        if self.chunks.last().is_none_or(|it| it.len() == CHUNK_ROWS) {
            self.chunks.push(Rc::new(Chunk::new()));
        }
        if let Some(last) = self.chunks.last_mut() {
            Rc::make_mut(last).push(customer, &id, hash);
            self.n += 1;
        }
        true
    }

    /// The place of the customer with that tenant id.
    pub fn place(&self, id: &str) -> Option<u32> {
        let id = fold(id);
        let hash = hash(&id);
        let found = |(nth, chunk): (usize, &Rc<Chunk>)| {
            let at = chunk.find(&id, hash)?;
            u32::try_from(nth * CHUNK_ROWS + at).ok()
        };
        self.chunks.iter().enumerate().find_map(found)
    }

    /// The customer at a place.
    pub fn get(&self, place: u32) -> Option<CustomerRef> {
        let place = place as usize;
        let chunk = self.chunks.get(place / CHUNK_ROWS)?;
        let [name, domain, id] = chunk.written.get(place % CHUNK_ROWS)?;
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
                let rank = chunk
                    .folded
                    .bytes(at)
                    .and_then(|it| query.rank(*signs, &it));
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
