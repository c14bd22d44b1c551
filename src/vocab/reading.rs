//! Reading a document from outside, with the place of what is wrong.

use serde_json::Value;
use std::fmt;

/// What is wrong in a document, where, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// JSON Pointer (RFC 6901) to the value; empty for the document itself.
    pub at: String,
    /// What was expected, as the end of the sentence "expected …".
    pub expected: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = if self.at.is_empty() { "/" } else { &self.at };
        write!(out, "at {at}: expected {}", self.expected)
    }
}

/// A value of a JSON document together with the way to it.
#[derive(Clone, Copy)]
pub struct Place<'p, 'v> {
    value: &'v Value,
    up: Option<(&'p Place<'p, 'v>, Step<'p>)>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

static ABSENT: Value = Value::Null;

impl<'v> Place<'_, 'v> {
    /// The document itself.
    pub fn root(value: &'v Value) -> Self {
        Self { value, up: None }
    }

    /// The value found here.
    pub fn value(&self) -> &'v Value {
        self.value
    }

    /// The member `key`; absent members read as null.
    pub fn get<'q>(&'q self, key: &'q str) -> Place<'q, 'v> {
        let value = self.value.get(key).unwrap_or(&ABSENT);
        Place {
            value,
            up: Some((self, Step::Key(key))),
        }
    }

    /// Whether nothing stands here.
    pub fn is_absent(&self) -> bool {
        self.value.is_null()
    }

    /// The members of an object, by key.
    ///
    /// # Errors
    /// When it is no object.
    pub fn members<'q>(&'q self) -> Result<impl Iterator<Item = (&'v str, Place<'q, 'v>)>, Misread>
    where
        'v: 'q,
    {
        let object = self
            .value
            .as_object()
            .ok_or_else(|| self.misread("an object"))?;
        Ok(object.iter().map(move |(key, value)| {
            (
                key.as_str(),
                Place {
                    value,
                    up: Some((self, Step::Key(key))),
                },
            )
        }))
    }

    /// The elements of an array; none when nothing stands here.
    ///
    /// # Errors
    /// When it is something else than an array.
    pub fn list<'q>(&'q self) -> Result<impl Iterator<Item = Place<'q, 'v>>, Misread>
    where
        'v: 'q,
    {
        let elements = match self.value {
            Value::Array(elements) => elements.as_slice(),
            Value::Null => &[],
            _ => return Err(self.misread("an array")),
        };
        Ok(elements
            .iter()
            .enumerate()
            .map(move |(index, value)| Place {
                value,
                up: Some((self, Step::Index(index))),
            }))
    }

    /// The text that must stand here.
    ///
    /// # Errors
    /// When it is no string, or an empty one.
    pub fn text(&self) -> Result<&'v str, Misread> {
        let text = self.value.as_str().filter(|it| !it.is_empty());
        text.ok_or_else(|| self.misread("a text that is not empty"))
    }

    /// The text that may stand here.
    ///
    /// # Errors
    /// When it is something else than a string.
    pub fn optional_text(&self) -> Result<Option<&'v str>, Misread> {
        if self.is_absent() {
            Ok(None)
        } else {
            self.text().map(Some)
        }
    }

    /// The flag here; absent means false.
    ///
    /// # Errors
    /// When it is something else than a boolean.
    pub fn flag(&self) -> Result<bool, Misread> {
        match self.value {
            Value::Bool(flag) => Ok(*flag),
            Value::Null => Ok(false),
            _ => Err(self.misread("true or false")),
        }
    }

    /// The texts of the array here, none when it is absent.
    ///
    /// # Errors
    /// When it is no array of strings.
    pub fn texts(&self) -> Result<Vec<&'v str>, Misread> {
        match self.value {
            Value::Null => Ok(Vec::new()),
            Value::Array(elements) => elements
                .iter()
                .map(|it| it.as_str().ok_or_else(|| self.misread("an array of texts")))
                .collect(),
            _ => Err(self.misread("an array of texts")),
        }
    }

    /// The complaint that something else was expected here.
    pub fn misread(&self, expected: impl Into<String>) -> Misread {
        Misread {
            at: self.pointer(),
            expected: expected.into(),
        }
    }

    fn pointer(&self) -> String {
        let Some((up, step)) = self.up else {
            return String::new();
        };
        let mut pointer = up.pointer();
        pointer.push('/');
        match step {
            Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => pointer.push_str(&index.to_string()),
        }
        pointer
    }
}
