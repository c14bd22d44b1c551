//! The customer picker: what is typed, chosen, opened. How customers are read is a matter of [`reading`](super::reading).

use crate::{
    app::{
        Circumstances, Customers, Details, Effect, Load, Reading, Route, Show, State, Summary,
        Trouble, customer_of,
        roster::Found,
        update::{self, reading},
    },
    casework::{Case, CaseId, Record, Told},
    vocab::{FactId, sort_by},
};
use std::rc::Rc;

/// How many customers used lately are remembered.
const N_RECENT: usize = 12;
/// A customer's record that did not come is asked for again no sooner than that.
const FAILED_MS: i64 = 60_000;

pub(super) fn search(state: &mut State, query: String) -> Vec<Effect> {
    let customers = &mut state.customers;
    customers.query = query;
    let query = customers.wanted_query();
    if query == *customers.found.query() {
        return Vec::new();
    }
    customers.found = Rc::new(Found::new(query, &customers.roster));
    sort(state);
    reading::ask_soon(state)
}

pub(super) fn show(state: &mut State, show: Show) -> Vec<Effect> {
    state.customers.show = show;
    Vec::new()
}

/// Puts a short list in the order of the language, once nothing is added to it any more.
pub(super) fn sort(state: &mut State) {
    let State {
        customers, words, ..
    } = state;
    let Customers { found, roster, .. } = customers;
    if let (Reading::Complete, Some(words)) = (&customers.reader.reading, words) {
        Rc::make_mut(found).sort(&|places| {
            let mut named: Vec<_> = places
                .iter()
                .map(|it| (roster.get(*it).map(|it| it.name).unwrap_or_default(), *it))
                .collect();
            sort_by(&mut named, |one, other| words.compare(&one.0, &other.0));
            for (place, (_, sorted)) in places.iter_mut().zip(named) {
                *place = sorted;
            }
        });
    }
}

/// Opens a customer's details and leads there, which on a narrow page stand below the list.
pub(super) fn select(state: &mut State, id: String) -> Vec<Effect> {
    state.customers.selected = Some(id.clone());
    let mut effects = ask_for_details(state, id);
    effects.push(Effect::Focus("customer-name".to_owned()));
    effects
}

/// Asks again for what failed: the list, what it shows of customers, the details that are open.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    // The button that asked goes away, so the focus goes to what stays.
    let mut effects = reading::arrive(state);
    if !effects.is_empty() {
        effects.push(Effect::Focus("find".to_owned()));
    }
    effects.extend(reading::retry_summaries(state));
    if let Some(id) = state.customers.selected.clone()
        && forget_failed(state, &id)
    {
        effects.extend(select(state, id));
    }
    effects
}

/// Forgets a customer's details where any part of them did not come; whether that was so.
pub(super) fn forget_failed(state: &mut State, id: &str) -> bool {
    let details = &mut state.customers.details;
    let is_failed = details.get(id).is_some_and(has_failed);
    if is_failed {
        details.remove(id);
    }
    is_failed
}

fn has_failed(details: &Load<Details>) -> bool {
    match details {
        Load::NotAsked | Load::Waiting => false,
        Load::Failed(_) => true,
        Load::Known(it) => {
            matches!(it.summary, Load::Failed(_))
                || matches!(it.address, Load::Failed(_))
                || matches!(it.subscriptions, Load::Failed(_))
                || matches!(it.relationships, Load::Failed(_))
                || matches!(it.requests, Load::Failed(_))
                || matches!(it.incidents, Load::Failed(_))
        }
    }
}

/// Asks for a customer's details, unless they are known or on their way. What did not come is asked for again after a while.
pub(super) fn ask_for_details(state: &mut State, id: String) -> Vec<Effect> {
    match state.customers.details.get(&id) {
        Some(Load::Waiting) => return Vec::new(),
        Some(Load::Known(it)) if !is_due(state, it) => return Vec::new(),
        _ => (),
    }
    state.customers.details.insert(id.clone(), Load::Waiting);
    vec![Effect::ReadDetails(id)]
}

/// Whether the record did not come a while ago. Straight from the browser it never does, so only the user asks for it again.
fn is_due(state: &State, details: &Details) -> bool {
    let is_fresh = (0..FAILED_MS).contains(&state.now.ms_since(details.read_at));
    matches!(details.summary, Load::Failed(_)) && !is_fresh && !state.connection.is_direct()
}

pub(super) fn read_details(
    state: &mut State,
    id: String,
    answer: Result<Details, Trouble>,
) -> Vec<Effect> {
    if let Ok(details) = &answer {
        let is_known = |it: &Load<Summary>| it.known().is_some();
        let is_news = is_known(&details.summary);
        if is_news || !state.customers.summary(&id).is_some_and(is_known) {
            reading::learn_summary(state, &id, details.summary.clone());
        }
        for case in state.cases.values_mut().filter(|it| !it.filing.is_out()) {
            if case.customer.as_ref().is_some_and(|it| it.id == id) {
                update::learn(case, details);
            }
        }
    }
    state
        .customers
        .details
        .insert(id, update::into_load(answer));
    if let Route::Request(case) = state.route().clone() {
        update::request::suggest(state, &case);
    }
    let mut effects = vec![Effect::Save];
    effects.extend(super::interview::leave_if_passed(state));
    effects
}

pub(super) fn pin(state: &mut State, id: String) -> Vec<Effect> {
    let pinned = &mut state.customers.pinned;
    match pinned.iter().position(|it| *it == id) {
        Some(at) => {
            pinned.remove(at);
        }
        None => pinned.push(id),
    }
    vec![Effect::Save]
}

/// Opens a case for a customer.
pub(super) fn use_for_case(state: &mut State, id: &str, outside: &Circumstances) -> Vec<Effect> {
    let customer = customer_of(state, id);
    let (Some(customer), Some(name)) = (customer, CaseId::parse(&outside.fresh)) else {
        return Vec::new();
    };
    let mut case = Case::open(name.clone(), Some(customer), outside.now);
    match state.customers.details.get(id) {
        Some(Load::Known(details)) => update::learn(&mut case, details),
        // Which cloud's portals are asked is known before any of them answers.
        _ => case.learn(vec![Told {
            fact: FactId::new("cloud"),
            values: vec![state.cloud.clone()],
            record: Record::Setting,
            at: outside.now,
        }]),
    }
    let recent = &mut state.customers.recent;
    recent.retain(|it| it != id);
    recent.insert(0, id.to_owned());
    recent.truncate(N_RECENT);
    state.cases.insert(name.clone(), case);
    super::interview::presume_subject(state, &name);
    let mut effects = ask_for_details(state, id.to_owned());
    effects.push(Effect::Save);
    effects.push(Effect::Go(super::next_page(state, &name)));
    effects
}
