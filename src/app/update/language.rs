//! In which language the desk speaks.

use crate::{
    app::{
        Content, Effect, LanguageFiles, Load, State, Trouble,
        content::{REFERENCE_PART, has_no_own_words},
        update,
    },
    wording::{PSEUDO, Words},
};
use std::{collections::BTreeMap, rc::Rc};

/// Remembers a language and goes to the same page in it.
pub(super) fn choose(state: &mut State, language: String) -> Vec<Effect> {
    state.settings.language = Some(language.clone());
    vec![Effect::Save, Effect::Speak(language)]
}

/// Asks again for the language that was chosen last and did not come.
pub(super) fn retry(state: &mut State) -> Vec<Effect> {
    let chosen = state.settings.language.clone();
    chosen.map(Effect::Speak).into_iter().collect()
}

/// What an address in some language needs. One that asks for no language is let be; one in a language that the desk does not have
/// becomes the same page in the language that is spoken.
pub(super) fn arrive(state: &mut State) -> Vec<Effect> {
    let Some(wanted) = state.address.language.clone() else {
        return Vec::new();
    };
    if wanted == state.language() {
        return Vec::new();
    }
    if wanted != PSEUDO && !state.languages.iter().any(|it| it.0 == wanted) {
        let route = state.route().clone();
        return vec![Effect::Replace(route)];
    }
    vec![ask(state, wanted)]
}

/// Asks for all that has been read in the language spoken now, so that nothing on the page is without its words.
fn ask(state: &State, language: String) -> Effect {
    let spoken = state.editions.iter().filter(|it| it.1.is_whole);
    let mut parts: Vec<_> = spoken.map(|it| it.0.clone()).collect();
    if state.reference != Load::NotAsked {
        parts.push(REFERENCE_PART.to_owned());
    }
    Effect::ReadLanguage(language, parts)
}

/// Takes the words of a language. Answers, the page and everything else stay as they are.
pub(super) fn read(
    state: &mut State,
    language: &str,
    files: Result<LanguageFiles, String>,
) -> Vec<Effect> {
    if state.address.language.as_deref() != Some(language) {
        // Another one has been asked for since.
        return Vec::new();
    }
    if files.as_ref().is_ok_and(|it| lacks(state, it)) {
        return vec![ask(state, language.to_owned())];
    }
    let said = files.and_then(|files| {
        let formats = state.words.as_deref().map(Words::formats);
        let shared = files
            .shared(language)?
            .written_by(formats.unwrap_or_default());
        let mut editions = BTreeMap::new();
        for (edition, content) in &state.editions {
            let own = files.editions.get(edition);
            editions.insert(edition.clone(), Rc::new(content.said_in(own, &shared)?));
        }
        Ok((shared, editions))
    });
    match said {
        Ok((shared, editions)) => {
            speak(state, shared, editions);
            if state.reference != Load::NotAsked {
                state.reference = Load::Known(());
            }
            Vec::new()
        }
        Err(support) => {
            state.language_trouble = Some(Trouble {
                kind: "language",
                after_secs: None,
                support,
            });
            vec![Effect::Replace(state.route().clone())]
        }
    }
}

/// Whether something has come to be wanted since the files were asked for.
fn lacks(state: &State, files: &LanguageFiles) -> bool {
    let mut spoken = state.editions.iter().filter(|it| it.1.is_whole);
    let lacks_edition =
        spoken.any(|(it, _)| !has_no_own_words(it) && !files.editions.contains_key(it));
    lacks_edition || state.reference != Load::NotAsked && files.reference.is_none()
}

fn speak(state: &mut State, shared: Words, editions: BTreeMap<String, Rc<Content>>) {
    let edition = state
        .content
        .as_ref()
        .map(|it| it.playbook.edition.id.clone());
    state.content = edition.and_then(|it| editions.get(&it).cloned());
    state.editions = editions;
    state.words = Some(Rc::new(shared));
    state.language_trouble = None;
    update::customers::sort(state);
    update::announce(state, "said.language");
}
