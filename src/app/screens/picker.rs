//! The list of customers: what search and filter leave of it, and the rows of any part of it.

use crate::{
    app::{Customers, Load, Reading, Show, State, Summary},
    vocab::{fold, sort_by},
};

/// A text in parts, each with whether it was searched for.
pub type Marked = Vec<(bool, String)>;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerLine {
    /// The row's position in the list.
    pub position: usize,
    /// Tenant id.
    pub id: String,
    /// Company name.
    pub name: Marked,
    /// Primary domain.
    pub domain: Marked,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// Whether its details are open.
    pub is_open: bool,
    /// What else the row shows.
    pub summary: Load<Summary>,
}

/// What search and filter leave of the customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerList {
    /// How many rows there are.
    pub n_found: usize,
    /// How many customers are known.
    pub n_all: usize,
    /// What was searched for.
    pub query: String,
    /// The filter.
    pub show: Show,
    /// How far the reading has come.
    pub reading: Reading,
    /// Whether the portal was asked for what was searched for.
    pub asked: Load<()>,
}

/// How many customers each filter shows, and how many have not told of their access yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerCounts {
    /// By filter, in the order of [`SHOWS`].
    pub by_show: [usize; SHOWS.len()],
    /// Whose access is not read yet.
    pub n_unread: usize,
}

/// The filters, in the order of the page.
pub const SHOWS: [Show; 4] = [
    Show::All,
    Show::Pinned,
    Show::Recent,
    Show::NoDelegatedAdmin,
];

/// The list in numbers.
pub fn customer_list(state: &State) -> CustomerList {
    let customers = &state.customers;
    CustomerList {
        n_found: Listing::of(customers).len(),
        n_all: customers.roster.len(),
        query: customers.query.trim().to_owned(),
        show: customers.show,
        reading: customers.reader.reading.clone(),
        asked: customers.asked.clone(),
    }
}

/// The rows from one position to before another, and that of one more customer wherever it stands.
pub fn customer_rows(
    state: &State,
    (from, until): (usize, usize),
    also: Option<&str>,
) -> Vec<CustomerLine> {
    let customers = &state.customers;
    let listing = Listing::of(customers);
    let also = also
        .and_then(|it| listing.position(customers.roster.place(it)?))
        .filter(|it| !(from..until).contains(it));
    let before = also.filter(|it| *it < from);
    let after = also.filter(|it| *it >= until);
    let words: Vec<&str> = customers.found.query().words().collect();
    let line = |position: usize| {
        let place = listing.at(position)?;
        let customer = customers.roster.get(place)?;
        Some(CustomerLine {
            position,
            name: mark(&customer.name, &words),
            domain: mark(&customer.domain, &words),
            is_pinned: customers.pinned.contains(&customer.id),
            is_open: customers.selected.as_ref() == Some(&customer.id),
            summary: customers.summaries.get(&place).cloned().unwrap_or_default(),
            id: customer.id,
        })
    };
    let positions = before.into_iter().chain(from..until).chain(after);
    positions.filter_map(line).collect()
}

/// Whose row stands at a position of the list.
pub fn customer_at(state: &State, position: usize) -> Option<String> {
    let place = Listing::of(&state.customers).at(position)?;
    state.customers.roster.get(place).map(|it| it.id)
}

/// Where a customer's row stands in the list.
pub fn customer_position(state: &State, id: &str) -> Option<usize> {
    let place = state.customers.roster.place(id)?;
    Listing::of(&state.customers).position(place)
}

/// How many of the customers found each filter shows.
pub fn customer_counts(state: &State) -> CustomerCounts {
    let customers = &state.customers;
    let n_found = customers.found.len();
    let is_found = |place: u32| customers.found.position(place).is_some();
    let n_of = |ids: &[String]| places(customers, ids).count();
    let known = customers.summaries.iter();
    let known = known.filter(|it| matches!(it.1, Load::Known(_) | Load::Failed(_)));
    CustomerCounts {
        by_show: [
            n_found,
            n_of(&customers.pinned),
            n_of(&customers.recent),
            lacking(customers).count(),
        ],
        n_unread: n_found - known.filter(|it| is_found(*it.0)).count(),
    }
}

/// The places of those customers that the search leaves.
fn places(customers: &Customers, ids: &[String]) -> impl Iterator<Item = u32> {
    ids.iter().filter_map(|id| {
        let place = customers.roster.place(id)?;
        customers.found.position(place).map(|_| place)
    })
}

/// The places of those found that have no delegated admin, as far as the portal has told.
fn lacking(customers: &Customers) -> impl Iterator<Item = u32> {
    let told = customers.summaries.iter();
    let lacking = told.filter(|it| {
        let summary = it.1.known();
        summary.is_some_and(|it| it.has_delegated_admin == Some(false))
    });
    lacking
        .map(|it| *it.0)
        .filter(|it| customers.found.position(*it).is_some())
}

/// The rows in their order: those pinned, then what the search has found. It costs nothing for rows that nobody looks at.
struct Listing<'s> {
    customers: &'s Customers,
    /// The rows in front.
    front: Vec<u32>,
    /// Positions of the front rows among what was found, ascending; none where nothing follows them.
    taken: Option<Vec<usize>>,
}

impl<'s> Listing<'s> {
    fn of(customers: &'s Customers) -> Self {
        let found = &customers.found;
        let in_order = |places: Vec<u32>| {
            let mut taken: Vec<_> = places
                .into_iter()
                .filter_map(|it| found.position(it))
                .collect();
            sort_by(&mut taken, Ord::cmp);
            taken
        };
        let rows = |taken: &[usize]| taken.iter().filter_map(|it| found.at(*it)).collect();
        let pinned = in_order(places(customers, &customers.pinned).collect());
        let (front, taken) = match customers.show {
            Show::All => (rows(&pinned), Some(pinned)),
            Show::Pinned => (rows(&pinned), None),
            Show::Recent => (places(customers, &customers.recent).collect(), None),
            Show::NoDelegatedAdmin => {
                let lacking = in_order(lacking(customers).collect());
                let mut front: Vec<u32> = rows(&lacking);
                let is_free = |it: &u32| {
                    let id = customers.roster.get(*it).map(|it| it.id);
                    !id.is_some_and(|it| customers.pinned.contains(&it))
                };
                if !pinned.is_empty() {
                    sort_by(&mut front, |one, other| is_free(one).cmp(&is_free(other)));
                }
                (front, None)
            }
        };
        Self {
            customers,
            front,
            taken,
        }
    }

    fn len(&self) -> usize {
        match self.taken {
            Some(_) => self.customers.found.len(),
            None => self.front.len(),
        }
    }

    fn at(&self, position: usize) -> Option<u32> {
        if let Some(place) = self.front.get(position) {
            return Some(*place);
        }
        let mut at = position.checked_sub(self.front.len())?;
        for taken in self.taken.as_ref()? {
            at += usize::from(*taken <= at);
        }
        self.customers.found.at(at)
    }

    fn position(&self, place: u32) -> Option<usize> {
        if let Some(at) = self.front.iter().position(|it| *it == place) {
            return Some(at);
        }
        let at = self.customers.found.position(place)?;
        let taken = self.taken.as_ref()?;
        Some(at + taken.iter().filter(|it| **it > at).count())
    }
}

/// Finds the words in a text, each where it begins a word if it does so anywhere. Letters are folded one by one, so that a place
/// in the folded text leads back to a letter of the text.
fn mark(text: &str, words: &[&str]) -> Marked {
    let mut folded = String::new();
    let mut ends = Vec::new();
    for (at, letter) in text.char_indices() {
        folded.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
        ends.push((folded.len(), at + letter.len_utf8()));
    }
    // Marks that fold to nothing belong to the letter before them.
    let up_to = |place: usize| {
        let mut before = ends.iter().rev();
        before.find(|it| it.0 <= place).map_or(0, |it| it.1)
    };
    let mut found: Vec<(usize, usize)> = words
        .iter()
        .filter_map(|word| {
            let from = begin(&folded, word)?;
            let until = from + word.len();
            let mut after = ends.iter();
            let through = after.find(|it| it.0 >= until).map_or(text.len(), |it| it.1);
            Some((up_to(from), up_to(until).max(through)))
        })
        .collect();
    sort_by(&mut found, Ord::cmp);
    let part = |from: usize, until: usize| text.get(from..until).unwrap_or_default().to_owned();
    let mut parts = Vec::new();
    let mut done = 0;
    for (from, until) in found {
        if from > done {
            parts.push((false, part(done, from)));
        }
        if until > done {
            parts.push((true, part(from.max(done), until)));
            done = until;
        }
    }
    if done < text.len() || parts.is_empty() {
        parts.push((false, part(done, text.len())));
    }
    parts
}

fn begin(text: &str, word: &str) -> Option<usize> {
    let is_letter = |it: char| it.is_alphanumeric();
    let places = || text.match_indices(word).map(|it| it.0);
    let starts = |at: &usize| !text.get(..*at).unwrap_or_default().ends_with(is_letter);
    places().find(starts).or_else(|| places().next())
}

#[cfg(test)]
mod tests {
    use super::{
        CustomerCounts, customer_at, customer_counts, customer_list, customer_position,
        customer_rows, mark,
    };
    use crate::{
        app::{Load, Show, State, Summary, roster::Found},
        casework::CustomerRef,
        vocab::fold,
    };
    use std::{collections::BTreeMap, rc::Rc};

    #[test]
    fn what_was_typed_is_marked_in_what_is_written() {
        for (text, typed, expected) in [
            ("Fabryka Łódź", "lodz", "Fabryka [Łódź]"),
            ("Straße 5", "strass", "[Straß]e 5"),
            ("Z\u{307}egluga", "zeg", "[Z\u{307}eg]luga"),
            ("Olszyna", "tenant", "Olszyna"),
            ("Olszyna", "", "Olszyna"),
            ("", "o", ""),
            ("Kapa Pałac", "pa", "Kapa [Pa]łac"),
            ("Żuraw Młyny S.A.", "mly zur", "[Żur]aw [Mły]ny S.A."),
            ("Olszyna", "olsz szy", "[Olsz][y]na"),
            ("Olszyna", "olszy sz", "[Olszy]na"),
        ] {
            let typed = fold(typed);
            let words: Vec<_> = typed.split_whitespace().collect();
            let parts = mark(text, &words).into_iter();
            let marked: String = parts
                .map(|(is_found, it)| if is_found { format!("[{it}]") } else { it })
                .collect();
            assert_eq!(marked, expected);
        }
    }

    /// Four customers; `b` is pinned, `d` and then `a` were used, `c` has no delegated admin, `d` is not read yet.
    fn state(show: Show, query: &str) -> State {
        let mut state = State::default();
        let customers = &mut state.customers;
        for (id, name) in [
            ("a", "Őrségi Pékség"),
            ("b", "Čtyři Lípy"),
            ("c", "Lípa"),
            ("d", "Olszyna"),
        ] {
            customers.roster.add(&CustomerRef {
                id: id.to_owned(),
                name: name.to_owned(),
                domain: String::new(),
            });
        }
        let summary = |has_delegated_admin| {
            Load::Known(Summary {
                country: "CZ".to_owned(),
                has_delegated_admin,
            })
        };
        let summaries = [None, Some(true), Some(false)].map(summary);
        customers.summaries = Rc::new((0..).zip(summaries).collect::<BTreeMap<_, _>>());
        customers.pinned = vec!["b".to_owned()];
        customers.recent = vec!["d".to_owned(), "gone".to_owned(), "a".to_owned()];
        customers.show = show;
        query.clone_into(&mut customers.query);
        customers.found = Rc::new(Found::new(customers.wanted_query(), &customers.roster));
        state
    }

    #[test]
    fn search_and_filters_leave_the_right_customers_in_order() {
        for (show, query, expected) in [
            (Show::All, "", "bacd"),
            (Show::All, " LIP", "bc"),
            (Show::All, "l", "bcd"),
            (Show::Pinned, "", "b"),
            (Show::Recent, "", "da"),
            (Show::NoDelegatedAdmin, "", "c"),
            (Show::Pinned, "olszyna", ""),
        ] {
            let state = state(show, query);
            let n = customer_list(&state).n_found;
            let lines = customer_rows(&state, (0, 50), None);
            let ids: String = lines.iter().map(|it| it.id.as_str()).collect();
            assert_eq!(
                (ids.as_str(), n),
                (expected, expected.len()),
                "{show:?} {query}"
            );
            for (at, line) in lines.iter().enumerate() {
                assert_eq!(line.position, at);
                assert_eq!(customer_position(&state, &line.id), Some(at));
                assert_eq!(customer_at(&state, at).as_ref(), Some(&line.id));
            }
        }
    }

    #[test]
    fn a_row_elsewhere_is_drawn_in_its_order() {
        let state = state(Show::All, "");
        let ids = |range, also| {
            let lines = customer_rows(&state, range, also).into_iter();
            lines
                .map(|it| format!("{}{}", it.position, it.id))
                .collect::<Vec<_>>()
                .concat()
        };
        assert_eq!(ids((2, 4), Some("b")), "0b2c3d");
        assert_eq!(ids((0, 2), Some("d")), "0b1a3d");
        assert_eq!(ids((0, 2), Some("a")), "0b1a");
        assert_eq!(ids((0, 2), Some("nobody")), "0b1a");
    }

    #[test]
    fn each_filter_counts_what_the_search_leaves() {
        assert_eq!(
            customer_counts(&state(Show::Pinned, "")),
            CustomerCounts {
                by_show: [4, 1, 2, 1],
                n_unread: 1
            }
        );
        assert_eq!(
            customer_counts(&state(Show::All, "lip")),
            CustomerCounts {
                by_show: [2, 1, 0, 1],
                n_unread: 0
            }
        );
    }
}
