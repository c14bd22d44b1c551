//! Reading JSON from outside: tolerant of what does not matter, exact about the place of what does.

use crate::{portal::moment, vocab::Moment};
use serde_json::Value;

/// Bodies longer than this are not read.
const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Bodies nested deeper than this are not read.
const MAX_DEPTH: usize = 32;

/// The place, as a JSON Pointer (RFC 6901), of what could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread(pub String);

/// A value of a document together with the way to it.
#[derive(Clone, Copy)]
pub struct Place<'p> {
    value: &'p Value,
    up: Option<(&'p Place<'p>, Step<'p>)>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

static ABSENT: Value = Value::Null;

/// Reads a reply's body: a byte order mark is dropped, an empty body is null.
pub fn parse(body: &str) -> Result<Value, Misread> {
    if body.len() > MAX_BYTES {
        return Err(Misread("body too long".into()));
    }
    if depth(body) > MAX_DEPTH {
        return Err(Misread("body too deep".into()));
    }
    parse_trusted(body)
}

/// Reads a document of any size.
pub fn parse_trusted(body: &str) -> Result<Value, Misread> {
    let text = body.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|error| {
        Misread(
            [
                "line ",
                &error.line().to_string(),
                ", column ",
                &error.column().to_string(),
            ]
            .concat(),
        )
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

/// The member `key` of an object in any case; null counts as absent.
pub fn member<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let object = value.as_object()?;
    let found = object.get(key).or_else(|| {
        object
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(key))
            .map(|it| it.1)
    });
    found.filter(|it| !it.is_null())
}

/// A text, or a number or flag as text; anything else is empty.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

impl<'p> Place<'p> {
    /// The document itself.
    pub fn root(value: &'p Value) -> Self {
        Self { value, up: None }
    }

    /// The member `key`; absent members read as null.
    pub fn get<'q>(&'q self, key: &'q str) -> Place<'q> {
        Place {
            value: member(self.value, key).unwrap_or(&ABSENT),
            up: Some((self, Step::Key(key))),
        }
    }

    /// The text here, empty if there is none.
    pub fn text(&self) -> String {
        text_of(self.value)
    }

    /// The text of a member, empty if there is none.
    pub fn text_at(&self, key: &str) -> String {
        self.get(key).text()
    }

    /// The text of a member that must be there.
    pub fn need(&self, key: &str) -> Result<String, Misread> {
        let at = self.get(key);
        Some(at.text())
            .filter(|it| !it.is_empty())
            .ok_or_else(|| at.misread())
    }

    /// The whole number here, also if written as text.
    pub fn whole(&self) -> Option<i64> {
        match self.value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The flag of a member, also if written as text.
    pub fn flag_at(&self, key: &str) -> Option<bool> {
        let text = self.text_at(key);
        let is_told = text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
        is_told.then(|| text.eq_ignore_ascii_case("true"))
    }

    /// The moment of a member; "never" and what is no date are `None`.
    pub fn moment_at(&self, key: &str) -> Option<Moment> {
        moment::read(&self.text_at(key))
    }

    /// The object that must stand here.
    pub fn object(&self) -> Result<(), Misread> {
        if self.value.is_object() {
            Ok(())
        } else {
            Err(self.misread())
        }
    }

    /// The elements of a list that must be there.
    pub fn need_list<T>(
        &self,
        key: &str,
        read: fn(&Place<'_>) -> Result<T, Misread>,
    ) -> Result<Vec<T>, Misread> {
        let at = self.get(key);
        let elements = at.value.as_array().ok_or_else(|| at.misread())?;
        let mut list = Vec::with_capacity(elements.len());
        for (index, value) in elements.iter().enumerate() {
            list.push(read(&Place {
                value,
                up: Some((&at, Step::Index(index))),
            })?);
        }
        Ok(list)
    }

    /// The elements of a list that may be there.
    pub fn list<T>(
        &self,
        key: &str,
        read: fn(&Place<'_>) -> Result<T, Misread>,
    ) -> Result<Vec<T>, Misread> {
        if self.get(key).value.is_null() {
            Ok(Vec::new())
        } else {
            self.need_list(key, read)
        }
    }

    /// The complaint that this cannot be read.
    pub fn misread(&self) -> Misread {
        Misread(self.pointer())
    }

    fn pointer(&self) -> String {
        let Some((up, step)) = self.up else {
            return String::new();
        };
        let mut pointer = up.pointer();
        pointer.push('/');
        match step {
            Step::Key(key) => pointer.push_str(key),
            Step::Index(index) => pointer.push_str(&index.to_string()),
        }
        pointer
    }
}
