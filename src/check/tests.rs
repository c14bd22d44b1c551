//! The playbook that the checks' tests break, and how they say what is found.

use crate::{
    check::{Settings, all, subject::Subject},
    content::Manuscript,
    policy::Rules,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// A small sound playbook, to be changed.
pub(super) struct Draft(Value);

const SOUND: &str = include_str!("../../tests/corpus/clean-smallest.playbook.json");

impl Default for Draft {
    fn default() -> Self {
        Self(serde_json::from_str(SOUND).unwrap_or_default())
    }
}

impl Draft {
    /// The same with another JSON value at a JSON Pointer; the next place of a list, or a new member, is added.
    pub fn with(mut self, pointer: &str, json: &str) -> Self {
        let value: Value = serde_json::from_str(json).unwrap_or_default();
        let (list, name) = pointer.rsplit_once('/').unwrap_or_default();
        match self.0.pointer_mut(list) {
            Some(Value::Object(members)) => {
                members.insert(name.to_owned(), value);
            }
            Some(Value::Array(elements)) => {
                let at = name.parse().unwrap_or(elements.len());
                match elements.get_mut(at) {
                    Some(element) => *element = value,
                    None => elements.push(value),
                }
            }
            _ => self.0 = Value::Null,
        }
        self
    }

    pub fn text(&self) -> String {
        self.0.to_string()
    }

    /// How many nodes its check takes.
    pub fn n_nodes(&self) -> usize {
        self.with_subject(|subject| {
            crate::check::findings(subject);
            subject.rules.n_nodes()
        })
    }

    pub fn with_subject<T>(&self, look: impl FnOnce(&mut Subject) -> T) -> T {
        let Ok((manuscript, document)) = Manuscript::read(&self.text()) else {
            return look(&mut nothing(&Value::Null, &empty()));
        };
        let mut subject = nothing(&document, &manuscript);
        look(&mut subject)
    }
}

fn empty() -> Manuscript {
    match Manuscript::read("{}") {
        Ok((manuscript, _)) => manuscript,
        Err(_) => empty(),
    }
}

fn nothing<'a>(document: &'a Value, manuscript: &'a Manuscript) -> Subject<'a> {
    let (rules, flaws) = Rules::assemble(
        manuscript.catalogue.clone(),
        manuscript.tables.clone(),
        &BTreeSet::new(),
        Settings::default().n_nodes_max,
    );
    Subject {
        document,
        manuscript,
        rules,
        flaws,
        words: &[],
        today: None,
    }
}

/// One line a finding: code, place, sentence and, in brackets, the answers.
pub(super) fn check(draft: &Draft, expected: &[&str]) {
    let found = all(&draft.text()).findings;
    let lines: Vec<_> = found
        .iter()
        .map(|it| {
            let line = format!("{} {} {}", it.code.name(), it.at, it.says);
            let Some(answers) = &it.answers else {
                return line;
            };
            let answers: Vec<_> = answers.iter().map(ToString::to_string).collect();
            format!("{line} [{}]", answers.join(", "))
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn the_playbook_that_tests_start_from_is_sound() {
    check(&Draft::default(), &[]);
}
