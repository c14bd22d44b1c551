//! The customer picker: the list, and the details of the customer that is open.

use crate::{
    app::{
        Content, Details, Load, Row, Show, State, Summary,
        screens::{DraftLine, drafts::draft_of},
    },
    casework::CustomerRef,
    vocab::{Moment, fold, sort_by},
    wording::Arg,
};

/// How many subscriptions, requests and incidents the panel lists.
const N_ITEMS: usize = 5;

/// A text of which the middle part is what was searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// What stands before.
    pub before: String,
    /// What was found; empty where nothing was.
    pub found: String,
    /// What stands after.
    pub after: String,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerLine {
    /// Tenant id.
    pub id: String,
    /// Company name.
    pub name: Marked,
    /// Primary domain.
    pub domain: Marked,
    /// Whether it is pinned.
    pub is_pinned: bool,
}

/// What search and filter leave of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerList {
    /// The first rows.
    pub lines: Vec<CustomerLine>,
    /// How many rows there are in all.
    pub n_found: usize,
    /// How many customers the portal has.
    pub n_all: usize,
    /// What was searched for.
    pub query: String,
    /// The filter.
    pub show: Show,
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

/// A subscription, request or incident in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelItem {
    /// Its name.
    pub text: String,
    /// What else is said of it.
    pub more: String,
    /// Since when.
    pub since: Option<Moment>,
    /// The number under which *My requests* shows it.
    pub request: Option<String>,
}

/// One kind of items in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelPart {
    /// The first of them.
    pub items: Vec<PanelItem>,
    /// How many more there are.
    pub n_more: usize,
}

/// What was read of the open customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDetails {
    /// The address; empty where the portal tells none.
    pub address: Load<String>,
    /// Subscriptions.
    pub subscriptions: Load<PanelPart>,
    /// Requests that are not closed.
    pub requests: Load<PanelPart>,
    /// Incidents that are not over.
    pub incidents: Load<PanelPart>,
}

/// The open customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerPanel {
    /// Who it is.
    pub customer: CustomerRef,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// What the partner may do for it and what not; empty where the portal does not tell of access.
    pub may: Load<Vec<(bool, String)>>,
    /// All else.
    pub details: Load<PanelDetails>,
    /// The newest case about it that is not out yet.
    pub draft: Option<DraftLine>,
}

/// The customers that search and filter leave, at most `n_shown` of them as rows:
/// pinned ones first, otherwise in the order of the language.
pub fn customer_list(state: &State, n_shown: usize) -> Load<CustomerList> {
    let customers = &state.customers;
    let wanted = wanted(state);
    let list = |all: &Vec<Row>| {
        let mut rows: Vec<&Row> = all
            .iter()
            .filter(|it| {
                it.folded.contains(&wanted) && is_shown(state, &it.customer.id, customers.show)
            })
            .collect();
        let is_pinned = |row: &Row| customers.pinned.contains(&row.customer.id);
        if customers.show == Show::Recent {
            let place = |row: &Row| {
                customers
                    .recent
                    .iter()
                    .position(|it| *it == row.customer.id)
            };
            sort_by(&mut rows, |one, other| place(one).cmp(&place(other)));
        } else {
            sort_by(&mut rows, |one, other| {
                is_pinned(other).cmp(&is_pinned(one))
            });
        }
        CustomerList {
            n_found: rows.len(),
            n_all: all.len(),
            lines: rows
                .into_iter()
                .take(n_shown)
                .map(|row| CustomerLine {
                    id: row.customer.id.clone(),
                    name: mark(&row.customer.name, &wanted),
                    domain: mark(&row.customer.domain, &wanted),
                    is_pinned: is_pinned(row),
                })
                .collect(),
            query: customers.query.trim().to_owned(),
            show: customers.show,
        }
    };
    map(&customers.rows, list)
}

/// How many of the customers found each filter shows.
pub fn customer_counts(state: &State) -> CustomerCounts {
    let wanted = wanted(state);
    let rows = state
        .customers
        .rows
        .known()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut counts = CustomerCounts::default();
    for row in rows.iter().filter(|it| it.folded.contains(&wanted)) {
        let id = &row.customer.id;
        for (show, n) in SHOWS.into_iter().zip(&mut counts.by_show) {
            *n += usize::from(is_shown(state, id, show));
        }
        let is_waiting = matches!(
            state.customers.summaries.get(id),
            None | Some(Load::NotAsked | Load::Waiting)
        );
        counts.n_unread += usize::from(is_waiting);
    }
    counts
}

/// What the list shows of a customer beyond the name.
pub fn customer_summary(state: &State, id: &str) -> Load<Summary> {
    state
        .customers
        .summaries
        .get(id)
        .cloned()
        .unwrap_or_default()
}

/// The customer that is open.
pub fn customer_panel(state: &State) -> Option<CustomerPanel> {
    let content = state.content.as_ref()?;
    let id = state.customers.selected.as_ref()?;
    let rows = state.customers.rows.known()?;
    let row = rows.iter().find(|it| it.customer.id == *id)?;
    let details = state.customers.details.get(id).unwrap_or(&Load::NotAsked);
    Some(CustomerPanel {
        customer: row.customer.clone(),
        is_pinned: state.customers.pinned.contains(id),
        may: map(&customer_summary(state, id), |it| may(state, content, it)),
        details: map(details, |it| panel_details(content, it)),
        draft: draft_of(state, id),
    })
}

fn wanted(state: &State) -> String {
    fold(state.customers.query.trim())
}

fn is_shown(state: &State, id: &String, show: Show) -> bool {
    let customers = &state.customers;
    match show {
        Show::All => true,
        Show::Pinned => customers.pinned.contains(id),
        Show::Recent => customers.recent.contains(id),
        Show::NoDelegatedAdmin => {
            let summary = customers.summaries.get(id).and_then(Load::known);
            summary.is_some_and(|it| it.has_delegated_admin == Some(false))
        }
    }
}

/// Finds what is searched for in a text. Letters are folded one by one, so that a place in the folded text leads
/// back to a letter of the text.
fn mark(text: &str, wanted: &str) -> Marked {
    let mut folded = String::new();
    let mut ends = Vec::new();
    for (at, letter) in text.char_indices() {
        folded.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
        ends.push((folded.len(), at + letter.len_utf8()));
    }
    let found = folded.find(wanted).filter(|_| !wanted.is_empty());
    // Marks that fold to nothing belong to the letter before them.
    let up_to = |place: usize| {
        ends.iter()
            .rev()
            .find(|it| it.0 <= place)
            .map_or(0, |it| it.1)
    };
    let (from, until) = found.map_or((text.len(), text.len()), |from| {
        let until = from + wanted.len();
        let through = ends
            .iter()
            .find(|it| it.0 >= until)
            .map_or(text.len(), |it| it.1);
        (up_to(from), up_to(until).max(through))
    });
    let part = |from: usize, until: usize| text.get(from..until).unwrap_or_default().to_owned();
    Marked {
        before: part(0, from),
        found: part(from, until),
        after: part(until, text.len()),
    }
}

/// What follows from the access that the portal tells of; a cloud can have words of its own.
fn may(state: &State, content: &Content, summary: &Summary) -> Vec<(bool, String)> {
    let words = &content.words;
    let access = match summary.has_delegated_admin {
        Some(true) => "granted",
        Some(false) => "lacking",
        None => return Vec::new(),
    };
    let own = format!("customers.may.{access}.{}", state.cloud);
    let has = |part: &str| words.has(&format!("{own}.{part}"));
    let base = if has("yes_1") || has("no_1") {
        own
    } else {
        format!("customers.may.{access}")
    };
    [
        (true, "yes_1"),
        (true, "yes_2"),
        (false, "no_1"),
        (false, "no_2"),
    ]
    .into_iter()
    .map(|(is_allowed, part)| (is_allowed, format!("{base}.{part}")))
    .filter(|(_, key)| words.has(key))
    .map(|(is_allowed, key)| (is_allowed, words.say(&key, &[])))
    .collect()
}

fn panel_details(content: &Content, details: &Details) -> PanelDetails {
    let words = &content.words;
    let item = |text: &str, more: &str| PanelItem {
        text: text.to_owned(),
        more: more.to_owned(),
        since: None,
        request: None,
    };
    let address = if details.address.is_empty() && details.requests == Load::Waiting {
        Load::Waiting
    } else {
        Load::Known(details.address.clone())
    };
    PanelDetails {
        address,
        subscriptions: map(&details.subscriptions, |rows| {
            part(rows.iter().map(|it| {
                let quantity = words.say(
                    "customers.quantity",
                    &[("n", Arg::Number(f64::from(it.quantity)))],
                );
                item(&it.name, if it.quantity > 1 { &quantity } else { "" })
            }))
        }),
        requests: map(&details.requests, |rows| {
            part(
                rows.iter()
                    .filter(|it| it.status != "closed")
                    .map(|it| PanelItem {
                        since: it.created,
                        request: Some(it.number.clone()),
                        ..item(&it.title, &it.number)
                    }),
            )
        }),
        incidents: map(&details.incidents, |rows| {
            part(rows.iter().filter(|it| !it.is_over).map(|it| PanelItem {
                since: it.since,
                ..item(&it.title, &it.service)
            }))
        }),
    }
}

fn part(items: impl Iterator<Item = PanelItem>) -> PanelPart {
    let mut items: Vec<_> = items.collect();
    let n_more = items.len().saturating_sub(N_ITEMS);
    items.truncate(N_ITEMS);
    PanelPart { items, n_more }
}

fn map<T, U>(load: &Load<T>, change: impl FnOnce(&T) -> U) -> Load<U> {
    match load {
        Load::NotAsked => Load::NotAsked,
        Load::Waiting => Load::Waiting,
        Load::Known(value) => Load::Known(change(value)),
        Load::Failed(trouble) => Load::Failed(trouble.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::{CustomerCounts, customer_counts, customer_list, mark};
    use crate::{
        app::{Load, Row, Show, State, Summary},
        casework::CustomerRef,
        vocab::fold,
    };

    #[test]
    fn what_was_typed_is_marked_in_what_is_written() {
        for (text, typed, expected) in [
            ("Fabryka Łódź", "lodz", "Fabryka [Łódź]"),
            ("Straße 5", "strass", "[Straß]e 5"),
            ("Z\u{307}egluga", "zeg", "[Z\u{307}eg]luga"),
            ("Olszyna", "tenant", "Olszyna[]"),
            ("Olszyna", "", "Olszyna[]"),
        ] {
            let found = mark(text, typed);
            assert_eq!(
                format!("{}[{}]{}", found.before, found.found, found.after),
                expected
            );
        }
    }

    /// Four customers; `b` is pinned, `d` and then `a` were used, `c` has no delegated admin, `d` is not read yet.
    fn state(show: Show, query: &str) -> State {
        let mut state = State::default();
        let row = |id: &str, name: &str| Row {
            folded: fold(&format!("{name} {id}")),
            customer: CustomerRef {
                id: id.to_owned(),
                name: name.to_owned(),
                domain: String::new(),
            },
        };
        let customers = &mut state.customers;
        customers.rows = Load::Known(vec![
            row("a", "Őrségi Pékség"),
            row("b", "Čtyři Lípy"),
            row("c", "Lípa"),
            row("d", "Olszyna"),
        ]);
        for (id, has_delegated_admin) in [("a", None), ("b", Some(true)), ("c", Some(false))] {
            let summary = Summary {
                country: "CZ".to_owned(),
                has_delegated_admin,
            };
            customers
                .summaries
                .insert(id.to_owned(), Load::Known(summary));
        }
        customers.pinned = vec!["b".to_owned()];
        customers.recent = vec!["d".to_owned(), "a".to_owned()];
        customers.show = show;
        query.clone_into(&mut customers.query);
        state
    }

    #[test]
    fn search_and_filters_leave_the_right_customers_in_order() {
        for (show, query, n_shown, expected) in [
            (Show::All, "", 50, "4: bacd"),
            (Show::All, "", 2, "4: ba"),
            (Show::All, " LIP", 50, "2: bc"),
            (Show::Pinned, "", 50, "1: b"),
            (Show::Recent, "", 50, "2: da"),
            (Show::NoDelegatedAdmin, "", 50, "1: c"),
            (Show::Pinned, "olszyna", 50, "0: "),
        ] {
            let list = customer_list(&state(show, query), n_shown);
            let list = list.known().map(|it| {
                let ids: String = it.lines.iter().map(|it| it.id.as_str()).collect();
                format!("{}: {ids}", it.n_found)
            });
            assert_eq!(list.as_deref(), Some(expected), "{show:?} {query}");
        }
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
