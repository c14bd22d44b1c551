//! `/supportTickets/{name}/communications`: the messages of a ticket.

use crate::portal::{
    azure_support::TicketName,
    error::clip,
    json::{self, word},
    moment,
    practice::{
        azure_support::{self, Fields, IS, SINCE, id_in_scope, operations, tickets},
        ids::is_guid,
        visit::{Answer, Visit},
        world::{has, set_all},
    },
};
use serde_json::Value;

const NEEDS: &[&str] = &["properties/subject", "properties/body"];
/// Longer subjects are cut before the tracking number is added.
const SUBJECT_BYTES: usize = 60;

/// What every new message has.
const NEW: &[(&str, &str)] = &[
    ("type", "Microsoft.Support/communications"),
    ("properties/communicationType", "Web"),
    ("properties/communicationDirection", "Inbound"),
];

/// What messages can be filtered by.
const FIELDS: Fields = &[("createdDate", SINCE), ("communicationType", IS)];

/// After this time somebody takes the ticket up and writes, once.
const WRITES_AFTER_MS: i64 = 5 * 60_000;
const GREETING: &str = "<p>An engineer has taken up your request.</p><p>When did this last work, and what was changed since?</p>";
const ENGINEER: &str = "support@practice.example";

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    greet(visit)?;
    let wanted = [("_ticket", number_of(visit)?), ("_running", "")];
    let rows = visit.world.rows("communications").iter();
    let rows = rows.filter(|it| has(it, &wanted));
    azure_support::page(visit, rows, FIELDS, azure_support::show)
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let wanted = [
        ("_ticket", number_of(visit)?),
        ("_running", ""),
        ("name", visit.arg(1)),
    ];
    match visit.world.first("communications", &wanted) {
        Some(row) => Ok(visit.answer_row(Some(row))),
        None => Err(visit.refuse(404, "ResourceNotFound", "communication not found")),
    }
}

/// Nobody chats here.
pub fn chats(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    number_of(visit)?;
    Ok(azure_support::list(&[], ""))
}

pub fn create(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let (number, name) = (number_of(visit)?, visit.arg(1));
    if TicketName::parse(name).is_none() || is_guid(name) {
        return Err(visit.refuse(400, "ResourceNameInvalid", "not a name for a communication"));
    }
    if let Some(row) = visit
        .world
        .first("communications", &[("_ticket", number), ("name", name)])
    {
        return Ok(operations::repeated(visit, row, azure_support::show));
    }
    if json::check(&visit.body, NEEDS).is_err() {
        return Err(visit.refuse(400, "InvalidParameter", "subject or body missing"));
    }
    let subject = word(&visit.body, "properties/subject");
    let subject = [
        clip(subject, SUBJECT_BYTES).trim_end(),
        " - TrackingID#",
        number,
    ]
    .concat();
    let body = word(&visit.body, "properties/body");
    let body = [
        "<pre>",
        &body.replace('&', "&amp;").replace('<', "&lt;"),
        "</pre>",
    ]
    .concat();
    let sender = match word(&visit.body, "properties/sender") {
        "" => word(&visit.world.tables, "partner/email"),
        sender => sender,
    };
    let path = ["supportTickets/", visit.arg(0), "/communications/", name];
    let mut row = Value::Null;
    set_all(&mut row, NEW);
    set_all(
        &mut row,
        &[
            ("id", &id_in_scope(visit, &path)),
            ("name", name),
            ("_ticket", number),
            ("properties/sender", sender),
            ("properties/subject", &subject),
            ("properties/body", &body),
            ("properties/createdDate", &moment::print(visit.now)),
        ],
    );
    Ok(operations::begin(visit, "communications", row))
}

/// Lets the engineer write once the time has come.
fn greet(visit: &mut Visit<'_>) -> Result<(), Answer> {
    let number = number_of(visit)?.to_owned();
    let written = [
        ("_ticket", number.as_str()),
        ("properties/communicationDirection", "Outbound"),
    ];
    let is_written = visit.world.first("communications", &written).is_some();
    let ticket = visit
        .world
        .first("tickets", &[("properties/supportTicketId", &number)]);
    let made = ticket.and_then(|it| json::moment(it, "properties/createdDate"));
    let writes = made.map(|it| it.plus_ms(WRITES_AFTER_MS));
    let Some(writes) = writes.filter(|it| !is_written && *it <= visit.now) else {
        return Ok(());
    };
    let path = [
        "supportTickets/",
        visit.arg(0),
        "/communications/engineer-1",
    ];
    let mut row = Value::Null;
    set_all(&mut row, NEW);
    set_all(
        &mut row,
        &[
            ("id", &id_in_scope(visit, &path)),
            ("name", "engineer-1"),
            ("_ticket", &number),
            ("_customer", &visit.tenant),
            ("_scope", &visit.scope),
            ("properties/communicationDirection", "Outbound"),
            ("properties/sender", ENGINEER),
            (
                "properties/subject",
                &["Your request - TrackingID#", &number].concat(),
            ),
            ("properties/body", GREETING),
            ("properties/createdDate", &moment::print(writes)),
        ],
    );
    visit.world.add("communications", row);
    Ok(())
}

/// The number of the ticket in the path.
pub fn number_of<'v>(visit: &'v Visit<'_>) -> Result<&'v str, Answer> {
    let row = visit.world.row("tickets", tickets::find(visit)?);
    Ok(word(
        row.unwrap_or(&Value::Null),
        "properties/supportTicketId",
    ))
}
