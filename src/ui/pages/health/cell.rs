//! A state as letter, colour and words: the same in the matrix, in the strips and in the legend.

use crate::ui::view::prelude::*;
use crate::{
    portal::graph::Level,
    ui::{Desk, kit::badge},
    wording::{Arg, Listing},
};

/// The state of a cell, its letter and its words; none: the customer does not have the service.
fn looks(level: Option<Level>) -> (&'static str, &'static str, &'static str) {
    match level {
        None => ("none", "–", "health.level_none"),
        Some(Level::Healthy) => ("healthy", "N", "health.level_healthy"),
        Some(Level::Unknown) => ("unknown", "?", "health.level_unknown"),
        Some(Level::Degraded) => ("degraded", "D", "health.level_degraded"),
        Some(Level::Outage) => ("outage", "X", "health.level_outage"),
    }
}

/// The words of a level; `word` is the portal's own where it is not known here.
pub(super) fn level_words(desk: Desk, level: Option<Level>, word: &str) -> String {
    if word.is_empty() {
        desk.say(looks(level).2)
    } else {
        desk.say_with("health.level_word", &[("word", Arg::Text(word))])
    }
}

/// A level beside a title.
pub(super) fn level_badge(desk: Desk, level: Level, word: &str) -> AnyView {
    let tone = match level {
        Level::Healthy => "ok",
        Level::Unknown => "off",
        Level::Degraded => "warn",
        Level::Outage => "stop",
    };
    badge(tone, level_words(desk, Some(level), word)).into_any()
}

/// A state with the numbers of the incidents behind it.
pub(super) fn with_incidents(desk: Desk, state: String, incidents: &[String]) -> String {
    if incidents.is_empty() {
        return state;
    }
    let incidents = desk.list(incidents, Listing::And);
    let args = [
        ("state", Arg::Text(&state)),
        ("incidents", Arg::Text(&incidents)),
    ];
    desk.say_with("health.cell", &args)
}

/// A cell: a letter for the eye, the whole for the ear and for whoever points at it, and a short line where there is room.
pub(super) fn cell(level: Option<Level>, whole: String, short: Option<String>) -> AnyView {
    let (state, letter, _) = looks(level);
    let short = short.map(|it| view! { <span class="heat__since" aria-hidden="true">{it}</span> });
    view! {
        <span class="heat__cell" data-state=state title=whole.clone()>
            <span aria-hidden="true">{letter}</span> {short} <span class="unseen">{whole}</span>
        </span>
    }
    .into_any()
}

/// What the letters stand for.
pub(super) fn legend(desk: Desk, levels: &[Option<Level>]) -> AnyView {
    let item = |level: &Option<Level>| {
        let (state, letter, key) = looks(*level);
        view! {
            <li class="legend__item">
                <span class="heat__cell" data-state=state aria-hidden="true">{letter}</span> {desk.say(key)}
            </li>
        }
    };
    let items = levels.iter().map(item).collect_view();
    view! { <ul class="legend" aria-label=desk.say("health.legend")>{items}</ul> }.into_any()
}
