//! The service health board: who has trouble with what now, what each day of a period was like, and which incidents there were.

mod days;
mod incidents;

pub use days::{Day, DayCell, Strip};
pub use incidents::ServiceIncident;

use crate::{
    app::{
        HealthRead, Load, Reading, State, Trouble, customer_of,
        roster::{Found, Query},
        watched,
    },
    casework::CustomerRef,
    portal::graph::{Level, ServiceHealth},
    vocab::{Moment, sort_by},
};
use std::collections::BTreeSet;

/// How many days back the board can show.
pub const PERIODS: [u16; 2] = [7, 30];

/// What the user wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthView {
    /// One customer, by tenant id; all where there is none.
    pub customer: Option<String>,
    /// One service, by name; all where there is none.
    pub service: Option<String>,
    /// How many days, today among them.
    pub n_days: u16,
    /// How far the user's clock is ahead of UTC, in milliseconds.
    pub offset_ms: i64,
}

/// Where the reading of a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Its turn comes.
    Queued,
    /// Being read.
    Asked,
    /// Nothing is asked.
    Idle,
}

/// A customer in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthRow {
    /// Who it is.
    pub customer: CustomerRef,
    /// Where the reading stands.
    pub turn: Turn,
    /// When it was read; none where no reading succeeded.
    pub read_at: Option<Moment>,
    /// Why the last reading failed.
    pub trouble: Option<Trouble>,
    /// A cell for each service of the board; none where nothing was read.
    pub cells: Vec<ServiceCell>,
}

/// How a service of a customer stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceCell {
    /// How well it works; none where the customer does not have the service.
    pub level: Option<Level>,
    /// Since when something is wrong, where that is told.
    pub since: Option<Moment>,
    /// The portal's own word, where it is not known here.
    pub word: String,
    /// Numbers of the incidents that run.
    pub incidents: Vec<String>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthScreen {
    /// Everybody on the board, for the filter.
    pub customers: Vec<CustomerRef>,
    /// Those of them whom the user has added, by name.
    pub added: Vec<CustomerRef>,
    /// Every service that anybody has, for the filter.
    pub all_services: Vec<String>,
    /// How many pinned or lately used customers have no place.
    pub n_left_out: usize,
    /// How many of this round are read, and how many there are.
    pub progress: Option<(usize, usize)>,
    /// When something was read last.
    pub as_of: Option<Moment>,
    /// Why nobody could be read the last time, where all failed for the same reason.
    pub trouble: Option<Trouble>,
    /// The customers, by name.
    pub rows: Vec<HealthRow>,
    /// The services, by name: columns of the matrix, rows of the strips.
    pub services: Vec<String>,
    /// The days of the period, oldest first.
    pub days: Vec<Day>,
    /// What each day was like, a strip for each service.
    pub strips: Vec<Strip>,
    /// The incidents that run, newest first.
    pub active: Vec<ServiceIncident>,
    /// The incidents of the period that are over, newest first.
    pub over: Vec<ServiceIncident>,
    /// Where on the axis of the period the present is, in thousandths.
    pub now_at: u16,
}

/// A customer on the board with what was read of it.
struct Watched<'a> {
    customer: CustomerRef,
    read: Option<&'a HealthRead>,
}

impl Watched<'_> {
    fn services(&self) -> &[ServiceHealth] {
        self.read.map_or(&[], |it| &it.services)
    }
}

/// The board as the user wants to see it.
pub fn health(state: &State, view: &HealthView) -> HealthScreen {
    let board = &state.health;
    let (ids, n_left_out) = watched(state);
    let mut all: Vec<Watched> = ids
        .iter()
        .map(|id| Watched {
            customer: named(state, id),
            read: board.read.get(id),
        })
        .collect();
    let compare = |one: &str, other: &str| match &state.words {
        Some(words) => words.compare(one, other),
        None => one.cmp(other),
    };
    sort_by(&mut all, |one, other| {
        compare(&one.customer.name, &other.customer.name)
    });
    let names = |of: &[Watched]| {
        let services = of.iter().flat_map(Watched::services);
        let names: BTreeSet<&str> = services.map(|it| it.service.as_str()).collect();
        let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        sort_by(&mut names, |one, other| compare(one, other));
        names
    };
    let customers: Vec<_> = all.iter().map(|it| it.customer.clone()).collect();
    let added = customers.iter().filter(|it| board.added.contains(&it.id));
    let all_services = names(&all);
    let as_of = all.iter().filter_map(|it| it.read?.read_at).max();
    let trouble = common_trouble(&all);
    // Whoever has left the board, and a service that nobody has any more, is not what the user wants to see.
    let customer = view.customer.as_ref().filter(|it| ids.contains(it));
    let service = view.service.as_ref().filter(|it| all_services.contains(it));
    let is_shown = |it: &Watched| customer.is_none_or(|id| it.customer.id == *id);
    let shown: Vec<Watched> = all.into_iter().filter(is_shown).collect();
    let mut services = names(&shown);
    services.retain(|it| service.is_none_or(|wanted| it == wanted));
    let period = days::Period::new(state.now, view.n_days, view.offset_ms);
    let (active, over) = incidents::of(&shown, &services, &period);
    HealthScreen {
        added: added.cloned().collect(),
        customers,
        all_services,
        n_left_out,
        progress: (board.n_round > 0).then(|| {
            let n_left = board.queue.len() + usize::from(board.asking.is_some());
            (board.n_round.saturating_sub(n_left), board.n_round)
        }),
        as_of,
        trouble,
        rows: shown.iter().map(|it| row(state, it, &services)).collect(),
        days: period.days(),
        strips: days::strips(&shown, &services, &period),
        now_at: period.place(state.now),
        services,
        active,
        over,
    }
}

/// A customer whose name nobody knows is called by its tenant id.
fn named(state: &State, id: &str) -> CustomerRef {
    customer_of(state, id).unwrap_or_else(|| CustomerRef {
        id: id.to_owned(),
        name: id.to_owned(),
        domain: String::new(),
    })
}

/// The trouble of all, if all have the same one.
fn common_trouble(all: &[Watched]) -> Option<Trouble> {
    let trouble = |it: &Watched| it.read.and_then(|it| it.trouble.clone());
    let first = trouble(all.first()?)?;
    let is_same = |it: &Watched| trouble(it).is_some_and(|it| it.kind == first.kind);
    let is_told_once = all.len() > 1 || first.is_of_all();
    (is_told_once && all.iter().all(is_same)).then_some(first)
}

fn row(state: &State, of: &Watched, services: &[String]) -> HealthRow {
    let id = &of.customer.id;
    let board = &state.health;
    let turn = if board.asking.as_ref() == Some(id) {
        Turn::Asked
    } else if board.queue.contains(id) {
        Turn::Queued
    } else {
        Turn::Idle
    };
    let read_at = of.read.and_then(|it| it.read_at);
    let cells = services.iter().map(|it| cell(of, it, state.now));
    HealthRow {
        customer: of.customer.clone(),
        turn,
        read_at,
        trouble: of.read.and_then(|it| it.trouble.clone()),
        cells: if read_at.is_some() {
            cells.collect()
        } else {
            Vec::new()
        },
    }
}

/// The worst of what the service and its running incidents say: what runs is not hidden by a status that says all is well.
fn cell(of: &Watched, service: &str, now: Moment) -> ServiceCell {
    let mut cell = ServiceCell::default();
    for it in of.services().iter().filter(|it| it.service == service) {
        let level = it.status.level();
        cell.level = cell.level.max(Some(level));
        if level == Level::Unknown {
            it.status.as_str().clone_into(&mut cell.word);
        }
        for issue in it.issues.iter().filter(|it| !it.is_over(now)) {
            let level = issue.status.level();
            cell.level = cell.level.max(Some(level));
            if level == Level::Unknown {
                issue.status.as_str().clone_into(&mut cell.word);
            }
            if level != Level::Healthy {
                cell.since = [cell.since, issue.start].into_iter().flatten().min();
                cell.incidents.push(issue.id.clone());
            }
        }
    }
    if cell.level != Some(Level::Unknown) {
        cell.word.clear();
    }
    cell
}

/// Customers that can be added, the first `n` of those whose name, domain or tenant id holds what was typed, and how many more there are.
pub fn addable(state: &State, typed: &str, n: usize) -> Load<(Vec<CustomerRef>, usize)> {
    let customers = &state.customers;
    if customers.roster.is_empty() {
        match &customers.reader.reading {
            Reading::Failed(trouble) => return Load::Failed(trouble.clone()),
            Reading::Complete => (),
            Reading::NotBegun | Reading::Going | Reading::Held(_) => return Load::Waiting,
        }
    }
    let fits = Found::new(Query::of(typed.trim()), &customers.roster);
    let shown = watched(state).0;
    let is_shown = |it: &&String| {
        let place = customers.roster.place(it);
        place.is_some_and(|it| fits.position(it).is_some())
    };
    let n_left = fits.len() - shown.iter().filter(is_shown).count();
    let places = (0..fits.len()).filter_map(|it| fits.at(it));
    let found: Vec<CustomerRef> = places
        .filter_map(|it| customers.roster.get(it))
        .filter(|it| !shown.contains(&it.id))
        .take(n)
        .collect();
    let n_more = n_left.saturating_sub(found.len());
    Load::Known((found, n_more))
}
