//! Whose rules speak.

use crate::{
    app::{Content, EditionFiles, Effect, State, Trouble, update},
    content::EDITIONS,
};
use std::rc::Rc;

/// Lets another edition speak, for every case: answers are kept, what follows from them is computed anew.
pub(super) fn choose(state: &mut State, edition: String) -> Vec<Effect> {
    if !EDITIONS.contains(&edition.as_str()) {
        return Vec::new();
    }
    let is_read = state.editions.get(&edition).is_some_and(|it| it.is_whole);
    state.settings.edition = Some(edition.clone());
    let mut effects = vec![Effect::Save];
    if is_read {
        effects.extend(speak(state));
    } else {
        effects.push(Effect::ReadEdition(edition));
    }
    effects
}

/// Takes the files of an edition; one that cannot be used leaves the edition that spoke.
pub(super) fn read(
    state: &mut State,
    edition: String,
    files: Result<EditionFiles, String>,
) -> Vec<Effect> {
    let own = files.as_ref().ok().and_then(|it| it.words.as_ref());
    if own.is_some_and(|it| it.language != state.language()) {
        // Another language is spoken since.
        return vec![Effect::ReadEdition(edition)];
    }
    let shared = state.words.clone().unwrap_or_default();
    let content = files
        .map_err(|it| vec![it])
        .and_then(|it| Content::read(&edition, &it, &shared));
    let is_chosen = state.edition() == edition;
    match content {
        Ok(content) => {
            state.editions.insert(edition, Rc::new(content));
            if is_chosen { speak(state) } else { Vec::new() }
        }
        Err(defects) if is_chosen => {
            let before = state.content.as_ref();
            state.settings.edition = before.map(|it| it.playbook.edition.id.clone());
            state.edition_trouble = Some(Trouble {
                kind: "content",
                after_secs: None,
                support: defects.join("\n"),
            });
            vec![Effect::Save]
        }
        // Another one was chosen since.
        Err(_) => Vec::new(),
    }
}

/// Takes the rules of an edition to compare with; what cannot be read is not compared with.
pub(super) fn compare(
    state: &mut State,
    edition: String,
    playbook: Result<String, String>,
) -> Vec<Effect> {
    let files = playbook.map(|playbook| EditionFiles {
        playbook,
        words: None,
    });
    let shared = state.words.clone().unwrap_or_default();
    if let Ok(files) = files
        && !state.editions.contains_key(&edition)
        && let Ok(content) = Content::read(&edition, &files, &shared)
    {
        state.editions.insert(edition, Rc::new(content));
    }
    Vec::new()
}

fn speak(state: &mut State) -> Vec<Effect> {
    let edition = state.edition().to_owned();
    let Some(content) = state.editions.get(&edition).cloned() else {
        return Vec::new();
    };
    state.content = Some(content);
    state.confirm = None;
    state.edition_trouble = None;
    update::announce(state, "said.edition");
    update::interview::leave_if_passed(state)
        .into_iter()
        .collect()
}

/// What the page of a verdict compares with: the editions not read yet.
pub(super) fn others(state: &State) -> Vec<Effect> {
    let unread = EDITIONS
        .iter()
        .filter(|it| !state.editions.contains_key(**it));
    unread
        .map(|it| Effect::ReadRules((*it).to_owned()))
        .collect()
}
