//! `triage export assets`: what the page loads, written beside it.

use crate::load;
use partner_triage::{
    content::{EDITIONS, Terms, shipped},
    wording::{PSEUDO, Pack, REFERENCE},
};
use serde_json::{Value, json};
use std::{fs, io, path::Path};

/// Where words are read from: the folder of the crate that the program was built from.
const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/content");

/// Writes the data beside the page: compact, and joined to one file where the sources are several.
pub fn write_assets(folder: &Path) -> Result<(), String> {
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    for (edition, playbook) in EDITIONS.iter().zip(shipped::all()) {
        load::parse(&playbook, &format!("edition {edition}"))?;
        write(folder, &format!("playbook-{edition}.json"), &playbook)?;
    }
    Terms::parse(shipped::terms()).map_err(|it| format!("terms.json: {it}"))?;
    write(folder, "terms.json", shipped::terms())?;
    write_words(folder)?;
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

/// Writes the keys of each part once, and the texts of each language in the order of the keys.
fn write_words(folder: &Path) -> Result<(), String> {
    let reference = words(REFERENCE)?;
    for (part, texts) in reference.parts().filter(|it| it.0 != "first") {
        let keys: Vec<_> = texts.keys().collect();
        write(
            folder,
            &format!("keys-{part}.json"),
            &json!(keys).to_string(),
        )?;
    }
    for language in languages()? {
        write_language(folder, &language, &words(&language)?, &reference)?;
    }
    write_language(folder, PSEUDO, &reference.pseudo(), &reference)
}

fn write_language(
    folder: &Path,
    language: &str,
    words: &Pack,
    reference: &Pack,
) -> Result<(), String> {
    let differences = words.differences(reference);
    if !differences.is_empty() {
        return Err(format!("words of {language}: {}", differences.join("; ")));
    }
    for (part, texts) in words.parts() {
        if part == "first" {
            let name = format!("words-{language}.json");
            write(folder, &name, &json!(texts).to_string())?;
        } else {
            // The keys of every language are the same, and a map gives them in one order.
            let values: Vec<_> = texts.values().collect();
            let name = format!("words-{language}-{part}.json");
            write(folder, &name, &json!(values).to_string())?;
        }
    }
    Ok(())
}

/// The languages that there are words in.
///
/// # Errors
/// The folder and why it cannot be read.
pub fn languages() -> Result<Vec<String>, String> {
    folders(&Path::new(CONTENT).join("words"))
}

/// The words of a language.
///
/// # Errors
/// The file and what is wrong with it.
pub fn words(language: &str) -> Result<Pack, String> {
    let folder = Path::new(CONTENT).join("words").join(language);
    let mut named = Vec::new();
    for file in files(&folder)? {
        let name = Path::new(&file).file_name().unwrap_or_default();
        named.push((name.to_string_lossy().into_owned(), load::read(&file)?));
    }
    Pack::of(named).map_err(|it| format!("{}/{it}", folder.display()))
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
