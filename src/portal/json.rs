//! Reading JSON from outside: tolerant of what does not matter, exact about the place of what does.
//!
//! What a reply cannot do without is stated as paths, such as `items/*/id`, and checked once by [`check`].
//! Behind that check reading cannot fail: what is missing or of another type reads as empty.
//! Stating it as data keeps every reader a list of assignments, which is also what keeps them small when compiled.

use crate::{portal::moment, vocab::Moment};
use serde_json::Value;

/// Bodies longer than this are not read.
const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Bodies nested deeper than this are not read.
const MAX_DEPTH: usize = 32;

/// The place of what could not be read: a JSON Pointer (RFC 6901), a line and column, or a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread(pub String);

static ABSENT: Value = Value::Null;

/// Reads a body of limited size and depth; a byte order mark is dropped, an empty body is null.
pub fn parse(body: &str) -> Result<Value, Misread> {
    if body.len() > MAX_BYTES || depth(body) > MAX_DEPTH {
        return Err(Misread("size".into()));
    }
    parse_trusted(body)
}

/// Reads a document of any size.
pub fn parse_trusted(body: &str) -> Result<Value, Misread> {
    let text = body.strip_prefix('\u{feff}').unwrap_or(body).trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        Misread(["line ", &line, ", column ", &column].concat())
    })
}

fn depth(body: &str) -> usize {
    let (mut now, mut most, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for byte in body.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                now += 1;
                most = most.max(now);
            }
            b']' | b'}' if !in_text => now = now.saturating_sub(1),
            _ => (),
        }
    }
    most
}

/// Checks that a text, number or flag stands at the end of every path; `*` goes through all elements of a list, which
/// must be one, and a path that ends with it asks for no more than the list. An empty path asks for an object.
pub fn check(body: &Value, needs: &[&str]) -> Result<(), Misread> {
    let lacks = |path: &&str| match *path {
        "" => (!body.is_object()).then(String::new),
        path => lacking(body, path),
    };
    match needs.iter().find_map(lacks) {
        Some(pointer) if pointer.is_empty() => Err(Misread("body".into())),
        Some(pointer) => Err(Misread(pointer)),
        None => Ok(()),
    }
}

/// The pointer to what is lacking.
fn lacking(value: &Value, path: &str) -> Option<String> {
    if path.is_empty() {
        return text_of(value).is_empty().then(String::new);
    }
    let (key, rest) = path.split_once('/').unwrap_or((path, ""));
    let (step, deeper) = if key == "*" {
        let Value::Array(elements) = value else {
            return Some(String::new());
        };
        let of_list = |it: &Value| {
            if rest.is_empty() {
                None
            } else {
                lacking(it, rest)
            }
        };
        elements
            .iter()
            .enumerate()
            .find_map(|(at, it)| Some((at.to_string(), of_list(it)?)))?
    } else {
        (
            key.into(),
            lacking(member(value, key).unwrap_or(&ABSENT), rest)?,
        )
    };
    Some(["/", &step, &deeper].concat())
}

/// The member `key` of an object in any case; null counts as absent.
pub fn member<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let object = value.as_object()?;
    let found = object.get(key);
    let found = found.or_else(|| {
        object
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(key))
            .map(|it| it.1)
    });
    found.filter(|it| !it.is_null())
}

/// The value at the end of a path of members, null if there is none.
#[inline(never)]
pub fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    let found = path.split('/').try_fold(value, member);
    found.unwrap_or(&ABSENT)
}

/// A text, or a number or flag as text; anything else is empty.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// The text at the end of a path, empty if there is none.
#[inline(never)]
pub fn text(value: &Value, path: &str) -> String {
    text_of(at(value, path))
}

/// The string at the end of a path, empty if there is none.
#[inline(never)]
pub fn word<'v>(value: &'v Value, path: &str) -> &'v str {
    at(value, path).as_str().unwrap_or_default()
}

/// The whole number at the end of a path, also if written as text.
pub fn whole(value: &Value, path: &str) -> Option<i64> {
    number(&text(value, path))
}

/// The whole number a text stands for.
#[inline(never)]
pub fn number(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// The flag at the end of a path, also if written as text.
pub fn flag(value: &Value, path: &str) -> Option<bool> {
    match text(value, path).to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// The moment at the end of a path; "never" and what is no date are `None`.
#[inline(never)]
pub fn moment(value: &Value, path: &str) -> Option<Moment> {
    moment::read(&text(value, path))
}

/// What stands in the list at the end of a path; nothing if there is no list.
pub fn list<T>(value: &Value, path: &str, read: fn(&Value) -> T) -> Vec<T> {
    let elements = elements(value, path);
    let mut list = Vec::with_capacity(elements.len());
    for element in elements {
        list.push(read(element));
    }
    list
}

/// The elements of the list at the end of a path.
pub fn elements<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    at(value, path).as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::{Misread, check};
    use serde_json::json;

    #[test]
    fn what_is_lacking_is_named() {
        let body = json!({"Items": [{"id": 1}, {"id": "", "x": {"y": []}}], "o": {}});
        for (path, place) in [
            ("items/*/id", Some("/items/1/id")),
            ("items/*", None),
            ("items/*/x/y/*", Some("/items/0/x/y")),
            ("o", Some("/o")),
            ("o/*", Some("/o")),
            ("", None),
            ("none", Some("/none")),
            ("none/*/id", Some("/none")),
        ] {
            let expected = place.map_or(Ok(()), |it| Err(Misread(it.into())));
            assert_eq!(check(&body, &[path]), expected, "`{path}`");
        }
        assert_eq!(check(&json!(["x"]), &[""]), Err(Misread("body".into())));
        assert_eq!(check(&json!("x"), &[""]), Err(Misread("body".into())));
    }
}
