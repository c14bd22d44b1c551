//! The customer picker.

use crate::{
    app::{
        Circumstances, Details, Effect, Load, Route, Row, Show, State, Summary, Trouble,
        customer_of, update,
    },
    casework::{Case, CaseId, Told},
    vocab::{FactId, sort_by},
};

/// How many customers used lately are remembered.
const N_RECENT: usize = 12;

pub(super) fn arrive(state: &mut State) -> Vec<Effect> {
    if matches!(state.customers.rows, Load::Known(_) | Load::Waiting) {
        return Vec::new();
    }
    state.customers.rows = Load::Waiting;
    vec![Effect::ReadCustomers]
}

pub(super) fn search(state: &mut State, query: String) -> Vec<Effect> {
    state.customers.query = query;
    Vec::new()
}

pub(super) fn show(state: &mut State, show: Show) -> Vec<Effect> {
    state.customers.show = show;
    Vec::new()
}

pub(super) fn read(state: &mut State, answer: Result<Vec<Row>, Trouble>) -> Vec<Effect> {
    let wanted: Vec<String> = match &answer {
        Ok(rows) => rows.iter().map(|it| it.customer.id.clone()).collect(),
        Err(_) => Vec::new(),
    };
    state.customers.rows = update::into_load(answer);
    sort(state);
    for id in &wanted {
        state
            .customers
            .summaries
            .entry(id.clone())
            .or_insert(Load::Waiting);
    }
    if wanted.is_empty() {
        Vec::new()
    } else {
        vec![Effect::ReadSummaries(wanted)]
    }
}

/// Puts the customers in the order of the language: once, not whenever the list is drawn.
pub(super) fn sort(state: &mut State) {
    if let (Load::Known(rows), Some(words)) = (&mut state.customers.rows, &state.words) {
        sort_by(rows, |one, other| {
            words.compare(&one.customer.name, &other.customer.name)
        });
    }
}

pub(super) fn read_summary(
    state: &mut State,
    id: String,
    answer: Result<Summary, Trouble>,
) -> Vec<Effect> {
    state
        .customers
        .summaries
        .insert(id, update::into_load(answer));
    Vec::new()
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
    let mut effects = arrive(state);
    if !effects.is_empty() {
        effects.push(Effect::Focus("find".to_owned()));
    }
    let customers = &mut state.customers;
    let mut ids = Vec::new();
    for (id, summary) in &mut customers.summaries {
        if matches!(summary, Load::Failed(_)) {
            *summary = Load::Waiting;
            ids.push(id.clone());
        }
    }
    if !ids.is_empty() {
        effects.push(Effect::ReadSummaries(ids));
    }
    let open = customers.selected.clone();
    if let Some(id) = open.filter(|id| customers.details.get(id).is_some_and(has_failed)) {
        customers.details.remove(&id);
        effects.extend(select(state, id));
    }
    effects
}

fn has_failed(details: &Load<Details>) -> bool {
    match details {
        Load::NotAsked | Load::Waiting => false,
        Load::Failed(_) => true,
        Load::Known(it) => {
            matches!(it.subscriptions, Load::Failed(_))
                || matches!(it.requests, Load::Failed(_))
                || matches!(it.incidents, Load::Failed(_))
        }
    }
}

/// Asks for a customer's details, unless they are known or on their way.
pub(super) fn ask_for_details(state: &mut State, id: String) -> Vec<Effect> {
    if matches!(
        state.customers.details.get(&id),
        Some(Load::Known(_) | Load::Waiting)
    ) {
        return Vec::new();
    }
    state.customers.details.insert(id.clone(), Load::Waiting);
    vec![Effect::ReadDetails(id)]
}

pub(super) fn read_details(
    state: &mut State,
    id: String,
    answer: Result<Details, Trouble>,
) -> Vec<Effect> {
    if let Ok(details) = &answer {
        state
            .customers
            .summaries
            .insert(id.clone(), Load::Known(details.summary.clone()));
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
