//! My requests: read, kept fresh, written to.

use crate::{
    app::{
        Circumstances, Effect, Load, Note, RequestRow, Route, State, TicketPlace, TicketRow,
        Trouble, Written,
        update::{self, health},
    },
    casework::{Case, Field, Filing},
};

/// How many tickets of Azure Support the list asks for at a time: those filed last.
const N_TICKETS: usize = 20;

pub(super) fn arrive_at_list(state: &mut State) -> Vec<Effect> {
    match state.requests {
        Load::NotAsked | Load::Failed(_) => {
            state.requests = Load::Waiting;
            read(state)
        }
        Load::Known(_)
            if state
                .freshness
                .due
                .is_none_or(|it| health::is_over(it, state.now)) =>
        {
            refresh(state)
        }
        Load::Waiting | Load::Known(_) => Vec::new(),
    }
}

/// The page of one request begins with the list, then reads its notes.
pub(super) fn arrive_at_one(state: &mut State, number: &str) -> Vec<Effect> {
    let mut effects = arrive_at_list(state);
    if state.requests.known().is_some() {
        effects.extend(ask_for_notes(state, number));
    }
    effects
}

/// Asks again for what failed: a message that may be there is sent again under its name.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    if let Route::Detail(number) = state.route().clone()
        && let Some(reply) = state
            .replies
            .get(&number)
            .filter(|it| !it.is_on_way)
            .cloned()
    {
        return write(state, number, reply.text, reply.name, true);
    }
    if state.requests.known().is_some() {
        return refresh(state);
    }
    state.requests = Load::NotAsked;
    arrive_at_list(state)
}

/// The clock went on: what is shown is read again where it is old enough.
pub(super) fn tick(state: &State) -> Vec<Effect> {
    let is_shown = matches!(state.route(), Route::Requests | Route::Detail(_));
    let is_due = state
        .freshness
        .due
        .is_some_and(|it| health::is_over(it, state.now));
    if is_shown && is_due && !state.freshness.is_reading && state.requests.known().is_some() {
        vec![Effect::RefreshRequests]
    } else {
        Vec::new()
    }
}

/// Reads the list again; what is known stays until then.
pub(super) fn refresh(state: &mut State) -> Vec<Effect> {
    if state.freshness.is_reading {
        return Vec::new();
    }
    read(state)
}

/// Something new was filed: the list is old, and read again at once where it is looked at.
pub(super) fn outdate(state: &mut State) -> Vec<Effect> {
    state.freshness.due = None;
    match state.route() {
        Route::Requests | Route::Detail(_) => arrive_at_list(state),
        _ => Vec::new(),
    }
}

fn read(state: &mut State) -> Vec<Effect> {
    state.freshness.is_reading = true;
    let mut places = open_tickets(state);
    if let Route::Detail(number) = state.route() {
        // It is read with its messages anyway.
        places.retain(|it| it.number != *number);
    }
    let mut effects = vec![Effect::ReadRequests];
    effects.extend((!places.is_empty()).then_some(Effect::ReadTickets(places)));
    effects
}

/// The newest tickets that are not known to be closed.
fn open_tickets(state: &State) -> Vec<TicketPlace> {
    let is_open = |number: &str| {
        let known = state.tickets.get(number).and_then(Load::known);
        known.is_none_or(|it| it.status != "closed")
    };
    let mut places: Vec<_> = state
        .cases
        .values()
        .filter_map(|case| Some((case.changed, place(case)?)))
        .filter(|it| is_open(&it.1.number))
        .collect();
    crate::vocab::sort_by(&mut places, |one, other| other.0.cmp(&one.0));
    places.truncate(N_TICKETS);
    places.into_iter().map(|it| it.1).collect()
}

/// Where Azure Support keeps what a case became, if it does.
fn place(case: &Case) -> Option<TicketPlace> {
    let Filing::Sent(sent) = &case.filing else {
        return None;
    };
    Some(TicketPlace {
        number: sent.number.clone(),
        customer: case.customer.as_ref()?.id.clone(),
        subscription: case.draft.text(Field::Subscription).to_owned(),
        name: sent.name.clone()?,
    })
}

fn case_of<'s>(state: &'s State, number: &str) -> Option<(&'s Case, TicketPlace)> {
    let places = state.cases.values().filter_map(|it| Some((it, place(it)?)));
    places.into_iter().find(|it| it.1.number == number)
}

pub(super) fn read_list(
    state: &mut State,
    answer: Result<Vec<RequestRow>, Trouble>,
    outside: &Circumstances,
) -> Vec<Effect> {
    if !std::mem::take(&mut state.freshness.is_reading) {
        // It was asked of another world.
        return Vec::new();
    }
    state.freshness.due = Some(health::next_look(outside));
    match answer {
        Ok(mut rows) => {
            // Lists tell no notes; those read before stand until they are read again.
            let known = state.requests.known().map(Vec::as_slice);
            for row in &mut rows {
                let before = known.unwrap_or_default().iter();
                let mut before = before.filter(|it| it.number == row.number);
                if let Some(before) = before.next() {
                    row.notes.clone_from(&before.notes);
                }
            }
            state.requests = Load::Known(rows);
            state.freshness.read_at = Some(outside.now);
            state.freshness.trouble = None;
        }
        Err(trouble) if state.requests.known().is_some() => {
            state.freshness.trouble = Some(trouble);
        }
        Err(trouble) => state.requests = Load::Failed(trouble),
    }
    match state.route() {
        Route::Detail(number) => {
            let number = number.clone();
            ask_for_notes(state, &number)
        }
        _ => Vec::new(),
    }
}

fn is_listed(state: &State, number: &str) -> bool {
    let rows = state.requests.known();
    rows.is_some_and(|rows| rows.iter().any(|it| it.number == number))
}

/// What Partner Center does not list, such as a ticket of Azure Support, it does not keep.
fn ask_for_notes(state: &mut State, number: &str) -> Vec<Effect> {
    if is_listed(state, number) {
        return vec![Effect::ReadRequest(number.to_owned())];
    }
    let Some((_, place)) = case_of(state, number) else {
        return Vec::new();
    };
    let ticket = state.tickets.entry(number.to_owned()).or_default();
    // What is known stays while it is read again.
    if ticket.known().is_none() {
        *ticket = Load::Waiting;
    }
    vec![Effect::ReadTicket(place)]
}

/// Adds a note to a request, or a message to a ticket.
pub(super) fn note(
    state: &mut State,
    number: String,
    text: &str,
    outside: &Circumstances,
) -> Vec<Effect> {
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    // The same text again is the same message: the portal then has it once.
    let pending = state.replies.get(&number).filter(|it| it.text == text);
    if pending.is_some_and(|it| it.is_on_way) {
        return Vec::new();
    }
    let pending = pending.map(|it| it.name.clone());
    let is_repeated = pending.is_some();
    let name = pending.unwrap_or_else(|| format!("desk-{}", outside.fresh));
    write(state, number, text, name, is_repeated)
}

fn write(
    state: &mut State,
    number: String,
    text: String,
    name: String,
    is_repeated: bool,
) -> Vec<Effect> {
    let reply = Written {
        text: text.clone(),
        name: name.clone(),
        is_on_way: true,
    };
    let effect = if is_listed(state, &number) {
        let number = number.clone();
        Effect::AddNote {
            number,
            text,
            name,
            is_repeated,
        }
    } else if let Some((case, place)) = case_of(state, &number) {
        let subject = case.draft.text(Field::Title).trim().to_owned();
        Effect::WriteToTicket {
            place,
            name,
            subject,
            text,
        }
    } else {
        return Vec::new();
    };
    state.replies.insert(number, reply);
    state.freshness.trouble = None;
    vec![effect]
}

/// Writing has ended. What may be there keeps its name until it is seen, in case the user sends it again; what is surely not there is a new
/// message then, because a portal may repeat what it answered to the old one ("MS-RequestId": a new one after any answer).
pub(super) fn written(state: &mut State, number: &str, may_be_there: bool) -> Vec<Effect> {
    match state.replies.get_mut(number) {
        Some(reply) if may_be_there => reply.is_on_way = false,
        Some(_) => drop(state.replies.remove(number)),
        None => (),
    }
    Vec::new()
}

/// A message is no more waited for once it is seen among these; whether one was.
fn arrived(state: &mut State, number: &str, notes: &[Note]) -> bool {
    let is_there = |it: &Written| notes.iter().any(|note| is_same_text(&note.2, &it.text));
    let is_sent = state.replies.get(number).is_some_and(is_there);
    if is_sent {
        state.replies.remove(number);
    }
    is_sent
}

pub(super) fn close(state: &State, number: String) -> Vec<Effect> {
    if is_listed(state, &number) {
        return vec![Effect::CloseRequest(number)];
    }
    let place = case_of(state, &number).map(|it| it.1);
    place.map(Effect::CloseTicket).into_iter().collect()
}

/// Puts a request that was read afresh in place of what was known of it; after a failure what was known stays.
pub(super) fn read_request(
    state: &mut State,
    number: &str,
    answer: Result<RequestRow, Trouble>,
) -> Vec<Effect> {
    let is_shown = matches!(state.route(), Route::Detail(shown) if shown == number);
    match answer {
        Ok(fresh) => {
            arrived(state, number, &fresh.notes);
            if is_shown {
                state.freshness.trouble = None;
            }
            if let Load::Known(rows) = &mut state.requests {
                match rows.iter_mut().find(|it| it.number == fresh.number) {
                    Some(row) => *row = fresh,
                    None => rows.push(fresh),
                }
            }
            update::announce(state, "said.changed");
        }
        Err(trouble) => {
            if is_shown {
                state.freshness.trouble = Some(trouble);
            }
        }
    }
    Vec::new()
}

/// A ticket was read, or changed and then read; after a failure what was known stays.
pub(super) fn read_ticket(
    state: &mut State,
    number: String,
    answer: Result<TicketRow, Trouble>,
) -> Vec<Effect> {
    let is_shown = matches!(state.route(), Route::Detail(shown) if *shown == number);
    let before = state.tickets.get(&number).and_then(Load::known);
    match answer {
        Ok(mut fresh) => {
            let has_changed = before.is_some_and(|it| it.status != fresh.status);
            if fresh.notes.is_none() {
                fresh.notes = before.and_then(|it| it.notes.clone());
            }
            let is_sent = arrived(state, &number, fresh.notes.as_deref().unwrap_or_default());
            if is_shown {
                state.freshness.trouble = None;
            }
            state.tickets.insert(number, Load::Known(fresh));
            if is_sent || has_changed {
                update::announce(state, "said.changed");
            }
        }
        Err(trouble) => {
            if before.is_none() {
                state.tickets.insert(number, Load::Failed(trouble));
            } else if is_shown {
                state.freshness.trouble = Some(trouble);
            }
        }
    }
    Vec::new()
}

/// Whether a text is one that was written: portals change its line breaks and blanks.
pub fn is_same_text(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
