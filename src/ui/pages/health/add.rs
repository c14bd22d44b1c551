//! Putting further customers on the board, and taking them off.

use crate::ui::view::prelude::*;
use crate::{
    app::{Command, HealthCommand, Load, screens},
    casework::CustomerRef,
    ui::{
        Desk,
        kit::{trouble, waiting},
        pages::health::Board,
    },
    wording::Arg,
};

/// How many customers are offered at once.
const N_OFFERED: usize = 8;

pub(super) fn draw(board: Board) -> AnyView {
    let desk = board.desk;
    let typed = RwSignal::new(String::new());
    let offered = desk.slice(move |it| screens::addable(it, &typed.get(), N_OFFERED));
    let added = Memo::new(move |_| board.screen.with(|it| it.added.clone()));
    let field = NodeRef::<html::Input>::new();
    // What was typed has served its purpose once somebody has come or gone.
    Effect::new(move |_| {
        added.with(|_| ());
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
        typed.set(String::new());
    });
    let offers = move || match offered.get() {
        Load::NotAsked | Load::Waiting => waiting(desk.say("customers.waiting")),
        Load::Failed(it) => trouble(it),
        Load::Known((found, n_more)) => offers(desk, &found, n_more),
    };
    view! {
        <section class="part" aria-labelledby="health-add" data-print="no">
            <h2 class="part__title" id="health-add">{desk.say("health.add")}</h2>
            <div class="stack">
                <div class="field finder">
                    <label class="field__label" for="health-find">{desk.say("health.find")}</label>
                    <p class="field__hint" id="health-find-hint">{desk.say("health.find_hint")}</p>
                    <input
                        class="field__input"
                        id="health-find"
                        type="search"
                        autocomplete="off"
                        aria-describedby="health-find-hint"
                        node_ref=field
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </div>
                <div class="stack">{offers}</div>
                {move || taken(desk, &added.get())}
            </div>
        </section>
    }
    .into_any()
}

fn offers(desk: Desk, found: &[CustomerRef], n_more: usize) -> AnyView {
    if found.is_empty() {
        return view! { <p class="dim" role="status">{desk.say("health.find_none")}</p> }
            .into_any();
    }
    let more = (n_more > 0).then(|| {
        let text = desk.say_with("health.find_more", &[("n", Arg::count(n_more))]);
        view! { <p class="status">{text}</p> }
    });
    view! {
        <div class="actions">{toggles(desk, found, "health.add_of")}</div>
        {more}
    }
    .into_any()
}

fn taken(desk: Desk, added: &[CustomerRef]) -> AnyView {
    if added.is_empty() {
        return ().into_any();
    }
    view! {
        <p>{desk.say("health.added")}</p>
        <div class="actions">{toggles(desk, added, "health.remove_of")}</div>
    }
    .into_any()
}

/// A button a customer, by its whole words.
fn toggles(desk: Desk, customers: &[CustomerRef], key: &'static str) -> AnyView {
    let toggle = |it: &CustomerRef| {
        let id = it.id.clone();
        let text = desk.say_with(key, &[("customer", Arg::Text(&it.name))]);
        let button = view! {
            <button
                class="button"
                data-size="small"
                type="button"
                on:click=move |_| desk.send(Command::Health(HealthCommand::Watched(id.clone())))
            >
                {text}
            </button>
        };
        keyed(it.id.clone(), button.into_any())
    };
    customers.iter().map(toggle).collect_view()
}
