//! The terms of the documents, read when somebody first wants to see them.

use crate::{
    app::{Effect, Load, State, Trouble},
    content::Terms,
};
use std::rc::Rc;

/// Asks for them, once.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if !matches!(state.terms, Load::NotAsked) {
        return Vec::new();
    }
    state.terms = Load::Waiting;
    vec![Effect::ReadTerms]
}

/// Takes their file.
pub(super) fn read(state: &mut State, file: Result<String, String>) -> Vec<Effect> {
    let parse = |text: String| Terms::parse(&text).map_err(|it| format!("terms.json: {it}"));
    state.terms = match file.and_then(parse) {
        Ok(terms) => Load::Known(Rc::new(terms)),
        Err(support) => Load::Failed(Trouble {
            kind: "terms",
            after_secs: None,
            support,
        }),
    };
    Vec::new()
}

/// Asks again for what did not come.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    if matches!(state.terms, Load::Failed(_)) {
        state.terms = Load::NotAsked;
        return open(state);
    }
    Vec::new()
}
