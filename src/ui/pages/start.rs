//! The start page: what the desk does, the cases to go on with, what is needed.

use crate::ui::view::prelude::*;
use crate::{
    app::{Load, Route},
    ui::{
        Desk,
        kit::{button_link, page_link},
        pages::edition,
    },
};

/// The stages on the way, in order; words are found under `start.way.<stage>`.
const STAGES: [&str; 5] = ["customer", "problem", "verdict", "portal", "request"];

pub fn page(desk: Desk) -> AnyView {
    let program = desk.slice(|it| it.program.clone());
    view! {
        {hero(desk)} {way(desk)} {edition::ask(desk)}
        <div class="cols part">
            {move || resume(desk, &program.get())}
            <section aria-labelledby="need">
                <h2 class="part__title" id="need">{desk.say("start.need")}</h2>
                {lines(desk, "needs", "needs__item", &["start.need_1", "start.need_2", "start.need_3", "start.need_4"])}
            </section>
        </div>
        <div class="cols part">
            {other_ways(desk)}
            <section aria-labelledby="not">
                <h2 class="part__title" id="not">{desk.say("start.not")}</h2>
                {lines(desk, "stack", "", &["start.not_1", "start.not_2", "start.not_3"])}
            </section>
        </div>
    }
    .into_any()
}

fn hero(desk: Desk) -> AnyView {
    view! {
        <div class="page__main hero">
            <h1 class="hero__title">{desk.say("start.title")}</h1>
            <p class="lead">{desk.say("start.lead")}</p>
            <div class="actions hero__acts">
                {button_link(Some("primary"), &Route::Customers, desk.say("start.begin"))}
                <span class="hint num">{desk.say("start.length")}</span>
            </div>
        </div>
    }
    .into_any()
}

fn way(desk: Desk) -> AnyView {
    let stage = |name: &str| {
        let key = format!("start.way.{name}");
        view! {
            <li class="route__stage">
                <h3 class="route__name">{desk.say(&key)}</h3>
                <p class="route__say">{desk.say(&format!("{key}.say"))}</p>
            </li>
        }
    };
    view! {
        <section class="part" aria-labelledby="way">
            <h2 class="unseen" id="way">{desk.say("start.way")}</h2>
            <ol class="route">{STAGES.map(stage).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn lines(desk: Desk, list: &'static str, item: &'static str, keys: &[&str]) -> AnyView {
    let lines = keys
        .iter()
        .map(|key| view! { <li class=item>{desk.say(&desk.by_mode(key))}</li> })
        .collect_view();
    view! { <ul class=list>{lines}</ul> }.into_any()
}

fn other_ways(desk: Desk) -> AnyView {
    let way = |subject: &str| {
        let route = Route::New(vec![("subject".to_owned(), subject.to_owned())]);
        let key = format!("start.other.{subject}");
        view! {
            <li>
                {page_link(&route, desk.say(&key))} <p class="hint">{desk.say(&format!("{key}.say"))}</p>
            </li>
        }
    };
    view! {
        <section aria-labelledby="other">
            <h2 class="part__title" id="other">{desk.say("start.other")}</h2>
            <ul class="stack">{["own_tenant", "partner_center"].map(way).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The cases to go on with. Without the rest of the program there are none to be seen yet.
fn resume(desk: Desk, program: &Load<()>) -> AnyView {
    if let Some(pages) = desk.peek(|it| desk.pages(it)) {
        return (pages.resume)(desk);
    }
    let none = (*program == Load::NotAsked).then(|| desk.say("start.resume_none"));
    view! {
        <section aria-labelledby="resume">
            <h2 class="part__title" id="resume" tabindex="-1">{desk.say("start.resume_title")}</h2>
            <p class="hint">{none}</p>
        </section>
    }
    .into_any()
}
