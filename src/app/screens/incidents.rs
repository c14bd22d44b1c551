//! What service health shows of the customer, beside the question about it.

use crate::{
    app::{IncidentRow, Load, State, screens::stand},
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
    Some(of_customer(state, &customer.id, latest))
}

/// The incidents that a verdict says to follow: the one that the case was opened about, else all that run and can be about its product.
/// None where the verdict says something else, or where the case is about no customer.
pub fn followed(state: &State, case: &Case) -> Option<Load<Incidents>> {
    let customer = case.customer.as_ref()?;
    let standing = stand(state, case)?;
    let outcome = standing.decision.outcome.as_deref()?;
    let look_again = &standing.content.playbook.outcome(outcome)?.look_again;
    let said = |fact: &str| {
        let answer = standing.path.known.get(fact)?.answer.as_ref()?;
        Some(answer.key())
    };
    let is_running = said("health").as_deref() == Some("active_incident");
    if !is_running || look_again.as_ref().is_none_or(|it| *it != "health") {
        return None;
    }
    let (number, product) = (state.health.followed.get(&case.id), said("product"));
    let fits = |row: &IncidentRow| {
        let products = &row.products;
        !row.is_over
            && (products.is_empty()
                || product
                    .iter()
                    .any(|it| products.iter().any(|own| own == it)))
    };
    Some(of_customer(state, &customer.id, |rows| {
        let named: Vec<_> = rows
            .iter()
            .filter(|it| Some(&it.id) == number)
            .cloned()
            .collect();
        if named.is_empty() {
            rows.iter().filter(|it| fits(it)).cloned().collect()
        } else {
            named
        }
    }))
}

fn of_customer(
    state: &State,
    customer: &str,
    choose: impl FnOnce(&[IncidentRow]) -> Vec<IncidentRow>,
) -> Load<Incidents> {
    match state.customers.details.get(customer) {
        None | Some(Load::NotAsked | Load::Waiting) => Load::Waiting,
        Some(Load::Failed(trouble)) => Load::Failed(trouble.clone()),
        Some(Load::Known(details)) => match &details.incidents {
            Load::NotAsked | Load::Waiting => Load::Waiting,
            Load::Failed(trouble) => Load::Failed(trouble.clone()),
            Load::Known(rows) => Load::Known(Incidents {
                rows: choose(rows),
                read_at: details.read_at,
            }),
        },
    }
}

fn latest(rows: &[IncidentRow]) -> Vec<IncidentRow> {
    let (mut over, mut latest): (Vec<_>, Vec<_>) = rows.iter().cloned().partition(|it| it.is_over);
    sort_by(&mut over, |one, other| other.since.cmp(&one.since));
    over.truncate(N_OVER_MAX);
    latest.append(&mut over);
    latest
}
