//! The service health board as the desk keeps it: whose health was read, and whose is read next.
//!
//! Each customer is a question to a tenant of its own, so the board shows those who are pinned or were used lately and those whom the user adds,
//! and asks for one after the other. What was read stays when a later reading fails.

use crate::{
    app::{State, Trouble},
    casework::{CaseId, CustomerRef},
    portal::graph::ServiceHealth,
    vocab::Moment,
};
use std::{collections::BTreeMap, rc::Rc};

/// How many pinned and lately used customers are shown.
pub const N_WATCHED_MAX: usize = 25;

/// The board. It is not kept when the page is loaded afresh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthBoard {
    /// Customers that the user has added, in this order.
    pub added: Vec<String>,
    /// What was read, by tenant id.
    pub read: BTreeMap<String, HealthRead>,
    /// Who is read next, in this order.
    pub queue: Vec<String>,
    /// Who is being read.
    pub asking: Option<String>,
    /// How many are read in this round; none where nothing is being read.
    pub n_round: usize,
    /// Whether somebody waits to hear that all is read.
    pub is_awaited: bool,
    /// When it may be read again without being asked to.
    pub due: Option<Moment>,
    /// The incident that a case was opened about.
    pub followed: BTreeMap<CaseId, String>,
}

/// What was read of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthRead {
    /// Its services, as last read. Shared, because the state is copied for every effect.
    pub services: Rc<Vec<ServiceHealth>>,
    /// When that was; none where no reading succeeded.
    pub read_at: Option<Moment>,
    /// Why the last reading failed.
    pub trouble: Option<Trouble>,
}

/// What can happen on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HealthCommand {
    /// Read everybody again, now.
    Refreshed,
    /// The page is in view and the time has come.
    Due,
    /// Read this customer again.
    Retried(String),
    /// A customer was read, or not.
    Read(String, Result<Vec<ServiceHealth>, Trouble>),
    /// A customer was put on the board, or taken off it.
    Watched(String),
    /// The user asks whether an incident is a customer's problem.
    Asked {
        /// The customer.
        customer: String,
        /// The incident's number.
        incident: String,
        /// The product, where the incident's service tells it.
        product: Option<String>,
    },
}

/// Whose health the board shows, and how many pinned or lately used customers have no place on it.
pub fn watched(state: &State) -> (Vec<String>, usize) {
    let (customers, added) = (&state.customers, &state.health.added);
    let mut ids = Vec::new();
    let mut n_left_out = 0;
    for id in customers.pinned.iter().chain(&customers.recent) {
        if ids.contains(id) || added.contains(id) || !is_here(state, id) {
            continue;
        }
        if ids.len() < N_WATCHED_MAX {
            ids.push(id.clone());
        } else {
            n_left_out += 1;
        }
    }
    ids.extend(added.iter().cloned());
    (ids, n_left_out)
}

/// Pinned customers can belong to another practice world; as long as not everybody is known, they may be here.
fn is_here(state: &State, id: &str) -> bool {
    let customers = &state.customers;
    !customers.is_complete() || customers.roster.place(id).is_some()
}

/// A customer by tenant id, from the list or from a case.
pub fn customer_of(state: &State, id: &str) -> Option<CustomerRef> {
    let mut cases = state.cases.values();
    state.customers.roster.customer(id).or_else(|| {
        let of_case = cases.find_map(|it| it.customer.as_ref().filter(|it| it.id == id));
        of_case.cloned()
    })
}
