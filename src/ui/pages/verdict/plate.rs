//! The verdict itself, with what to do now.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        DateStyle, Route,
        screens::{self, ActionLine, VerdictScreen},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{back_link, badge, button_link, rich},
        pages::verdict::ruler::ruler,
    },
    wording::Arg,
};

pub(super) fn back(desk: Desk, screen: &VerdictScreen) -> AnyView {
    let route = screen.before.clone().unwrap_or(Route::Customers);
    back_link(&route, desk.say("verdict.back")).into_any()
}

pub(super) fn plate(desk: Desk, case: &CaseId, screen: &VerdictScreen) -> AnyView {
    let is_missing = !screen.tasks.is_empty();
    let says = match (&screen.decision, is_missing) {
        (None, _) => "verdict.badge_open",
        (Some(_), true) => "verdict.badge_blocked",
        (Some(_), false) => "verdict.badge",
    };
    let tone = match screen.tone.as_str() {
        "info" => "info",
        "stop" => "stop",
        _ => "warn",
    };
    let of_copy = case.clone();
    let hand = is_missing.then(|| {
        view! {
            <button class="button" type="button" on:click=move |_| copy(desk, &of_copy)>
                {desk.say("verdict.hand_on")}
            </button>
        }
    });
    let has_actions = is_missing || !screen.actions.is_empty();
    let actions = has_actions.then(|| {
        let link = |(at, it): (usize, &ActionLine)| {
            button_link((at == 0).then_some("primary"), &it.route, it.says.clone())
        };
        let links = screen.actions.iter().enumerate().map(link);
        view! { <div class="actions">{links.collect_view()} {hand}</div> }
    });
    let (figure, has_figure) = ruler(desk, case.clone());
    view! {
        <section class="plate" data-fig=has_figure.then_some("") aria-labelledby="verdict">
            <div class="plate__main">
                <p class="plate__kind">{badge(tone, desk.say(says))} <span>{screen.kind.clone()}</span></p>
                <h1 class="plate__title" id="verdict" tabindex="-1">{screen.title.clone()}</h1>
                <p class="plate__say">{rich(screen.says.clone())}</p>
                {actions}
            </div>
            {figure}
            {printed(desk, case)}
            {foot(desk, case.clone())}
        </section>
    }
    .into_any()
}

fn foot(desk: Desk, case: CaseId) -> AnyView {
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="plate__foot">
            <button class="button" data-kind="text" type="button" on:click=print>{desk.say("verdict.print")}</button>
            <button class="button" data-kind="text" type="button" on:click=move |_| copy(desk, &case)>
                {desk.say("verdict.copy")}
            </button>
            {button_link(Some("text"), &Route::Start, desk.say("verdict.again"))}
        </div>
    }
    .into_any()
}

fn copy(desk: Desk, case: &CaseId) {
    let text = desk.peek(|state| Some(screens::verdict_text(state, state.cases.get(case)?)));
    desk.copy(text.unwrap_or_default());
}

/// When and from what the sheet was made; only paper needs it.
fn printed(desk: Desk, case: &CaseId) -> AnyView {
    let (now, (edition, as_of)) = desk.peek(|state| {
        let edition = state.content.as_ref().map(|it| &it.playbook.edition);
        let edition = edition.map(|it| (it.id.clone(), it.as_of.clone()));
        (state.now, edition.unwrap_or_default())
    });
    let made = desk.write(now, DateStyle::Full);
    view! {
        <p class="printed">
            <span>{desk.say_with("verdict.printed", &[("when", Arg::Text(&made))])}</span>
            <span>{desk.say_with("text.edition", &[("edition", Arg::Text(&edition))])}</span>
            <span>{desk.say_with("shell.sources", &[("date", Arg::Text(&desk.day(&as_of)))])}</span>
            <span>{desk.say("shell.not_microsoft")}</span>
            <span>{desk.say_with("verdict.case", &[("case", Arg::Text(case.as_str()))])}</span>
        </p>
    }
    .into_any()
}
