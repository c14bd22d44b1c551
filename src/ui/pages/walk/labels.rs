//! Which names of portal labels are shown.

use crate::ui::view::prelude::*;
use crate::{
    app::{Command, LabelMode},
    ui::Desk,
};

/// English, one of the documented languages, or that one with English in brackets.
pub(super) fn toggle(desk: Desk, languages: Vec<String>) -> AnyView {
    if languages.is_empty() {
        return ().into_any();
    }
    let shown = desk.slice(|it| {
        let (mode, language) = it.label_mode();
        (mode, language.to_owned())
    });
    let documented = languages.clone();
    let mode = Memo::new(move |_| {
        let (mode, language) = shown.get();
        // A language of which no document tells labels shows the English ones.
        if documented.contains(&language) {
            mode
        } else {
            LabelMode::English
        }
    });
    let language = Memo::new(move |_| shown.get().1);
    let is_english = Memo::new(move |_| mode.get() == LabelMode::English);
    let other = move |tag: String| {
        let own = tag.clone();
        let is_chosen = move || !is_english.get() && language.get() == own;
        let name = desk.say(&format!("walk_page.language.{tag}"));
        let choose = {
            let tag = tag.clone();
            move || {
                // English in brackets, until the user does without.
                let mode = match mode.get_untracked() {
                    LabelMode::Other => LabelMode::Other,
                    LabelMode::English | LabelMode::Both => LabelMode::Both,
                };
                desk.send(Command::Labelled(mode, tag.clone()));
            }
        };
        item(Some(tag), name, is_chosen, choose)
    };
    let english = move || {
        desk.send(Command::Labelled(LabelMode::English, "en".to_owned()));
    };
    let others = languages.into_iter().map(other).collect_view();
    view! {
        <fieldset class="toggle">
            <legend class="toggle__name">{desk.say("walk_page.labels")}</legend>
            {item(Some("en".to_owned()), desk.say("walk_page.language.en"), move || is_english.get(), english)} {others}
        </fieldset>
        {move || (!is_english.get()).then(|| both(desk, mode, language))}
    }
    .into_any()
}

fn item(
    tag: Option<String>,
    name: String,
    is_chosen: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    view! {
        <label class="toggle__item" lang=tag>
            <input class="toggle__dot" type="radio" name="labels" prop:checked=is_chosen on:change=move |_| choose() />
            {name}
        </label>
    }
    .into_any()
}

fn both(desk: Desk, mode: Memo<LabelMode>, language: Memo<String>) -> AnyView {
    let choose = move |is_both: bool| {
        let mode = if is_both {
            LabelMode::Both
        } else {
            LabelMode::Other
        };
        desk.send(Command::Labelled(mode, language.get_untracked()));
    };
    view! {
        <label class="tick">
            <input
                class="choice__dot"
                type="checkbox"
                prop:checked=move || mode.get() == LabelMode::Both
                on:change:target=move |event| choose(event.target().checked())
            />
            <span>{desk.say("walk_page.both")}</span>
        </label>
    }
    .into_any()
}
