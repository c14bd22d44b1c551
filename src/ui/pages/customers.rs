//! The customer picker: search, filters, the list, and the details of the one that is open.

mod cells;
mod grid;
mod list;
mod pages;
mod panel;

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, Reading, Show,
        screens::{self, CustomerList, SHOWS},
    },
    ui::{
        Desk,
        kit::{Icon, bar, icon, rich},
    },
    wording::Arg,
};
use std::time::Duration;

/// How long after a search its result is read out: not between two letters.
const PAUSE: Duration = Duration::from_millis(600);

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Picker {
    desk: Desk,
    list: Memo<CustomerList>,
    is_paged: Memo<bool>,
    /// The page of the table, counted from zero.
    page: RwSignal<usize>,
    roll: grid::Roll,
    field: NodeRef<html::Input>,
}

pub(super) fn page(desk: Desk) -> AnyView {
    let list = desk.slice(screens::customer_list);
    let picker = Picker {
        desk,
        list,
        is_paged: desk.slice(|it| it.settings.is_paged),
        page: RwSignal::new(0),
        roll: grid::Roll::new(desk, list),
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
            <p class="page__note num">{move || note(picker)}</p>
        </div>
        <p class="unseen" role="status">{read_out(picker)}</p>
        {straight(desk)}
        <div class="tools">{search(picker)} {filters(picker)} {choose_pages(picker)}</div>
        <div class="pair">
            <div class="stack">{move || list::progress(picker)} {list::found(picker)}</div>
            {details}
        </div>
    }
    .into_any()
}

/// Says where the list comes from where it is not Partner Center's, once the words of the connection are here.
fn straight(desk: Desk) -> AnyView {
    let is_said = desk.slice(|it| it.connection.is_direct() && it.reference.known().is_some());
    let said = move || {
        is_said.get().then(|| {
            let text = rich(desk.pieces("connection.customers_direct", &[]));
            view! { <div class="page__top">{bar("info", text, None)}</div> }
        })
    };
    view! { {said} }.into_any()
}

/// How many there are.
fn note(picker: Picker) -> String {
    let list = picker.list.get();
    let is_all = list.n_found == list.n_all;
    let is_complete = list.reading == Reading::Complete;
    let shown = pages::shown(picker, &list);
    let key = match (is_all, is_complete) {
        _ if list.n_all == 0 => return String::new(),
        (true, _) if shown < list.n_found => "customers.count_shown",
        (true, true) => "customers.count",
        // The progress tells.
        (true, false) => return String::new(),
        (false, _) if shown < list.n_found => "customers.found_shown",
        (false, true) => "customers.count_found",
        (false, false) => "customers.count_so_far",
    };
    picker.desk.say_with(
        key,
        &[
            ("n", number(list.n_found)),
            ("all", number(list.n_all)),
            ("shown", number(shown)),
        ],
    )
}

/// The same, read out when somebody has searched or the reading ends, and not whenever a page comes.
fn read_out(picker: Picker) -> AnyView {
    let said = RwSignal::new(String::new());
    let cause = Memo::new(move |_| {
        picker.list.with(|it| {
            let is_going = matches!(it.reading, Reading::Going | Reading::NotBegun);
            (it.query.clone(), name(it.show), is_going)
        })
    });
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        cause.get();
        picker.is_paged.get();
        if let Some(before) = before.flatten() {
            before.clear();
        }
        let say = move || {
            // Nothing is left to read out where the page is gone with its field.
            if picker.field.get_untracked().is_some() {
                said.set(note(picker));
            }
        };
        set_timeout_with_handle(say, PAUSE).ok()
    });
    said.into_any()
}

fn search(picker: Picker) -> AnyView {
    let desk = picker.desk;
    let typed = desk.peek(|it| it.customers.query.clone());
    let open_first = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(first) = desk.peek(|it| screens::customer_at(it, 0)) {
            desk.send(Command::Selected(first));
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
    begin_at_the_top(picker);
    picker.desk.send(Command::Searched(query));
}

fn begin_at_the_top(picker: Picker) {
    picker.page.set(0);
    picker.roll.reset();
}

fn filters(picker: Picker) -> AnyView {
    let desk = picker.desk;
    let counts = desk.slice(screens::customer_counts);
    let show = desk.slice(|it| it.customers.show);
    let filter = |(at, one): (usize, Show)| {
        let n = move || {
            let n = counts.with(|it| it.by_show.get(at).copied());
            n.map(|it| desk.number(it))
        };
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
    begin_at_the_top(picker);
    picker.desk.send(Command::Showed(show));
}

/// One list that scrolls, or pages of a table: both show the same.
fn choose_pages(picker: Picker) -> AnyView {
    let Picker { desk, is_paged, .. } = picker;
    let turn = move |_| {
        begin_at_the_top(picker);
        desk.send(Command::Paged(!is_paged.get_untracked()));
    };
    view! {
        <button
            class="button tools__end"
            data-size="small"
            type="button"
            aria-pressed=move || is_paged.get().to_string()
            on:click=turn
        >
            {desk.say("customers.as_pages")}
        </button>
    }
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
