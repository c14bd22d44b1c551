//! `triage export assets`: what the page loads, written beside it.

use crate::load;
use partner_triage::{
    content::{EDITIONS, shipped},
    wording::Words,
};
use serde_json::{Map, Value};
use std::{fs, io, path::Path};

/// Writes the data beside the page: compact, and joined to one file where the sources are several.
pub fn write_assets(folder: &Path) -> Result<(), String> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    for (edition, playbook) in EDITIONS.iter().zip(shipped::all()) {
        load::parse(&playbook, &format!("edition {edition}"))?;
        write(folder, &format!("playbook-{edition}.json"), &playbook)?;
    }
    for (language, own) in shipped::words_2025() {
        Words::parse(language, &own).map_err(|it| format!("words of 2025 in {language}: {it}"))?;
        write(folder, &format!("words-{language}-2025.json"), &own)?;
    }
    for language in folders(Path::new("src/content/words"))? {
        let words = joined(&Path::new("src/content/words").join(&language))?;
        let (first, rest): (Map<_, _>, Map<_, _>) = words
            .into_iter()
            .partition(|(key, _)| is_of_first_page(key));
        for (part, words) in [("", first), ("-rest", rest)] {
            let words = Value::Object(words).to_string();
            Words::parse(&language, &words).map_err(|it| format!("words of {language}: {it}"))?;
            write(folder, &format!("words-{language}{part}.json"), &words)?;
        }
    }
    for world in files(Path::new("src/portal/practice/worlds"))? {
        let text = load::read(&world)?;
        let name = Path::new(&world)
            .file_name()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        write(folder, &format!("world-{name}"), &text)?;
    }
    Ok(())
}

/// Whether words are said by the frame and the start page, which are drawn before the rest of the program is here.
fn is_of_first_page(key: &str) -> bool {
    let (family, _) = key.split_once('.').unwrap_or((key, ""));
    ["edition", "page", "shell", "start", "trouble"].contains(&family)
}

/// The words of a folder as one document.
///
/// # Errors
/// A file that is no JSON object, a key with words in two files.
pub fn join_words(folder: &Path) -> Result<String, String> {
    joined(folder).map(|it| Value::Object(it).to_string())
}

fn joined(folder: &Path) -> Result<Map<String, Value>, String> {
    let mut all = Map::new();
    for file in files(folder)? {
        let words: Map<String, Value> = serde_json::from_str(&load::read(&file)?)
            .map_err(|error| format!("{file}: {error}"))?;
        for (key, text) in words {
            if all.insert(key.clone(), text).is_some() {
                return Err(format!(
                    "{file}: the key `{key}` has words in another file too"
                ));
            }
        }
    }
    Ok(all)
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))?;
    let path = folder.join(name);
    let fresh = value.to_string();
    // A file that would not change is not touched, so that a watcher is not woken.
    if fs::read_to_string(&path).is_ok_and(|it| it == fresh) {
        return Ok(());
    }
    fs::write(&path, fresh).map_err(|error| format!("{}: {error}", path.display()))
}

/// The files in a folder, by name.
///
/// # Errors
/// The folder and why it cannot be read.
pub fn files(folder: &Path) -> Result<Vec<String>, String> {
    entries(folder, Path::is_file)
}

/// The names of the folders in a folder.
///
/// # Errors
/// The folder and why it cannot be read.
pub fn folders(folder: &Path) -> Result<Vec<String>, String> {
    let paths = entries(folder, Path::is_dir)?;
    Ok(paths
        .iter()
        .filter_map(|it| it.rsplit('/').next())
        .map(str::to_owned)
        .collect())
}

fn entries(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<String>, String> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if wanted(&path) {
            found.push(path.display().to_string());
        }
    }
    found.sort();
    Ok(found)
}
