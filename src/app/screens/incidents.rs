//! What service health shows of the customer, beside the question about it.

use crate::{
    app::{IncidentRow, Load, State},
    casework::Case,
    vocab::{FactId, Moment, sort_by},
};

/// How many incidents that are over are shown.
const N_OVER_MAX: usize = 5;

/// The incidents of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incidents {
    /// Running ones first.
    pub rows: Vec<IncidentRow>,
    /// When they were read.
    pub read_at: Moment,
}

/// The incidents of a case's customer; none where the question is about something else, or about no customer.
pub fn incidents(state: &State, case: &Case, fact: &FactId) -> Option<Load<Incidents>> {
    let customer = case.customer.as_ref().filter(|_| *fact == "health")?;
    Some(match state.customers.details.get(&customer.id) {
        None | Some(Load::NotAsked | Load::Waiting) => Load::Waiting,
        Some(Load::Failed(trouble)) => Load::Failed(trouble.clone()),
        Some(Load::Known(details)) => match &details.incidents {
            Load::NotAsked | Load::Waiting => Load::Waiting,
            Load::Failed(trouble) => Load::Failed(trouble.clone()),
            Load::Known(rows) => Load::Known(Incidents {
                rows: latest(rows),
                read_at: details.read_at,
            }),
        },
    })
}

fn latest(rows: &[IncidentRow]) -> Vec<IncidentRow> {
    let (mut over, mut latest): (Vec<_>, Vec<_>) = rows.iter().cloned().partition(|it| it.is_over);
    sort_by(&mut over, |one, other| other.since.cmp(&one.since));
    over.truncate(N_OVER_MAX);
    latest.append(&mut over);
    latest
}
