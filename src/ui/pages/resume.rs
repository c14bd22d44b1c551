//! The cases to go on with, a part of the start page.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, DateStyle,
        screens::{self, DraftLine},
    },
    ui::{
        Desk,
        kit::{DialogWords, dialog, focus, open_dialog},
    },
    wording::Arg,
};

/// The cases to go on with; one can be thrown away after a question.
pub(super) fn drafts(desk: Desk) -> AnyView {
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
