//! The incident that a verdict says to follow: its number, and what Microsoft wrote last.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        IncidentRow, Load, Route,
        screens::{self, Incidents},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{bar, page_link, trouble, waiting},
        pages::{health, interview::when},
    },
    wording::Arg,
};

pub(super) fn follow(desk: Desk, case: CaseId) -> AnyView {
    let load = desk.slice(move |state| screens::followed(state, state.cases.get(&case)?));
    let draw = move || {
        let part = match load.get()? {
            Load::NotAsked | Load::Waiting => waiting(desk.say("interview.health_waiting")),
            // Health that may not be seen is an answer of its own, not a fault.
            Load::Failed(it) if it.kind == "health_hidden" => {
                bar("info", desk.say("trouble.health_hidden").into_any(), None)
            }
            Load::Failed(it) => trouble(it),
            Load::Known(it) => known(desk, &it),
        };
        Some(view! {
            <section class="card stack part" aria-labelledby="follow">
                <h2 class="card__title" id="follow">{desk.say("incident.follow")}</h2>
                {part}
            </section>
        })
    };
    view! { {draw} }.into_any()
}

fn known(desk: Desk, incidents: &Incidents) -> AnyView {
    let list = if incidents.rows.is_empty() {
        view! { <p>{desk.say("incident.follow_none")}</p> }.into_any()
    } else {
        let lines = incidents.rows.iter().map(|it| line(desk, it));
        view! { <ul class="stack">{lines.collect_view()}</ul> }.into_any()
    };
    let read_at = when(desk, incidents.read_at);
    let args = [("when", Arg::Text(&read_at))];
    view! {
        {list}
        <p class="status">
            {desk.say_with("interview.health_read", &args)} " "
            {page_link(&Route::Health, desk.say("incident.follow_board"))}
        </p>
    }
    .into_any()
}

fn line(desk: Desk, incident: &IncidentRow) -> AnyView {
    let since = incident.since.map(|it| when(desk, it)).unwrap_or_default();
    let key = match (incident.is_over, incident.since.is_some()) {
        (true, true) => "incident.span_over_since",
        (true, false) => "incident.span_over",
        (false, true) => "incident.span_since",
        (false, false) => "incident.span_runs",
    };
    let update = match &incident.latest {
        Some((at, text)) if !text.is_empty() => health::latest(desk, *at, text),
        _ => view! { <p class="dim">{desk.say("incident.update_none")}</p> }.into_any(),
    };
    view! {
        <li>
            <p>
                <b class="num">{incident.id.clone()}</b> " " <bdi>{incident.service.clone()}</bdi> ": "
                <bdi>{incident.title.clone()}</bdi>
            </p>
            <p class="dim">{desk.say_with(key, &[("from", Arg::Text(&since))])}</p>
            {update}
        </li>
    }
    .into_any()
}
