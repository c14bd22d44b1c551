//! The start page: what the desk does, the cases to go on with, what is needed.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, DateStyle, Route,
        screens::{self, DraftLine},
    },
    ui::{
        Desk,
        kit::{DialogWords, button_link, dialog, focus, open_dialog, page_link},
    },
    wording::Arg,
};

/// The stages on the way, in order; words are found under `start.way.<stage>`.
const STAGES: [&str; 5] = ["customer", "problem", "verdict", "portal", "request"];

pub(super) fn page(desk: Desk) -> AnyView {
    view! {
        {hero(desk)} {way(desk)}
        <div class="cols part">
            {resume(desk)}
            <section aria-labelledby="need">
                <h2 class="part__title" id="need">{desk.say("start.need")}</h2>
                {lines(desk, "needs", "needs__item", &["start.need_1", "start.need_2", "start.need_3", "start.need_4"])}
            </section>
        </div>
        <div class="cols part">
            {other_ways(desk)}
            <section aria-labelledby="not">
                <h2 class="part__title" id="not">{desk.say("start.not")}</h2>
                {lines(desk, "stack", "", &["start.not_1", "start.not_2", "start.not_3"])}
            </section>
        </div>
    }
    .into_any()
}

fn hero(desk: Desk) -> AnyView {
    view! {
        <div class="page__main hero">
            <h1 class="hero__title">{desk.say("start.title")}</h1>
            <p class="lead">{desk.say("start.lead")}</p>
            <div class="actions hero__acts">
                {button_link(Some("primary"), &Route::Customers, desk.say("start.begin"))}
                <span class="hint num">{desk.say("start.length")}</span>
            </div>
        </div>
    }
    .into_any()
}

fn way(desk: Desk) -> AnyView {
    let stage = |name: &str| {
        let key = format!("start.way.{name}");
        view! {
            <li class="route__stage">
                <h3 class="route__name">{desk.say(&key)}</h3>
                <p class="route__say">{desk.say(&format!("{key}.say"))}</p>
            </li>
        }
    };
    view! {
        <section class="part" aria-labelledby="way">
            <h2 class="unseen" id="way">{desk.say("start.way")}</h2>
            <ol class="route">{STAGES.map(stage).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn lines(desk: Desk, list: &'static str, item: &'static str, keys: &[&str]) -> AnyView {
    let lines = keys
        .iter()
        .map(|key| view! { <li class=item>{desk.say(key)}</li> })
        .collect_view();
    view! { <ul class=list>{lines}</ul> }.into_any()
}

fn other_ways(desk: Desk) -> AnyView {
    let way = |subject: &str| {
        let route = Route::New(vec![("subject".to_owned(), subject.to_owned())]);
        let key = format!("start.other.{subject}");
        view! {
            <li>
                {page_link(&route, desk.say(&key))} <p class="hint">{desk.say(&format!("{key}.say"))}</p>
            </li>
        }
    };
    view! {
        <section aria-labelledby="other">
            <h2 class="part__title" id="other">{desk.say("start.other")}</h2>
            <ul class="stack">{["own_tenant", "partner_center"].map(way).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The cases to go on with; one can be thrown away after a question.
fn resume(desk: Desk) -> AnyView {
    let drafts = desk.slice(screens::draft_lines);
    let doomed = RwSignal::new(None::<DraftLine>);
    let question = NodeRef::<html::Dialog>::new();
    let title = move || {
        #[expect(clippy::cast_precision_loss, reason = "some hundred cases at most")]
        let n = drafts.with(Vec::len) as f64;
        if n > 0.0 {
            desk.say_with("start.resume", &[("n", Arg::Number(n))])
        } else {
            desk.say("start.resume_title")
        }
    };
    let list = move || {
        let drafts = drafts.get();
        if drafts.is_empty() {
            return view! { <p class="hint">{desk.say("start.resume_none")}</p> }.into_any();
        }
        let lines = drafts
            .into_iter()
            .map(|it| draft(desk, it, doomed, question))
            .collect_view();
        view! { <ul class="drafts">{lines}</ul> }.into_any()
    };
    let words = move || discard_words(desk, doomed.get());
    let discard = move || {
        if let Some(draft) = doomed.get_untracked() {
            desk.send(Command::Dropped(draft.case));
            // The button that was pressed is gone; the list's heading stays.
            focus("resume".to_owned());
        }
    };
    view! {
        <section aria-labelledby="resume">
            <h2 class="part__title" id="resume" tabindex="-1">{title}</h2>
            {list} {dialog(question, words, discard)}
        </section>
    }
    .into_any()
}

fn draft(
    desk: Desk,
    draft: DraftLine,
    doomed: RwSignal<Option<DraftLine>>,
    question: NodeRef<html::Dialog>,
) -> AnyView {
    let saved = desk.write(draft.changed, DateStyle::DayTime);
    let until = desk.write(draft.kept_until, DateStyle::Day);
    let kept = desk.say_with(
        "start.saved",
        &[("when", Arg::Text(&saved)), ("until", Arg::Text(&until))],
    );
    let about = draft.about.clone();
    let target = desk.href(&draft.target);
    view! {
        <li class="draft">
            <b><bdi>{about.clone()}</bdi></b>
            <span class="draft__meta">{draft.standing.clone()}</span>
            <span class="draft__meta num">{kept}</span>
            <span class="draft__act">
                <a class="button" data-size="small" href=target>
                    {desk.say("start.go_on")} <span class="unseen">" " {about.clone()}</span>
                </a>
                <button
                    class="button"
                    data-kind="quiet"
                    data-size="small"
                    type="button"
                    on:click=move |_| {
                        doomed.set(Some(draft.clone()));
                        open_dialog(question);
                    }
                >
                    {desk.say("start.discard")}
                    <span class="unseen">" " {about}</span>
                </button>
            </span>
        </li>
    }
    .into_any()
}

fn discard_words(desk: Desk, draft: Option<DraftLine>) -> DialogWords {
    let Some(draft) = draft else {
        return DialogWords::default();
    };
    #[expect(clippy::cast_precision_loss, reason = "a handful of answers")]
    let n = draft.n_answers as f64;
    DialogWords {
        title: desk.say("start.discard_title"),
        body: desk.say_with(
            "start.discard_body",
            &[("n", Arg::Number(n)), ("customer", Arg::Text(&draft.about))],
        ),
        keep: desk.say("start.discard_keep"),
        go: desk.say("start.discard_go"),
    }
}
