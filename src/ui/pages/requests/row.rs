//! A row of the list, with its target on the axis that all rows share.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        DateStyle, Route,
        screens::{AXIS_HOURS, Clock, Group, RequestLine},
    },
    ui::{Desk, kit::badge},
    wording::Arg,
};

/// The hours that are marked on the axis.
const MARKS: [u32; 4] = [0, 2, 4, 8];

/// The axis, printed once in the head of the column.
pub(super) fn scale() -> AnyView {
    let mark = |hours: u32| {
        let anchor = match hours {
            0 => "start",
            AXIS_HOURS => "end",
            _ => "middle",
        };
        view! {
            <text class="fig-text" x=percent(i64::from(hours) * 1_000 / i64::from(AXIS_HOURS)) y="12" text-anchor=anchor>
                {hours}
            </text>
        }
    };
    view! { <svg class="rowscale" aria-hidden="true">{MARKS.map(mark)}</svg> }.into_any()
}

/// Thousandths as a percentage.
fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

pub(super) fn row(desk: Desk, line: &RequestLine) -> AnyView {
    let minute = desk.slice(|it| it.now.0 / 60_000);
    let of_line = line.clone();
    let clock = Memo::new(move |_| {
        let now = crate::vocab::Moment(minute.get() * 60_000);
        of_line.clock(now)
    });
    let label = |name: &str| desk.say(&format!("requests.col_{name}"));
    let number = match &line.number {
        Some(number) => number.clone(),
        None => desk.say("requests.no_number"),
    };
    let severity = Some(line.severity.clone()).filter(|it| !it.is_empty());
    let no_customer = line.customer.is_empty().then_some("");
    let no_severity = severity.is_none().then_some("");
    let target = no_target(desk, line);
    let answer = move || match clock.get() {
        Some(clock) => bar(clock).into_any(),
        None => view! { <span class="dim">{target.clone()}</span> }.into_any(),
    };
    let due = move || clock.get().map(|it| due(desk, it));
    view! {
        <tr>
            <th scope="row">
                <a class="grid__link" href=desk.href(&Route::Detail(line.name.clone()))><bdi>{title(desk, line)}</bdi></a>
                <span class="grid__sub num">{number}</span>
            </th>
            <td data-label=label("customer") data-empty=no_customer><bdi>{line.customer.clone()}</bdi></td>
            <td data-label=label("severity") data-empty=no_severity><span>{severity}</span></td>
            <td data-label=desk.say("requests.answer")><div>{answer}</div></td>
            <td class="num" data-label=label("due") data-empty=move || clock.get().is_none().then_some("")>{due}</td>
            <td data-label=label("status")>{status(desk, line)}</td>
        </tr>
    }
    .into_any()
}

/// Its title, or a word where it has none.
pub(super) fn title(desk: Desk, line: &RequestLine) -> String {
    if line.title.is_empty() {
        desk.say("requests.untitled")
    } else {
        line.title.clone()
    }
}

/// Where it stands, as word and shape.
pub(super) fn status(desk: Desk, line: &RequestLine) -> AnyView {
    let tone = match line.group {
        Group::Open => "info",
        Group::Attention => "stop",
        Group::Handed => "off",
        Group::Closed => "done",
    };
    badge(tone, status_words(desk, &line.status)).into_any()
}

fn status_words(desk: Desk, status: &str) -> String {
    let key = format!("status.{status}");
    // A portal may use words that were not foreseen; they are shown as they are.
    if desk.has(&key) {
        desk.say(&key)
    } else {
        status.to_owned()
    }
}

/// Why no target runs.
pub(super) fn no_target(desk: Desk, line: &RequestLine) -> String {
    desk.say(match line.status.as_str() {
        "handed" => "requests.clock_provider",
        "sending" | "creating" | "unsure" | "refused" => "requests.clock_not_started",
        "closed" => "requests.clock_closed",
        _ => "requests.clock_none",
    })
}

fn bar(clock: Clock) -> impl IntoView {
    let (target, run, late) = clock.bar;
    let tick = |hours: u32| {
        let x = percent(i64::from(hours) * 1_000 / i64::from(AXIS_HOURS));
        view! { <line class="fig-tick" x1=x.clone() x2=x y1="2" y2="18"></line> }
    };
    let over = (late > 0).then(|| {
        view! { <rect class="fig-late" x=percent(target) y="5" width=percent(late) height="10"></rect> }
    });
    view! {
        <svg class="rowruler" aria-hidden="true">
            {[2, 4].map(tick)} <rect class="fig-track" x="0" y="7" width=percent(target) height="6"></rect>
            <rect class="fig-run" x="0" y="7" width=percent(run) height="6"></rect> {over}
            <line class="fig-mark" x1=percent(target) x2=percent(target) y1="3" y2="17"></line>
        </svg>
    }
}

fn due(desk: Desk, clock: Clock) -> AnyView {
    let key = if clock.is_late {
        "requests.was_due"
    } else {
        "requests.due"
    };
    let when = desk.write(clock.due, DateStyle::DayTime);
    view! {
        <span class="grid__main">{left(desk, clock)}</span>
        <span class="grid__sub">{desk.say_with(key, &[("when", Arg::Text(&when))])}</span>
    }
    .into_any()
}

/// How much time is left, or over, in the unit that people would use.
pub(super) fn left(desk: Desk, clock: Clock) -> String {
    let (unit, hours, minutes) = match (clock.minutes / 60, clock.minutes % 60) {
        (hours @ 48.., _) => ("days", hours / 24, 0),
        (0, minutes) => ("minutes", 0, minutes),
        (hours, minutes) => ("hours", hours, minutes),
    };
    let side = if clock.is_late { "over" } else { "left" };
    let number = |n: i64| Arg::count(usize::try_from(n).unwrap_or_default());
    let args = [("n", number(hours)), ("minutes", number(minutes))];
    desk.say_with(&format!("requests.{side}_{unit}"), &args)
}
