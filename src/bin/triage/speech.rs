//! The words of a language, as far as a playbook's edition uses them.

use crate::assets;
use partner_triage::{
    app::screens::answer_words,
    facts::{Answer, Fact, Mask},
    policy::Value,
    vocab::FactId,
    wording::{Arg, Words},
};

/// Words, where an edition's own go before the common ones.
pub struct Speech {
    words: Words,
}

impl Speech {
    /// Reads the words of a language, with those that an edition adds.
    ///
    /// # Errors
    /// A language that has none, naming those that have; a file that cannot be used.
    pub fn read(language: &str, edition: &str) -> Result<Self, String> {
        let languages = assets::languages()?;
        if !languages.iter().any(|it| it == language) {
            return Err(format!(
                "there are no words of `{language}`, only of {}",
                languages.join(", ")
            ));
        }
        // A playbook from a file speaks for an edition that may have no words of its own.
        let words = assets::words(language)?.words(language, Some(edition));
        Ok(Self { words })
    }

    /// Whether the key has words.
    pub fn has(&self, key: &str) -> bool {
        self.words.has(key)
    }

    /// The message as plain text, on one line.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.words.say(key, args)
    }

    /// The name of a fact.
    pub fn fact(&self, fact: &FactId) -> String {
        self.say(&format!("fact.{fact}"), &[])
    }

    /// An answer in short.
    pub fn answer(&self, fact: &FactId, answer: &Answer) -> String {
        answer_words(&self.words, fact, answer)
    }

    /// A class of a fact in short.
    pub fn class(&self, fact: &Fact, class: usize) -> String {
        let name = fact.kind.class_name(class);
        let key = format!("value.{}.{name}", fact.id);
        match fact.kind.answer_of(class) {
            _ if self.has(&key) => self.say(&key, &[]),
            Some(answer) => self.answer(&fact.id, &answer),
            None => name,
        }
    }

    /// What a fact is, in short, if it is known.
    pub fn mask(&self, fact: &Fact, mask: Mask) -> String {
        let classes: Vec<_> = (0..fact.kind.n_classes())
            .filter(|class| mask >> class & 1 == 1)
            .collect();
        match classes.as_slice() {
            [class] => self.class(fact, *class),
            _ => self.say("answers.unknown", &[]),
        }
    }

    /// A part of the verdict.
    pub fn part(&self, part: &str, value: Option<&Value>) -> String {
        let id = value.and_then(Value::text).unwrap_or("undetermined");
        self.say(&format!("{part}.{id}"), &[])
    }

    /// The procedures.
    pub fn path(&self, path: Option<&Value>) -> String {
        let Some(path) = path else {
            return self.say("path.undetermined", &[]);
        };
        if path.list().is_empty() {
            return self.say("path.none", &[]);
        }
        let steps: Vec<_> = path
            .list()
            .iter()
            .map(|it| self.say(&format!("path.{it}"), &[]))
            .collect();
        steps.join(" → ")
    }

    /// How soon the first answer comes, and when the time starts.
    pub fn response(&self, response: Option<&Value>) -> String {
        let part = |name: &str| response.and_then(|it| it.part(name));
        let kind = part("kind").and_then(Value::text).unwrap_or("undetermined");
        let hours = match part("hours") {
            Some(Value::Number(hours)) => f64::from(*hours),
            _ => 0.0,
        };
        let severity = part("severity").and_then(Value::text).unwrap_or_default();
        let args = [
            ("hours", Arg::Number(hours)),
            ("severity", Arg::Text(severity)),
        ];
        let said = self.say(&format!("response.{kind}"), &args);
        match part("starts").and_then(Value::text) {
            Some(starts) => {
                let starts = self.say(&format!("response.starts_{starts}"), &[]);
                format!("{said}. {starts}")
            }
            None => said,
        }
    }
}
