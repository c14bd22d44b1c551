//! `/supportTickets/{name}/communications`: the messages of a ticket.

use crate::portal::{
    Response,
    azure_support::TicketName,
    json::member,
    moment,
    practice::{
        azure_support::{accepted, id_in_scope, list as answer_list, operations, tickets},
        ids::is_guid,
        visit::{Visit, answer, outside, said},
        world::{set, text},
    },
};
use serde_json::{Value, json};

/// Longer subjects are cut before the tracking number is added.
const SUBJECT_CHARS: usize = 60;

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let number = number_of(visit)?;
    let rows = visit.world.rows("communications").iter();
    let rows =
        rows.filter(|it| text(it, "_ticket") == number && !operations::is_running(it, visit.now));
    let values: Vec<Value> = rows.map(|it| show(visit, it)).collect();
    Ok(answer_list(&values, ""))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let number = number_of(visit)?;
    match existing(visit, &number).filter(|it| !operations::is_running(it, visit.now)) {
        Some(row) => Ok(answer(200, show(visit, row).to_string())),
        None => Err(visit.refuse(
            404,
            "ResourceNotFound",
            "The communication could not be found.",
        )),
    }
}

pub fn create(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let number = number_of(visit)?;
    let name = visit.arg(1).to_owned();
    if TicketName::parse(&name).is_none() || is_guid(&name) {
        return Err(visit.refuse(
            400,
            "ResourceNameInvalid",
            "The name is not valid for a communication.",
        ));
    }
    if let Some(row) = existing(visit, &number) {
        if operations::is_running(row, visit.now) {
            return Ok(accepted(visit, text(row, "_operation")));
        }
        return Ok(answer(200, show(visit, row).to_string()));
    }
    let properties = member(&visit.body, "properties").unwrap_or(&Value::Null);
    let (subject, body) = (said(properties, "subject"), said(properties, "body"));
    if subject.is_empty() || body.is_empty() {
        return Err(visit.refuse(400, "InvalidParameter", "Subject and body are required."));
    }
    let subject: String = subject.chars().take(SUBJECT_CHARS).collect();
    let subject = [&subject, " - TrackingID#", &number].concat();
    let body = [
        "<pre>",
        &body.replace('&', "&amp;").replace('<', "&lt;"),
        "</pre>",
    ]
    .concat();
    let mut row = json!({
        "_customer": visit.tenant,
        "_ticket": number,
        "name": name,
        "properties": {
            "communicationType": "Web",
            "communicationDirection": "Inbound",
            "sender": said(visit.world.record("partner"), "email"),
            "subject": subject,
            "body": body,
            "createdDate": moment::print(visit.now),
        },
    });
    let operation = operations::begin(visit, &mut row);
    visit.world.add("communications", row);
    Ok(accepted(visit, &operation))
}

/// The number of the ticket in the path.
fn number_of(visit: &Visit<'_>) -> Result<String, Response> {
    let at = tickets::find(visit)?;
    let properties = visit
        .world
        .rows("tickets")
        .get(at)
        .and_then(|it| member(it, "properties"));
    Ok(properties
        .map(|it| said(it, "supportTicketId"))
        .unwrap_or_default())
}

fn existing<'v>(visit: &'v Visit<'_>, number: &str) -> Option<&'v Value> {
    let mut rows = visit.world.rows("communications").iter();
    rows.find(|it| {
        text(it, "_ticket") == number && text(it, "name").eq_ignore_ascii_case(visit.arg(1))
    })
}

fn show(visit: &Visit<'_>, row: &Value) -> Value {
    let mut shown = outside(row);
    let id = id_in_scope(
        visit,
        &[
            "supportTickets",
            visit.arg(0),
            "communications",
            text(row, "name"),
        ],
    );
    set(&mut shown, "id", id);
    set(&mut shown, "type", "Microsoft.Support/communications");
    shown
}
