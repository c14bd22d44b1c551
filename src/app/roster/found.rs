//! What a search leaves.

use crate::app::roster::{Query, Roster, query::N_RANKS};

/// The longest list that is put in the order of the language; see the module for why.
pub const N_SORTED_MAX: usize = 200;

/// The places of the rows that fit a query: best ones first, otherwise in the order of the roster or of the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    query: Query,
    n_seen: usize,
    order: Order,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Order {
    /// Every row that was seen.
    #[default]
    All,
    /// Places by rank, ascending.
    Ranked([Vec<u32>; N_RANKS]),
    /// Places in the order of the language, by rank as well.
    Sorted(Vec<u32>),
}

impl Found {
    /// Searches a roster.
    pub fn new(query: Query, roster: &Roster) -> Self {
        let order = if query.is_empty() {
            Order::All
        } else {
            Order::Ranked(Default::default())
        };
        let mut found = Self {
            query,
            n_seen: 0,
            order,
        };
        found.grow(roster);
        found
    }

    /// What is searched for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Looks at the rows that came since. What was sorted is ranked again.
    pub fn grow(&mut self, roster: &Roster) {
        if self.n_seen == roster.len() {
            return;
        }
        if matches!(self.order, Order::Sorted(_)) {
            *self = Self::new(std::mem::take(&mut self.query), roster);
            return;
        }
        if let Order::Ranked(ranks) = &mut self.order {
            roster.search(&self.query, self.n_seen, &mut |place, rank| {
                if let Some(rank) = ranks.get_mut(rank) {
                    rank.push(place);
                }
            });
        }
        self.n_seen = roster.len();
    }

    /// Puts a short list in an order, each rank on its own; a long one stays as it is.
    pub fn sort(&mut self, sort: &dyn Fn(&mut [u32])) {
        if self.len() > N_SORTED_MAX {
            return;
        }
        let mut ranks = match &self.order {
            Order::All => [
                (0..self.len())
                    .filter_map(|it| u32::try_from(it).ok())
                    .collect(),
                Vec::new(),
                Vec::new(),
            ],
            Order::Ranked(ranks) => ranks.clone(),
            Order::Sorted(places) => [places.clone(), Vec::new(), Vec::new()],
        };
        for rank in &mut ranks {
            sort(rank);
        }
        self.order = Order::Sorted(ranks.concat());
    }

    /// How many rows fit.
    pub fn len(&self) -> usize {
        match &self.order {
            Order::All => self.n_seen,
            Order::Ranked(ranks) => ranks.iter().map(Vec::len).sum(),
            Order::Sorted(places) => places.len(),
        }
    }

    /// Whether none fits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a position of the list.
    pub fn at(&self, position: usize) -> Option<u32> {
        match &self.order {
            Order::All => u32::try_from(position)
                .ok()
                .filter(|_| position < self.n_seen),
            Order::Ranked(ranks) => {
                let mut rest = position;
                for rank in ranks {
                    if let Some(place) = rank.get(rest) {
                        return Some(*place);
                    }
                    rest -= rank.len();
                }
                None
            }
            Order::Sorted(places) => places.get(position).copied(),
        }
    }

    /// The position of a row in the list; none where it does not fit.
    pub fn position(&self, place: u32) -> Option<usize> {
        match &self.order {
            Order::All => Some(place as usize).filter(|it| *it < self.n_seen),
            Order::Ranked(ranks) => {
                let mut before = 0;
                for rank in ranks {
                    if let Ok(at) = rank.binary_search_by(|it| it.cmp(&place)) {
                        return Some(before + at);
                    }
                    before += rank.len();
                }
                None
            }
            Order::Sorted(places) => places.iter().position(|it| *it == place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, N_SORTED_MAX};
    use crate::{
        app::roster::{Query, Roster},
        casework::CustomerRef,
        vocab::fold,
    };
    use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};
    use std::cmp::Reverse;

    fn customer() -> impl Strategy<Value = CustomerRef> {
        let word = "[aąbBłŁоО1. -]{0,6}";
        ("[ab0-1]{2}[ab0-1-]{0,3}", word, word, any::<bool>()).prop_map(
            |(id, one, other, has_domain)| {
                let name = format!("{one} {other}");
                CustomerRef {
                    domain: if has_domain {
                        format!("{}.ab", fold(&other))
                    } else {
                        String::new()
                    },
                    id,
                    name,
                }
            },
        )
    }

    /// The rank of a row, by the plainest means.
    fn naive(row: &CustomerRef, typed: &str) -> Option<usize> {
        let (name, domain, id) = (fold(&row.name), fold(&row.domain), fold(&row.id));
        let typed = fold(typed);
        let words: Vec<_> = typed.split_whitespace().collect();
        let begins = |text: &str, word: &str| {
            text.char_indices().any(|(at, _)| {
                let (before, rest) = text.split_at(at);
                let is_letter = |it: char| !it.is_ascii() || it.is_ascii_alphanumeric();
                rest.starts_with(word) && !before.ends_with(is_letter)
            })
        };
        let mut rank = 1;
        for word in &words {
            if !(name.contains(word) || domain.contains(word) || id.starts_with(word)) {
                return None;
            }
            if !(begins(&name, word) || begins(&domain, word) || id.starts_with(word)) {
                rank = 2;
            }
        }
        if name.starts_with(&words.join(" ")) {
            rank = 0;
        }
        Some(rank)
    }

    fn places(found: &Found) -> Vec<u32> {
        (0..found.len()).filter_map(|it| found.at(it)).collect()
    }

    proptest! {
        #[test]
        fn a_search_finds_what_a_plain_filter_finds(
            rows in prop::collection::vec(customer(), 0..40),
            typed in "[aąbł1о. -]{0,5}",
            n_first in 0..40_usize,
        ) {
            let mut roster = Roster::default();
            let mut kept = Vec::new();
            let n_first = n_first.min(rows.len());
            let (first, rest) = rows.split_at(n_first);
            kept.extend(first.iter().filter(|it| roster.add(it)));
            let mut found = Found::new(Query::of(&typed), &roster);
            kept.extend(rest.iter().filter(|it| roster.add(it)));
            found.grow(&roster);

            let mut expected: Vec<_> = (0_u32..)
                .zip(&kept)
                .filter_map(|(place, row)| Some((naive(row, &typed)?, place)))
                .collect();
            if !Query::of(&typed).is_empty() {
                expected.sort_unstable();
            }
            let expected: Vec<u32> = expected.into_iter().map(|it| it.1).collect();
            prop_assert_eq!(places(&found), expected.clone());
            prop_assert_eq!(&found, &Found::new(Query::of(&typed), &roster));
            for (place, _) in (0..).zip(0..=kept.len()) {
                let position = expected.iter().position(|it| *it == place);
                prop_assert_eq!(found.position(place), position);
            }
            found.sort(&|places| places.sort_unstable_by_key(|it| Reverse(*it)));
            let mut sorted = places(&found);
            for (at, place) in sorted.iter().enumerate() {
                prop_assert_eq!(found.position(*place), Some(at));
            }
            sorted.sort_unstable();
            let mut all = expected;
            all.sort_unstable();
            prop_assert_eq!(sorted, all);
        }
    }

    #[test]
    fn only_short_lists_are_sorted() {
        let mut roster = Roster::default();
        let mut found = Found::default();
        for n in 0..=N_SORTED_MAX {
            let id = format!("{n}");
            roster.add(&CustomerRef {
                name: id.clone(),
                domain: String::new(),
                id,
            });
            found.grow(&roster);
            found.sort(&|places| places.reverse());
            let first = if n < N_SORTED_MAX {
                u32::try_from(n).ok()
            } else {
                Some(0)
            };
            assert_eq!(found.at(0), first);
        }
    }
}
