//! Who has trouble with what now: customers by services.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, HealthCommand, Trouble,
        screens::{HealthRow, HealthScreen, ServiceCell, Turn},
    },
    portal::graph::Level,
    ui::{
        Desk,
        pages::{
            health::{
                Board,
                cell::{cell, legend, level_words, with_incidents},
            },
            interview::when,
        },
    },
    wording::Arg,
};

/// The states of a cell, in the order of the legend.
const LEVELS: [Option<Level>; 5] = [
    Some(Level::Healthy),
    Some(Level::Degraded),
    Some(Level::Outage),
    Some(Level::Unknown),
    None,
];

pub(super) fn draw(board: Board, screen: &HealthScreen) -> AnyView {
    let desk = board.desk;
    let head = |it: &String| view! { <th scope="col"><bdi>{it.clone()}</bdi></th> };
    let heads = if screen.services.is_empty() {
        view! { <th scope="col">{desk.say("health.state")}</th> }.into_any()
    } else {
        screen.services.iter().map(head).collect_view()
    };
    let n_columns = screen.services.len().max(1);
    let rows = screen.rows.iter();
    let rows = rows.map(|it| keyed(it.customer.id.clone(), row(desk, it, n_columns)));
    view! {
        <section class="part" aria-labelledby="health-now">
            <h2 class="part__title" id="health-now">{desk.say("health.matrix")}</h2>
            {legend(desk, &LEVELS)}
            <div class="sheet" tabindex="0" role="region" aria-label=desk.say("health.matrix_region")>
                <table class="heat" data-kind="matrix">
                    <caption class="unseen">{desk.say("health.matrix_caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{desk.say("health.customer")}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(desk: Desk, row: &HealthRow, n_columns: usize) -> AnyView {
    let id = format!("health-{}", row.customer.id);
    let cells = if row.cells.is_empty() {
        let says = match (&row.trouble, row.turn) {
            (_, Turn::Asked) => desk.say("health.row_asked"),
            (Some(it), Turn::Idle) => why(desk, it),
            (None, Turn::Idle) if row.read_at.is_some() => desk.say("health.row_no_services"),
            (_, Turn::Queued | Turn::Idle) => desk.say("health.row_queued"),
        };
        let span = n_columns.to_string();
        view! { <td class="heat__note" colspan=span><div class="heat__why">{says} " " {again(desk, row)}</div></td> }
            .into_any()
    } else {
        let cell = |it: &ServiceCell| view! { <td>{service(desk, it)}</td> };
        row.cells.iter().map(cell).collect_view()
    };
    let stale = row.trouble.as_ref().zip(row.read_at);
    let stale = stale.map(|(trouble, at)| {
        let says = desk.say_with("health.stale", &[("when", Arg::Text(&when(desk, at)))]);
        view! { <span class="grid__sub">{says} ". " {why(desk, trouble)} " " {again(desk, row)}</span> }
    });
    view! {
        <tr>
            <th scope="row" id=id tabindex="-1"><bdi>{row.customer.name.clone()}</bdi> {stale}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Why a customer could not be read, in short.
fn why(desk: Desk, trouble: &Trouble) -> String {
    let own = format!("health.why_{}", trouble.kind);
    let key = if desk.has(&own) {
        own
    } else {
        format!("trouble.{}", trouble.kind)
    };
    let seconds = f64::from(trouble.after_secs.unwrap_or_default());
    desk.say_with(&key, &[("seconds", Arg::Number(seconds))])
}

/// Asks once more for a customer that could not be read.
fn again(desk: Desk, row: &HealthRow) -> AnyView {
    if row.trouble.is_none() || row.turn != Turn::Idle {
        return ().into_any();
    }
    let id = row.customer.id.clone();
    let again = move |_| desk.send(Command::Health(HealthCommand::Retried(id.clone())));
    view! {
        <button class="button" data-kind="text" type="button" on:click=again>
            {desk.say("trouble.again")} <span class="unseen">": " {row.customer.name.clone()}</span>
        </button>
    }
    .into_any()
}

fn service(desk: Desk, of: &ServiceCell) -> AnyView {
    let level = level_words(desk, of.level, &of.word);
    let is_wrong = of.level.is_some_and(|it| it != Level::Healthy);
    let since = of.since.filter(|_| is_wrong).map(|it| when(desk, it));
    let state = match &since {
        Some(since) => {
            let args = [("level", Arg::Text(&level)), ("when", Arg::Text(since))];
            desk.say_with("health.level_since", &args)
        }
        None => level,
    };
    cell(of.level, with_incidents(desk, state, &of.incidents), since)
}
