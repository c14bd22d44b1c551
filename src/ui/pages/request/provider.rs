//! The text for the indirect provider.

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{
        Command, Route,
        screens::{self, FormScreen},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{bar, page_link},
        pages::request::{copy_block, part, problem},
    },
    wording::Arg,
};

pub(super) fn form(desk: Desk, case: &CaseId, form: FormScreen) -> AnyView {
    let (name, email) = form.provider;
    let of_case = case.clone();
    let text = desk.slice(move |it| {
        let case = it.cases.get(&of_case);
        case.map(|case| screens::handover_text(it, case))
            .unwrap_or_default()
    });
    let of_case = case.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.send(Command::HandedOver(of_case.clone()));
    };
    let prepared = view! {
        <div class="stack">
            {provider(desk, &name, &email)}
            <div class="copies">{move || copy_block(desk, desk.say("request.handover_text"), text.get())}</div>
        </div>
    };
    view! {
        <div class="page__top">
            <h1 tabindex="-1">{desk.say("request.title_provider")}</h1>
            <p class="lead">{desk.say("request.lead_provider")}</p>
        </div>
        <form novalidate on:submit=submit>
            {problem(desk, case, form.say)} {part(desk, "handover", prepared.into_any())}
            <section class="part stack" aria-label=desk.say("request.hand_over_part")>
                <p>{desk.say("request.hand_over_how")}</p>
                <div class="actions">
                    <button class="button" data-kind="primary" type="submit">{desk.say("request.hand_over")}</button>
                </div>
            </section>
        </form>
    }
    .into_any()
}

/// Whom it is for, or where to say so once.
fn provider(desk: Desk, name: &str, email: &str) -> AnyView {
    if name.trim().is_empty() {
        let link = page_link(&Route::Organisation, desk.say("request.name_provider")).into_any();
        return bar(
            "info",
            desk.say("request.provider_unnamed").into_any(),
            Some(link),
        );
    }
    let key = if email.trim().is_empty() {
        "request.provider"
    } else {
        "request.provider_at"
    };
    let args = [("provider", Arg::Text(name)), ("email", Arg::Text(email))];
    view! { <p>{desk.say_with(key, &args)}</p> }.into_any()
}
