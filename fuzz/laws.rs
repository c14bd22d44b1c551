//! What holds for any bytes at all: no panic, no hang, an answer, and a place in every complaint.
//!
//! The fuzz targets ask these of what they make up, the native tests of the corpus that fuzzing left behind.

use partner_triage::{
    check,
    content::{Editions, Playbook, shipped},
};
use serde_json::Value;
use std::sync::OnceLock;

/// A line that can be decided, answered after whatever came before it.
const GOOD: &[u8] = br#"{"edition":"2021","product":"azure"}"#;

/// Any bytes as a playbook.
pub fn playbook(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for finding in check::all(&text).findings {
        assert!(is_place(&finding.at), "{finding:?}");
        assert!(!finding.says.is_empty(), "{finding:?}");
    }
    match Playbook::parse(&text) {
        Ok(playbook) => {
            let playbooks = [playbook];
            if let Ok(editions) = Editions::of(&playbooks) {
                assert!(is_answer(&editions.answer_line(1, b"{}")));
            }
        }
        Err(defects) => {
            assert!(!defects.is_empty(), "refused without a reason");
            assert!(defects.iter().all(|it| !it.what.is_empty()), "{defects:?}");
        }
    }
}

/// Any bytes as a batch of lines of facts.
pub fn lines(bytes: &[u8]) {
    static EXPECTED: OnceLock<Value> = OnceLock::new();
    let editions = shipped_editions();
    let mut n_line = 0;
    for line in bytes.split(|it| *it == b'\n') {
        n_line += 1;
        let answer = editions.answer_line(n_line, line);
        assert!(is_answer(&answer), "{answer}");
        if let Some(error) = answer.get("error") {
            let at = error.get("at").and_then(Value::as_str).unwrap_or_default();
            let place = at.strip_prefix(&format!("{n_line}:"));
            assert!(place.is_some_and(is_place), "{answer}");
        }
    }
    let expected = EXPECTED.get_or_init(|| editions.answer_line(1, GOOD));
    assert_eq!(
        &editions.answer_line(1, GOOD),
        expected,
        "another line was not left alone"
    );
}

fn shipped_editions() -> &'static Editions<'static> {
    static PLAYBOOKS: OnceLock<Vec<Playbook>> = OnceLock::new();
    static EDITIONS: OnceLock<Editions<'static>> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let playbooks = PLAYBOOKS.get_or_init(|| {
            let parsed = shipped::all().map(|it| Playbook::parse(&it).expect("it ships"));
            parsed.into()
        });
        Editions::of(playbooks).expect("they ship together")
    })
}

/// A JSON pointer, or nothing for the whole.
fn is_place(at: &str) -> bool {
    at.is_empty() || at.starts_with('/')
}

fn is_answer(answer: &Value) -> bool {
    answer.get("error").is_some() != answer.get("decision").is_some()
}
