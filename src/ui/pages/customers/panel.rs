//! The details of the customer that is open.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, DateStyle, Load, Route, Trouble,
        screens::{CustomerPanel, PanelDetails, PanelItem, PanelPart},
    },
    ui::{
        Desk,
        kit::{Icon, focus, icon, page_link, small_button, trouble, waiting},
        pages::customers::{cells::row_id, number},
    },
    wording::Arg,
};

pub(super) fn draw(desk: Desk, panel: CustomerPanel) -> AnyView {
    let CustomerPanel {
        customer,
        is_pinned,
        may,
        details,
        draft,
    } = panel;
    let draft = draft.map(|it| {
        view! {
            <p>{it.standing} " " {page_link(&it.target, desk.say("customers.go_on"))}</p>
        }
    });
    let (used, pinned, row) = (
        customer.id.clone(),
        customer.id.clone(),
        row_id(&customer.id),
    );
    let said = match &may {
        Load::Failed(it) => vec![it.clone()],
        _ => Vec::new(),
    };
    let domain = if customer.domain.is_empty() {
        dim(desk, "customers.access.untold")
    } else {
        customer.domain.into_any()
    };
    let pin_words = if is_pinned {
        "customers.unpin"
    } else {
        "customers.pin"
    };
    view! {
        <section class="panel" id="details" aria-labelledby="customer-name">
            <div class="panel__head">
                <p class="dim num">{desk.say_with("customers.tenant", &[("id", Arg::Text(&customer.id))])}</p>
                <h2 class="panel__title" id="customer-name" tabindex="-1"><bdi>{customer.name}</bdi></h2>
            </div>
            <div class="panel__body">
                <h3 class="card__title">{desk.say("customers.may")}</h3>
                {allowed(desk, may)} {draft}
                <dl class="facts" data-rule="top">
                    {fact(desk, "customers.domain", domain)} {facts(desk, details, said)}
                </dl>
            </div>
            <div class="panel__foot">
                <button
                    class="button"
                    data-kind="primary"
                    data-size="small"
                    type="button"
                    on:click=move |_| desk.send(Command::Used(used.clone()))
                >
                    {desk.say("customers.use")}
                </button>
                {small_button(desk.say(pin_words), move |_| desk.send(Command::Pinned(pinned.clone())))}
                <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| go_back(&row)>
                    {desk.say("customers.back")}
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// Back to the row, or to the search where the list shows it no more.
fn go_back(row: &str) {
    let is_listed = document().get_element_by_id(row).is_some();
    focus(if is_listed { row } else { "find" }.to_owned());
}

/// What the partner may do for the customer, and what not.
fn allowed(desk: Desk, may: Load<Vec<(bool, String)>>) -> AnyView {
    let lines = match may {
        Load::NotAsked | Load::Waiting => {
            return view! { <p class="hint" role="status">{desk.say("customers.access.waiting")}</p> }.into_any();
        }
        Load::Failed(it) => return trouble(it),
        Load::Known(lines) if lines.is_empty() => {
            return view! { <p class="hint">{desk.say("customers.may_untold")}</p> }.into_any();
        }
        Load::Known(lines) => lines,
    };
    let line = |(is_allowed, text): (bool, String)| {
        let (drawing, key) = if is_allowed {
            (Icon::Yes, "customers.may_yes")
        } else {
            (Icon::No, "customers.may_no")
        };
        view! {
            <li class="may__item" data-no=(!is_allowed).then_some("")>
                {icon(drawing)} <span><span class="unseen">{desk.say(key)} " "</span> {text}</span>
            </li>
        }
    };
    view! { <ul class="may">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn fact(desk: Desk, key: &str, value: AnyView) -> AnyView {
    view! {
        <div class="facts__row">
            <dt class="facts__key">{desk.say(key)}</dt>
            <dd class="facts__value">{value}</dd>
        </div>
    }
    .into_any()
}

/// All else that was read; a trouble that was said above is not said again.
fn facts(desk: Desk, details: Load<PanelDetails>, mut said: Vec<Trouble>) -> AnyView {
    let details = match details {
        Load::NotAsked | Load::Waiting => {
            let text = waiting(desk.say("customers.details_waiting"));
            return fact(desk, "customers.details", text);
        }
        Load::Failed(it) => return fact(desk, "customers.details", failed(desk, it, &mut said)),
        Load::Known(details) => details,
    };
    let address = match details.address {
        Load::Known(address) if address.is_empty() => desk.say("customers.address_none").into_any(),
        Load::Known(address) => view! { <bdi>{address}</bdi> }.into_any(),
        Load::NotAsked | Load::Waiting => reading(desk),
        Load::Failed(it) => failed(desk, it, &mut said),
    };
    let mut part = |load, none| part(desk, load, none, &mut said);
    view! {
        {fact(desk, "customers.address", address)}
        {fact(desk, "customers.subscriptions", part(details.subscriptions, "customers.subscriptions_none"))}
        {fact(desk, "customers.requests", part(details.requests, "customers.requests_none"))}
        {fact(desk, "customers.incidents", part(details.incidents, "customers.incidents_none"))}
    }
    .into_any()
}

fn reading(desk: Desk) -> AnyView {
    view! { <span class="dim" role="status">{desk.say("customers.reading")}</span> }.into_any()
}

fn dim(desk: Desk, key: &str) -> AnyView {
    view! { <span class="dim">{desk.say(key)}</span> }.into_any()
}

fn failed(desk: Desk, it: Trouble, said: &mut Vec<Trouble>) -> AnyView {
    if said.contains(&it) {
        return dim(desk, "customers.access.failed");
    }
    said.push(it.clone());
    trouble(it)
}

fn part(desk: Desk, part: Load<PanelPart>, none: &str, said: &mut Vec<Trouble>) -> AnyView {
    let part = match part {
        Load::NotAsked | Load::Waiting => return reading(desk),
        // Not a failure: without delegated admin there is nothing to try again.
        Load::Failed(it) if it.kind == "health_hidden" => {
            return view! { <span class="hint">{desk.say("trouble.health_hidden")}</span> }
                .into_any();
        }
        Load::Failed(it) => return failed(desk, it, said),
        Load::Known(part) if part.items.is_empty() => return desk.say(none).into_any(),
        Load::Known(part) => part,
    };
    let more = (part.n_more > 0).then(|| {
        let text = desk.say_with("customers.n_more", &[("n", number(part.n_more))]);
        view! { <li class="dim">{text}</li> }
    });
    let items = part
        .items
        .into_iter()
        .map(|it| item(desk, it))
        .collect_view();
    view! { <ul>{items} {more}</ul> }.into_any()
}

fn item(desk: Desk, item: PanelItem) -> AnyView {
    let name = match item.request {
        Some(number) => page_link(&Route::Detail(number), item.text).into_any(),
        None => view! { <bdi>{item.text}</bdi> }.into_any(),
    };
    let more =
        (!item.more.is_empty()).then(|| view! { <span class="grid__sub">{item.more}</span> });
    let since = item.since.map(|it| {
        let when = desk.write(it, DateStyle::DayTime);
        let text = desk.say_with("customers.since", &[("when", Arg::Text(&when))]);
        view! { <span class="grid__sub num">{text}</span> }
    });
    view! { <li>{name} {more} {since}</li> }.into_any()
}
