//! The lines of the decide contract: a facts object in, a verdict or an error out.

use crate::{
    content::Playbook,
    facts::{Answer, Fact, Kind, Known, Origin},
    policy::{Decision, Value},
    vocab::{Citation, Date, FactId, sort_by},
};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// Why a line is no facts object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// `invalid_json`, `not_an_object`, `unknown_fact` or `invalid_value`.
    pub code: &'static str,
    /// What is wrong and what was expected, for a person.
    pub message: String,
    /// JSON Pointer to the place.
    pub at: String,
}

/// The playbook of the edition that a line names; the first one where it names none of them.
///
/// A line that names no edition is decided by the first playbook: what would differ in another edition is not looked for.
pub fn playbook_for<'p>(playbooks: &'p [Playbook], line: &[u8]) -> Option<&'p Playbook> {
    let facts: Option<Json> = serde_json::from_slice(line).ok();
    let edition = facts.as_ref().and_then(|it| it.get("edition")?.as_str());
    let named = playbooks
        .iter()
        .find(|it| Some(it.edition.id.as_str()) == edition);
    named.or_else(|| playbooks.first())
}

/// Decides one line: the verdict as JSON, or the error with its place, which begins with the line's number.
pub fn answer_line(playbook: &Playbook, n_line: usize, line: &[u8]) -> Json {
    match read_line(playbook, line) {
        Ok(known) => verdict(
            playbook,
            &playbook
                .rules
                .decide(&known.masks(playbook.rules.catalogue())),
        ),
        Err(error) => json!({"error": {
            "code": error.code,
            "message": error.message,
            "at": format!("{n_line}:{}", error.at),
        }}),
    }
}

/// Reads a line of facts.
///
/// # Errors
/// The one error of a malformed line; unknown keys before wrong values, the smallest pointer first.
pub fn read_line(playbook: &Playbook, line: &[u8]) -> Result<Known, Malformed> {
    let value: Json = serde_json::from_slice(line).map_err(|error| Malformed {
        code: "invalid_json",
        message: format!("the line is not JSON: {error}"),
        at: String::new(),
    })?;
    let Json::Object(object) = value else {
        let message = "a line must hold one JSON object".to_owned();
        return Err(Malformed {
            code: "not_an_object",
            message,
            at: String::new(),
        });
    };
    let mut known = Known::default();
    let mut errors = Vec::new();
    for (key, value) in &object {
        match value {
            _ if key == "edition" => read_edition(playbook, value, &mut errors),
            Json::Object(members) if is_group(playbook, key) => {
                for (member, value) in members {
                    read_fact(
                        playbook,
                        &format!("{key}.{member}"),
                        value,
                        &mut known,
                        &mut errors,
                    );
                }
            }
            Json::Null if is_group(playbook, key) => (),
            _ if is_group(playbook, key) => errors.push(invalid(&pointer(key), "an object")),
            _ if key.contains('.') => errors.push(unknown(key)),
            _ => read_fact(playbook, key, value, &mut known, &mut errors),
        }
    }
    sort_by(&mut errors, |one, other| {
        (other.code, &one.at).cmp(&(one.code, &other.at))
    });
    match errors.into_iter().next() {
        Some(first) => Err(first),
        None => Ok(known),
    }
}

fn read_edition(playbook: &Playbook, value: &Json, errors: &mut Vec<Malformed>) {
    let right = value.is_null() || value.as_str() == Some(&playbook.edition.id);
    if !right {
        errors.push(invalid("/edition", &format!("\"{}\"", playbook.edition.id)));
    }
}

/// Whether facts of that name stand inside an object of their own, such as `gdap`.
fn is_group(playbook: &Playbook, key: &str) -> bool {
    let facts = playbook.rules.catalogue().facts();
    facts.iter().any(|it| {
        it.id
            .as_str()
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

fn read_fact(
    playbook: &Playbook,
    id: &str,
    value: &Json,
    known: &mut Known,
    errors: &mut Vec<Malformed>,
) {
    let catalogue = playbook.rules.catalogue();
    let Some(fact) = catalogue.get(id) else {
        errors.push(unknown(id));
        return;
    };
    if value.is_null() {
        return;
    }
    match read_answer(fact, value) {
        Ok(answer) => {
            known.settle(catalogue, &FactId::new(id), answer, Origin::Asked);
        }
        Err(mut error) => {
            error.at.insert_str(0, &pointer(id));
            errors.push(error);
        }
    }
}

fn read_answer(fact: &Fact, value: &Json) -> Result<Answer, Malformed> {
    match (&fact.kind, value) {
        (Kind::Bool, Json::Bool(flag)) => Ok(Answer::Flag(*flag)),
        (Kind::Bool, _) => Err(invalid("", "true or false")),
        (Kind::Enum(values), Json::String(word)) if is_offered(fact, values, word) => {
            Ok(Answer::Word(word.clone()))
        }
        (Kind::Enum(values), _) => Err(invalid("", &one_of(fact, values))),
        (Kind::Date { .. }, Json::String(text)) => Date::parse(text)
            .map(Answer::Date)
            .ok_or_else(|| invalid("", "a date that exists, as YYYY-MM-DD")),
        (Kind::Date { .. }, _) => Err(invalid("", "a date as YYYY-MM-DD")),
        (Kind::Language { .. }, Json::String(tag)) if is_tag(tag) => Ok(Answer::Word(tag.clone())),
        (Kind::Language { .. }, _) => Err(invalid("", "a language tag such as en or pl-PL")),
        (Kind::Set(values), Json::Array(elements)) => {
            read_names(elements, &one_of(fact, values), &|name| {
                values.iter().any(|it| it == name)
            })
        }
        (Kind::Names { .. }, Json::Array(elements)) => {
            read_names(elements, "a role name in snake_case", &is_name)
        }
        (Kind::Set(_) | Kind::Names { .. }, _) => Err(invalid("", "an array of strings")),
    }
}

/// The class that stands for "nobody mentioned it" cannot be given.
fn is_offered(fact: &Fact, values: &[String], word: &str) -> bool {
    values
        .iter()
        .skip(usize::from(fact.context))
        .any(|it| it == word)
}

fn one_of(fact: &Fact, values: &[String]) -> String {
    let offered: Vec<_> = values
        .iter()
        .skip(usize::from(fact.context))
        .map(String::as_str)
        .collect();
    format!("one of {}", offered.join(", "))
}

fn read_names(
    elements: &[Json],
    expected: &str,
    is_right: &dyn Fn(&str) -> bool,
) -> Result<Answer, Malformed> {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for (at, element) in elements.iter().enumerate() {
        match element.as_str() {
            Some(name) if is_right(name) => {
                names.insert(name.to_owned());
            }
            _ => wrong.push(format!("/{at}")),
        }
    }
    // Pointers are compared as text, so that `/10` goes before `/2`.
    match wrong.into_iter().min() {
        Some(at) => Err(invalid(&at, expected)),
        None => Ok(Answer::Set(names)),
    }
}

/// `^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    let starts = parts
        .next()
        .is_some_and(|it| is_part(it) && it.bytes().all(|it| it.is_ascii_alphabetic()));
    starts && parts.all(is_part)
}

/// `^[a-z][a-z0-9_]*$`
fn is_name(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_lowercase())
        && name
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

fn pointer(id: &str) -> String {
    format!(
        "/{}",
        id.replace('~', "~0").replace('/', "~1").replace('.', "/")
    )
}

fn unknown(id: &str) -> Malformed {
    Malformed {
        code: "unknown_fact",
        message: format!("there is no fact `{id}`"),
        at: pointer(id),
    }
}

fn invalid(at: &str, expected: &str) -> Malformed {
    Malformed {
        code: "invalid_value",
        message: format!("the value must be {expected}"),
        at: at.to_owned(),
    }
}

/// The verdict as the contract writes it.
fn verdict(playbook: &Playbook, decision: &Decision) -> Json {
    let names = |facts: &[FactId]| {
        facts
            .iter()
            .map(|it| json!(it.as_str()))
            .collect::<Vec<_>>()
    };
    let part = |value: &Option<Value>| value.as_ref().map_or(Json::Null, write_value);
    json!({
        "decision": decision.outcome.as_deref().unwrap_or("needs_facts"),
        "missing_facts": names(&decision.missing_facts),
        "open_facts": names(&decision.open_facts),
        "resolver": part(&decision.resolver),
        "path": part(&decision.path),
        "entitlement": part(&decision.entitlement),
        "fee": part(&decision.fee),
        "missing": decision.missing,
        "response": part(&decision.response),
        "portal": part(&decision.portal),
        "warnings": decision.warnings,
        "reasons": reasons(playbook, decision),
    })
}

fn reasons(playbook: &Playbook, decision: &Decision) -> Vec<Json> {
    let mut cited: Vec<&Citation> = Vec::new();
    for rule in decision.reasons.iter().flat_map(|it| &it.rules) {
        if let Some(citation) = playbook.citation(rule)
            && !cited.iter().any(|it| it.rule == *rule)
        {
            cited.push(citation);
        }
    }
    let one = |citation: &Citation| {
        json!({"rule": citation.rule.as_str(), "source": {
            "article": citation.article,
            "anchor": citation.anchor,
            "edition": citation.edition,
        }})
    };
    cited.into_iter().map(one).collect()
}

fn write_value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::List(list) => json!(list),
        Value::Record(parts) => {
            let parts: Map<_, _> = parts
                .iter()
                .map(|(name, value)| (name.clone(), write_value(value)))
                .collect();
            Json::Object(parts)
        }
    }
}
