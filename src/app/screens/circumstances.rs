//! Circumstances that the user may mention.

use crate::{
    app::{State, screens::stand},
    casework::Case,
    facts::Kind,
    flow::Reply,
    vocab::FactId,
};

/// A circumstance that can change the verdict or its warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstance {
    /// The fact.
    pub fact: FactId,
    /// What is said when it is mentioned, or the name of the field.
    pub label: String,
    /// The line under it.
    pub hint: Option<String>,
    /// Whether it is mentioned.
    pub is_said: bool,
    /// Where it has several values: value, words, and whether it is the one said. The first stands for not mentioned.
    pub values: Vec<(String, String, bool)>,
}

/// The circumstances that still make a difference, in canonical order.
pub fn circumstances(state: &State, case: &Case) -> Vec<Circumstance> {
    let Some(standing) = stand(state, case) else {
        return Vec::new();
    };
    let words = &standing.content.words;
    let rules = &standing.content.playbook.rules;
    let first_of = |keys: [String; 2]| keys.into_iter().find(|it| words.has(it));
    let say = |key: String| words.say(&key, &[]);
    let line = |fact: FactId| {
        let kind = &rules.catalogue().get(fact.as_str())?.kind;
        let said = match case.transcript.get(&fact) {
            Some(Reply::Known(answer)) => kind.class_of(answer).unwrap_or_default(),
            _ => 0,
        };
        let mut values = Vec::new();
        if *kind != Kind::Bool {
            for (class, word) in kind.words().into_iter().enumerate() {
                let keys = [
                    format!("option.{fact}.{word}"),
                    format!("value.{fact}.{word}"),
                ];
                let text = first_of(keys).map_or_else(|| word.to_owned(), say);
                values.push((word.to_owned(), text, class == said));
            }
        }
        let label = [format!("option.{fact}.true"), format!("fact.{fact}")];
        let hint = format!("option.{fact}.true.hint");
        Some(Circumstance {
            label: first_of(label).map_or_else(|| fact.to_string(), say),
            hint: words.has(&hint).then(|| say(hint)),
            is_said: said > 0,
            values,
            fact,
        })
    };
    let facts = rules.circumstances(&standing.masks);
    facts.into_iter().filter_map(line).collect()
}
