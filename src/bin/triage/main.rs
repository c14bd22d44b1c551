//! The native command line: decides cases, checks playbooks, writes the app's data.

use partner_triage::{
    content::{Editions, Playbook, shipped},
    wording::Words,
};
use serde_json::{Map, Value};
use std::{
    fs,
    io::{self, BufRead, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

const HELP: &str = "\
triage decides support cases of Cloud Solution Provider partners and keeps the rules in order

usage:
  triage decide [--playbook FILE]   facts in as JSON Lines on standard input, verdicts out on standard output
  triage check FILE…                reads playbooks and says what is wrong with them
  triage export assets DIR          writes what the app loads: playbook, words, practice worlds
  triage help                       this text

exit status: 0 done, 1 findings, 2 wrong usage or a file that cannot be used
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["decide"] => {
            let shipped = [shipped::edition_2021(), shipped::edition_2025()];
            let read = |(name, text): (&str, &String)| parse(text, name);
            let names = ["edition 2021", "edition 2025"];
            let playbooks: Result<Vec<_>, _> = names.into_iter().zip(&shipped).map(read).collect();
            playbooks.and_then(|it| decide(&it))
        }
        ["decide", "--playbook", file] => read(file)
            .and_then(|text| parse(&text, file))
            .and_then(|it| decide(&[it])),
        ["check", files @ ..] if !files.is_empty() => return check(files),
        ["export", "assets", folder] => export_assets(Path::new(folder)),
        ["help" | "--help" | "-h"] | [] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!(
            "unknown arguments `{}`; see `triage help`",
            words.join(" ")
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("triage: {message}");
            ExitCode::from(2)
        }
    }
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))
}

fn parse(text: &str, name: &str) -> Result<Playbook, String> {
    Playbook::parse(text).map_err(|defects| {
        let lines: Vec<_> = defects.iter().map(|it| format!("{name} {it}")).collect();
        lines.join("\n")
    })
}

fn decide(playbooks: &[Playbook]) -> Result<(), String> {
    let editions = Editions::of(playbooks).map_err(|it| it.to_string())?;
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    let mut n_line = 0;
    let failed = |error: io::Error| error.to_string();
    while input.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        n_line += 1;
        let facts = line.strip_suffix(b"\n").unwrap_or(&line);
        writeln!(output, "{}", editions.answer_line(n_line, facts)).map_err(failed)?;
        line.clear();
    }
    output.flush().map_err(failed)
}

fn check(files: &[&str]) -> ExitCode {
    let mut status = ExitCode::SUCCESS;
    for file in files {
        match read(file).and_then(|text| parse(&text, file)) {
            Ok(playbook) => {
                let n_rows: usize = playbook.rules.tables().iter().map(|it| it.rows.len()).sum();
                let n_tables = playbook.rules.tables().len();
                println!(
                    "{file}: edition {}, {n_tables} tables, {n_rows} rows, no finding",
                    playbook.edition.id
                );
            }
            Err(message) => {
                println!("{message}");
                status = ExitCode::from(1);
            }
        }
    }
    status
}

/// Writes the data beside the page: compact, and joined to one file where the sources are several.
fn export_assets(folder: &Path) -> Result<(), String> {
    let failed = |error: io::Error| error.to_string();
    fs::create_dir_all(folder).map_err(failed)?;
    let playbook = shipped::edition_2021();
    parse(&playbook, "edition 2021")?;
    write(folder, "playbook-2021.json", &playbook)?;
    for language in folders(Path::new("src/content/words"))? {
        let words = join_words(&Path::new("src/content/words").join(&language))?;
        Words::parse(&language, &words).map_err(|it| format!("words of {language}: {it}"))?;
        write(folder, &format!("words-{language}.json"), &words)?;
    }
    for world in files(Path::new("src/portal/practice/worlds"))? {
        let text = read(&world)?;
        let name = Path::new(&world)
            .file_name()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        write(folder, &format!("world-{name}"), &text)?;
    }
    Ok(())
}

fn join_words(folder: &Path) -> Result<String, String> {
    let mut all = Map::new();
    for file in files(folder)? {
        let words: Map<String, Value> =
            serde_json::from_str(&read(&file)?).map_err(|error| format!("{file}: {error}"))?;
        for (key, text) in words {
            if all.insert(key.clone(), text).is_some() {
                return Err(format!(
                    "{file}: the key `{key}` has words in another file too"
                ));
            }
        }
    }
    Ok(Value::Object(all).to_string())
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))?;
    let path = folder.join(name);
    let fresh = value.to_string();
    // A file that would not change is not touched, so that a watcher is not woken.
    if fs::read_to_string(&path).is_ok_and(|it| it == fresh) {
        return Ok(());
    }
    fs::write(path, fresh).map_err(|error| error.to_string())
}

fn files(folder: &Path) -> Result<Vec<String>, String> {
    entries(folder, Path::is_file)
}

fn folders(folder: &Path) -> Result<Vec<String>, String> {
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
