//! A line of facts, read.

use crate::{
    content::number,
    facts::{Answer, Catalogue, Fact, Kind, Known, Origin},
    vocab::{Date, FactId, sort_by},
};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// The class of a circumstance that nobody mentioned; it cannot be given.
const NOTHING: &str = "nothing";

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

/// What a line may say.
pub(super) struct Sayable<'a> {
    /// The editions it may name.
    pub editions: Vec<&'a str>,
    /// The facts it may hold.
    pub catalogue: &'a Catalogue,
}

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The edition it names, by its place.
    pub edition: Option<usize>,
    /// The facts it holds.
    pub known: Known,
}

/// Reads a line of facts.
///
/// # Errors
/// The one error of a malformed line; unknown keys before wrong values, the smallest pointer first.
pub(super) fn read_line(said: &Sayable, line: &[u8]) -> Result<Line, Malformed> {
    let value = number::parse(line).map_err(|error| Malformed {
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
    let mut reader = Reader {
        said,
        line: Line::default(),
        errors: Vec::new(),
    };
    for (key, value) in &object {
        reader.member(key, value);
    }
    let mut errors = reader.errors;
    sort_by(&mut errors, |one, other| {
        (other.code, &one.at).cmp(&(one.code, &other.at))
    });
    match errors.into_iter().next() {
        Some(first) => Err(first),
        None => Ok(reader.line),
    }
}

struct Reader<'a> {
    said: &'a Sayable<'a>,
    line: Line,
    errors: Vec<Malformed>,
}

impl Reader<'_> {
    fn member(&mut self, key: &str, value: &Json) {
        let at = pointer(key);
        match value {
            _ if key == "edition" => self.edition(value),
            Json::Object(members) if self.is_group(key) => {
                for (member, value) in members {
                    let at = format!("{at}{}", pointer(member));
                    self.fact(&format!("{key}.{member}"), &at, value);
                }
            }
            Json::Null if self.is_group(key) => (),
            _ if self.is_group(key) => self.errors.push(invalid(&at, "an object")),
            // A fact of a group has its place inside the group's object only.
            _ if key.contains('.') => self.errors.push(unknown(key, &at)),
            _ => self.fact(key, &at, value),
        }
    }

    fn edition(&mut self, value: &Json) {
        let editions = &self.said.editions;
        self.line.edition = editions.iter().position(|it| value == *it);
        if self.line.edition.is_none() && !value.is_null() {
            let expected = format!("one of {}", editions.join(", "));
            self.errors.push(invalid("/edition", &expected));
        }
    }

    /// Whether facts of that name stand inside an object of their own, such as `gdap`.
    fn is_group(&self, key: &str) -> bool {
        self.said.catalogue.facts().iter().any(|it| {
            let rest = it.id.as_str().strip_prefix(key);
            rest.is_some_and(|rest| rest.starts_with('.'))
        })
    }

    fn fact(&mut self, id: &str, at: &str, value: &Json) {
        let catalogue = self.said.catalogue;
        let Some(fact) = catalogue.get(id) else {
            self.errors.push(unknown(id, at));
            return;
        };
        if value.is_null() {
            return;
        }
        match read_answer(fact, value) {
            Ok(answer) => {
                let known = &mut self.line.known;
                known.settle(catalogue, &FactId::new(id), answer, Origin::Asked);
            }
            Err(mut error) => {
                error.at.insert_str(0, at);
                self.errors.push(error);
            }
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

/// Writes a fact into a facts object, as a line holds it; circumstances that nobody mentioned are left out.
pub fn write_answer(facts: &mut Map<String, Json>, id: &FactId, answer: &Answer) {
    let value = match answer {
        Answer::Word(word) if word == NOTHING => return,
        Answer::Word(word) => json!(word),
        Answer::Flag(flag) => json!(flag),
        Answer::Set(names) => json!(names),
        Answer::Date(date) => json!(date.to_string()),
    };
    let Some((group, member)) = id.as_str().split_once('.') else {
        facts.insert(id.to_string(), value);
        return;
    };
    let group = facts.entry(group).or_insert_with(|| json!({}));
    if let Json::Object(members) = group {
        members.insert(member.to_owned(), value);
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

/// One step of a JSON Pointer (RFC 6901).
fn pointer(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn unknown(id: &str, at: &str) -> Malformed {
    Malformed {
        code: "unknown_fact",
        message: format!("there is no fact `{id}`"),
        at: at.to_owned(),
    }
}

fn invalid(at: &str, expected: &str) -> Malformed {
    Malformed {
        code: "invalid_value",
        message: format!("the value must be {expected}"),
        at: at.to_owned(),
    }
}
