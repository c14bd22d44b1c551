//! The answers of a case, with who gave them and where they are changed.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        DateStyle,
        screens::{self, AnswerLine, Otherwise},
    },
    casework::CaseId,
    facts::Origin,
    ui::{Desk, kit::quiet_link},
    vocab::Moment,
    wording::{Arg, Listing},
};

/// The card beside questions and verdict.
pub(in crate::ui::pages) fn answers_card(desk: Desk, case: CaseId, title: String) -> AnyView {
    let lines = desk.slice(move |state| {
        let case = state.cases.get(&case)?;
        let standing = screens::stand(state, case)?;
        let mut lines = screens::answer_lines(&standing, case);
        // The day of the case is nobody's answer; the verdict is dated elsewhere.
        lines.retain(|it| it.origin != Origin::Clock);
        Some((
            lines,
            screens::parked(&standing),
            screens::n_spared(state, case),
        ))
    });
    let list = move || {
        let (lines, parked, n_spared) = lines.get().unwrap_or_default();
        let spared = (n_spared > 0).then(|| {
            let says = desk.say_with("answers.spared", &[("n", Arg::count(n_spared))]);
            view! { <p class="dim">{says}</p> }
        });
        let parked = (!parked.is_empty()).then(|| {
            let names = parked.join(", ");
            let says = desk.say_with("answers.parked", &[("answers", Arg::Text(&names))]);
            view! { <p class="dim">{says}</p> }
        });
        if lines.is_empty() {
            return view! { <p class="dim">{desk.say("answers.none")}</p> {parked} }.into_any();
        }
        let rows = lines.into_iter().map(|it| row(desk, it)).collect_view();
        view! { <dl class="facts">{rows}</dl> {spared} {parked} }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="answers">
            <h2 class="card__title" id="answers">{title}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn row(desk: Desk, line: AnswerLine) -> AnyView {
    let change = line.change.map(|route| {
        let says = desk.say("answers.change");
        view! { <dd class="facts__act">{quiet_link(&route, says, line.label.clone())}</dd> }
    });
    view! {
        <div class="facts__row">
            <dt class="facts__key">{line.label}</dt>
            <dd class="facts__value">{line.value}</dd>
            {said_by(desk, line.origin, line.otherwise.as_ref())}
            {change}
        </div>
    }
    .into_any()
}

/// Who said so, and who says otherwise.
pub(in crate::ui::pages) fn said_by(
    desk: Desk,
    said_by: Origin,
    otherwise: Option<&Otherwise>,
) -> AnyView {
    let differs = otherwise.map(|it| view! { <span>{differs(desk, it)}</span> });
    view! { <dd class="facts__meta"><span>{origin(desk, said_by)}</span> {differs}</dd> }.into_any()
}

/// What the answer contradicts, and who says that.
pub(in crate::ui::pages) fn differs(desk: Desk, otherwise: &Otherwise) -> String {
    let value = desk.list(&otherwise.values, Listing::Or);
    let origin = origin(desk, otherwise.origin);
    let args = [("value", Arg::Text(&value)), ("origin", Arg::Text(&origin))];
    desk.say_with("answers.differs", &args)
}

/// Who said so.
fn origin(desk: Desk, origin: Origin) -> String {
    match origin {
        Origin::Portal(at) => {
            let when = when(desk, at);
            desk.say_with("answers.from_portal", &[("when", Arg::Text(&when))])
        }
        Origin::Relationships(at) => {
            let when = when(desk, at);
            desk.say_with("answers.from_gdap", &[("when", Arg::Text(&when))])
        }
        Origin::Organisation => desk.say("answers.from_organisation"),
        Origin::Clock | Origin::Asked => desk.say("answers.from_you"),
    }
}

/// A moment, by its time alone where it is today.
pub(in crate::ui::pages) fn when(desk: Desk, at: Moment) -> String {
    let now = desk.peek(|state| state.now);
    let is_today = desk.write(at, DateStyle::Day) == desk.write(now, DateStyle::Day);
    desk.write(
        at,
        if is_today {
            DateStyle::Time
        } else {
            DateStyle::DayTime
        },
    )
}
