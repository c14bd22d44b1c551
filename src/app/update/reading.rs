//! How the partner's customers are read: what is typed is asked of the portal, all are read page by page behind it, and rows are
//! completed as they come into view.
//!
//! Reading goes on while the user is on other pages, so that a list that was begun is whole when they come back; a hidden tab asks for
//! nothing. What has come is never thrown away: a page that fails is asked for again from the same place.

use crate::{
    app::{
        Command, CustomerPage, Effect, Load, Reading, State, Summary, Trouble,
        roster::{HELD_SECS_MAX, Kind},
        update::{self, customers},
    },
    casework::CustomerRef,
};
use std::rc::Rc;

/// No list of customers is read any further.
const N_CUSTOMERS_MAX: usize = 200_000;
/// How long somebody has to pause in typing, or in scrolling, before the portal is asked.
const TYPING_MS: u32 = 250;
const SCROLLING_MS: u32 = 150;
/// Queries shorter than that fit too many to be worth a request.
const N_TYPED_MIN: usize = 2;
/// Up to so many customers all are asked for their access, so that it can be counted; beyond, only those in view.
const N_SUMMARIES_ALL: usize = 200;
/// How many summaries may be on their way.
const N_ON_WAY_MAX: usize = 2;
/// How many pinned and recent customers are read ahead of their page.
const N_KNOWN_MAX: usize = 24;
/// After so many pages without anybody new the portal is taken to lead in a circle.
const N_IDLE_MAX: u32 = 20;
/// A portal that puts off so many requests in a row is not asked again unless the user wants it.
const N_HELD_MAX: u32 = 3;

/// Begins to read, or goes on where it failed.
pub(super) fn arrive(state: &mut State) -> Vec<Effect> {
    let reader = &mut state.customers.reader;
    let is_first = match reader.reading {
        Reading::Going | Reading::Held(_) | Reading::Complete => return Vec::new(),
        Reading::NotBegun => true,
        Reading::Failed(_) => false,
    };
    reader.reading = Reading::Going;
    reader.n_idle = 0;
    reader.n_held = 0;
    let mut effects = ask_for_page(state);
    // Straight from the browser only Graph is asked, and what it lists is on its way.
    if is_first && !state.connection.is_direct() {
        let customers = &state.customers;
        let known = customers.pinned.iter().chain(&customers.recent);
        let known: Vec<String> = known.take(N_KNOWN_MAX).cloned().collect();
        if !known.is_empty() {
            effects.push(Effect::ReadSummaries(state.customers.reader.round, known));
        }
    }
    effects
}

fn ask_for_page(state: &mut State) -> Vec<Effect> {
    let customers = &mut state.customers;
    let rest_ms = customers.pace.rest(state.now);
    let wait_ms = customers.pace.wait(Kind::Page, state.now);
    if rest_ms > 0 {
        customers.reader.reading = Reading::Held(state.now.plus_ms(wait_ms.into()));
    }
    after(wait_ms, Command::CustomersDue(customers.reader.round))
}

fn after(ms: u32, command: Command) -> Vec<Effect> {
    vec![Effect::After(ms, Box::new(command))]
}

/// The pause before a page is over.
pub(super) fn ask(state: &mut State, round: u32) -> Vec<Effect> {
    let customers = &mut state.customers;
    let reader = &mut customers.reader;
    let is_due = matches!(reader.reading, Reading::Going | Reading::Held(_));
    if round != reader.round || !is_due {
        return Vec::new();
    }
    reader.reading = Reading::Going;
    let rest_ms = customers.pace.rest(state.now);
    if rest_ms > 0 {
        // A row or what was typed was put off meanwhile.
        reader.reading = Reading::Held(state.now.plus_ms(rest_ms.into()));
        return after(rest_ms, Command::CustomersDue(round));
    }
    vec![Effect::ReadCustomers(round, reader.next.clone())]
}

/// Takes a page in.
pub(super) fn read(
    state: &mut State,
    round: u32,
    answer: Result<CustomerPage, Trouble>,
) -> Vec<Effect> {
    if round != state.customers.reader.round {
        return Vec::new();
    }
    match answer {
        Ok(page) => {
            let n_new = take_in(state, &page.customers);
            let reader = &mut state.customers.reader;
            reader.n_held = 0;
            reader.n_idle = if n_new == 0 { reader.n_idle + 1 } else { 0 };
            let is_circle =
                reader.n_idle > N_IDLE_MAX || page.next.is_some() && page.next == reader.next;
            if is_circle {
                reader.reading = Reading::Failed(Trouble {
                    kind: "unreadable",
                    support: "/customers: the pages lead in a circle".to_owned(),
                    ..Trouble::default()
                });
                return Vec::new();
            }
            reader.next = page.next;
            if reader.next.is_some() && state.customers.roster.len() < N_CUSTOMERS_MAX {
                return ask_for_page(state);
            }
            complete(state)
        }
        Err(trouble) => fail(state, trouble),
    }
}

fn complete(state: &mut State) -> Vec<Effect> {
    state.customers.reader.reading = Reading::Complete;
    customers::sort(state);
    let customers = &mut state.customers;
    if customers.roster.len() > N_SUMMARIES_ALL {
        return Vec::new();
    }
    let all = (0..customers.found.len()).filter_map(|it| customers.found.at(it));
    let rest = (0..).take(customers.roster.len());
    let wanted = customers.wanted.iter().copied().chain(all).chain(rest);
    customers.wanted = Rc::new(wanted.collect());
    ask_for_summaries(state)
}

/// A page did not come: what can be waited for is waited for.
pub(super) fn fail(state: &mut State, trouble: Trouble) -> Vec<Effect> {
    let now = state.now;
    if let Some(secs) = trouble.after_secs {
        hold(state, secs);
    }
    let reader = &mut state.customers.reader;
    let secs = trouble.after_secs.filter(|it| *it <= HELD_SECS_MAX);
    if let Some(secs) = secs.filter(|_| reader.n_held < N_HELD_MAX) {
        reader.n_held += 1;
        // At least as long as was asked for, and a little longer each time, so that not all come back at once.
        let wait_ms = secs * (1_000 + 50 * reader.n_held);
        reader.reading = Reading::Held(now.plus_ms(wait_ms.into()));
        return after(wait_ms, Command::CustomersDue(reader.round));
    }
    reader.reading = Reading::Failed(trouble);
    Vec::new()
}

/// The portal wants to be left alone: nothing of this page asks it meanwhile.
fn hold(state: &mut State, secs: u32) {
    state.customers.pace.hold(state.now, secs);
}

/// Takes customers in, each once; how many were new.
fn take_in(state: &mut State, customers: &[CustomerRef]) -> usize {
    let known = &mut state.customers;
    let n_new = customers.iter().filter(|it| known.roster.add(it)).count();
    if n_new > 0 {
        Rc::make_mut(&mut known.found).grow(&known.roster);
        customers::sort(state);
    }
    n_new
}

/// Something else is searched for: the portal is asked once the typing pauses, unless everybody is here.
pub(super) fn ask_soon(state: &mut State) -> Vec<Effect> {
    let customers = &mut state.customers;
    customers.n_typed += 1;
    let is_short = customers.query.trim().chars().count() < N_TYPED_MIN;
    if customers.is_complete() || is_short {
        customers.asked = Load::NotAsked;
        return Vec::new();
    }
    customers.asked = Load::Waiting;
    after(TYPING_MS, Command::SearchDue(customers.n_typed))
}

/// The typing has paused.
pub(super) fn look_up(state: &mut State, nth: u32) -> Vec<Effect> {
    let customers = &mut state.customers;
    if nth != customers.n_typed || customers.asked != Load::Waiting {
        return Vec::new();
    }
    let wait_ms = customers.pace.wait(Kind::Search, state.now);
    if wait_ms > 0 {
        return after(wait_ms, Command::SearchDue(nth));
    }
    vec![Effect::FindCustomers(
        nth,
        customers.query.trim().to_owned(),
    )]
}

/// Takes in whom the portal found.
pub(super) fn look_up_done(
    state: &mut State,
    nth: u32,
    answer: Result<Vec<CustomerRef>, Trouble>,
) -> Vec<Effect> {
    if let Ok(found) = &answer {
        take_in(state, found);
    }
    if let Err(Trouble {
        after_secs: Some(secs),
        ..
    }) = &answer
    {
        hold(state, *secs);
    }
    let customers = &mut state.customers;
    if nth == customers.n_typed {
        customers.asked = update::into_load(answer.map(drop));
    }
    Vec::new()
}

/// Other rows are in view.
pub(super) fn view(state: &mut State, ids: &[String]) -> Vec<Effect> {
    let customers = &mut state.customers;
    let places = ids.iter().filter_map(|it| customers.roster.place(it));
    let wanted: Vec<u32> = places
        .filter(|it| !is_known(customers.summaries.get(it)))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let is_counted = customers.is_complete() && customers.roster.len() <= N_SUMMARIES_ALL;
    let before: &[u32] = if is_counted { &customers.wanted } else { &[] };
    customers.wanted = Rc::new([&wanted, before].concat());
    customers.n_viewed += 1;
    after(SCROLLING_MS, Command::ViewDue(customers.n_viewed))
}

/// The scrolling has paused.
pub(super) fn view_due(state: &mut State, nth: u32) -> Vec<Effect> {
    if nth == state.customers.n_viewed {
        ask_for_summaries(state)
    } else {
        Vec::new()
    }
}

/// Whether nobody needs to ask.
fn is_known(summary: Option<&Load<Summary>>) -> bool {
    matches!(summary, Some(Load::Known(_) | Load::Waiting))
}

/// Asks for what is wanted, a few at a time.
fn ask_for_summaries(state: &mut State) -> Vec<Effect> {
    let now = state.now;
    let customers = &mut state.customers;
    let mut effects = Vec::new();
    while customers.on_way.len() < N_ON_WAY_MAX {
        let known = &customers.summaries;
        let mut wanted = customers.wanted.iter();
        let next = wanted.position(|it| !is_known(known.get(it)));
        let Some(next) = next else { break };
        let wanted = Rc::make_mut(&mut customers.wanted);
        let place = wanted.remove(next);
        // What stands before it is known.
        wanted.drain(..next);
        let Some(customer) = customers.roster.get(place) else {
            break;
        };
        Rc::make_mut(&mut customers.summaries).insert(place, Load::Waiting);
        customers.on_way.push(place);
        let wait_ms = customers.pace.wait(Kind::Row, now);
        let ask = Command::SummaryDue(customers.reader.round, customer.id);
        effects.extend(after(wait_ms, ask));
    }
    effects
}

/// The pause before a row's further columns is over.
pub(super) fn ask_for_summary(state: &mut State, round: u32, id: String) -> Vec<Effect> {
    if round != state.customers.reader.round {
        return Vec::new();
    }
    let rest_ms = state.customers.pace.rest(state.now);
    if rest_ms > 0 {
        // The portal was too busy for another one meanwhile.
        return after(rest_ms, Command::SummaryDue(round, id));
    }
    vec![Effect::ReadSummaries(round, vec![id])]
}

/// Takes in a row's further columns, and the row itself where it is ahead of its page.
pub(super) fn read_summary(
    state: &mut State,
    round: u32,
    id: &str,
    answer: Result<(CustomerRef, Summary), Trouble>,
) -> Vec<Effect> {
    if round != state.customers.reader.round {
        return Vec::new();
    }
    if let Ok((customer, _)) = &answer {
        take_in(state, std::slice::from_ref(customer));
    }
    if let Err(Trouble {
        after_secs: Some(secs),
        ..
    }) = &answer
    {
        hold(state, *secs);
    }
    let customers = &mut state.customers;
    if let Some(place) = customers.roster.place(id) {
        customers.on_way.retain(|it| *it != place);
    }
    learn_summary(state, id, update::into_load(answer.map(|it| it.1)));
    ask_for_summaries(state)
}

/// Keeps a row's further columns; of a customer who is gone there is no row.
pub(super) fn learn_summary(state: &mut State, id: &str, summary: Load<Summary>) {
    if let Some(place) = state.customers.roster.place(id) {
        Rc::make_mut(&mut state.customers.summaries).insert(place, summary);
    }
}

/// Asks again for the rows that failed.
pub(super) fn retry_summaries(state: &mut State) -> Vec<Effect> {
    let customers = &mut state.customers;
    let failed: Vec<u32> = customers
        .summaries
        .iter()
        .filter(|it| matches!(it.1, Load::Failed(_)))
        .map(|it| *it.0)
        .collect();
    if failed.is_empty() {
        return Vec::new();
    }
    let summaries = Rc::make_mut(&mut customers.summaries);
    summaries.retain(|_, it| !matches!(it, Load::Failed(_)));
    customers.wanted = Rc::new([failed.as_slice(), &customers.wanted].concat());
    ask_for_summaries(state)
}
