//! Fields of the draft: drawn once, written into the state while they are typed in.

use crate::ui::view::prelude::*;
use crate::{
    app::Command,
    casework::{CaseId, Field},
    ui::{
        Desk,
        kit::{SelectField, TextField, select_field, text_field},
    },
    wording::Arg,
};
use std::time::Duration;

/// How long nothing is typed before the count is read out.
const PAUSE: Duration = Duration::from_secs(1);

/// What stands in a field when it is drawn.
pub(super) fn typed(desk: Desk, case: &CaseId, field: Field) -> String {
    let text =
        |it: &crate::app::State| it.cases.get(case).map(|it| it.draft.text(field).to_owned());
    desk.peek(text).unwrap_or_default()
}

/// A line of text.
pub(super) fn text(desk: Desk, case: &CaseId, field: Field) -> AnyView {
    let key = format!("field.{}.hint", field.name());
    let hint = desk.has(&key).then(|| desk.say(&key));
    lines(desk, case, field, hint, 1)
}

/// The description, with what it should hold as its hint and the letters left below it.
pub(super) fn described(desk: Desk, case: &CaseId, say: String) -> AnyView {
    view! {
        <div class="field">
            {lines(desk, case, Field::Description, Some(say), 8)} {count(desk, case, Field::Description)}
        </div>
    }
    .into_any()
}

fn lines(desk: Desk, case: &CaseId, field: Field, hint: Option<String>, n_lines: u8) -> AnyView {
    let id = case.clone();
    let (autocomplete, kind) = match field {
        Field::FirstName => ("given-name", "text"),
        Field::LastName => ("family-name", "text"),
        Field::Email => ("email", "email"),
        Field::Phone => ("tel", "tel"),
        _ => ("off", "text"),
    };
    let shape = TextField {
        id: field.name().to_owned(),
        label: label(desk, field),
        hint,
        value: typed(desk, case, field),
        n_lines,
        autocomplete,
        kind,
    };
    text_field(shape, error(desk, field), move |text| {
        desk.send(Command::Wrote(id.clone(), field, text));
    })
}

/// A list to choose from.
pub(super) fn pick(
    desk: Desk,
    case: &CaseId,
    field: Field,
    options: Vec<(String, String)>,
) -> AnyView {
    let id = case.clone();
    let key = format!("field.{}.hint", field.name());
    let shape = SelectField {
        id: field.name().to_owned(),
        label: label(desk, field),
        hint: desk.has(&key).then(|| desk.say(&key)),
        choose: desk.say("request.choose"),
        options,
        value: typed(desk, case, field),
    };
    select_field(shape, error(desk, field), move |value| {
        desk.send(Command::Wrote(id.clone(), field, value));
    })
}

fn label(desk: Desk, field: Field) -> String {
    let name = desk.say(&format!("field.{}", field.name()));
    if field.is_optional() {
        desk.say_with("request.optional", &[("field", Arg::Text(&name))])
    } else {
        name
    }
}

/// What is wrong with a field, in words.
fn error(desk: Desk, field: Field) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
    let cause = desk.slice(move |it| {
        let problem = it.problems.iter().find(|it| it.field == field);
        problem.map(|it| it.cause)
    });
    move || {
        let cause = cause.get()?;
        Some(desk.say(&format!("problem.{}.{cause}", field.name())))
    }
}

/// How many letters are left: seen at once, heard when the typing stops.
fn count(desk: Desk, case: &CaseId, field: Field) -> AnyView {
    let Some(max) = field.max_letters() else {
        return ().into_any();
    };
    let case = case.clone();
    let n_letters = desk.slice(move |it| {
        let text = it.cases.get(&case).map(|it| it.draft.text(field));
        text.map_or(0, |it| it.trim().chars().count())
    });
    let words = move |n: usize| {
        if n > max {
            desk.say_with("request.letters_over", &[("n", Arg::count(n - max))])
        } else {
            desk.say_with("request.letters_left", &[("n", Arg::count(max - n))])
        }
    };
    let heard = RwSignal::new(String::new());
    // The timer is outside; each letter puts it off, and the first run only begins to listen.
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        let n = n_letters.get();
        let timer = before?;
        if let Some(timer) = timer {
            timer.clear();
        }
        // Nobody hears a field that went away meanwhile.
        let tell = move || drop(heard.try_set(words(n)));
        set_timeout_with_handle(tell, PAUSE).ok()
    });
    view! {
        <p class="field__count" data-over=move || (n_letters.get() > max).then_some("")>
            {move || words(n_letters.get())}
        </p>
        <p class="unseen" role="status">{heard}</p>
    }
    .into_any()
}
