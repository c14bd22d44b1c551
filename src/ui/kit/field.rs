//! Text fields of forms.

use leptos::prelude::*;

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
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = {
        let (hint_id, error_id, has_hint, error) = (
            hint_id.clone(),
            error_id.clone(),
            hint.is_some(),
            error.clone(),
        );
        move || {
            let mut ids = Vec::new();
            if has_hint {
                ids.push(hint_id.clone());
            }
            if error().is_some() {
                ids.push(error_id.clone());
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let invalid = {
        let error = error.clone();
        move || error().map(|_| "true")
    };
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
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            {hint.map(|it| view! { <p class="field__hint" id=hint_id>{it}</p> })}
            {move || error().map(|it| view! { <p class="field__error" id=error_id.clone()>{it}</p> })}
            {input}
        </div>
    }
    .into_any()
}
