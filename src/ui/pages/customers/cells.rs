//! What stands in a customer's row, in the list and in the table.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, Load, Summary,
        screens::{CustomerLine, Marked},
    },
    ui::{
        Desk,
        kit::{Icon, badge, icon},
    },
};

pub(super) fn row_id(id: &str) -> String {
    format!("customer-{id}")
}

/// The name, which opens the details, with the domain below.
pub(super) fn name(desk: Desk, line: &CustomerLine, tabindex: Option<&'static str>) -> AnyView {
    let pin = line.is_pinned.then(|| {
        view! { <span class="unseen">{desk.say("customers.pinned")} " "</span> {icon(Icon::Pin)} }
    });
    let id = line.id.clone();
    view! {
        <button
            class="button"
            data-kind="text"
            type="button"
            id=row_id(&id)
            tabindex=tabindex
            aria-current=line.is_open.then_some("true")
            on:click=move |_| desk.send(Command::Selected(id.clone()))
        >
            {pin} <bdi>{marked(&line.name)}</bdi>
        </button>
        <span class="grid__sub">{marked(&line.domain)}</span>
    }
    .into_any()
}

fn marked(text: &Marked) -> AnyView {
    let part = |(is_found, text): &(bool, String)| {
        if *is_found {
            view! { <mark>{text.clone()}</mark> }.into_any()
        } else {
            text.clone().into_any()
        }
    };
    text.iter().map(part).collect_view()
}

pub(super) fn country(desk: Desk, summary: &Load<Summary>) -> AnyView {
    let code = summary.known().map(|it| it.country.as_str());
    desk.country(code.unwrap_or_default()).into_any()
}

/// What the portal tells of access, as a badge; what it has not told yet, as words.
pub(super) fn access(desk: Desk, summary: &Load<Summary>) -> AnyView {
    let (tone, key) = match summary {
        Load::Known(it) => match it.has_delegated_admin {
            Some(true) => ("ok", "customers.access.granted"),
            Some(false) => ("off", "customers.access.lacking"),
            None => ("plain", "customers.access.untold"),
        },
        Load::NotAsked | Load::Waiting => ("", "customers.access.waiting"),
        Load::Failed(_) => ("", "customers.access.failed"),
    };
    let text = desk.say(key);
    if tone.is_empty() {
        view! { <span class="dim">{text}</span> }.into_any()
    } else {
        badge(tone, text).into_any()
    }
}

/// Asks for what rows in view do not show yet, once for each set of them.
pub(super) fn ask_for_unread(desk: Desk, unread: Memo<Vec<String>>) {
    Effect::new(move |_: Option<()>| {
        let ids = unread.get();
        if !ids.is_empty() {
            desk.send(Command::Viewed(ids));
        }
    });
}

/// Whose further columns nobody has asked for.
pub(super) fn unread(lines: &[CustomerLine]) -> Vec<String> {
    let unread = lines.iter().filter(|it| it.summary == Load::NotAsked);
    unread.map(|it| it.id.clone()).collect()
}
