//! The dependency rule of `src/`, kept as a test so that `cargo test` is the only gate.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each folder of `src/` and the folders it may import, from the ground up.
const MAY_IMPORT: &[(&str, &str)] = &[
    ("vocab", ""),
    ("facts", "vocab"),
    ("policy", "vocab facts"),
    ("flow", "vocab facts policy"),
    ("wording", "vocab"),
    ("casework", "vocab facts policy flow wording"),
    ("content", "vocab facts policy flow wording casework"),
    ("check", "vocab facts policy flow wording casework content"),
    ("portal", "vocab facts casework"),
    ("storage", "vocab facts policy flow casework"),
    (
        "app",
        "vocab facts policy flow wording casework content portal storage",
    ),
    ("browser", "vocab wording content portal storage app"),
    ("ui", "vocab facts policy flow wording casework portal app"),
];

/// What only the named folders may mention, and why it is confined.
const CONFINED: &[(&str, &str, &str)] = &[
    ("leptos", "ui", "views are the only reactive code"),
    ("web_sys::", "browser ui", "the core runs without a browser"),
    (
        "js_sys::",
        "browser",
        "time and randomness come in through ports",
    ),
    (
        "Deserialize",
        "content portal storage",
        "a serialised type is a promise to someone else",
    ),
    (
        "super::super",
        "",
        "say `crate::`, so that this test can see it",
    ),
    ("inner_html", "", "text goes into text nodes only"),
    ("SystemTime", "", "time comes in through ports"),
];

#[test]
fn folders_import_only_what_they_may() {
    let mut offences = Vec::new();
    for (folder, may) in MAY_IMPORT {
        for (file, code) in sources(&Path::new("src").join(folder)) {
            for used in imported_folders(&code) {
                if used != *folder && !may.split(' ').any(|it| it == used) {
                    offences.push(format!(
                        "{}: `{folder}` may not import `{used}`",
                        file.display()
                    ));
                }
            }
            for (term, owners, why) in CONFINED {
                if code.contains(term) && !owners.split(' ').any(|it| it == *folder) {
                    offences.push(format!(
                        "{}: `{term}` does not belong here: {why}",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn the_rule_has_no_cycle_and_the_map_names_every_folder() {
    for (at, (folder, may)) in MAY_IMPORT.iter().enumerate() {
        for used in may.split_whitespace() {
            let is_below = MAY_IMPORT[..at].iter().any(|(below, _)| *below == used);
            assert!(is_below, "`{folder}` looks up to `{used}`");
        }
    }
    let map = fs::read_to_string("src/lib.rs").unwrap();
    for entry in fs::read_dir("src").unwrap() {
        let path = entry.unwrap().path();
        let folder = path.file_name().unwrap().to_str().unwrap();
        if !path.is_dir() || folder == "bin" {
            continue;
        }
        assert!(
            MAY_IMPORT.iter().any(|(known, _)| *known == folder),
            "say in MAY_IMPORT what `{folder}` may import"
        );
        assert!(
            map.contains(&format!("//! - `{folder}`")),
            "say in the map in src/lib.rs what `{folder}` holds"
        );
    }
}

#[test]
fn no_file_has_grown_too_long() {
    let long: Vec<_> = sources(Path::new("src"))
        .into_iter()
        .filter(|(_, code)| code.lines().count() > 500)
        .map(|(file, code)| format!("{}: {} lines", file.display(), code.lines().count()))
        .collect();
    assert!(long.is_empty(), "split by noun:\n{}", long.join("\n"));
}

#[test]
fn no_rule_lives_in_code() {
    // Decisions, products and contracts are the playbook's words; the engine must not know them.
    let words = [
        "file_azure",
        "hand_to_provider",
        "signature_cloud",
        "delegated_admin",
        "dynamics_365",
    ];
    for folder in ["facts", "policy", "flow", "casework"] {
        for (file, code) in sources(&Path::new("src").join(folder)) {
            let code = code.split("#[cfg(test)]").next().unwrap();
            for word in words {
                assert!(
                    !code.contains(&format!("\"{word}\"")),
                    "{} names `{word}`",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn colours_are_named_in_one_place() {
    for entry in fs::read_dir("style").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "css") || path.ends_with("tokens.css") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate() {
            let literal = ["#fff", "#000", "rgb(", "rgba(", "hsl("]
                .iter()
                .find(|it| line.contains(**it));
            assert!(
                literal.is_none(),
                "{}:{} holds a colour: {line}",
                path.display(),
                at + 1
            );
        }
    }
}

/// Every Rust file below `dir`, without its comments.
pub fn sources(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<_> = text
                .lines()
                .map(|line| line.split("//").next().unwrap())
                .collect();
            found.push((path, lines.join("\n")));
        }
    }
    found
}

/// The first name after each `crate::`, also in `crate::{a::B, c}`.
fn imported_folders(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(first_name(rest));
            continue;
        };
        let mut depth = 1;
        let mut starts = vec![0];
        for (i, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => starts.push(i + 1),
                _ => (),
            }
            if depth == 0 {
                break;
            }
        }
        found.extend(starts.into_iter().map(|start| first_name(&group[start..])));
    }
    found.retain(|name| !name.is_empty());
    found
}

fn first_name(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|it| it.is_alphanumeric() || *it == '_')
        .collect()
}
