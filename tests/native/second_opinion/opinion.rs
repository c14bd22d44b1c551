//! The verdict on partly known facts, by trying every value of every unknown one.

use crate::second_opinion::naive::{Hit, Naive};
use serde_json::Value as Json;

/// Parts of a verdict that are one value each, as the contract names them.
pub const FIELDS: [&str; 6] = [
    "resolver",
    "path",
    "entitlement",
    "fee",
    "response",
    "portal",
];

/// What the naive reader concludes; sets of words are bits, as in its columns.
#[derive(Default)]
pub struct Opinion {
    /// Every decision that some completion has.
    pub possible: u128,
    pub missing_facts: Vec<usize>,
    pub open_facts: Vec<usize>,
    /// In the order of [`FIELDS`]: the place of the word on which all completions agree.
    pub fields: [Option<usize>; 6],
    pub missing: u128,
    pub warnings: u128,
    pub reasons: u128,
    /// Rows of the decision and the one cell of each that fails.
    pub near_misses: Vec<(usize, usize)>,
}

/// Where the columns of a verdict stand.
pub struct Reader<'n> {
    pub naive: &'n Naive,
    pub decision: usize,
    pub fields: [usize; 6],
    pub missing: usize,
    pub warnings: usize,
    pub reasons: usize,
    held: Vec<u128>,
    /// Of each completion: its decision, and all that may be open.
    completions: Vec<(u128, [u128; 8])>,
}

impl<'n> Reader<'n> {
    pub fn new(naive: &'n Naive) -> Self {
        Self {
            naive,
            decision: naive.column("decision"),
            fields: FIELDS.map(|it| naive.column(it)),
            missing: naive.column("missing"),
            warnings: naive.column("warnings"),
            reasons: naive.column("reasons"),
            held: Vec::new(),
            completions: Vec::new(),
        }
    }

    /// What all completions of the masks say together.
    pub fn opinion(&mut self, masks: &[u32]) -> Opinion {
        let mut classes: Vec<u8> = masks
            .iter()
            .map(|it| u8::try_from(it.trailing_zeros()).unwrap())
            .collect();
        let open: Vec<usize> = (0..masks.len())
            .filter(|at| masks[*at].count_ones() > 1)
            .collect();
        let mut opinion = Opinion {
            missing: u128::MAX,
            warnings: u128::MAX,
            reasons: u128::MAX,
            ..Opinion::default()
        };
        let mut cells = CellStates::new(self.naive, self.decision);
        self.completions.clear();
        loop {
            self.naive.conclude(&classes, &mut self.held);
            let held = &self.held;
            let [resolver, path, entitlement, fee, response, portal] =
                self.fields.map(|it| held[it]);
            let all = [
                held[self.decision],
                resolver,
                path,
                entitlement,
                fee,
                response,
                portal,
                held[self.missing],
            ];
            self.completions.push((held[self.decision], all));
            opinion.possible |= held[self.decision];
            opinion.missing &= held[self.missing];
            opinion.warnings &= held[self.warnings];
            opinion.reasons &= held[self.reasons];
            cells.see(held);
            if !next(&mut classes, masks, &open) {
                break;
            }
        }
        self.agree(&mut opinion, masks, &open, &cells);
        opinion
    }

    /// The value of a field, if it is determined.
    pub fn field(&self, opinion: &Opinion, at: usize) -> Option<&Json> {
        let column = &self.naive.columns[self.fields[at]];
        opinion.fields[at].map(|it| &column.words[it].1)
    }

    /// The words of a set as a verdict lists them.
    pub fn ascending(&self, column: usize, held: u128) -> Vec<&'n str> {
        let mut words: Vec<_> = self.naive.columns[column].words_of(held).collect();
        words.sort_unstable();
        words
    }

    /// What the completions agree on, and on which facts they differ.
    fn agree(&self, opinion: &mut Opinion, masks: &[u32], open: &[usize], cells: &CellStates) {
        if opinion.possible.count_ones() > 1 {
            let missing_facts = differing(open, masks, &self.completions, |one, other| {
                one.0 != other.0
            });
            *opinion = Opinion {
                possible: opinion.possible,
                missing_facts,
                ..Opinion::default()
            };
            return;
        }
        opinion.open_facts = differing(open, masks, &self.completions, |one, other| {
            one.1 != other.1
        });
        let first = self.completions[0].1;
        for field in 0..6 {
            let value = first[field + 1];
            if self.completions.iter().all(|it| it.1[field + 1] == value) {
                opinion.fields[field] = Some(value.trailing_zeros() as usize);
            }
        }
        opinion.near_misses = cells.near_misses();
    }
}

/// The next completion; false after the last.
fn next(classes: &mut [u8], masks: &[u32], open: &[usize]) -> bool {
    for at in open {
        let later = masks[*at] & !((2 << classes[*at]) - 1);
        if later != 0 {
            classes[*at] = u8::try_from(later.trailing_zeros()).unwrap();
            return true;
        }
        classes[*at] = u8::try_from(masks[*at].trailing_zeros()).unwrap();
    }
    false
}

/// The open facts in which alone two completions differ that `differ`.
fn differing<T>(
    open: &[usize],
    masks: &[u32],
    completions: &[T],
    differ: impl Fn(&T, &T) -> bool,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut stride = 1;
    for at in open {
        let n_values = masks[*at].count_ones() as usize;
        let differs = |start: usize| {
            let lowest = start - start / stride % n_values * stride;
            differ(&completions[lowest], &completions[start])
        };
        if (0..completions.len()).any(differs) {
            found.push(*at);
        }
        stride *= n_values;
    }
    found
}

/// Of each cell of the decision: whether it ever held, and whether it ever failed.
struct CellStates<'n> {
    naive: &'n Naive,
    table: usize,
    seen: Vec<Vec<(bool, bool)>>,
}

impl<'n> CellStates<'n> {
    fn new(naive: &'n Naive, decision: usize) -> Self {
        let table = naive
            .tables
            .iter()
            .position(|it| it.outputs.contains(&decision))
            .unwrap();
        let rows = &naive.tables[table].rows;
        assert!(naive.tables[table].hit == Hit::First);
        Self {
            naive,
            table,
            seen: rows
                .iter()
                .map(|row| vec![(false, false); row.cells.len()])
                .collect(),
        }
    }

    fn see(&mut self, held: &[u128]) {
        for (row, seen) in self.naive.tables[self.table]
            .rows
            .iter()
            .zip(&mut self.seen)
        {
            for (cell, seen) in row.cells.iter().zip(seen) {
                if cell.holds(held[cell.column]) {
                    seen.0 = true;
                } else {
                    seen.1 = true;
                }
            }
        }
    }

    /// Rows of which one cell certainly fails and every other certainly holds.
    fn near_misses(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (row, seen) in self.seen.iter().enumerate() {
            let failed: Vec<_> = (0..seen.len())
                .filter(|at| seen[*at] == (false, true))
                .collect();
            let n_held = seen.iter().filter(|it| **it == (true, false)).count();
            if failed.len() == 1 && n_held + 1 == seen.len() {
                found.push((row, failed[0]));
            }
        }
        found
    }
}
