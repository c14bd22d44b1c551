//! What each day was like: services by days.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        DateStyle,
        screens::{Day, DayCell, HealthScreen, Strip},
    },
    portal::graph::Level,
    ui::{
        Desk,
        pages::health::{
            Board,
            cell::{cell, legend, level_words, with_incidents},
        },
    },
    wording::Arg,
};

/// The states of a day, in the order of the legend.
const LEVELS: [Option<Level>; 4] = [
    Some(Level::Healthy),
    Some(Level::Degraded),
    Some(Level::Outage),
    Some(Level::Unknown),
];

const SHEET: &str = "health-strips";

/// Today stands at the end, which a narrow page would hide: there the strips begin at their end.
pub(super) fn begin_at_today(board: Board) {
    let shape = Memo::new(move |_| {
        let is_there = board.screen.with(|it| !it.strips.is_empty());
        (is_there, board.view.with(|it| it.n_days))
    });
    Effect::new(move |_| {
        shape.get();
        request_animation_frame(|| {
            if let Some(sheet) = document().get_element_by_id(SHEET) {
                sheet.set_scroll_left(sheet.scroll_width());
            }
        });
    });
}

pub(super) fn draw(board: Board, screen: &HealthScreen) -> AnyView {
    let desk = board.desk;
    let (Some(first), Some(last)) = (screen.days.first(), screen.days.last()) else {
        return ().into_any();
    };
    if screen.strips.is_empty() {
        return ().into_any();
    }
    let (from, until) = (date(desk, first), date(desk, last));
    let args = [("from", Arg::Text(&from)), ("until", Arg::Text(&until))];
    let heads = screen.days.iter().map(|it| head(desk, it));
    let rows = screen.strips.iter();
    let rows = rows.map(|it| keyed(it.service.clone(), row(desk, it)));
    view! {
        <section class="part" aria-labelledby="health-days">
            <h2 class="part__title" id="health-days">{desk.say("health.strip")}</h2>
            <p class="page__note">{desk.say("health.strip_note")}</p>
            {legend(desk, &LEVELS)}
            <div class="sheet" id=SHEET tabindex="0" role="region" aria-label=desk.say("health.strip_region")>
                <table class="heat">
                    <caption class="unseen">{desk.say_with("health.strip_caption", &args)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{desk.say("health.service")}</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn date(desk: Desk, day: &Day) -> String {
    desk.write(day.noon, DateStyle::Day)
}

fn head(desk: Desk, day: &Day) -> AnyView {
    let date = date(desk, day);
    view! {
        <th scope="col" data-today=day.is_today.then_some("") title=date.clone()>
            <span aria-hidden="true">{day.number}</span> <span class="unseen">{date}</span>
        </th>
    }
    .into_any()
}

fn row(desk: Desk, strip: &Strip) -> AnyView {
    let day = |it: &DayCell| {
        let level = level_words(desk, Some(it.level), "");
        let whole = with_incidents(desk, level, &it.incidents);
        view! { <td>{cell(Some(it.level), whole, None)}</td> }
    };
    let days = strip.cells.iter().map(day).collect_view();
    view! {
        <tr>
            <th scope="row"><bdi>{strip.service.clone()}</bdi></th>
            {days}
        </tr>
    }
    .into_any()
}
