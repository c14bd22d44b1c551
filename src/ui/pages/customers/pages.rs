//! The same rows as pages of a plain table, for those whose tools know only what is in the page.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{self, CustomerLine, CustomerList},
    ui::{
        Desk,
        pages::customers::{Picker, cells, number},
    },
};

/// Rows of a page.
const N_ROWS: usize = 50;

/// How many rows are shown of a list: those of the page, or all that can be scrolled to.
pub(super) fn shown(picker: Picker, list: &CustomerList) -> usize {
    if !picker.is_paged.get() {
        return list.n_found;
    }
    let (from, until) = range(picker, list.n_found);
    until - from
}

fn n_pages(n_found: usize) -> usize {
    n_found.div_ceil(N_ROWS).max(1)
}

/// The rows of the page; the last one where the list has become too short.
fn range(picker: Picker, n_found: usize) -> (usize, usize) {
    let page = picker.page.get().min(n_pages(n_found) - 1);
    let from = page * N_ROWS;
    (from, (from + N_ROWS).min(n_found))
}

pub(super) fn draw(picker: Picker) -> AnyView {
    let Picker { desk, list, .. } = picker;
    let lines = desk.slice(move |it| {
        let range = range(picker, list.with(|it| it.n_found));
        screens::customer_rows(it, range, None)
    });
    cells::ask_for_unread(desk, Memo::new(move |_| lines.with(|it| cells::unread(it))));
    let head = |key: &str| view! { <th role="columnheader" scope="col">{desk.say(key)}</th> };
    let rows = move || {
        let lines = lines.get().into_iter();
        lines
            .map(|it| keyed(it.id.clone(), row(desk, &it)))
            .collect_view()
    };
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
        {pager(picker)}
    }
    .into_any()
}

fn row(desk: Desk, line: &CustomerLine) -> AnyView {
    view! {
        <tr role="row" aria-selected=line.is_open.to_string()>
            <th role="rowheader" scope="row">{cells::name(desk, line, None)}</th>
            <td role="cell" data-label=desk.say("customers.country")>{cells::country(desk, &line.summary)}</td>
            <td role="cell" data-label=desk.say("customers.access")>{cells::access(desk, &line.summary)}</td>
        </tr>
    }
    .into_any()
}

fn pager(picker: Picker) -> AnyView {
    let Picker {
        desk, list, page, ..
    } = picker;
    let last = move || n_pages(list.with(|it| it.n_found)) - 1;
    let now = move || page.get().min(last());
    // A button at an end stays where it is, so that the focus does.
    let step = move |key: &str, target: fn(usize) -> Option<usize>| {
        let target = move || target(now()).filter(|it| *it <= last());
        let turn = move |_| {
            if let Some(target) = target() {
                page.set(target);
            }
        };
        view! {
            <button
                class="button"
                data-size="small"
                type="button"
                aria-disabled=move || target().is_none().then_some("true")
                on:click=turn
            >
                {desk.say(key)}
            </button>
        }
        .into_any()
    };
    let place = move || {
        let count = [("n", number(now() + 1)), ("all", number(last() + 1))];
        desk.say_with("customers.page", &count)
    };
    view! {
        <div class="pager">
            {step("customers.previous", |it| it.checked_sub(1))} {step("customers.next", |it| Some(it + 1))}
            <span class="pager__note" role="status">{place}</span>
        </div>
    }
    .into_any()
}
