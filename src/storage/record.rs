//! What the records of a saved document have in common.

use crate::{
    facts::Answer,
    vocab::{Date, FactId, Misread, Moment, Place},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Longest text that is read, in characters.
pub const MAX_CHARS: usize = 20_000;

/// A record that could not be read and was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// JSON Pointer to what is wrong: the record or something in it.
    pub at: String,
    /// What was expected there, as the end of the sentence "expected …".
    pub expected: String,
    /// The whole record as JSON, so that what was typed can be rescued; `null` where it was missing.
    pub text: String,
}

/// What was read of a record; one that cannot be read becomes a loss.
pub(super) fn kept<T>(
    record: &Place,
    found: Result<T, Misread>,
    lost: &mut Vec<Loss>,
) -> Option<T> {
    match found {
        Ok(value) => Some(value),
        Err(misread) => {
            let (at, expected) = (misread.at, misread.expected);
            lost.push(Loss {
                at,
                expected,
                text: record.value().to_string(),
            });
            None
        }
    }
}

/// Sets aside every member that is not `known`, or the place itself if it is no object, and says whether it is one.
pub(super) fn set_aside_others(place: &Place, known: &[&str], lost: &mut Vec<Loss>) -> bool {
    let Some(members) = kept(place, place.members(), lost) else {
        return false;
    };
    for (key, member) in members {
        if !known.contains(&key) {
            kept(
                &member,
                Err::<(), _>(member.misread("a known member")),
                lost,
            );
        }
    }
    true
}

/// Refuses an object that has other members than exactly these.
pub(super) fn expect_members(place: &Place, names: &[&str]) -> Result<(), Misread> {
    let n_members = place.members()?.count();
    let is_exact =
        n_members == names.len() && names.iter().all(|it| place.value().get(it).is_some());
    is_exact
        .then_some(())
        .ok_or_else(|| place.misread(format!("exactly the members {}", names.join(", "))))
}

/// The elements of the array that must stand here.
pub(super) fn elements<'q, 'v: 'q>(
    place: &'q Place<'_, 'v>,
) -> Result<impl Iterator<Item = Place<'q, 'v>>, Misread> {
    if place.is_absent() {
        Err(place.misread("an array"))
    } else {
        place.list()
    }
}

/// The text that must stand here; it may be empty.
pub(super) fn text(place: &Place) -> Result<String, Misread> {
    let found = place.value().as_str().filter(|it| is_short(it));
    found
        .map(str::to_owned)
        .ok_or_else(|| place.misread(short_text()))
}

/// The text that stands here, none for null.
pub(super) fn optional_text(place: &Place) -> Result<Option<String>, Misread> {
    if place.is_absent() {
        Ok(None)
    } else {
        text(place).map(Some)
    }
}

/// The texts of the array that must stand here.
pub(super) fn texts<C: FromIterator<String>>(place: &Place) -> Result<C, Misread> {
    elements(place)?.map(|it| text(&it)).collect()
}

/// The moment that must stand here.
pub(super) fn moment(place: &Place) -> Result<Moment, Misread> {
    let ms = place.value().as_i64();
    ms.map(Moment)
        .ok_or_else(|| place.misread("a moment in whole milliseconds since 1970"))
}

/// The records of an object whose keys are facts.
pub(super) fn by_fact<T>(
    place: &Place,
    read: impl Fn(&Place) -> Result<T, Misread>,
    lost: &mut Vec<Loss>,
) -> BTreeMap<FactId, T> {
    let mut found = BTreeMap::new();
    for (key, member) in kept(place, place.members(), lost).into_iter().flatten() {
        let value = if is_short(key) {
            read(&member)
        } else {
            Err(member.misread(short_text()))
        };
        if let Some(value) = kept(&member, value, lost) {
            found.insert(FactId::new(key), value);
        }
    }
    found
}

/// The answer that must stand here.
pub(super) fn answer(place: &Place) -> Result<Answer, Misread> {
    let mut members = place.members()?;
    let (Some((kind, value)), None) = (members.next(), members.next()) else {
        return Err(place.misread("one answer"));
    };
    match kind {
        "word" => text(&value).map(Answer::Word),
        "flag" => {
            let flag = value.value().as_bool();
            flag.map(Answer::Flag)
                .ok_or_else(|| value.misread("true or false"))
        }
        "set" => texts(&value).map(Answer::Set),
        "date" => {
            let date = value.value().as_str().and_then(Date::parse);
            date.map(Answer::Date)
                .ok_or_else(|| value.misread("a date as YYYY-MM-DD"))
        }
        _ => Err(value.misread("an answer called `word`, `flag`, `set` or `date`")),
    }
}

/// The answer as it is saved.
pub(super) fn answer_json(answer: &Answer) -> Value {
    match answer {
        Answer::Word(word) => json!({ "word": word }),
        Answer::Flag(flag) => json!({ "flag": flag }),
        Answer::Set(names) => json!({ "set": names }),
        Answer::Date(date) => json!({ "date": date.to_string() }),
    }
}

/// An object of these members.
pub(super) fn object<K: Into<String>>(members: impl Iterator<Item = (K, Value)>) -> Value {
    Value::Object(
        members
            .map(|(key, value)| (key.into(), value))
            .collect::<Map<_, _>>(),
    )
}

fn is_short(text: &str) -> bool {
    text.chars().nth(MAX_CHARS).is_none()
}

fn short_text() -> String {
    format!("a text of at most {MAX_CHARS} characters")
}
