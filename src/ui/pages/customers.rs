//! The customer picker: search, filters, the list, and the details of the one that is open.

mod list;
mod panel;

use crate::ui::view::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
};
use crate::{
    app::{
        Command, Load, Show,
        screens::{self, CustomerList, SHOWS},
    },
    ui::{
        Desk,
        kit::{Icon, icon},
    },
    wording::Arg,
};

/// How many rows are drawn at once, and how many *Show more* adds.
const N_ROWS: usize = 50;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Picker {
    desk: Desk,
    list: Memo<Load<CustomerList>>,
    n_shown: RwSignal<usize>,
    field: NodeRef<html::Input>,
}

pub(super) fn page(desk: Desk) -> AnyView {
    let n_shown = RwSignal::new(N_ROWS);
    let picker = Picker {
        desk,
        list: desk.slice(move |it| screens::customer_list(it, n_shown.get())),
        n_shown,
        field: NodeRef::new(),
    };
    let panel = desk.slice(screens::customer_panel);
    let details = move || match panel.get() {
        Some(panel) => panel::draw(desk, panel),
        None => view! { <p class="hint">{desk.say("customers.select")}</p> }.into_any(),
    };
    view! {
        <div class="page__top page__title">
            <h1>{desk.say("page.customers")}</h1>
            <p class="page__note num" role="status">{move || note(picker)}</p>
        </div>
        <div class="tools">{search(picker)} {filters(picker)}</div>
        <div class="pair">
            <div>{move || list::found(picker)}</div>
            {details}
        </div>
    }
    .into_any()
}

/// How many there are, said whenever it changes.
fn note(picker: Picker) -> String {
    let Load::Known(list) = picker.list.get() else {
        return String::new();
    };
    let n_lines = list.lines.len();
    let key = if list.n_found == list.n_all && n_lines == list.n_all {
        "customers.count"
    } else if n_lines == list.n_found {
        "customers.count_found"
    } else {
        "customers.count_shown"
    };
    say_counts(picker, key, &list)
}

fn say_counts(picker: Picker, key: &str, list: &CustomerList) -> String {
    picker.desk.say_with(
        key,
        &[
            ("n", number(list.n_found)),
            ("all", number(list.n_all)),
            ("shown", number(list.lines.len())),
        ],
    )
}

fn search(picker: Picker) -> AnyView {
    let desk = picker.desk;
    let typed = desk.peek(|it| it.customers.query.clone());
    let open_first = move |event: SubmitEvent| {
        event.prevent_default();
        let Load::Known(list) = picker.list.get_untracked() else {
            return;
        };
        if let Some(first) = list.lines.into_iter().next() {
            desk.send(Command::Selected(first.id));
        }
    };
    view! {
        <form class="find tools__grow" role="search" novalidate on:submit=open_first>
            {icon(Icon::Find)}
            <label class="unseen" for="find">{desk.say("customers.find")}</label>
            <input
                class="find__input"
                id="find"
                type="search"
                autocomplete="off"
                placeholder=desk.say("customers.find_hint")
                node_ref=picker.field
                prop:value=typed
                on:input:target=move |event| look_for(picker, event.target().value())
            />
        </form>
    }
    .into_any()
}

fn look_for(picker: Picker, query: String) {
    picker.n_shown.set(N_ROWS);
    picker.desk.send(Command::Searched(query));
}

fn filters(picker: Picker) -> AnyView {
    let desk = picker.desk;
    let counts = desk.slice(screens::customer_counts);
    let show = desk.slice(|it| it.customers.show);
    let filter = |(at, one): (usize, Show)| {
        let n = move || counts.with(|it| it.by_show.get(at).copied());
        view! {
            <button
                class="filter"
                type="button"
                aria-pressed=move || (show.get() == one).to_string()
                on:click=move |_| choose(picker, one)
            >
                {desk.say(&format!("customers.show.{}", name(one)))}
                " "
                <span class="filter__n">{n}</span>
            </button>
        }
    };
    let unread = move || {
        let n = counts.with(|it| it.n_unread);
        (n > 0 && show.get() == Show::NoDelegatedAdmin)
            .then(|| desk.say_with("customers.unread", &[("n", number(n))]))
    };
    view! {
        <div class="filters" role="group" aria-label=desk.say("customers.show")>
            {SHOWS.into_iter().enumerate().map(filter).collect_view()}
        </div>
        <span class="status">{unread}</span>
    }
    .into_any()
}

fn choose(picker: Picker, show: Show) {
    picker.n_shown.set(N_ROWS);
    picker.desk.send(Command::Showed(show));
}

fn small_button(text: String, act: impl Fn(MouseEvent) + 'static) -> AnyView {
    view! { <button class="button" data-size="small" type="button" on:click=act>{text}</button> }
        .into_any()
}

fn name(show: Show) -> &'static str {
    match show {
        Show::All => "all",
        Show::Pinned => "pinned",
        Show::Recent => "recent",
        Show::NoDelegatedAdmin => "lacking",
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows")]
fn number(n: usize) -> Arg<'static> {
    Arg::Number(n as f64)
}
