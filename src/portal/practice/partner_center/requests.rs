//! `/servicerequests` and `/customers/{id}/servicerequests`: read, note, close.

use crate::{
    portal::{
        Cloud, Response,
        json::{member, parse},
        moment,
        practice::{
            Enums, Generation, World,
            visit::{Visit, answer, collection, outside, said},
            world::{set, text},
        },
        words::same,
    },
    vocab::Moment,
};
use serde_json::{Value, json};

/// In the order of their numbers.
pub const SEVERITIES: [&str; 4] = ["unknown", "critical", "moderate", "minimal"];
const STATUSES: [&str; 4] = ["none", "open", "closed", "attention_needed"];
/// What a list tells of a request.
const LISTED: [&str; 8] = [
    "id",
    "title",
    "severity",
    "status",
    "primaryContact",
    "createdDate",
    "lastModifiedDate",
    "lastClosedDate",
];
/// "Never".
pub const SENTINEL: &str = "0001-01-01T00:00:00";
/// After this time the portal asks back, once.
const ASKS_AFTER_MS: i64 = 20 * 60_000;

pub fn list_of_customer(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let customer = visit.customer()?.id.clone();
    page(visit, &customer)
}

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    page(visit, "")
}

fn page(visit: &mut Visit<'_>, customer: &str) -> Result<Response, Response> {
    visit.offered_except(&[Cloud::China21Vianet])?;
    move_on(visit.world, visit.now);
    let filter = parse(visit.parameter("filter")).unwrap_or_default();
    let status = said(&filter, "Value");
    let rows = visit.world.rows("requests").iter().rev();
    let rows = rows.filter(|it| customer.is_empty() || text(it, "_customer") == customer);
    let rows = rows.filter(|it| status.is_empty() || same(text(it, "status"), &status));
    let size = visit
        .number("size")
        .filter(|it| *it > 0)
        .unwrap_or(usize::MAX);
    let rows = rows
        .skip(visit.number("offset").unwrap_or_default())
        .take(size);
    let items: Vec<Value> = rows
        .map(|row| {
            let mut shown = show(visit.world, row);
            if let Some(members) = shown.as_object_mut() {
                members.retain(|key, _| LISTED.contains(&key.as_str()));
            }
            shown
        })
        .collect();
    Ok(collection(&items))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let at = find(visit)?;
    let row = visit.world.rows("requests").get(at).unwrap_or(&Value::Null);
    Ok(answer(200, show(visit.world, row).to_string()))
}

/// Changes what the body names; nulls, `unknown`, `none` and sentinel dates mean "unchanged".
pub fn change(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let at = find(visit)?;
    let now = moment::print(visit.now);
    let request_id = visit.request.header("MS-RequestId").unwrap_or_default();
    let author = said(visit.world.record("partner"), "contactName");
    let body = &visit.body;
    let (status, severity) = (said(body, "Status"), said(body, "Severity"));
    let number_in = |words: &[&str], word: &str| words.iter().position(|it| same(it, word));
    for (words, word) in [(STATUSES, &status), (SEVERITIES, &severity)] {
        if !word.is_empty() && number_in(&words, word).is_none() {
            return Err(visit.refuse(400, "900126", "The value is not one of the enumeration."));
        }
    }
    let Some(row) = visit.world.rows_mut("requests").get_mut(at) else {
        return Err(answer(404, String::new()));
    };
    if let Some(severity) = number_in(&SEVERITIES, &severity).filter(|it| *it > 0) {
        set(row, "severity", SEVERITIES.get(severity).copied());
    }
    let title = said(body, "Title");
    if !title.is_empty() {
        set(row, "title", title);
    }
    let note = member(body, "NewNote")
        .map(|it| said(it, "Text"))
        .unwrap_or_default();
    if !note.is_empty() && !has_note(row, request_id) {
        push_note(row, &author, &now, &note, request_id);
        if text(row, "status") == "attention_needed" {
            set(row, "status", "open");
        }
    }
    if let Some(status) = number_in(&STATUSES, &status).filter(|it| *it > 0) {
        set(row, "status", STATUSES.get(status).copied());
        set(
            row,
            "lastClosedDate",
            if status == 2 { now.as_str() } else { SENTINEL },
        );
    }
    set(row, "lastModifiedDate", now);
    match visit.world.dials.generation {
        Generation::Third => Ok(answer(204, String::new())),
        Generation::Second => one(visit),
    }
}

/// The place of the request named last in the path, which must be the customer's if one is named before.
fn find(visit: &mut Visit<'_>) -> Result<usize, Response> {
    visit.offered_except(&[Cloud::China21Vianet])?;
    move_on(visit.world, visit.now);
    let customer = match visit.args.as_slice() {
        [_, _] => visit.customer()?.id.as_str(),
        _ => "",
    };
    let id = visit.args.last().map_or("", String::as_str);
    let mut rows = visit.world.rows("requests").iter();
    let at = rows.position(|it| {
        text(it, "id") == id && (customer.is_empty() || text(it, "_customer") == customer)
    });
    at.ok_or_else(|| visit.refuse(404, "1000", "The service request could not be found."))
}

/// What time brings: a new request is taken up on the next look, and later the portal asks back.
fn move_on(world: &mut World, now: Moment) {
    for row in world.rows_mut("requests") {
        let made = text(row, "_made").to_owned();
        let Some(made_at) = moment::read(&made) else {
            continue;
        };
        if text(row, "status") == "none" {
            set(row, "status", "open");
            set(row, "createdDate", made.as_str());
            set(row, "lastModifiedDate", made.as_str());
        }
        let is_due = now.0 - made_at.0 > ASKS_AFTER_MS && text(row, "status") == "open";
        if is_due && !has_note(row, "asked") {
            let asked_at = moment::print(Moment(made_at.0 + ASKS_AFTER_MS));
            let question = "When did this last work, and what was changed since?";
            push_note(row, "Microsoft Support", &asked_at, question, "asked");
            set(row, "status", "attention_needed");
            set(row, "lastModifiedDate", asked_at);
        }
    }
}

fn has_note(row: &Value, key: &str) -> bool {
    let notes = member(row, "notes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    !key.is_empty() && notes.into_iter().any(|it| text(it, "_key") == key)
}

/// Adds a note under a key that makes a repetition recognisable.
pub fn push_note(row: &mut Value, author: &str, now: &str, words: &str, key: &str) {
    let note = json!({"createdByName": author, "createdDate": now, "text": words, "_key": key});
    let notes = row
        .as_object_mut()
        .map(|it| it.entry("notes").or_insert_with(|| json!([])));
    if let Some(notes) = notes.and_then(Value::as_array_mut) {
        notes.push(note);
    }
}

/// A request as the portal shows it.
pub fn show(world: &World, row: &Value) -> Value {
    let mut shown = outside(row);
    if let Some(notes) = shown.get_mut("notes").and_then(Value::as_array_mut) {
        for note in notes {
            *note = outside(note);
        }
    }
    if world.dials.enums == Enums::Integers {
        for (key, words) in [("severity", SEVERITIES), ("status", STATUSES)] {
            set(
                &mut shown,
                key,
                words.iter().position(|it| *it == text(row, key)),
            );
        }
    }
    set(
        &mut shown,
        "attributes",
        json!({"objectType": "ServiceRequest"}),
    );
    shown
}
