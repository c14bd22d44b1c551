//! The request: a form for Azure, texts to copy for a portal, a text for the provider.

mod azure;
mod fields;
mod provider;

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, Route,
        screens::{self, FormScreen, PortalView, Stage},
    },
    casework::{CaseId, Channel, Field, Problem},
    ui::{
        Desk,
        kit::{back_link, bar, button_link, error_summary, page_link},
        pages::walk::open_link,
    },
    wording::Arg,
};
pub(super) use azure::support_language_words;
use fields::{described, text};

pub(super) fn page(desk: Desk, case: CaseId) -> AnyView {
    let of_case = case.clone();
    let form = desk.slice(move |it| screens::form(it, it.cases.get(&of_case)?));
    let of_case = case.clone();
    let stage = desk.slice(move |it| it.cases.get(&of_case).map(screens::stage));
    let back = back_link(&Route::Verdict(case.clone()), desk.say("request.back"));
    let body = move || match (stage.get(), form.get()) {
        (Some(Stage::Writing), Some(form)) => match form.channel {
            Some(Channel::Azure) => azure::form(desk, &case, form),
            Some(Channel::Portal) => by_hand(desk, &case, form),
            Some(Channel::Provider) => provider::form(desk, &case, form),
            None => nothing_here(desk, &case, form.can_walk),
        },
        _ => under_way(desk, &case),
    };
    view! {
        {back}
        <div class="page__main">
            <div class="page__bars">{summary(desk)}</div>
            {body}
        </div>
    }
    .into_any()
}

/// Everything that is wrong, before the heading.
fn summary(desk: Desk) -> AnyView {
    let problems = desk.slice(|it| it.problems.clone());
    let line = move |it: Problem| {
        let name = it.field.name();
        let text = desk.say(&format!("problem.{name}.{}", it.cause));
        (name.to_owned(), text)
    };
    let lines = move || {
        let lines: Vec<_> = problems.get().into_iter().map(line).collect();
        (!lines.is_empty()).then(|| error_summary(lines))
    };
    lines.into_any()
}

/// What was sent is not changed here.
fn under_way(desk: Desk, case: &CaseId) -> AnyView {
    view! {
        <div class="stack">
            <h1 tabindex="-1">{desk.say("request.out_title")}</h1>
            <p>{desk.say("request.out")}</p>
            <div class="actions">
                {button_link(Some("primary"), &Route::Done(case.clone()), desk.say("request.see_done"))}
            </div>
        </div>
    }
    .into_any()
}

fn nothing_here(desk: Desk, case: &CaseId, can_walk: bool) -> AnyView {
    let walk = can_walk.then(|| page_link(&Route::Walk(case.clone()), desk.say("request.walk")));
    view! {
        <div class="stack">
            <h1 tabindex="-1">{desk.say("request.none_title")}</h1>
            <p>{desk.say("request.none")}</p>
            <div class="actions">
                {button_link(Some("primary"), &Route::Verdict(case.clone()), desk.say("request.verdict"))} {walk}
            </div>
        </div>
    }
    .into_any()
}

/// A part of the form under a heading of its own.
fn part(desk: Desk, name: &'static str, body: AnyView) -> AnyView {
    let id = format!("part-{name}");
    view! {
        <section class="part" aria-labelledby=id.clone()>
            <h2 class="part__title" id=id.clone()>{desk.say(&format!("request.part_{name}"))}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Title, description and beginning: what every channel needs.
fn problem(desk: Desk, case: &CaseId, say: String) -> AnyView {
    let fields = view! {
        <div class="fields">
            {text(desk, case, Field::Title)} {described(desk, case, say)} {text(desk, case, Field::Started)}
        </div>
    };
    part(desk, "problem", fields.into_any())
}

/// The user's own name and addresses.
fn contact(desk: Desk, case: &CaseId, more: Option<AnyView>) -> AnyView {
    let fields = view! {
        <p class="part__intro">{desk.say("request.contact_own")}</p>
        <div class="fields">
            {text(desk, case, Field::FirstName)} {text(desk, case, Field::LastName)} {text(desk, case, Field::Email)}
            {text(desk, case, Field::Phone)} {more}
        </div>
    };
    part(desk, "contact", fields.into_any())
}

/// This app cannot file there: texts to paste, and a place for the number that the portal gives.
fn by_hand(desk: Desk, case: &CaseId, form: FormScreen) -> AnyView {
    view! {
        <div class="page__top">
            <h1 tabindex="-1">{desk.say("request.title_portal")}</h1>
            <p class="lead">{desk.say("request.lead_portal")}</p>
        </div>
        {problem(desk, case, form.say)} {contact(desk, case, None)}
        {part(desk, "copy", copies(desk, case, form.open))} {record(desk, case, Some("primary"))}
    }
    .into_any()
}

/// The texts as they go into the portal's form, always as typed so far.
fn copies(desk: Desk, case: &CaseId, open: Option<PortalView>) -> AnyView {
    let of_case = case.clone();
    let blocks = desk.slice(move |it| {
        let case = it.cases.get(&of_case);
        case.map(|case| screens::copy_blocks(it, case))
            .unwrap_or_default()
    });
    let list = move || {
        let blocks = blocks
            .get()
            .into_iter()
            .map(|it| copy_block(desk, it.label, it.text));
        blocks.collect_view()
    };
    view! {
        <div class="stack">
            <p>{desk.say("request.copy_how")}</p>
            <div class="actions">
                {open.map(|it| open_link(desk, it))} {page_link(&Route::Walk(case.clone()), desk.say("request.walk"))}
            </div>
            <div class="copies">{list}</div>
        </div>
    }
    .into_any()
}

/// A text with a button that copies it.
fn copy_block(desk: Desk, label: String, text: String) -> AnyView {
    view! {
        <div class="copy">
            <h3 class="copy__label">{label.clone()}</h3>
            {copy_button(desk, "request.copy", label, text.clone())}
            <p class="copy__text"><bdi>{text}</bdi></p>
        </div>
    }
    .into_any()
}

/// Copies a text; `about` tells those who hear the button alone what it copies.
pub(super) fn copy_button(desk: Desk, key: &str, about: String, text: String) -> AnyView {
    let about = (!about.is_empty()).then(|| view! { <span class="unseen">" " {about}</span> });
    view! {
        <button
            class="button copy__act"
            data-size="small"
            type="button"
            on:click=move |_| desk.copy(text.clone())
        >
            {desk.say(key)} {about}
        </button>
    }
    .into_any()
}

/// The number that the portal gave, for a request that the user filed there.
fn record(desk: Desk, case: &CaseId, kind: Option<&'static str>) -> AnyView {
    let of_case = case.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.send(Command::Recorded(of_case.clone()));
    };
    let form = view! {
        <form class="stack" novalidate on:submit=submit>
            <p>{desk.say("request.record_how")}</p>
            {text(desk, case, Field::TicketNumber)}
            <div class="actions">
                <button class="button" data-kind=kind type="submit">{desk.say("request.record")}</button>
            </div>
        </form>
    };
    part(desk, "record", form.into_any())
}

/// A bar that leads to the documented way through the portal.
fn way_bar(desk: Desk, case: &CaseId, key: &str, args: &[(&str, Arg)]) -> AnyView {
    let link = page_link(&Route::Walk(case.clone()), desk.say("request.walk")).into_any();
    bar("info", desk.say_with(key, args).into_any(), Some(link))
}
