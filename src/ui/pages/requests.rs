//! My requests: the list, and one of them.

mod detail;
mod row;

pub(super) use detail::page as detail;

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, DateStyle, Load, Route,
        screens::{self, Group, RequestLine},
    },
    ui::{
        Desk,
        kit::{button_link, trouble, waiting},
    },
    wording::Arg,
};

/// The filter that is chosen; none shows all.
type Chosen = RwSignal<Option<Group>>;

pub(super) fn list(desk: Desk) -> AnyView {
    let lines = desk.slice(screens::request_lines);
    let chosen: Chosen = RwSignal::new(None);
    let shown = Memo::new(move |_| {
        let lines = lines.get().into_iter();
        let is_shown = |it: &RequestLine| chosen.get().is_none_or(|group| it.group == group);
        lines.filter(is_shown).collect::<Vec<_>>()
    });
    let note = move || {
        let n = shown.with(Vec::len);
        let n_attention = lines.with(|it| count(it, Some(Group::Attention)));
        let args = [("n", Arg::count(n)), ("attention", Arg::count(n_attention))];
        let key = if n_attention > 0 {
            "requests.shown_attention"
        } else {
            "requests.shown"
        };
        desk.say_with(key, &args)
    };
    view! {
        <div class="page__top page__title">
            <h1 tabindex="-1">{desk.say("page.requests")}</h1>
            <p class="page__note num" role="status">{note}</p>
        </div>
        {fresh(desk)}
        <div class="tools">{filters(desk, lines, chosen)}</div>
        <div class="stack">
            {reading(desk)}
            {move || table(desk, &shown.get(), lines.with(Vec::is_empty))}
        </div>
    }
    .into_any()
}

/// How fresh the list is, and the button that reads it again.
fn fresh(desk: Desk) -> AnyView {
    let freshness = desk.slice(|it| it.freshness.clone());
    let state = move || {
        freshness.with(|it| {
            let at = it.read_at?;
            let key = if it.trouble.is_some() {
                "requests.stale"
            } else {
                "requests.as_of"
            };
            let when = desk.write(at, DateStyle::Time);
            Some(desk.say_with(key, &[("when", Arg::Text(&when))]))
        })
    };
    let cut = desk.slice(screens::requests_cut);
    let cut = move || {
        let n = cut.get()?;
        Some(desk.say_with("requests.cut", &[("n", Arg::count(n))]))
    };
    let is_reading = move || freshness.with(|it| it.is_reading).then_some("true");
    view! {
        <div class="fresh">
            <div class="fresh__state"><p class="status">{state} " " {cut}</p></div>
            <button
                class="button"
                data-size="small"
                type="button"
                aria-busy=is_reading
                on:click=move |_| desk.send(Command::RequestsDue)
            >
                {desk.say("requests.refresh")}
            </button>
        </div>
    }
    .into_any()
}

fn count(lines: &[RequestLine], group: Option<Group>) -> usize {
    let is_of = |it: &&RequestLine| group.is_none_or(|group| it.group == group);
    lines.iter().filter(is_of).count()
}

fn filters(desk: Desk, lines: Memo<Vec<RequestLine>>, chosen: Chosen) -> AnyView {
    let all = std::iter::once(None).chain(Group::ALL.into_iter().map(Some));
    let filter = |group: Option<Group>| {
        let name = group.map_or("all", Group::name);
        let n = move || lines.with(|it| count(it, group));
        view! {
            <button
                class="filter"
                type="button"
                aria-pressed=move || (chosen.get() == group).to_string()
                on:click=move |_| chosen.set(group)
            >
                {desk.say(&format!("requests.show_{name}"))} " " <span class="filter__n">{n}</span>
            </button>
        }
    };
    view! {
        <div class="filters" role="group" aria-label=desk.say("requests.show")>{all.map(filter).collect_view()}</div>
    }
    .into_any()
}

/// How far Partner Center was read; what this device filed is shown in any case.
fn reading(desk: Desk) -> AnyView {
    let state = desk.slice(|it| match &it.requests {
        Load::Known(_) => match &it.freshness.trouble {
            Some(trouble) => Load::Failed(trouble.clone()),
            None => Load::Known(()),
        },
        Load::Failed(trouble) => Load::Failed(trouble.clone()),
        Load::NotAsked | Load::Waiting => Load::Waiting,
    });
    let part = move || match state.get() {
        Load::Known(()) => None,
        Load::Failed(it) => Some(trouble(it)),
        Load::NotAsked | Load::Waiting => Some(waiting(desk.say("requests.wait"))),
    };
    part.into_any()
}

fn table(desk: Desk, lines: &[RequestLine], is_empty: bool) -> AnyView {
    if lines.is_empty() {
        return nothing(desk, is_empty);
    }
    let heads = ["request", "customer", "severity"].map(|it| head(desk, it));
    let tail = ["due", "status"].map(|it| head(desk, it));
    let rows = lines.iter().map(|it| row::row(desk, it)).collect_view();
    view! {
        <div class="sheet" tabindex="0" role="region" aria-label=desk.say("requests.region")>
            <table class="grid" data-stack="">
                <caption class="unseen">{desk.say("requests.caption")}</caption>
                <thead>
                    <tr>
                        {heads} <th scope="col">{desk.say("requests.col_answer")} {row::scale()}</th> {tail}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="legend">
            <span class="legend__item">{desk.say("requests.legend_target")}</span>
            <span class="legend__item">{desk.say("requests.legend_run")}</span>
            <span class="legend__item">{desk.say("requests.legend_late")}</span>
        </p>
    }
    .into_any()
}

fn head(desk: Desk, name: &str) -> AnyView {
    view! { <th scope="col">{desk.say(&format!("requests.col_{name}"))}</th> }.into_any()
}

/// Nothing at all, or nothing that the filter lets through.
fn nothing(desk: Desk, is_empty: bool) -> AnyView {
    if !is_empty {
        return view! { <div class="empty"><p>{desk.say("requests.none_shown")}</p></div> }
            .into_any();
    }
    view! {
        <div class="empty">
            <h2 class="empty__title">{desk.say("requests.empty_title")}</h2>
            <p>{desk.say("requests.empty")}</p>
            {button_link(Some("primary"), &Route::Customers, desk.say("requests.begin"))}
        </div>
    }
    .into_any()
}
