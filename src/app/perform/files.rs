//! The app's own files: playbooks and words.

use crate::app::{
    EditionFiles, LanguageFiles, Ports, WordList,
    content::{REFERENCE_PART, has_no_own_words},
};
use std::collections::BTreeMap;

/// Reads the files of an edition.
///
/// # Errors
/// Which file did not come, and why.
pub async fn read_edition(
    ports: &dyn Ports,
    language: &str,
    edition: &str,
) -> Result<EditionFiles, String> {
    let playbook = read_playbook(ports, edition).await?;
    let words = if has_no_own_words(edition) {
        None
    } else {
        Some(read_words(ports, language, edition).await?)
    };
    Ok(EditionFiles { playbook, words })
}

/// Reads the playbook of an edition.
///
/// # Errors
/// Which file did not come, and why.
pub(super) async fn read_playbook(ports: &dyn Ports, edition: &str) -> Result<String, String> {
    ports.fetch(&format!("playbook-{edition}.json")).await
}

/// Reads the words of a language with further parts: `reference`, and what editions say otherwise by their names.
///
/// # Errors
/// Which file did not come, and why.
pub async fn read_language(
    ports: &dyn Ports,
    language: &str,
    further: &[String],
) -> Result<LanguageFiles, String> {
    let first = ports.fetch(&format!("words-{language}.json")).await?;
    let rest = read_words(ports, language, "rest").await?;
    let mut found = BTreeMap::new();
    for part in further {
        if !has_no_own_words(part) {
            found.insert(part.clone(), read_words(ports, language, part).await?);
        }
    }
    Ok(LanguageFiles {
        first,
        rest,
        reference: found.remove(REFERENCE_PART),
        editions: found,
    })
}

/// Reads a part of the words of a language.
///
/// # Errors
/// Which file did not come, and why.
pub async fn read_words(ports: &dyn Ports, language: &str, part: &str) -> Result<WordList, String> {
    Ok(WordList {
        language: language.to_owned(),
        keys: ports.fetch(&format!("keys-{part}.json")).await?,
        texts: ports
            .fetch(&format!("words-{language}-{part}.json"))
            .await?,
    })
}
