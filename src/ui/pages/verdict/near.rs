//! The rows that nearly held, each with the one cell it failed by. They wait behind a disclosure and are not printed.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{NearLine, VerdictScreen},
    ui::{Desk, kit::rich},
    wording::{Arg, Listing},
};

pub(super) fn near(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.near.is_empty() {
        return ().into_any();
    }
    let title = desk.say_with("near.title", &[("n", Arg::count(screen.near.len()))]);
    let lines = screen.near.iter().map(|it| row(desk, it));
    view! {
        <details class="why" data-print="no">
            <summary class="why__head">{title}</summary>
            <div class="why__body">
                <p class="hint">{desk.say("near.intro")}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        </details>
    }
    .into_any()
}

/// What the row decides, the cell it failed by, and the facts that the value there rests on.
fn row(desk: Desk, line: &NearLine) -> AnyView {
    let demands = desk.list(&line.demands, Listing::Or);
    let is = desk.list(&line.is, Listing::Or);
    let args = [
        ("column", Arg::Text(&line.column)),
        ("demands", Arg::Text(&demands)),
        ("is", Arg::Text(&is)),
    ];
    let failed = rich(desk.pieces("near.failed", &args));
    let facts: Vec<_> = line
        .rests
        .iter()
        .map(|(fact, value)| {
            let args = [("fact", Arg::Text(fact)), ("value", Arg::Text(value))];
            desk.say_with("verdict.fact", &args)
        })
        .collect();
    let rests = (!facts.is_empty()).then(|| {
        let facts = facts.join("; ");
        let says = desk.say_with("near.rests", &[("facts", Arg::Text(&facts))]);
        view! { <p class="reason__fact">{says}</p> }
    });
    let below = line
        .is_below
        .then(|| view! { <span class="dim">{desk.say("near.below")}</span> });
    view! {
        <li class="entry">
            <p><b>{line.then.clone()}</b> " " {below}</p>
            <p class="swap__then">{failed}</p>
            {rests}
        </li>
    }
    .into_any()
}
