//! Why: the numbered reasons with their sources, what to keep in mind, and what would change the verdict.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{ReasonLine, VerdictScreen},
    ui::{
        Desk,
        kit::{confidence, rich, sources},
        pages::verdict::near::near,
    },
    vocab::Confidence,
    wording::Arg,
};

pub(super) fn warnings(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.warnings.is_empty() {
        return ().into_any();
    }
    let lines = screen
        .warnings
        .iter()
        .map(|it| view! { <li class="note">{rich(it.says.clone())}</li> });
    view! {
        <section class="part" aria-labelledby="mind">
            <h2 class="part__title" id="mind">{desk.say("verdict.mind")}</h2>
            <ul class="notes">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

pub(super) fn reasons(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.reasons.is_empty() {
        return ().into_any();
    }
    let lines = screen
        .reasons
        .iter()
        .enumerate()
        .map(|(at, it)| reason(desk, at + 1, it));
    view! {
        <section class="part" aria-labelledby="why">
            <h2 class="part__title" id="why" tabindex="-1">{desk.say("verdict.why")}</h2>
            <ol class="reasons">{lines.collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn reason(desk: Desk, number: usize, line: &ReasonLine) -> AnyView {
    let facts: Vec<_> = line
        .facts
        .iter()
        .map(|(fact, value)| {
            let args = [("fact", Arg::Text(fact)), ("value", Arg::Text(value))];
            desk.say_with("verdict.fact", &args)
        })
        .collect();
    let rests =
        (!facts.is_empty()).then(|| view! { <p class="reason__fact">{facts.join("; ")}</p> });
    let rules: Vec<_> = line.citations.iter().map(|it| it.rule.as_str()).collect();
    // Other levels stand with the sources they come from.
    let is_derived = line.confidence == Confidence::Derived;
    let level = is_derived.then(|| view! { <p>{confidence(line.confidence)}</p> });
    view! {
        <li class="reason" id=format!("reason-{number}") tabindex="-1">
            {rests}
            <p class="reason__rule">
                {line.says.clone()} " " <span class="reason__id">{rules.join(", ")}</span>
            </p>
            {level}
            {sources(&line.citations)}
        </li>
    }
    .into_any()
}

pub(super) fn swaps(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.swaps.is_empty() && screen.near.is_empty() {
        return ().into_any();
    }
    let lines = screen
        .swaps
        .iter()
        .map(|it| swap(desk, &it.when.0, &it.when.1, &it.then));
    // On paper nothing stands under the heading without these.
    let print = screen.swaps.is_empty().then_some("no");
    let list =
        (!screen.swaps.is_empty()).then(|| view! { <ul class="swaps">{lines.collect_view()}</ul> });
    view! {
        <section class="part" aria-labelledby="swaps" data-print=print>
            <h2 class="part__title" id="swaps">{desk.say("verdict.swaps")}</h2>
            {list} {near(desk, screen)}
        </section>
    }
    .into_any()
}

/// "If …, then …".
pub(super) fn swap(desk: Desk, fact: &str, value: &str, then: &str) -> AnyView {
    let args = [("fact", Arg::Text(fact)), ("value", Arg::Text(value))];
    view! {
        <li class="swap">
            <span>{desk.say_with("verdict.if", &args)}</span>
            <span class="swap__then">
                <b>{then.to_owned()}</b>
            </span>
        </li>
    }
    .into_any()
}
