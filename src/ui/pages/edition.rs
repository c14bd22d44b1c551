//! The choice whose rules speak.

use crate::ui::view::{ev::SubmitEvent, prelude::*};
use crate::{
    app::{Command, Load, screens},
    ui::{Desk, kit::trouble},
    wording::Arg,
};

/// The question of the start page, until it is answered.
pub(super) fn ask(desk: Desk) -> AnyView {
    let is_asked = desk.slice(screens::asks_for_edition);
    let draw = move || {
        is_asked.get().then(|| {
            view! {
                <section class="part" aria-labelledby="edition">
                    <h2 class="part__title" id="edition">{desk.say("edition.title")}</h2>
                    {choice(desk)}
                </section>
            }
        })
    };
    view! { {draw} }.into_any()
}

/// The editions, what differs, and a button that settles it.
pub(super) fn choice(desk: Desk) -> AnyView {
    let picked = RwSignal::new(desk.peek(|it| it.edition().to_owned()));
    let failure = desk.slice(|it| it.edition_trouble.clone());
    let is_waiting = desk.slice(|it| it.program == Load::Waiting);
    let settle = move |event: SubmitEvent| {
        event.prevent_default();
        desk.send(Command::EditionChosen(picked.get_untracked()));
    };
    let card = |id: &'static str| {
        let (field, hint) = (format!("edition-{id}"), format!("edition-{id}-hint"));
        view! {
            <div class="choice">
                <input
                    class="choice__dot"
                    type="radio"
                    id=field.clone()
                    name="edition"
                    aria-describedby=hint.clone()
                    prop:checked=move || picked.with(|it| it == id)
                    on:change:target=move |_| picked.set(id.to_owned())
                />
                <label class="choice__label" for=field>{desk.say(&format!("edition.{id}"))}</label>
                <p class="choice__hint" id=hint>{desk.say(&format!("edition.{id}.hint"))}</p>
            </div>
        }
    };
    let ids = desk.peek(|it| screens::editions(it).into_iter().map(|it| it.id));
    let cards = ids.map(card).collect_view();
    let differences = ["1", "2", "3"].map(|it| {
        view! { <li>{desk.say(&format!("edition.differs_{it}"))}</li> }
    });
    let in_use = desk.slice(|it| it.edition().to_owned());
    let said = move || {
        let name = desk.say(&format!("edition.{}", in_use.get()));
        desk.say_with("edition.in_use", &[("edition", Arg::Text(&name))])
    };
    view! {
        <form class="page__main stack" novalidate on:submit=settle>
            <p>{desk.say("edition.say")}</p>
            {move || failure.get().map(trouble)}
            <fieldset>
                <legend class="unseen">{desk.say("edition.title")}</legend>
                <div class="choices">{cards}</div>
            </fieldset>
            <p class="hint">{desk.say("edition.differs")}</p>
            <ul class="task__ways">{differences.into_iter().collect_view()}</ul>
            <div class="actions">
                <button
                    class="button"
                    type="submit"
                    aria-busy=move || is_waiting.get().then_some("true")
                >
                    {desk.say("edition.use")}
                </button>
                <p class="status" role="status">{said}</p>
            </div>
        </form>
    }
    .into_any()
}
