//! A link whose answers could not all be used.

use crate::{
    app::{Route, State, update},
    casework::CaseId,
    facts::Kind,
};

/// What a fact takes as its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of the values listed.
    One,
    /// Some of the values listed, joined with `+`.
    Several,
    /// A day as `YYYY-MM-DD`.
    Day,
    /// A language tag.
    Language,
    /// Nothing: no such fact.
    Nothing,
}

/// The page of such a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkScreen {
    /// The key as the link writes it.
    pub key: String,
    /// The value as the link writes it.
    pub value: String,
    /// What the key takes.
    pub expected: Expected,
    /// The values it takes, with their words.
    pub values: Vec<(String, String)>,
    /// Where the case goes on with the other answers.
    pub next: Option<Route>,
}

/// What is wrong with the link that led here.
pub fn bad_link(state: &State) -> Option<LinkScreen> {
    let (key, value) = state.bad_link.clone()?;
    let content = state.content.as_ref()?;
    let kind = content
        .playbook
        .rules
        .catalogue()
        .get(&key)
        .map(|it| &it.kind);
    let expected = match kind {
        Some(Kind::Enum(_) | Kind::Bool) => Expected::One,
        Some(Kind::Set(_) | Kind::Names { .. }) => Expected::Several,
        Some(Kind::Date { .. }) => Expected::Day,
        Some(Kind::Language { .. }) => Expected::Language,
        None => Expected::Nothing,
    };
    let listed = match kind {
        Some(Kind::Names { fitting, .. }) => fitting.iter().map(String::as_str).collect(),
        Some(kind @ (Kind::Enum(_) | Kind::Bool | Kind::Set(_))) => kind.words(),
        _ => Vec::new(),
    };
    let words = |value: &str| {
        let key = format!("value.{key}.{value}");
        let text = content
            .words
            .has(&key)
            .then(|| content.words.say(&key, &[]));
        (value.to_owned(), text.unwrap_or_default())
    };
    let case = match state.route() {
        Route::New(answers) => answers
            .iter()
            .find(|it| it.0 == "case")
            .and_then(|it| CaseId::parse(&it.1)),
        _ => None,
    };
    Some(LinkScreen {
        values: listed.into_iter().map(words).collect(),
        next: case
            .filter(|it| state.cases.contains_key(it))
            .map(|it| update::next_page(state, &it)),
        key,
        value,
        expected,
    })
}
