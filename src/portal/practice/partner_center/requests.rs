//! `/servicerequests` and `/customers/{id}/servicerequests`: read, note, close.

use crate::portal::{
    json::{self, word},
    moment,
    practice::{
        Generation,
        visit::{Answer, SEVERITIES, STATUSES, Visit, collection},
        world::{put, set, set_all},
    },
    words::same,
};
use serde_json::Value;

/// What a list tells of a request.
const LISTED: &[&str] = &[
    "id",
    "title",
    "severity",
    "status",
    "primaryContact",
    "createdDate",
    "lastModifiedDate",
    "lastClosedDate",
    "attributes",
];
/// What the library sends for an enumeration that was not set; either of them stands for both.
const UNCHANGED: [&str; 2] = ["unknown", "none"];
/// As the current reference declares it.
const TITLE_LETTERS_MAX: usize = 255;
/// "Never".
pub const SENTINEL: &str = "0001-01-01T00:00:00";

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = whose(visit, 1)?;
    let status = wanted_status(visit)?;
    let mut wanted = vec![
        ("_customer", customer),
        ("status", status.unwrap_or_default()),
    ];
    wanted.retain(|it| !it.1.is_empty());
    let mut items = visit.select("requests", &wanted, LISTED);
    items.reverse();
    let start = visit.number("offset", 0).min(items.len());
    let size = visit.number("size", items.len());
    items.drain(..start);
    items.truncate(size);
    Ok(collection(&items, &|_| ()))
}

/// The state to which a list is narrowed: by `filter`, or in the third generation by `Field` and `Value`.
fn wanted_status(visit: &Visit<'_>) -> Result<Option<&'static str>, Answer> {
    let mut filter = visit.filter(&["Status"], "equals")?;
    let field = visit.parameter("Field");
    if !field.is_empty() && visit.world.dials.generation == Generation::Third {
        if !same(field, "Status") {
            return Err(visit.refuse(400, "3000", "filter not supported"));
        }
        set(&mut filter, "Value", visit.parameter("Value"));
    }
    visit.member(&filter, "Value", STATUSES)
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let at = find(visit)?;
    Ok(visit.answer_row(visit.world.row("requests", at)))
}

/// Changes what the body names; nulls, `unknown`, `none` and sentinel dates mean "unchanged".
pub fn change(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let at = find(visit)?;
    let now = moment::print(visit.now);
    let body = visit.body.take();
    let to_status = changed(visit, &body, "Status", STATUSES)?;
    let to_severity = changed(visit, &body, "Severity", SEVERITIES)?;
    let (title, note) = (word(&body, "Title"), word(&body, "NewNote/Text"));
    check_title(visit, title)?;
    let request_id = visit.request.header("MS-RequestId").unwrap_or_default();
    let author = word(&visit.world.tables, "partner/contactName").to_owned();
    if let Some(row) = visit.world.row_mut("requests", at) {
        if let Some(severity) = to_severity {
            set(row, "severity", severity);
        }
        if !title.is_empty() {
            set(row, "title", title);
        }
        // The same request id adds its note once.
        if !note.is_empty() && is_first(row, request_id) {
            push_note(row, &author, &now, note);
            set(row, "_asks", "");
            if word(row, "status") == "attention_needed" {
                set(row, "status", "open");
            }
        }
        if let Some(status) = to_status {
            let closed = if status == "closed" { &now } else { SENTINEL };
            set_all(row, &[("status", status), ("lastClosedDate", closed)]);
        }
        set(row, "lastModifiedDate", &now);
    }
    if visit.world.dials.generation == Generation::Third {
        return Ok(Answer::new(204, String::new()));
    }
    Ok(visit.answer_row(visit.world.row("requests", at)))
}

/// Refuses a title that is longer than a request can have.
pub fn check_title(visit: &Visit<'_>, title: &str) -> Result<(), Answer> {
    if title.chars().count() <= TITLE_LETTERS_MAX {
        return Ok(());
    }
    Err(visit.refuse(400, "3000", "the title is longer than 255 characters"))
}

/// Whether no note came under this request id before; from now on one did.
fn is_first(row: &mut Value, request_id: &str) -> bool {
    if request_id.is_empty() {
        return true;
    }
    let mut known = json::elements(row, "_noted").to_vec();
    if known.iter().any(|it| it == request_id) {
        return false;
    }
    known.push(request_id.into());
    put(row, "_noted", known.into());
    true
}

/// The word to which the body changes an enumeration; `None` if it leaves it as it is.
fn changed(
    visit: &Visit<'_>,
    body: &Value,
    key: &str,
    words: &[&'static str],
) -> Result<Option<&'static str>, Answer> {
    if UNCHANGED.iter().any(|it| same(it, word(body, key))) {
        return Ok(None);
    }
    let member = visit.member(body, key, words)?;
    Ok(member.filter(|it| !UNCHANGED.contains(it)))
}

/// The place of the request named last in the path, which must be the customer's if one is named before.
fn find(visit: &Visit<'_>) -> Result<usize, Answer> {
    let customer = whose(visit, 2)?;
    let id = visit.args.last().map_or("", String::as_str);
    let wanted = [("id", id), ("_customer", customer)];
    let wanted = if customer.is_empty() {
        wanted.get(..1)
    } else {
        Some(&wanted[..])
    };
    let at = visit.world.find("requests", wanted.unwrap_or_default());
    at.ok_or_else(|| visit.refuse(404, "1000", "service request not found"))
}

/// The customer named first in a path with so many open parts, empty if there are fewer.
fn whose<'v>(visit: &'v Visit<'_>, n_parts: usize) -> Result<&'v str, Answer> {
    if visit.args.len() < n_parts {
        Ok("")
    } else {
        Ok(&visit.customer()?.id)
    }
}

/// Adds a note to a request.
pub fn push_note(row: &mut Value, author: &str, now: &str, words: &str) {
    let mut notes = json::elements(row, "notes").to_vec();
    let mut note = Value::Null;
    set_all(
        &mut note,
        &[
            ("createdByName", author),
            ("createdDate", now),
            ("text", words),
        ],
    );
    notes.push(note);
    put(row, "notes", notes.into());
}
