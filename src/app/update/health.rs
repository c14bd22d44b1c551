//! The service health board: who is read, when, and what comes of it.

use crate::{
    app::{
        Circumstances, Effect, HealthCommand, Load, Route, State, Trouble, screens, update, watched,
    },
    casework::CaseId,
    facts::Answer,
    flow::Reply,
    portal::graph::ServiceHealth,
    vocab::{FactId, Moment},
};
use std::rc::Rc;

/// A page reads by itself no more often than that, and up to half as much later, so that not all desks ask at once.
const AGAIN_MS: i64 = 60_000;
const JITTER_MS: i64 = 30_000;

/// Applies a command of the board.
pub(super) fn apply(
    state: &mut State,
    command: HealthCommand,
    outside: &Circumstances,
) -> Vec<Effect> {
    match command {
        HealthCommand::Due => {
            let ids = watched(state).0;
            ask(state, ids)
        }
        HealthCommand::Refreshed => {
            state.health.is_awaited = true;
            let ids = watched(state).0;
            ask(state, ids)
        }
        HealthCommand::Retried(id) => {
            state.health.is_awaited = true;
            let mut effects = ask(state, vec![id.clone()]);
            // The button that asked goes away, so the focus goes to what stays.
            effects.push(Effect::Focus(format!("health-{id}")));
            effects
        }
        HealthCommand::Read(id, answer) => read(state, id, answer, outside),
        HealthCommand::Watched(id) => watch(state, id),
        HealthCommand::Asked {
            customer,
            incident,
            product,
        } => open_case(state, &customer, incident, product, outside),
    }
}

/// Reads everybody when what was read is old, and otherwise those who were not read yet.
pub(super) fn arrive(state: &mut State) -> Vec<Effect> {
    let mut effects = update::reading::arrive(state);
    let is_due = state.health.due.is_none_or(|it| is_over(it, state.now));
    let mut ids = watched(state).0;
    ids.retain(|it| is_due || !state.health.read.contains_key(it));
    effects.extend(ask(state, ids));
    effects
}

/// Asks again for all that failed.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    let mut effects = arrive(state);
    let mut ids = watched(state).0;
    ids.retain(|it| {
        state
            .health
            .read
            .get(it)
            .is_some_and(|it| it.trouble.is_some())
    });
    effects.extend(ask(state, ids));
    effects
}

/// The clock went on: the board is read again where it is open, has been read, and is old enough.
pub(super) fn tick(state: &mut State) -> Vec<Effect> {
    let is_due = state.health.due.is_some_and(|it| is_over(it, state.now));
    let is_idle = state.health.asking.is_none();
    if *state.route() == Route::Health && is_due && is_idle && !watched(state).0.is_empty() {
        vec![Effect::RefreshHealth]
    } else {
        Vec::new()
    }
}

/// Puts customers in the queue that are not in it, and begins to read if nobody is being read.
fn ask(state: &mut State, ids: Vec<String>) -> Vec<Effect> {
    let board = &mut state.health;
    for id in ids {
        if board.asking.as_ref() != Some(&id) && !board.queue.contains(&id) {
            board.queue.push(id);
            board.n_round += 1;
        }
    }
    if board.asking.is_none() {
        next(state)
    } else {
        Vec::new()
    }
}

fn next(state: &mut State) -> Vec<Effect> {
    let board = &mut state.health;
    if board.queue.is_empty() {
        board.n_round = 0;
        if std::mem::take(&mut board.is_awaited) {
            update::announce(state, "health.said");
        }
        return Vec::new();
    }
    let id = board.queue.remove(0);
    board.asking = Some(id.clone());
    vec![Effect::ReadHealth(id)]
}

fn read(
    state: &mut State,
    id: String,
    answer: Result<Vec<ServiceHealth>, Trouble>,
    outside: &Circumstances,
) -> Vec<Effect> {
    let board = &mut state.health;
    if board.asking.as_ref() != Some(&id) {
        // It was asked of another world.
        return Vec::new();
    }
    board.asking = None;
    let common = answer.as_ref().err();
    let common = common.filter(|it| it.is_of_all()).cloned();
    take(state, id, answer, outside.now);
    if let Some(trouble) = common {
        for id in std::mem::take(&mut state.health.queue) {
            take(state, id, Err(trouble.clone()), outside.now);
        }
    }
    if *state.route() != Route::Health {
        // Nobody looks any more.
        state.health.queue.clear();
    }
    state.health.due = Some(next_look(outside));
    next(state)
}

/// Keeps what was read; after a failure what was read before stays.
fn take(state: &mut State, id: String, answer: Result<Vec<ServiceHealth>, Trouble>, now: Moment) {
    let entry = state.health.read.entry(id).or_default();
    match answer {
        Ok(services) => {
            entry.services = Rc::new(services);
            entry.read_at = Some(now);
            entry.trouble = None;
        }
        Err(trouble) => entry.trouble = Some(trouble),
    }
}

/// When a page that is looked at reads again by itself.
pub(super) fn next_look(outside: &Circumstances) -> Moment {
    outside.now.plus_ms(AGAIN_MS + jitter_ms(&outside.fresh))
}

/// Whether it is time to read again. What lies farther ahead than any wait was set by a clock that has been put right since.
pub(super) fn is_over(due: Moment, now: Moment) -> bool {
    !(1..=AGAIN_MS + JITTER_MS).contains(&due.ms_since(now))
}

fn jitter_ms(fresh: &str) -> i64 {
    let sum = |sum: i64, letter: u8| (sum * 31 + i64::from(letter)) % JITTER_MS;
    fresh.bytes().fold(0, sum)
}

fn watch(state: &mut State, id: String) -> Vec<Effect> {
    let board = &mut state.health;
    if let Some(at) = board.added.iter().position(|it| *it == id) {
        board.added.remove(at);
        let n_before = board.queue.len();
        board.queue.retain(|it| *it != id);
        board.n_round -= n_before - board.queue.len();
        return vec![Effect::Focus("health-find".to_owned())];
    }
    board.added.push(id.clone());
    let mut effects = ask(state, vec![id]);
    effects.push(Effect::Focus("health-find".to_owned()));
    effects
}

/// Opens a case about a running incident: what the board tells is answered, all else is asked.
fn open_case(
    state: &mut State,
    customer: &str,
    incident: String,
    product: Option<String>,
    outside: &Circumstances,
) -> Vec<Effect> {
    let mut effects = update::customers::use_for_case(state, customer, outside);
    let Some(id) = CaseId::parse(&outside.fresh).filter(|it| state.cases.contains_key(it)) else {
        return effects;
    };
    let health = Some("active_incident".to_owned());
    let mut answers = vec![("health", health), ("product", product)];
    answers.retain(|(fact, value)| value.is_some() && is_possible(state, fact, value.as_deref()));
    update::change(state, &id, |case| {
        for (fact, value) in answers {
            let value = Answer::Word(value.unwrap_or_default());
            case.transcript
                .record(FactId::new(fact), Reply::Known(value));
        }
    });
    state.health.followed.insert(id.clone(), incident);
    effects.retain(|it| !matches!(it, Effect::Go(_)));
    effects.push(Effect::Go(update::next_page(state, &id)));
    effects
}

/// Whether the playbook knows the answer.
fn is_possible(state: &State, fact: &str, value: Option<&str>) -> bool {
    let content = state.content.as_ref();
    let fact = content.and_then(|it| it.playbook.rules.catalogue().get(fact));
    let value = Answer::Word(value.unwrap_or_default().to_owned());
    fact.is_some_and(|it| it.kind.class_of(&value).is_some())
}

/// A verdict that says to follow an incident shows it, so it is read again after the page was loaded afresh.
pub(super) fn follow(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let case = state.cases.get(id);
    match case.and_then(|case| screens::followed(state, case)) {
        Some(Load::NotAsked | Load::Waiting) => update::interview::read_customer(state, id),
        Some(Load::Known(_) | Load::Failed(_)) | None => Vec::new(),
    }
}
