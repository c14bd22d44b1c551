//! The verdict: what to do, and everything that carries it.

mod aside;
mod follow;
mod near;
mod open;
mod plate;
mod points;
mod reasons;
mod ruler;

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{self, VerdictScreen},
    casework::CaseId,
    ui::{Desk, kit::focus},
    wording::Arg,
};

/// The page of a case's verdict. Its parts are drawn anew when the verdict changes; the circumstances beside it stay,
/// so that the one being ticked keeps the focus.
pub(super) fn page(desk: Desk, case: CaseId) -> AnyView {
    let of_screen = case.clone();
    let screen = desk.slice(move |state| screens::verdict(state, state.cases.get(&of_screen)?));
    follow_title(desk, screen);
    let aside = aside::aside(desk, &case, screen);
    let followed = case.clone();
    let part = move |draw: fn(Desk, &VerdictScreen) -> AnyView| {
        move || screen.with(|it| it.as_ref().map(|it| draw(desk, it)))
    };
    view! {
        {part(plate::back)}
        {move || screen.with(|it| it.as_ref().map(|it| plate::plate(desk, &case, it)))}
        {follow::follow(desk, followed)}
        {part(open::others)} {part(points::ribbon)}
        <div class="page__split part">
            <div class="page__main">
                {part(open::tasks)} {part(open::undecided)} {part(points::points)} {part(reasons::warnings)}
                {part(open::open)} {part(reasons::reasons)} {part(reasons::swaps)}
            </div>
            {aside}
        </div>
        <p class="unseen" role="status">{changed(desk, screen)}</p>
    }
    .into_any()
}

fn follow_title(desk: Desk, screen: Memo<Option<VerdictScreen>>) {
    let title = Memo::new(move |_| screen.with(|it| it.as_ref().map(|it| it.title.clone())));
    Effect::new(move |_| {
        if let Some(title) = title.get() {
            document().set_title(&desk.say_with("shell.title", &[("page", Arg::Text(&title))]));
        }
    });
}

/// Says what a circumstance has changed.
fn changed(
    desk: Desk,
    screen: Memo<Option<VerdictScreen>>,
) -> impl Fn() -> String + Send + 'static {
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<(String, usize)>| {
        let now = screen.with(|it| it.as_ref().map(|it| (it.title.clone(), it.warnings.len())));
        let (title, n_warnings) = now.unwrap_or_default();
        if before.is_some_and(|it| it != (title.clone(), n_warnings)) {
            let n = f64::from(u32::try_from(n_warnings).unwrap_or_default());
            let args = [("title", Arg::Text(&title)), ("n", Arg::Number(n))];
            said.set(desk.say_with("verdict.changed", &args));
        }
        (title, n_warnings)
    });
    move || said.get()
}

/// A button that leads to something on this page. The fragment is the address of the page, so it moves the focus itself.
fn jump(id: String, text: String) -> AnyView {
    let leap = move |_| focus(id.clone());
    view! { <button class="button" data-kind="text" type="button" on:click=leap>{text}</button> }
        .into_any()
}

/// Leads to a reason by its number.
fn to_reason(desk: Desk, number: usize) -> AnyView {
    let n = f64::from(u32::try_from(number).unwrap_or_default());
    let text = desk.say_with("verdict.reason", &[("n", Arg::Number(n))]);
    jump(format!("reason-{number}"), text)
}
