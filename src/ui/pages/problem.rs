//! Pages for what cannot be shown: an unknown address, a case that is not here, a link that cannot be used.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Route,
        screens::{self, Expected, LinkScreen},
    },
    ui::{
        Desk,
        kit::{button_link, page_link, waiting},
    },
};

pub(super) fn unknown(desk: Desk, address: String) -> AnyView {
    let what = view! { <p><code>{address}</code></p> };
    draw(
        desk,
        "unknown",
        what.into_any(),
        &(Route::Start, "problem_page.start"),
    )
}

/// The playbook cannot be used: every defect with its place.
pub(super) fn defects(desk: Desk) -> AnyView {
    let lines = desk.peek(|it| it.defects.clone());
    let lines = lines
        .into_iter()
        .take(20)
        .map(|it| view! { <li><code>{it}</code></li> })
        .collect_view();
    view! {
        <h1 tabindex="-1">{desk.say("problem_page.defects_title")}</h1>
        <div class="page__main stack">
            <p>{desk.say("problem_page.defects")}</p>
            <ul class="stack">{lines}</ul>
            <p>{desk.say("problem_page.defects_kept")}</p>
        </div>
    }
    .into_any()
}

pub(super) fn no_case(desk: Desk) -> AnyView {
    let kept = view! { <p>{desk.say("problem_page.no_case_kept")}</p> };
    draw(
        desk,
        "no_case",
        kept.into_any(),
        &(Route::Customers, "problem_page.again"),
    )
}

pub(super) fn bad_link(desk: Desk) -> AnyView {
    let screen = desk.slice(screens::bad_link);
    let page = move || match screen.get() {
        Some(screen) => link(desk, screen),
        None => view! {
            <h1 tabindex="-1">{desk.say("page.new")}</h1>
            {waiting(desk.say("problem_page.opening"))}
        }
        .into_any(),
    };
    page.into_any()
}

/// What happened, what it means, what to do: the same shape for all.
fn draw(desk: Desk, name: &str, what: AnyView, next: &(Route, &str)) -> AnyView {
    let links = [Route::Start, Route::Customers, Route::Requests, Route::Help]
        .iter()
        .filter(|it| **it != next.0)
        .map(|it| {
            let text = desk.say(&format!("page.{}", it.name()));
            view! { <li>{page_link(it, text)}</li> }
        })
        .collect_view();
    view! {
        <div class="page__main stack">
            <h1 tabindex="-1">{desk.say(&format!("problem_page.{name}_title"))}</h1>
            <p>{desk.say(&format!("problem_page.{name}"))}</p>
            {what}
            <div class="actions">{button_link(Some("primary"), &next.0, desk.say(next.1))}</div>
            <ul class="stack">{links}</ul>
        </div>
    }
    .into_any()
}

fn link(desk: Desk, screen: LinkScreen) -> AnyView {
    let key = match screen.expected {
        Expected::One => "one",
        Expected::Several => "several",
        Expected::Day => "day",
        Expected::Language => "language",
        Expected::Nothing => "nothing",
    };
    let expected = desk.say(&format!("problem_page.expected_{key}"));
    let values = screen.values.into_iter().map(|(value, words)| {
        view! {
            <div class="facts__row">
                <dt class="facts__key"><code>{value}</code></dt>
                <dd class="facts__value">{words}</dd>
            </div>
        }
    });
    let values = values.collect_view();
    let what = view! {
        <dl class="facts" data-lay="wide" data-rule="top">
            <div class="facts__row">
                <dt class="facts__key">{desk.say("problem_page.key")}</dt>
                <dd class="facts__value"><code>{screen.key}</code></dd>
            </div>
            <div class="facts__row">
                <dt class="facts__key">{desk.say("problem_page.value")}</dt>
                <dd class="facts__value"><code>{screen.value}</code></dd>
            </div>
        </dl>
        <p>{expected}</p>
        <dl class="facts" data-lay="wide">{values}</dl>
    };
    let next = match screen.next {
        Some(route) => (route, "problem_page.go_on"),
        None => (Route::Start, "problem_page.start"),
    };
    draw(desk, "bad_link", what.into_any(), &next)
}
