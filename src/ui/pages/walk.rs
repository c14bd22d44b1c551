//! The walk-through: the steps as text, and the practice copy of the portal's screens beside them.

mod labels;
mod mirror;

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, Route,
        screens::{self, LabelView, PortalView, StepPiece, StepView, WalkScreen},
    },
    casework::CaseId,
    ui::{
        Desk,
        kit::{back_link, bar, button_link, focus, page_link, sources},
    },
    wording::Arg,
};
use std::ops::Range;

/// The screen of a case, drawn anew when it changes.
type Shown = Memo<Option<WalkScreen>>;

pub(super) fn page(desk: Desk, case: CaseId) -> AnyView {
    let of_case = case.clone();
    let screen = desk.slice(move |it| screens::walk(it, it.cases.get(&of_case)?));
    let has_way = Memo::new(move |_| screen.with(Option::is_some));
    view! {
        {back_link(&Route::Verdict(case.clone()), desk.say("walk_page.back"))}
        {move || if has_way.get() { way(desk, &case, screen) } else { no_way(desk, &case) }}
    }
    .into_any()
}

fn no_way(desk: Desk, case: &CaseId) -> AnyView {
    view! {
        <h1 tabindex="-1">{desk.say("walk_page.none_title")}</h1>
        <div class="page__main stack">
            <p>{desk.say("walk_page.none")}</p>
            <p>{page_link(&Route::Verdict(case.clone()), desk.say("walk_page.verdict"))}</p>
        </div>
    }
    .into_any()
}

fn way(desk: Desk, case: &CaseId, screen: Shown) -> AnyView {
    let Some(first) = screen.get_untracked() else {
        return ().into_any();
    };
    let is_done =
        Memo::new(move |_| screen.with(|it| it.as_ref().is_some_and(|it| it.screen.is_none())));
    let case = case.clone();
    let part = move || {
        if is_done.get() {
            finished(desk, &case, screen)
        } else {
            under_way(desk, &case, screen)
        }
    };
    // A later step may happen in another portal than the first.
    let portal = Memo::new(move |_| screen.with(|it| it.as_ref().and_then(|it| it.open.clone())));
    let open = move || portal.get().map(|it| open_link(desk, it));
    view! {
        <div class="page__top">
            <h1 tabindex="-1">{first.title}</h1>
            <p class="page__note">{desk.say("walk_page.note")}</p>
        </div>
        {first.dated.map(|it| bar("info", desk.say(&format!("walk_page.dated_{it}")).into_any(), None))}
        <div class="tools">{labels::toggle(desk, first.languages)} {open}</div>
        {part}
        <section class="part page__main" aria-labelledby="walk-sources">
            <h2 class="part__title" id="walk-sources">{desk.say("walk_page.sources")}</h2>
            <div class="stack">{sources(&first.sources)}</div>
        </section>
    }
    .into_any()
}

/// The real portal in another tab, so that the list stays here.
pub(super) fn open_link(desk: Desk, portal: PortalView) -> AnyView {
    let text = desk.say_with("walk_page.open", &[("portal", Arg::Text(&portal.name))]);
    view! {
        <a href=portal.address target="_blank" rel="noopener noreferrer">
            {text} " " <span class="dim">{portal.host}</span>
        </a>
    }
    .into_any()
}

/// Says that the first `n` steps are done. The focus stays where it is, unless what had it goes away.
fn tick(desk: Desk, case: &CaseId, n: usize, screen: Shown) {
    let n_steps = screen.with_untracked(|it| it.as_ref().map_or(0, |it| it.steps.len()));
    desk.send(Command::Walked(case.clone(), n));
    if n >= n_steps {
        focus("walk-done".to_owned());
    } else if n == 0 {
        focus("walk-did".to_owned());
    }
}

fn n_done(screen: Shown) -> Memo<usize> {
    Memo::new(move |_| screen.with(|it| it.as_ref().map_or(0, |it| it.n_done)))
}

/// The steps up to the current one, the practice copy of its screen, and the steps after it: in this order on a phone.
fn under_way(desk: Desk, case: &CaseId, screen: Shown) -> AnyView {
    let n = n_done(screen);
    let here = move || screen.get().map(|it| steps(desk, &it, 0..it.n_done + 1));
    let after = move || {
        screen
            .get()
            .map(|it| steps(desk, &it, it.n_done + 1..it.steps.len()))
    };
    let (on, back) = (case.clone(), case.clone());
    let undo = move || {
        let back = back.clone();
        (n.get() > 0).then(|| {
            let undone = move |_| tick(desk, &back, n.get_untracked().saturating_sub(1), screen);
            view! {
                <button class="button" data-kind="text" type="button" on:click=undone>
                    {desk.say_with("walk_page.undo", &[("n", Arg::count(n.get()))])}
                </button>
            }
        })
    };
    view! {
        <div class="walk">
            <section class="walk__part" aria-label=desk.say("walk_page.here")>{here}</section>
            {mirror::mirror(desk, case, screen)}
            <section class="walk__part" aria-label=desk.say("walk_page.after")>
                <div class="actions walk__act">
                    <button
                        class="button"
                        id="walk-did"
                        data-kind="primary"
                        type="button"
                        on:click=move |_| tick(desk, &on, n.get_untracked() + 1, screen)
                    >
                        {move || desk.say_with("walk_page.did", &[("n", Arg::count(n.get() + 1))])}
                    </button>
                    {undo}
                </div>
                {after}
            </section>
        </div>
    }
    .into_any()
}

/// Every step is ticked off: what to do with the number that the portal gave.
fn finished(desk: Desk, case: &CaseId, screen: Shown) -> AnyView {
    let Some(shown) = screen.get_untracked() else {
        return ().into_any();
    };
    let is_out = desk.peek(|it| it.cases.get(case).is_some_and(|it| it.filing.is_out()));
    let (say, next, to) = if is_out {
        (
            "walk_page.done_out",
            "walk_page.see_done",
            Route::Done(case.clone()),
        )
    } else if shown.can_request {
        (
            "walk_page.done_number",
            "walk_page.record",
            Route::Request(case.clone()),
        )
    } else {
        (
            "walk_page.done_plain",
            "walk_page.verdict",
            Route::Verdict(case.clone()),
        )
    };
    let last = shown.steps.len().saturating_sub(1);
    let case = case.clone();
    let undo = move |_| {
        tick(desk, &case, last, screen);
        focus("walk-did".to_owned());
    };
    let all = move || screen.get().map(|it| steps(desk, &it, 0..it.steps.len()));
    view! {
        <div class="page__main stack">
            <section class="card stack" aria-labelledby="walk-done">
                <h2 class="card__title" id="walk-done" tabindex="-1">{desk.say("walk_page.done_title")}</h2>
                <p>{desk.say(say)}</p>
                <div class="actions">
                    {button_link(Some("primary"), &to, desk.say(next))}
                    <button class="button" data-kind="text" type="button" on:click=undo>
                        {desk.say_with("walk_page.undo", &[("n", Arg::count(last + 1))])}
                    </button>
                </div>
            </section>
            <div class="walk">
                <section class="walk__part" aria-label=desk.say("walk_page.all")>{all}</section>
            </div>
        </div>
    }
    .into_any()
}

/// Some of the steps, in a list for each portal they happen in.
fn steps(desk: Desk, screen: &WalkScreen, range: Range<usize>) -> AnyView {
    let mut lists: Vec<(Option<String>, usize, Vec<AnyView>)> = Vec::new();
    let wanted = screen.steps.iter().enumerate().take(range.end);
    for (at, step) in wanted.skip(range.start) {
        if step.portal.is_some() || lists.is_empty() {
            lists.push((step.portal.clone(), at + 1, Vec::new()));
        }
        if let Some((_, _, items)) = lists.last_mut() {
            items.push(draw_step(desk, step, at, screen.n_done));
        }
    }
    let list = |(portal, start, items): (Option<String>, usize, Vec<AnyView>)| {
        view! {
            {portal.map(|it| view! { <p class="screen-name"><b>{it}</b></p> })}
            <ol class="steps" start=start.to_string()>{items}</ol>
        }
    };
    lists.into_iter().map(list).collect_view().into_any()
}

/// What stands on an item of a portal, each name in its language.
fn named(label: &LabelView) -> AnyView {
    let english = label
        .english
        .clone()
        .map(|it| view! { " (" <span lang="en">{it}</span> ")" });
    view! { <span lang=label.language.clone()>{label.text.clone()}</span> {english} }.into_any()
}

fn draw_step(desk: Desk, step: &StepView, at: usize, n_done: usize) -> AnyView {
    let piece = |it: &StepPiece| match it {
        StepPiece::Plain(text) => text.clone().into_any(),
        StepPiece::Strong(text) => view! { <b>{text.clone()}</b> }.into_any(),
        StepPiece::Label(label) => view! { <b class="pick">{named(label)}</b> }.into_any(),
    };
    let is_done = at < n_done;
    view! {
        <li class="step" data-done=is_done.then_some("") aria-current=(at == n_done).then_some("step")>
            <span>{step.says.iter().map(piece).collect_view()}</span>
            {is_done.then(|| view! { <span class="step__tick">{desk.say("walk_page.done")}</span> })}
            {step.more.clone().map(|it| view! { <span class="step__more">{it}</span> })}
        </li>
    }
    .into_any()
}
