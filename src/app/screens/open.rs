//! What a verdict still hangs on.

use crate::{
    app::{
        Route,
        screens::{
            Standing,
            interview::{change_of, class_line},
        },
    },
    casework::Case,
    vocab::FactId,
};

/// A fact that would complete the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    /// Its name.
    pub label: String,
    /// Whom to ask.
    pub ask: String,
    /// The page that asks for it.
    pub route: Route,
}

/// The fact that an undecided case hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// Its name.
    pub label: String,
    /// Whom to ask.
    pub ask: String,
    /// Its values, and what would be decided for them.
    pub ways: Vec<(String, String)>,
}

/// Facts that would settle what is open, with the page that asks for each.
pub(super) fn open(standing: &Standing, case: &Case) -> Vec<OpenLine> {
    let decision = &standing.decision;
    let facts = decision.missing_facts.iter().chain(&decision.open_facts);
    facts
        .filter_map(|fact| {
            Some(OpenLine {
                label: label(standing, fact),
                ask: ask(standing, fact),
                route: change_of(standing, case, fact)?,
            })
        })
        .collect()
}

/// Undecided: the first open fact, whom to ask, and what each of its values would lead to (at most five lines).
pub(super) fn by_fact(standing: &Standing) -> Option<Fork> {
    let content = &standing.content;
    let fact = standing.decision.missing_facts.first()?;
    let several = content.words.say("verdict.several", &[]);
    let mut ways: Vec<(String, String)> = Vec::new();
    for (class, outcomes) in content.playbook.rules.by_class(&standing.masks, fact) {
        let then = match outcomes.as_slice() {
            [only] => content.words.say(&format!("decision.{only}.short"), &[]),
            _ => several.clone(),
        };
        let Some((_, value)) = class_line(content, fact, class) else {
            continue;
        };
        match ways.iter_mut().find(|(_, it)| *it == then) {
            Some((values, _)) => *values = format!("{values}; {value}"),
            None => ways.push((value, then)),
        }
    }
    ways.truncate(5);
    Some(Fork {
        label: label(standing, fact),
        ask: ask(standing, fact),
        ways,
    })
}

fn label(standing: &Standing, fact: &FactId) -> String {
    standing.content.words.say(&format!("fact.{fact}"), &[])
}

/// Whom to ask, where the words say so.
fn ask(standing: &Standing, fact: &FactId) -> String {
    let words = &standing.content.words;
    let key = format!("ask.{fact}");
    if words.has(&key) {
        words.say(&key, &[])
    } else {
        String::new()
    }
}
