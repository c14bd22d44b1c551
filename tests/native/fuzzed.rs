//! What fuzzing found interesting, asked again: hostile playbooks and lines neither stop the program nor go unanswered.
//!
//! `./dev soak` lets the fuzzers go on from this corpus.

#[path = "../../fuzz/laws.rs"]
mod laws;

use std::{fs, path::Path};

/// Every file of a corpus, given to its law.
fn all(target: &str, law: impl Fn(&[u8])) {
    let mut n_files = 0;
    for entry in fs::read_dir(Path::new("fuzz/corpus").join(target)).unwrap() {
        law(&fs::read(entry.unwrap().path()).unwrap());
        n_files += 1;
    }
    assert!(n_files >= 40, "{n_files} files in the corpus of {target}");
}

#[test]
fn no_playbook_of_the_corpus_stops_the_checker() {
    all("playbook", laws::playbook);
}

#[test]
fn no_line_of_the_corpus_goes_unanswered() {
    all("line", laws::lines);
}

/// Beyond what a fuzzer grows in minutes: very deep, very long, very many.
#[test]
fn nothing_is_too_deep_too_long_or_too_many() {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let nested = |n: usize| format!("{}1{}", r#"{"gdap":"#.repeat(n), "}".repeat(n));
    for text in [
        deep(100_000),
        nested(50_000),
        format!("\"{}\"", "a".repeat(5_000_000)),
        format!("{{\"product\":\"{}\"}}", "a".repeat(5_000_000)),
        format!("{{\"contracts\":[{}]}}", vec!["\"x\""; 100_000].join(",")),
    ] {
        laws::lines(text.as_bytes());
        laws::playbook(text.as_bytes());
    }
    laws::lines("{\"colour\":1}\n".repeat(5_000).as_bytes());
    let rows = vec![r#"{"id":"r","when":{},"then":"x"}"#; 20_000].join(",");
    laws::playbook(format!(r#"{{"tables":[{{"id":"t","rows":[{rows}]}}]}}"#).as_bytes());
}
