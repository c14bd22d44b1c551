//! Incidents as a list: what, since when, how many customers, what Microsoft wrote last, and the way to a case.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, HealthCommand,
        screens::{HealthScreen, ServiceIncident},
    },
    casework::CustomerRef,
    ui::{
        Desk,
        pages::{
            health::{Board, cell::level_badge},
            interview::when,
        },
    },
    vocab::Moment,
    wording::Arg,
};

/// Longer messages are shown when they are wanted.
const N_LETTERS_MAX: usize = 320;

/// Those that run.
pub(super) fn active(board: Board, screen: &HealthScreen) -> AnyView {
    let desk = board.desk;
    let n = screen.active.len();
    let list = if n > 0 {
        list(desk, &screen.active)
    } else if screen.as_of.is_some() {
        view! { <p class="dim">{desk.say("health.active_none")}</p> }.into_any()
    } else {
        view! { <p class="dim">{desk.say("health.active_unread")}</p> }.into_any()
    };
    view! {
        <section aria-labelledby="health-active">
            <h2 class="part__title" id="health-active">{desk.say_with("health.active", &[("n", Arg::count(n))])}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// Those of the period that are over.
pub(super) fn over(board: Board, screen: &HealthScreen) -> AnyView {
    let desk = board.desk;
    let n = screen.over.len();
    if n == 0 {
        return ().into_any();
    }
    view! {
        <details class="why part" id="health-over">
            <summary class="why__head">{desk.say_with("health.over", &[("n", Arg::count(n))])}</summary>
            {list(desk, &screen.over)}
        </details>
    }
    .into_any()
}

fn list(desk: Desk, incidents: &[ServiceIncident]) -> AnyView {
    let items = incidents
        .iter()
        .map(|it| keyed(it.id.clone(), item(desk, it)));
    view! { <ul class="incidents">{items.collect_view()}</ul> }.into_any()
}

fn item(desk: Desk, incident: &ServiceIncident) -> AnyView {
    let update = match &incident.latest {
        Some((at, text)) => latest(desk, *at, text),
        None => view! { <p class="dim">{desk.say("incident.update_none")}</p> }.into_any(),
    };
    // What is over is nobody's reason to wait.
    let acts = (!incident.is_over).then(|| acts(desk, incident));
    let names: Vec<_> = incident.affected.iter().map(|it| it.name.clone()).collect();
    let args = [
        ("n", Arg::count(incident.affected.len())),
        ("all", Arg::count(incident.n_read)),
    ];
    view! {
        <li class="incident">
            <h3 class="incident__title">
                {level_badge(desk, incident.level, &incident.word)} <span class="num">{incident.id.clone()}</span>
                <span class="incident__name">
                    <bdi>{incident.service.clone()}</bdi> ": " <bdi>{incident.title.clone()}</bdi>
                </span>
            </h3>
            <p class="incident__meta">{classification(desk, incident)} " · " {span(desk, incident)}</p>
            <div class="incident__update">{update}</div>
            {acts}
            <div class="incident__side">
                <p>{desk.say_with("health.affected", &args)}</p>
                {share(incident.affected.len(), incident.n_read)}
                <p class="dim"><bdi>{names.join(", ")}</bdi></p>
            </div>
        </li>
    }
    .into_any()
}

fn classification(desk: Desk, incident: &ServiceIncident) -> String {
    let word = &incident.classification;
    let key = format!("health.class_{word}");
    if word.is_empty() {
        desk.say("health.class_untold")
    } else if desk.has(&key) {
        desk.say(&key)
    } else {
        // A portal may use words that were not foreseen; they are shown as they are.
        word.clone()
    }
}

/// From when to when it ran, as far as it is told.
pub(super) fn span(desk: Desk, incident: &ServiceIncident) -> String {
    let write = |at: Option<Moment>| at.map(|it| when(desk, it)).unwrap_or_default();
    let (since, until) = (write(incident.since), write(incident.until));
    let key = match (incident.is_over, since.is_empty(), until.is_empty()) {
        (false, false, _) => "incident.span_since",
        (false, true, _) => "incident.span_runs",
        (true, false, false) => "incident.span",
        (true, true, false) => "incident.span_until",
        (true, false, true) => "incident.span_over_since",
        (true, true, true) => "incident.span_over",
    };
    let args = [("from", Arg::Text(&since)), ("until", Arg::Text(&until))];
    desk.say_with(key, &args)
}

/// What Microsoft wrote last. It came as markup and is shown as text.
pub(in crate::ui::pages) fn latest(desk: Desk, at: Option<Moment>, text: &str) -> AnyView {
    let head = match at {
        Some(at) => desk.say_with(
            "incident.update_at",
            &[("when", Arg::Text(&when(desk, at)))],
        ),
        None => desk.say("incident.update"),
    };
    let text = text.to_owned();
    if text.chars().count() > N_LETTERS_MAX {
        return view! {
            <details class="why">
                <summary class="why__head">{head}</summary>
                <p class="why__body longtext"><bdi>{text}</bdi></p>
            </details>
        }
        .into_any();
    }
    view! {
        <p class="status">{head}</p>
        <p class="longtext"><bdi>{text}</bdi></p>
    }
    .into_any()
}

/// The way to a case for each customer that has it.
fn acts(desk: Desk, incident: &ServiceIncident) -> AnyView {
    let act = |customer: &CustomerRef| {
        let command = Command::Health(HealthCommand::Asked {
            customer: customer.id.clone(),
            incident: incident.id.clone(),
            product: incident.product.map(str::to_owned),
        });
        let args = [
            ("customer", Arg::Text(&customer.name)),
            ("incident", Arg::Text(&incident.id)),
        ];
        view! {
            <button
                class="button"
                data-size="small"
                type="button"
                aria-label=desk.say_with("health.mine_of", &args)
                on:click=move |_| desk.send(command.clone())
            >
                <bdi>{customer.name.clone()}</bdi>
            </button>
        }
    };
    let acts = incident.affected.iter().map(act).collect_view();
    view! {
        <div class="incident__acts" data-print="no">
            <span>{desk.say("health.mine")}</span> {acts}
        </div>
    }
    .into_any()
}

/// The share of the customers; the words beside it say the same.
fn share(n: usize, all: usize) -> AnyView {
    let percent = n * 100 / all.max(1);
    view! {
        <svg class="rowruler" aria-hidden="true">
            <rect class="fig-track" x="0" y="6" width="100%" height="8"></rect>
            <rect class="fig-run" x="0" y="6" width=format!("{percent}%") height="8"></rect>
        </svg>
    }
    .into_any()
}
