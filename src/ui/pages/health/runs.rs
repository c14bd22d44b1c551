//! When incidents ran: a bar each, all on the axis of the period.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::{HealthScreen, ServiceIncident},
    ui::{
        Desk,
        pages::health::{Board, incident::span},
    },
};

const CAPTION: &str = "health-runs-caption";

pub(super) fn draw(board: Board, screen: &HealthScreen) -> AnyView {
    let desk = board.desk;
    let all = screen.active.iter().chain(&screen.over);
    let rows: Vec<_> = all
        .map(|it| keyed(it.id.clone(), row(desk, it, screen)))
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="part" aria-labelledby="health-runs">
            <h2 class="part__title" id="health-runs">{desk.say("health.runs")}</h2>
            <div class="sheet" tabindex="0" role="region" aria-label=desk.say("health.runs_region")>
                <table class="grid" data-kind="runs">
                    <caption class="unseen" id=CAPTION>{desk.say("health.runs_caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{desk.say("health.incident")}</th>
                            <th scope="col"><span class="unseen">{desk.say("health.runs_when")}</span> {scale(screen)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="legend">
                <span class="legend__item">{swatch("fig-run")} {desk.say("health.runs_active")}</span>
                <span class="legend__item">{swatch("fig-done")} {desk.say("health.runs_over")}</span>
            </p>
        </section>
    }
    .into_any()
}

fn swatch(class: &'static str) -> AnyView {
    let is_active = class == "fig-run";
    let now =
        is_active.then(|| view! { <line class="fig-mark" x1="23" x2="23" y1="1" y2="15"></line> });
    view! {
        <svg class="swatch" aria-hidden="true">
            <rect class=class x="0" y="3" width="22" height="10"></rect>
            {now}
        </svg>
    }
    .into_any()
}

/// Thousandths as a percentage.
fn percent(thousandths: u16) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// Where the day of that number in the period begins, in thousandths.
fn start(at: usize, n_days: usize) -> u16 {
    u16::try_from(at * 1_000 / n_days.max(1)).unwrap_or_default()
}

/// The days of the axis by their numbers; of many days every fifth.
fn scale(screen: &HealthScreen) -> AnyView {
    let n = screen.days.len();
    let step = if n > 10 { 5 } else { 1 };
    let mark = |(at, number): (usize, u16)| {
        view! {
            <text class="fig-text" x=percent(start(at, n)) y="12">{number}</text>
        }
    };
    let days = screen.days.iter().map(|it| it.number).enumerate();
    let marks = days.step_by(step).map(mark).collect_view();
    view! { <svg class="rowscale" aria-hidden="true">{marks}</svg> }.into_any()
}

fn row(desk: Desk, incident: &ServiceIncident, screen: &HealthScreen) -> AnyView {
    let n = screen.days.len();
    let tick = |at: usize| {
        let x = percent(start(at, n));
        view! { <line class="fig-tick" x1=x.clone() x2=x y1="2" y2="18"></line> }
    };
    let ticks = (0..n).map(tick).collect_view();
    let (from, until) = incident.bar;
    let kind = if incident.is_over {
        "fig-done"
    } else {
        "fig-run"
    };
    // What runs ends in a line: the present.
    let now = percent(screen.now_at);
    let now = (!incident.is_over).then(|| {
        view! { <line class="fig-mark" x1=now.clone() x2=now y1="2" y2="18"></line> }
    });
    let width = until.saturating_sub(from).max(6);
    let said = format!("run-{}", incident.id);
    view! {
        <tr>
            <th scope="row">
                <span class="num">{incident.id.clone()}</span>
                <span class="grid__sub"><bdi>{incident.service.clone()}</bdi></span>
                <span class="grid__sub" id=said.clone()>{span(desk, incident)}</span>
            </th>
            <td>
                <svg class="rowruler" role="img" aria-labelledby=said aria-describedby=CAPTION>
                    {ticks} <rect class=kind x=percent(from.min(994)) y="5" width=percent(width) height="10"></rect> {now}
                </svg>
            </td>
        </tr>
    }
    .into_any()
}
