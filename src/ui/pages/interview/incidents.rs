//! What service health shows of the customer, above the answers to the question about it.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        DateStyle, IncidentRow, Load,
        screens::{self, Incidents},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{bar, rich, trouble, waiting},
        pages::{health, interview::answers::when},
    },
    vocab::FactId,
    wording::Arg,
};

/// The evidence for a question; nothing for questions about other things.
pub(super) fn incidents(desk: Desk, case: CaseId, fact: FactId) -> AnyView {
    let load = desk.slice(move |state| screens::incidents(state, state.cases.get(&case)?, &fact));
    let draw = move || match load.get() {
        None => ().into_any(),
        Some(Load::NotAsked | Load::Waiting) => waiting(desk.say("interview.health_waiting")),
        // Health that may not be seen is an answer of its own, not a fault.
        Some(Load::Failed(it)) if it.kind == "health_hidden" => {
            bar("info", desk.say("trouble.health_hidden").into_any(), None)
        }
        Some(Load::Failed(it)) => trouble(it),
        Some(Load::Known(it)) => known(desk, it),
    };
    view! { {draw} }.into_any()
}

fn known(desk: Desk, incidents: Incidents) -> AnyView {
    let list = if incidents.rows.is_empty() {
        view! { <p>{desk.say("interview.health_quiet")}</p> }.into_any()
    } else {
        let lines = incidents
            .rows
            .into_iter()
            .map(|it| line(desk, &it))
            .collect_view();
        view! { <ul class="notes">{lines}</ul> }.into_any()
    };
    let read_at = when(desk, incidents.read_at);
    view! {
        <section class="card stack" aria-labelledby="incidents">
            <h2 class="card__title" id="incidents">{desk.say("interview.health_title")}</h2>
            {list}
            <p class="status">{desk.say_with("interview.health_read", &[("when", Arg::Text(&read_at))])}</p>
        </section>
    }
    .into_any()
}

/// An incident as a sentence.
fn line(desk: Desk, incident: &IncidentRow) -> AnyView {
    let key = match (incident.is_over, incident.since.is_some()) {
        (false, true) => "interview.incident_running",
        (false, false) => "interview.incident_running_undated",
        (true, true) => "interview.incident_over",
        (true, false) => "interview.incident_over_undated",
    };
    let since = incident
        .since
        .map(|it| desk.write(it, DateStyle::DayTime))
        .unwrap_or_default();
    let args = [
        ("service", Arg::Text(&incident.service)),
        ("title", Arg::Text(&incident.title)),
        ("id", Arg::Text(&incident.id)),
        ("since", Arg::Text(&since)),
    ];
    let latest = incident.latest.as_ref().filter(|_| !incident.is_over);
    let latest = latest.map(|(at, text)| health::latest(desk, *at, text));
    view! { <li class="note">{rich(desk.pieces(key, &args))} {latest}</li> }.into_any()
}
