//! What sources say and the other texts for looking things up, read when a page first shows them or a disclosure is opened.

use crate::{
    app::{Effect, Load, Route, State, Trouble, WordList, content::reference_words, update},
    wording::Words,
};
use std::rc::Rc;

/// Asks for them where the page shows them.
pub(super) fn arrive(state: &mut State) -> Vec<Effect> {
    // Straight from the browser the list of customers says where it comes from.
    let says_whence = *state.route() == Route::Customers && state.connection.is_direct();
    if state.route().looks_up() || says_whence {
        open(state)
    } else {
        Vec::new()
    }
}

/// Asks for them unless they are here or on their way.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match state.reference {
        Load::Waiting | Load::Known(()) => Vec::new(),
        Load::NotAsked | Load::Failed(_) => {
            state.reference = Load::Waiting;
            vec![Effect::ReadReference(state.language().to_owned())]
        }
    }
}

/// Asks again for what did not come.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    if matches!(state.reference, Load::Failed(_)) {
        return open(state);
    }
    Vec::new()
}

/// Takes them in, under what is said already.
pub(super) fn read(
    state: &mut State,
    language: &str,
    list: Result<WordList, String>,
) -> Vec<Effect> {
    if state.language() != language || state.reference != Load::Waiting {
        // Another language is spoken since, and its words came with these texts.
        return Vec::new();
    }
    match list.and_then(|it| reference_words(language, &it)) {
        Ok(words) => {
            learn(state, &words);
            state.reference = Load::Known(());
        }
        Err(support) => {
            state.reference = Load::Failed(Trouble {
                kind: "reference",
                after_secs: None,
                support,
            });
            // A page that is made of them says so itself.
            if state.page() == state.program {
                update::announce(state, "trouble.reference");
            }
        }
    }
    Vec::new()
}

fn learn(state: &mut State, reference: &Words) {
    let shared = state.words.as_deref().cloned();
    state.words = shared.map(|it| Rc::new(it.over(reference.clone())));
    for content in state.editions.values_mut() {
        *content = Rc::new(content.knowing(reference.clone()));
    }
    let edition = state
        .content
        .as_ref()
        .map(|it| it.playbook.edition.id.clone());
    state.content = edition.and_then(|it| state.editions.get(&it).cloned());
}
