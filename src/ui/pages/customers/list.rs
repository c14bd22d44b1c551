//! The list of customers, or why there is none.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, Load, Show, Summary,
        screens::{self, CustomerLine, CustomerList, Marked},
    },
    ui::{
        Desk,
        kit::{Icon, badge, focus, icon, trouble, waiting},
        pages::customers::{N_ROWS, Picker, choose, look_for, say_counts, small_button},
    },
    wording::Arg,
};

/// The list, or why there is none.
pub(super) fn found(picker: Picker) -> AnyView {
    match picker.list.get() {
        Load::NotAsked | Load::Waiting => waiting(picker.desk.say("customers.waiting")),
        Load::Failed(it) => trouble(it),
        Load::Known(list) if list.lines.is_empty() => nothing(picker, &list),
        Load::Known(list) => {
            let more = (list.lines.len() < list.n_found).then(|| more(picker, &list));
            view! { {table(picker, list.lines)} {more} }.into_any()
        }
    }
}

/// Nothing to list: says why and how to see more.
fn nothing(picker: Picker, list: &CustomerList) -> AnyView {
    let desk = picker.desk;
    let key = if list.n_all == 0 {
        "customers.none"
    } else if list.query.is_empty() {
        match list.show {
            Show::All | Show::Pinned => "customers.none_pinned",
            Show::Recent => "customers.none_recent",
            Show::NoDelegatedAdmin => "customers.none_lacking",
        }
    } else {
        "customers.no_match"
    };
    let clear = (!list.query.is_empty()).then(|| {
        let clear = move |_| {
            if let Some(field) = picker.field.get_untracked() {
                field.set_value("");
            }
            look_for(picker, String::new());
            focus("find".to_owned());
        };
        small_button(desk.say("customers.clear"), clear)
    });
    let widen = (list.show != Show::All && list.n_all > 0).then(|| {
        let widen = move |_| {
            choose(picker, Show::All);
            focus("find".to_owned());
        };
        small_button(desk.say("customers.widen"), widen)
    });
    view! {
        <div class="empty">
            <h2 class="empty__title">{desk.say_with(key, &[("query", Arg::Text(&list.query))])}</h2>
            <p>{desk.say(&format!("{key}.say"))}</p>
            <div class="actions">{clear} {widen}</div>
        </div>
    }
    .into_any()
}

fn table(picker: Picker, lines: Vec<CustomerLine>) -> AnyView {
    let desk = picker.desk;
    let selected = desk.slice(|it| it.customers.selected.clone());
    let head = |key: &str| view! { <th role="columnheader" scope="col">{desk.say(key)}</th> };
    let rows = lines
        .into_iter()
        .map(|it| row(desk, selected, it))
        .collect_view();
    // The roles keep it a table for those who hear it where it is laid out as labelled rows.
    view! {
        <div class="sheet">
            <table class="grid" role="table" data-density="compact" data-stack="">
                <caption class="unseen">{desk.say("page.customers")}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head("customers.name")} {head("customers.country")} {head("customers.access")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn more(picker: Picker, list: &CustomerList) -> AnyView {
    let n_before = list.lines.len();
    let show_more = move |_| {
        picker.n_shown.update(|it| *it += N_ROWS);
        // The first new row, so that reading goes on where it stopped.
        let list = picker.list.get_untracked();
        let next = list.known().and_then(|it| it.lines.get(n_before));
        if let Some(next) = next {
            focus(row_id(&next.id));
        }
    };
    view! {
        <div class="pager">
            <span class="pager__note">{say_counts(picker, "customers.showing", list)}</span>
            {small_button(picker.desk.say("customers.more"), show_more)}
        </div>
    }
    .into_any()
}
fn row(desk: Desk, selected: Memo<Option<String>>, line: CustomerLine) -> AnyView {
    let CustomerLine {
        id,
        name,
        domain,
        is_pinned,
    } = line;
    let is_open = {
        let id = id.clone();
        move || selected.with(|it| it.as_ref() == Some(&id))
    };
    let is_current = is_open.clone();
    let summary = {
        let id = id.clone();
        desk.slice(move |it| screens::customer_summary(it, &id))
    };
    let country = move || {
        let code = summary.with(|it| it.known().map(|it| it.country.clone()));
        desk.country(&code.unwrap_or_default())
    };
    let pin = is_pinned.then(|| {
        view! { <span class="unseen">{desk.say("customers.pinned")} " "</span> {icon(Icon::Pin)} }
    });
    view! {
        <tr role="row" aria-selected=move || is_open().to_string()>
            <th role="rowheader" scope="row">
                <button
                    class="button"
                    data-kind="text"
                    type="button"
                    id=row_id(&id)
                    aria-current=move || is_current().then_some("true")
                    on:click=move |_| desk.send(Command::Selected(id.clone()))
                >
                    {pin} <bdi>{marked(name)}</bdi>
                </button>
                <span class="grid__sub">{marked(domain)}</span>
            </th>
            <td role="cell" data-label=desk.say("customers.country")>{country}</td>
            <td role="cell" data-label=desk.say("customers.access")>{move || access(desk, summary.get())}</td>
        </tr>
    }
    .into_any()
}

pub(super) fn row_id(id: &str) -> String {
    format!("customer-{id}")
}

fn marked(text: Marked) -> AnyView {
    let found = (!text.found.is_empty()).then(|| view! { <mark>{text.found}</mark> });
    view! { {text.before} {found} {text.after} }.into_any()
}

/// What the portal tells of access, as a badge; what it has not told yet, as words.
fn access(desk: Desk, summary: Load<Summary>) -> AnyView {
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
