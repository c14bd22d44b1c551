//! `POST /servicerequests/{agent-locale}`: file a service request.

use crate::portal::{
    Cloud, Response,
    json::member,
    moment,
    practice::{
        ids::is_guid,
        partner_center::requests::{SENTINEL, SEVERITIES, push_note, show},
        visit::{Visit, answer, outside, said},
        world::{set, text},
    },
    words::same,
};
use serde_json::{Value, json};

pub fn create(visit: &mut Visit<'_>) -> Result<Response, Response> {
    visit.offered_except(&[Cloud::China21Vianet])?;
    let request_id = visit
        .request
        .header("MS-RequestId")
        .unwrap_or_default()
        .to_owned();
    let mut made = visit.world.rows("requests").iter();
    if let Some(row) =
        made.find(|it| !request_id.is_empty() && text(it, "_request_id") == request_id)
    {
        return Ok(answer(201, show(visit.world, &as_made(row)).to_string()));
    }
    let row = make(visit, &request_id)?;
    let shown = show(visit.world, &as_made(&row)).to_string();
    visit.world.add("requests", row);
    Ok(answer(201, shown))
}

fn make(visit: &mut Visit<'_>, request_id: &str) -> Result<Value, Response> {
    let body = visit.body.take();
    let [title, description, severity, topic] =
        ["Title", "Description", "Severity", "SupportTopicId"].map(|key| said(&body, key));
    if [&title, &description, &severity, &topic]
        .iter()
        .any(|it| it.is_empty())
    {
        return Err(visit.refuse(
            400,
            "800002",
            "Title, Description, Severity and SupportTopicId are required.",
        ));
    }
    let severity = SEVERITIES
        .iter()
        .position(|it| same(it, &severity) || severity == "0");
    let severity = severity.and_then(|it| SEVERITIES.get(it)).copied();
    let severity =
        severity.ok_or_else(|| visit.refuse(400, "900126", "The severity is not known."))?;
    let mut topics = visit.world.rows("topics").iter();
    let topic = topics.find(|it| said(it, "id") == topic).cloned();
    let topic =
        topic.ok_or_else(|| visit.refuse(400, "3000", "The support topic is not known."))?;
    let partner = visit.world.record("partner").clone();
    let now = moment::print(visit.now);
    let mut row = json!({
        "id": visit.world.next_number("1", "00", visit.now),
        "title": title,
        "description": description,
        "severity": severity,
        "status": "none",
        "supportTopicId": said(&topic, "id"),
        "supportTopicName": text(&topic, "name"),
        "organization": {"id": text(&partner, "tenant"), "name": text(&partner, "name")},
        "primaryContact": member(&body, "PrimaryContact").map(contact),
        "countryCode": said(&body, "CountryCode"),
        "createdDate": SENTINEL,
        "lastModifiedDate": SENTINEL,
        "lastClosedDate": SENTINEL,
        "_customer": customer_named_in(visit, &description),
        "_made": now,
        "_request_id": request_id,
    });
    let note = member(&body, "NewNote")
        .map(|it| said(it, "Text"))
        .unwrap_or_default();
    if !note.is_empty() {
        push_note(&mut row, text(&partner, "contactName"), &now, &note, "");
    }
    Ok(row)
}

/// The documented form has no field for the customer, so its tenant id must stand in the description.
fn customer_named_in(visit: &Visit<'_>, description: &str) -> String {
    let mut words = description
        .split(|it: char| !it.is_ascii_hexdigit() && it != '-')
        .filter(|it| is_guid(it));
    words
        .find_map(|it| visit.world.customer(it))
        .map(|it| it.id.clone())
        .unwrap_or_default()
}

fn contact(body: &Value) -> Value {
    json!({
        "firstName": said(body, "FirstName"),
        "lastName": said(body, "LastName"),
        "email": said(body, "Email"),
        "phoneNumber": said(body, "PhoneNumber"),
    })
}

/// A request as the answer to its creation shows it: not taken up, without dates, the topic's name and notes.
fn as_made(row: &Value) -> Value {
    let mut made = outside(row);
    set(&mut made, "status", "none");
    for key in ["createdDate", "lastModifiedDate", "lastClosedDate"] {
        set(&mut made, key, SENTINEL);
    }
    for key in ["supportTopicName", "notes"] {
        set(&mut made, key, Value::Null);
    }
    outside(&made)
}
