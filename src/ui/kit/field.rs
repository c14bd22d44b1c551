//! Text fields of forms.

use crate::ui::view::prelude::*;

/// What a text field needs to be drawn.
pub struct TextField {
    /// Its id; label, hint and error hang on it.
    pub id: String,
    /// Its name, "(optional)" included where it is.
    pub label: String,
    /// The line under the name.
    pub hint: Option<String>,
    /// What it holds when it is drawn.
    pub value: String,
    /// Lines; one is an input.
    pub n_lines: u8,
    /// The browser's autocomplete token.
    pub autocomplete: &'static str,
    /// `text`, `email`, `tel`.
    pub kind: &'static str,
}

/// What a drop-down list needs to be drawn.
pub struct SelectField {
    /// Its id; label, hint and error hang on it.
    pub id: String,
    /// Its name.
    pub label: String,
    /// The line under the name.
    pub hint: Option<String>,
    /// What stands there while nothing is chosen.
    pub choose: String,
    /// What can be chosen: value and words.
    pub options: Vec<(String, String)>,
    /// What is chosen when it is drawn.
    pub value: String,
}

/// A labelled text field. What is typed goes to `write`; what is wrong comes from `error`.
pub fn text_field(
    field: TextField,
    error: impl Fn() -> Option<String> + Send + Sync + Clone + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    let TextField {
        id,
        label,
        hint,
        value,
        n_lines,
        autocomplete,
        kind,
    } = field;
    let described = described(&id, hint.is_some(), error.clone());
    let invalid = invalid(error.clone());
    let input = if n_lines > 1 {
        view! {
            <textarea
                class="field__input"
                id=id.clone()
                name=id.clone()
                rows=n_lines.to_string()
                aria-describedby=described
                aria-invalid=invalid
                on:input:target=move |event| write(event.target().value())
                prop:value=value
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="field__input"
                id=id.clone()
                name=id.clone()
                type=kind
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=invalid
                on:input:target=move |event| write(event.target().value())
                prop:value=value
            />
        }
        .into_any()
    };
    labelled(id, label, hint, error, input)
}

/// A labelled drop-down list. What is chosen goes to `write`; what is wrong comes from `error`.
pub fn select_field(
    field: SelectField,
    error: impl Fn() -> Option<String> + Send + Sync + Clone + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    let SelectField {
        id,
        label,
        hint,
        choose,
        options,
        value,
    } = field;
    let described = described(&id, hint.is_some(), error.clone());
    let invalid = invalid(error.clone());
    let options = options
        .into_iter()
        .map(|(key, text)| {
            let is_chosen = key == value;
            view! { <option value=key selected=is_chosen>{text}</option> }
        })
        .collect_view();
    let input = view! {
        <select
            class="field__input"
            id=id.clone()
            name=id.clone()
            aria-describedby=described
            aria-invalid=invalid
            on:change:target=move |event| write(event.target().value())
        >
            <option value="">{choose}</option>
            {options}
        </select>
    }
    .into_any();
    labelled(id, label, hint, error, input)
}

/// The ids of what is said about a field.
fn described(
    id: &str,
    has_hint: bool,
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let id = id.to_owned();
    move || match (has_hint, error().is_some()) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

fn invalid(
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    move || error().map(|_| "true")
}

fn labelled(
    id: String,
    label: String,
    hint: Option<String>,
    error: impl Fn() -> Option<String> + Send + Sync + 'static,
    input: AnyView,
) -> AnyView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {hint.map(|it| view! { <p class="field__hint" id=hint_id>{it}</p> })}
            {move || error().map(|it| view! { <p class="field__error" id=error_id.clone()>{it}</p> })}
            {input}
        </div>
    }
    .into_any()
}
