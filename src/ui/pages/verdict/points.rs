//! The verdict as a line of answers, and in seven points.

use crate::ui::view::prelude::*;
use crate::{
    app::screens::VerdictScreen,
    ui::{
        Desk,
        kit::confidence,
        pages::{
            interview::differs,
            verdict::{jump, to_reason},
        },
    },
    wording::Arg,
};

/// From the answers to the verdict.
pub(super) fn ribbon(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.ribbon.is_empty() {
        return ().into_any();
    }
    let items = screen.ribbon.iter().map(|line| {
        let otherwise = line.otherwise.as_ref();
        let otherwise =
            otherwise.map(|it| view! { <span class="ribbon__q">{differs(desk, it)}</span> });
        let reason = line
            .reason
            .map(|it| view! { <span class="ribbon__r">{to_reason(desk, it)}</span> });
        view! {
            <li class="ribbon__item">
                <span class="ribbon__q">{line.label.clone()}</span>
                <span class="ribbon__a">{line.value.clone()}</span>
                {otherwise} {reason}
            </li>
        }
    });
    let n = f64::from(u32::try_from(screen.reasons.len()).unwrap_or_default());
    let all = (n > 0.0).then(|| {
        let text = desk.say_with("verdict.n_reasons", &[("n", Arg::Number(n))]);
        view! { <span class="ribbon__r">{jump("why".to_owned(), text)}</span> }
    });
    view! {
        <section class="part" aria-labelledby="ribbon">
            <h2 class="part__title" id="ribbon">{desk.say("verdict.how")}</h2>
            <ol class="ribbon">
                {items.collect_view()}
                <li class="ribbon__item" data-kind="verdict">
                    <span class="ribbon__q">{desk.say("verdict.badge")}</span>
                    <span class="ribbon__a">{screen.short.clone()}</span>
                    {all}
                </li>
            </ol>
        </section>
    }
    .into_any()
}

pub(super) fn points(desk: Desk, screen: &VerdictScreen) -> AnyView {
    if screen.points.is_empty() {
        return ().into_any();
    }
    let rows = screen.points.iter().map(|line| {
        let reasons = line.reasons.iter().map(|it| to_reason(desk, *it));
        view! {
            <div class="facts__row">
                <dt class="facts__key">{desk.say(&format!("point.{}", line.point.name()))}</dt>
                <dd class="facts__value">{line.value.clone()}</dd>
                <dd class="facts__meta">{confidence(line.confidence)} {reasons.collect_view()}</dd>
            </div>
        }
    });
    view! {
        <section class=(!screen.tasks.is_empty()).then_some("part") aria-labelledby="points">
            <h2 class="part__title" id="points">{desk.say("verdict.points")}</h2>
            <dl class="facts" data-lay="wide" data-rule="top">{rows.collect_view()}</dl>
        </section>
    }
    .into_any()
}
