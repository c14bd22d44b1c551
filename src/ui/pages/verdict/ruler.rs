//! How soon the first answer comes, drawn as a time axis of nine hours, or told where no hours are promised.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        DateStyle,
        screens::{self, Ruler},
    },
    casework::CaseId,
    ui::Desk,
    vocab::Moment,
    wording::Arg,
};

/// The severities with their hours and places on the axis.
const MARKS: [(&str, u32, &str); 3] = [("A", 2, "22.22%"), ("B", 4, "44.44%"), ("C", 8, "88.89%")];
/// The hours named on an axis of a day, with their places.
const DAY_MARKS: [(u32, &str, &str); 4] = [
    (0, "0", "start"),
    (8, "33.33%", "middle"),
    (16, "66.67%", "middle"),
    (24, "100%", "end"),
];

/// The figure beside the verdict, and whether there is one. It follows the clock, not the verdict.
pub(super) fn ruler(desk: Desk, case: CaseId) -> (AnyView, bool) {
    let ruler = desk.slice(move |state| screens::ruler(state, state.cases.get(&case)?));
    let draw = move || ruler.get().map(|it| draw(desk, it));
    (
        view! { {draw} }.into_any(),
        ruler.with_untracked(Option::is_some),
    )
}

fn draw(desk: Desk, ruler: Ruler) -> AnyView {
    let of_hours = |hours: u32| [("hours", Arg::Number(f64::from(hours)))];
    match ruler {
        Ruler::Clock {
            start,
            target,
            is_filed,
            hours,
            severity,
        } => {
            let says = desk.say_with("ruler.within", &of_hours(hours));
            let key = if is_filed {
                "ruler.filed"
            } else {
                "ruler.if_now"
            };
            let (start_says, target_says) = (
                desk.write(start, DateStyle::Time),
                desk.write(target, DateStyle::Full),
            );
            let args = [
                ("start", Arg::Text(&start_says)),
                ("target", Arg::Text(&target_says)),
            ];
            let figure = axis(desk, says, &severity, Some(start));
            framed(
                "ruler.by",
                desk,
                desk.write(target, DateStyle::Time),
                figure,
                desk.say_with(key, &args),
            )
        }
        Ruler::Later { hours, severity } => {
            let says = desk.say_with("ruler.within", &of_hours(hours));
            let figure = axis(desk, says, &severity, None);
            framed(
                "ruler.title",
                desk,
                desk.say_with("ruler.hours", &of_hours(hours)),
                figure,
                desk.say("ruler.later"),
            )
        }
        Ruler::BusinessHours { start } => {
            let figure = hatched(desk, start);
            framed(
                "ruler.title",
                desk,
                desk.say("ruler.no_hours"),
                figure,
                desk.say("ruler.business_hours"),
            )
        }
        Ruler::Told(kind) => view! {
            <div class="ruler plate__fig">
                <p class="ruler__cap">{desk.say("ruler.title")}</p>
                <p class="lead">{desk.say(&format!("response.{kind}"))}</p>
            </div>
        }
        .into_any(),
    }
}

fn framed(title: &str, desk: Desk, big: String, figure: AnyView, caption: String) -> AnyView {
    view! {
        <figure class="ruler plate__fig">
            <div>
                <p class="ruler__cap">{desk.say(title)}</p>
                <p class="ruler__big">{big}</p>
            </div>
            {figure}
            <figcaption class="ruler__cap">{caption}</figcaption>
        </figure>
    }
    .into_any()
}

/// Nine hours from `start`; without a start the hours stand alone.
fn axis(desk: Desk, says: String, severity: &str, start: Option<Moment>) -> AnyView {
    let write = |hours: u32| start.map(|it| desk.write(it.plus_hours(hours), DateStyle::Time));
    let run = MARKS
        .iter()
        .find(|it| it.0 == severity)
        .map_or("0", |it| it.2);
    let marks = MARKS.map(|(letter, hours, x)| {
        let is_target = letter == severity;
        let (line, text) = if is_target { ("fig-mark", "fig-text-strong") } else { ("fig-tick", "fig-text") };
        let args = [("severity", Arg::Text(letter)), ("hours", Arg::Number(f64::from(hours)))];
        view! {
            <g>
                <line class=line x1=x x2=x y1="27" y2="53"></line>
                <text class=text x=x y="20" text-anchor="middle">{desk.say_with("ruler.mark", &args)}</text>
                <text class=text x=x y="68" text-anchor="middle">{write(hours)}</text>
            </g>
        }
    });
    view! {
        <svg class="ruler__svg" height="76" role="img" aria-label=says>
            <rect class="fig-track" x="0" y="34" width="100%" height="12"></rect>
            <rect class="fig-run" x="0" y="34" width=run height="12"></rect>
            {marks.collect_view()}
            <text class="fig-text" x="0" y="68">{write(0)}</text>
        </svg>
    }
    .into_any()
}

/// A day from `start` without any target: the hours of support are not known here.
fn hatched(desk: Desk, start: Moment) -> AnyView {
    let times = DAY_MARKS.map(|(hours, x, anchor)| {
        let time = desk.write(start.plus_hours(hours), DateStyle::Time);
        view! {
            <g>
                <line class="fig-tick" x1=x x2=x y1="8" y2="32"></line>
                <text class="fig-text" x=x y="48" text-anchor=anchor>{time}</text>
            </g>
        }
    });
    view! {
        <svg class="ruler__svg" height="54" role="img" aria-label=desk.say("response.business_hours")>
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="fig-hatch" x1="0" y1="0" x2="0" y2="6"></line>
                </pattern>
            </defs>
            <rect class="fig-track" x="0" y="14" width="100%" height="12"></rect>
            <rect x="0" y="14" width="100%" height="12" fill="url(#hatch)"></rect>
            {times.collect_view()}
        </svg>
    }
    .into_any()
}
