//! Between the state and the document in which it survives a reload.

use crate::{
    app::{LabelMode, Settings, State, Theme},
    casework::Case,
    content::EDITIONS,
    storage::{self, Desk, Preferences, Recovered, Refusal},
    vocab::Moment,
};

/// The document of what is to be kept.
pub fn write(state: &State) -> String {
    storage::write(&Desk {
        organisation: state.organisation.clone(),
        cases: state.cases.values().cloned().collect(),
        pinned: state.customers.pinned.clone(),
        recent: state.customers.recent.clone(),
        cloud: state.cloud.clone(),
        preferences: Preferences {
            edition: state.settings.edition.clone().unwrap_or_default(),
            theme: match state.settings.theme {
                Theme::System => "system",
                Theme::Light => "light",
                Theme::Dark => "dark",
            }
            .to_owned(),
            is_compact: state.settings.is_compact,
            labels: match state.settings.labels {
                LabelMode::English => "english",
                LabelMode::Other => "other",
                LabelMode::Both => "both",
            }
            .to_owned(),
            label_language: state.settings.label_language.clone(),
            language: state.settings.language.clone().unwrap_or_default(),
            list: if state.settings.is_paged {
                "pages"
            } else {
                "grid"
            }
            .to_owned(),
        },
    })
}

/// Puts what was kept into the state, as far as it can be read.
///
/// # Errors
/// When the document as a whole cannot be used; it is left as it is.
pub fn recover(state: &mut State, text: &str, now: Moment) -> Result<(), Refusal> {
    let Recovered { mut desk, lost } = storage::read(text)?;
    storage::expire(&mut desk, now);
    state.lost = lost
        .into_iter()
        .map(|it| format!("{}: {}", it.at, it.expected))
        .collect();
    state.organisation = desk.organisation;
    let resume = |it: Case| Case {
        filing: it.filing.interrupted(),
        ..it
    };
    state.cases = desk
        .cases
        .into_iter()
        .map(|it| (it.id.clone(), resume(it)))
        .collect();
    state.customers.pinned = desk.pinned;
    state.customers.recent = desk.recent;
    state.cloud = desk.cloud;
    let preferences = desk.preferences;
    state.settings = Settings {
        edition: Some(preferences.edition).filter(|it| EDITIONS.contains(&it.as_str())),
        theme: Theme::of_word(&preferences.theme),
        is_compact: preferences.is_compact,
        labels: match preferences.labels.as_str() {
            "other" => LabelMode::Other,
            "both" => LabelMode::Both,
            _ => LabelMode::English,
        },
        label_language: preferences.label_language,
        language: Some(preferences.language).filter(|it| !it.is_empty()),
        is_paged: preferences.list == "pages",
    };
    Ok(())
}
