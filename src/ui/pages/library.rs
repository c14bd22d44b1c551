//! The library of rules: every cited statement, and where the desk rests on it.

mod terms;

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{self, Proof, RuleLine, Shelf},
    ui::{
        Desk,
        kit::{Icon, bar, icon, rich, source, waiting},
    },
    wording::Arg,
};

pub(super) fn page(desk: Desk) -> AnyView {
    let query = RwSignal::new(String::new());
    // Other rules speak once another edition is chosen.
    let edition = desk.slice(|it| it.content.as_ref().map(|it| it.playbook.edition.id.clone()));
    let shelves = Memo::new(move |_| {
        edition.with(|_| ());
        query.with(|query| desk.peek(|it| screens::library(it, query)))
    });
    let count = move || {
        let n: usize = shelves.with(|it| it.iter().map(|it| it.rules.len()).sum());
        let n = f64::from(u32::try_from(n).unwrap_or_default());
        desk.say_with("library.found", &[("n", Arg::Number(n))])
    };
    let found = move || {
        let shelves = shelves.get();
        if shelves.is_empty() {
            return view! { <p>{desk.say("library.none")}</p> }.into_any();
        }
        shelves
            .into_iter()
            .map(|it| shelf(desk, it))
            .collect_view()
            .into_any()
    };
    // Counting takes a moment, so the page is drawn before.
    let counted = RwSignal::new(None::<Proof>);
    Effect::new(move |_: Option<()>| {
        edition.with(|_| ());
        request_animation_frame(move || counted.set(desk.peek(screens::proof)));
    });
    let proof = move || match counted.get() {
        Some(it) => proven(desk, it),
        None => waiting(desk.say("library.proving")),
    };
    view! {
        <div class="page__top">
            <h1>{desk.say("page.library")}</h1>
            <p class="page__note num" role="status">{count}</p>
        </div>
        <div class="stack">
            <div class="page__main stack">
                <p class="lead">{desk.say("library.lead")}</p>
                {proof}
                <div class="find" role="search">
                    {icon(Icon::Find)}
                    <label class="unseen" for="library-find">{desk.say("library.find")}</label>
                    <input
                        class="find__input"
                        id="library-find"
                        type="search"
                        autocomplete="off"
                        placeholder=desk.say("library.find")
                        on:input:target=move |event| query.set(event.target().value())
                    />
                </div>
            </div>
            {terms::section(desk, query)}
            <div class="page__main stack">{found}</div>
        </div>
    }
    .into_any()
}

/// What has just been proven on this device.
fn proven(desk: Desk, proof: Proof) -> AnyView {
    let count = |n: usize| Arg::Number(f64::from(u32::try_from(n).unwrap_or_default()));
    let says = desk.pieces(
        "library.proven",
        &[
            ("edition", Arg::Text(&proof.edition)),
            ("tables", count(proof.n_tables)),
            ("rows", count(proof.n_rows)),
            ("combinations", Arg::Text(&proof.n_combinations)),
        ],
    );
    let lines = proof.by_decision.into_iter().map(|(decision, n)| {
        view! {
            <div class="facts__row">
                <dt class="facts__key">{decision}</dt>
                <dd class="facts__value num">{n}</dd>
            </div>
        }
    });
    let text = view! {
        <p>{rich(says)}</p>
        <details class="why">
            <summary class="why__head">{desk.say("library.counts")}</summary>
            <dl class="why__body facts" data-lay="wide">{lines.collect_view()}</dl>
        </details>
    };
    let intent = if proof.n_without_reason == 0 {
        "success"
    } else {
        "warning"
    };
    bar(intent, text.into_any(), None)
}

fn shelf(desk: Desk, shelf: Shelf) -> AnyView {
    let id = format!("shelf-{}", shelf.id);
    let rules = shelf.rules.into_iter().map(|it| rule(desk, it));
    let rules = rules.collect_view();
    let section = view! {
        <section class="part" aria-labelledby=id.clone()>
            <h2 class="part__title" id=id>{shelf.title}</h2>
            <ul class="stack">{rules}</ul>
        </section>
    };
    keyed(shelf.id, section.into_any())
}

fn rule(desk: Desk, line: RuleLine) -> AnyView {
    let key = line.citation.rule.clone();
    let uses = if line.uses.is_empty() {
        desk.say("library.informs")
    } else {
        line.uses.join(" · ")
    };
    let entry = view! {
        <li class="entry">
            {source(line.citation)}
            <p class="status">{uses}</p>
        </li>
    };
    keyed(key, entry.into_any())
}
