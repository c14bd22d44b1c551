//! Beside the verdict: the way a request takes, the answers, and circumstances that can be mentioned.

use crate::ui::view::prelude::*;
use crate::{
    app::{
        Command, DateStyle,
        screens::{self, Circumstance, VerdictScreen},
    },
    casework::CaseId,
    facts::Answer,
    ui::{
        Desk,
        kit::{SelectField, select_field},
        pages::interview::answers_card,
    },
    wording::Arg,
};

pub(super) fn aside(desk: Desk, case: &CaseId, screen: Memo<Option<VerdictScreen>>) -> AnyView {
    let hops = Memo::new(move |_| {
        screen.with(|it| it.as_ref().map(|it| it.hops.clone()).unwrap_or_default())
    });
    view! {
        <aside class="page__aside" aria-label=desk.say("verdict.aside")>
            {move || way(desk, hops.get())}
            {answers_card(desk, case.clone(), desk.say("answers.yours"))}
            {circumstances(desk, case)}
            {dated(desk, case)}
        </aside>
    }
    .into_any()
}

/// Who does what, one after the other.
fn way(desk: Desk, hops: Vec<(String, Option<String>)>) -> AnyView {
    if hops.is_empty() {
        return ().into_any();
    }
    let hops = hops.into_iter().enumerate().map(|(at, (who, what))| {
        let what = what.map(|it| view! { <span class="hop__what">{it}</span> });
        view! { <li class="hop" data-you=(at == 0).then_some("")>{who} {what}</li> }
    });
    view! {
        <section class="card" aria-labelledby="way">
            <h2 class="card__title" id="way">{desk.say("verdict.way")}</h2>
            <ol class="hops">{hops.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Circumstances, of which each adds a caution or changes the verdict at once. Drawn once, so that none loses the focus.
fn circumstances(desk: Desk, case: &CaseId) -> AnyView {
    let of_lines = case.clone();
    let case = case.clone();
    let facts = desk.slice(move |state| {
        let lines = state
            .cases
            .get(&of_lines)
            .map(|it| screens::circumstances(state, it));
        lines
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.fact)
            .collect::<Vec<_>>()
    });
    let draw = move || {
        // Whether each is mentioned is read once: afterwards the boxes hold what was done to them.
        facts.with(|_| ());
        let lines = desk.peek(|state| {
            state
                .cases
                .get(&case)
                .map(|it| screens::circumstances(state, it))
        });
        let lines = lines.unwrap_or_default();
        if lines.is_empty() {
            return ().into_any();
        }
        let fields = lines
            .into_iter()
            .map(|it| field(desk, &case, it))
            .collect_view();
        view! {
            <section class="card" aria-labelledby="circumstances">
                <h2 class="card__title" id="circumstances">{desk.say("step.circumstances.title")}</h2>
                <div class="stack">
                    <p class="hint">{desk.say("step.circumstances.hint")}</p>
                    <div class="fields">{fields}</div>
                </div>
            </section>
        }
        .into_any()
    };
    view! { {draw} }.into_any()
}

fn field(desk: Desk, case: &CaseId, line: Circumstance) -> AnyView {
    let Circumstance {
        fact,
        label,
        hint,
        is_said,
        values,
    } = line;
    let id = format!("circumstance-{fact}");
    let case = case.clone();
    let mention = move |answer: Option<Answer>| {
        desk.send(Command::Mentioned(case.clone(), fact.clone(), answer));
    };
    if values.is_empty() {
        let hint_id = format!("{id}-hint");
        let described = hint.is_some().then(|| hint_id.clone());
        let hint = hint.map(|it| view! { <p class="field__hint" id=hint_id>{it}</p> });
        return view! {
            <div class="field">
                <label class="tick">
                    <input
                        class="choice__dot"
                        type="checkbox"
                        id=id
                        aria-describedby=described
                        prop:checked=is_said
                        on:change:target=move |event| mention(event.target().checked().then_some(Answer::Flag(true)))
                    />
                    <span>{label}</span>
                </label>
                {hint}
            </div>
        }
        .into_any();
    }
    // The first value stands for not mentioned.
    let mut values = values.into_iter();
    let choose = values.next().map(|it| it.1).unwrap_or_default();
    let value = values
        .clone()
        .find(|it| it.2)
        .map(|it| it.0)
        .unwrap_or_default();
    let options = values.map(|(value, text, _)| (value, text)).collect();
    let field = SelectField {
        id,
        label,
        hint,
        choose,
        options,
        value,
    };
    let choose = move |value: String| mention((!value.is_empty()).then_some(Answer::Word(value)));
    select_field(field, || None, choose)
}

/// Which documents spoke, how old they are, and for which day.
fn dated(desk: Desk, case: &CaseId) -> AnyView {
    let case = case.clone();
    let spoken = desk.slice(move |state| {
        let edition = &state.content.as_ref()?.playbook.edition;
        let opened = state.cases.get(&case)?.opened;
        let years = screens::age_years(&edition.as_of, state.now);
        Some((edition.id.clone(), edition.as_of.clone(), years, opened))
    });
    let says = move || {
        let (id, as_of, years, opened) = spoken.get()?;
        let day = desk.write(opened, DateStyle::Day);
        let args = [
            ("edition", Arg::Text(&id)),
            ("as_of", Arg::Text(&desk.day(&as_of))),
            ("years", Arg::Number(f64::from(years))),
            ("day", Arg::Text(&day)),
        ];
        Some(desk.say_with("verdict.dated", &args))
    };
    view! { <p class="dim">{says}</p> }.into_any()
}
