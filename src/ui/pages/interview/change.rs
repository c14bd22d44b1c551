//! A changed answer that would set others aside asks for agreement, in place of the question.

use crate::ui::view::prelude::*;
use crate::{
    app::{Command, screens::ConfirmScreen},
    ui::{Desk, kit::rich},
    wording::Arg,
};

/// What the change sets aside, and whether to make it. `keep` puts back what was picked.
pub(super) fn change(desk: Desk, screen: ConfirmScreen, keep: impl Fn() + 'static) -> AnyView {
    let (label, value) = screen.change;
    let n = f64::from(u32::try_from(screen.sets_aside.len()).unwrap_or_default());
    let args = [
        ("fact", Arg::Text(&label)),
        ("value", Arg::Text(&value)),
        ("n", Arg::Number(n)),
    ];
    let rows = screen.sets_aside.into_iter().map(|(label, value)| {
        view! {
            <div class="facts__row">
                <dt class="facts__key">{label}</dt>
                <dd class="facts__value">{value}</dd>
            </div>
        }
    });
    let keep = move |_| {
        keep();
        desk.send(Command::Kept);
    };
    view! {
        <section class="page__main stack" id="confirm" tabindex="-1" aria-labelledby="confirm-title">
            <h1 id="confirm-title">{desk.say_with("interview.change_title", &args)}</h1>
            <p class="lead">{rich(desk.pieces("interview.change_says", &args))}</p>
            <dl class="facts" data-lay="wide" data-rule="top">{rows.collect_view()}</dl>
            <p>{desk.say("interview.change_back")}</p>
            <div class="actions">
                <button class="button" data-kind="primary" type="button" on:click=move |_| desk.send(Command::Agreed)>
                    {desk.say("interview.change_do")}
                </button>
                <button class="button" type="button" on:click=keep>{desk.say("interview.change_keep")}</button>
            </div>
        </section>
    }
    .into_any()
}
