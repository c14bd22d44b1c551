//! `POST /servicerequests/{agent-locale}`: file a service request.

use crate::portal::{
    json::{self, text, word},
    moment,
    practice::{
        ids::is_guid,
        partner_center::requests::{SENTINEL, push_note},
        visit::{Answer, SEVERITIES, Visit},
        world::{put, set_all},
    },
};
use serde_json::{Map, Value};

const NEEDS: &[&str] = &["Title", "Description", "Severity", "SupportTopicId"];
/// What every new request has.
const NEW: &[(&str, &str)] = &[
    ("status", "none"),
    ("createdDate", SENTINEL),
    ("lastModifiedDate", SENTINEL),
    ("lastClosedDate", SENTINEL),
    ("attributes/objectType", "ServiceRequest"),
];

pub fn create(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let request_id = visit.request.header("MS-RequestId").unwrap_or_default();
    if !request_id.is_empty()
        && let Some(row) = visit
            .world
            .first("requests", &[("_request_id", request_id)])
    {
        return Ok(Answer::new(201, text(row, "_first")));
    }
    if json::check(&visit.body, NEEDS).is_err() {
        return Err(visit.refuse(
            400,
            "800002",
            "title, description, severity or topic missing",
        ));
    }
    let mut row = camel(&visit.body);
    let severity = visit.member(&row, "severity", SEVERITIES)?;
    let topic_id = text(&row, "supportTopicId");
    let Some(topic) = visit.world.first("topics", &[("id", &topic_id)]) else {
        return Err(visit.refuse(400, "3000", "support topic not known"));
    };
    let topic = text(topic, "name");
    let number = visit.world.next_number("1", "00", visit.now);
    let partner = json::at(&visit.world.tables, "partner");
    let customer = customer_named_in(visit, word(&row, "description"));
    let note = text(&row, "newNote/text");
    put(&mut row, "newNote", Value::Null);
    set_all(&mut row, NEW);
    set_all(
        &mut row,
        &[
            ("id", &number),
            ("severity", severity.unwrap_or_default()),
            ("organization/id", word(partner, "tenant")),
            ("organization/name", word(partner, "name")),
            ("_customer", customer),
        ],
    );
    // The answer shows the request as it is not seen again: without the topic's name and notes.
    let answer = Answer::new(201, visit.show(&row, &[]));
    let now = moment::print(visit.now);
    set_all(
        &mut row,
        &[
            ("supportTopicName", &topic),
            ("_made", &now),
            ("_request_id", request_id),
            ("_first", &answer.0.body),
        ],
    );
    if !note.is_empty() {
        push_note(&mut row, word(partner, "contactName"), &now, &note);
    }
    visit.world.add("requests", row);
    Ok(answer)
}

/// The documented form has no field for the customer, so its tenant id must stand in the description.
fn customer_named_in<'v>(visit: &'v Visit<'_>, description: &str) -> &'v str {
    for word in description.split(|it: char| !it.is_ascii_hexdigit() && it != '-') {
        if is_guid(word)
            && let Some(customer) = visit.world.customer(word)
        {
            return &customer.id;
        }
    }
    ""
}

/// The body as it is kept: property names in camel case, without nulls.
fn camel(value: &Value) -> Value {
    let Some(members) = value.as_object() else {
        return value.clone();
    };
    let mut kept = Map::new();
    for (key, value) in members {
        let mut key = key.clone();
        if let Some(first) = key.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        if !value.is_null() {
            kept.insert(key, camel(value));
        }
    }
    Value::Object(kept)
}
