//! What stands between the verdict and its end: prerequisites, and answers that are still open.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command,
        screens::{OtherVerdict, TaskLine, VerdictScreen},
    },
    ui::{
        Desk,
        kit::{badge, bar, page_link, quiet_link, rich},
        pages::verdict::reasons::swap,
    },
    wording::Arg,
};

/// Where another edition of the rules decides otherwise, with the way to hear it out.
pub(super) fn others(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.others.is_empty() {
        return ().into_any();
    }
    let line = |other: &OtherVerdict| {
        let name = desk.say(&format!("edition.{}", other.edition));
        let says = match (&other.title, &other.asks) {
            (Some(title), _) => desk.pieces(
                "verdict.other",
                &[("edition", Arg::Text(&name)), ("verdict", Arg::Text(title))],
            ),
            (None, Some(question)) => desk.pieces(
                "verdict.other_asks",
                &[
                    ("edition", Arg::Text(&name)),
                    ("question", Arg::Text(question)),
                ],
            ),
            (None, None) => return ().into_any(),
        };
        let edition = other.edition.clone();
        let choose = view! {
            <button
                class="button"
                data-size="small"
                type="button"
                on:click=move |_| desk.send(Command::EditionChosen(edition.clone()))
            >
                {desk.say_with("verdict.other_use", &[("edition", Arg::Text(&other.edition))])}
            </button>
        };
        bar("info", rich(says), Some(choose.into_any()))
    };
    let lines = screen.others.iter().map(line).collect_view();
    view! { <div class="stack part" data-print="no">{lines}</div> }.into_any()
}

/// What has to be in place before the case can be filed, with every way to get there.
pub(super) fn tasks(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.tasks.is_empty() {
        return ().into_any();
    }
    let lines = screen.tasks.iter().map(|it| task(desk, it));
    view! {
        <section aria-labelledby="tasks">
            <h2 class="part__title" id="tasks">{desk.say("verdict.tasks")}</h2>
            <ul class="tasks">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn task(desk: Desk, task: &TaskLine) -> AnyView {
    let ways = task
        .ways
        .iter()
        .map(|it| view! { <li>{rich(it.clone())}</li> });
    let again = task.again.as_ref().map(|(label, route)| {
        let says = desk.say_with("verdict.fixed", &[("fact", Arg::Text(label))]);
        view! { <p class="task__say">{page_link(route, says)}</p> }
    });
    view! {
        <li class="task">
            <h3 class="task__name">{task.title.clone()}</h3>
            <span class="task__state">{badge("warn", desk.say("verdict.missing"))}</span>
            <p class="task__say">{task.says.clone()}</p>
            <ul class="task__ways">{ways.collect_view()}</ul>
            {again}
        </li>
    }
    .into_any()
}

/// Undecided: what each value of the first open fact would lead to.
pub(super) fn undecided(desk: Desk, screen: &VerdictScreen) -> AnyView {
    let Some(fork) = screen.by_fact.as_ref().filter(|it| !it.ways.is_empty()) else {
        return ().into_any();
    };
    let label = &fork.label;
    let lines = fork
        .ways
        .iter()
        .map(|(values, then)| swap(desk, label, values, then));
    view! {
        <section aria-labelledby="hangs">
            <h2 class="part__title" id="hangs">
                {desk.say_with("verdict.hangs", &[("fact", Arg::Text(label))])}
            </h2>
            <p class="part__intro">{fork.ask.clone()}</p>
            <ul class="swaps">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// Answers that would complete the verdict, and whom to ask.
pub(super) fn open(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.open.is_empty() {
        return ().into_any();
    }
    let lines = screen.open.iter().map(|line| {
        let says = desk.say("verdict.answer");
        view! {
            <div class="facts__row">
                <dt class="facts__key">{line.label.clone()}</dt>
                <dd class="facts__value">{line.ask.clone()}</dd>
                <dd class="facts__act">{quiet_link(&line.route, says, line.label.clone())}</dd>
            </div>
        }
    });
    view! {
        <section class="part" aria-labelledby="open">
            <h2 class="part__title" id="open">{desk.say("verdict.open")}</h2>
            <dl class="facts" data-lay="wide" data-rule="top">{lines.collect_view()}</dl>
        </section>
    }
    .into_any()
}
