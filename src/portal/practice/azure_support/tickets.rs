//! `/supportTickets`: list, read, change.

use crate::portal::{
    json::{self, at, word},
    moment,
    practice::{
        azure_support::{self, Fields, IS, SINCE, create_ticket, form, here, operations},
        visit::{Answer, Visit, capitalised},
        world::{has, put, set},
    },
};
use serde_json::{Map, Value};

/// What tickets can be filtered by.
const FIELDS: Fields = &[
    ("status", IS),
    ("createdDate", SINCE),
    ("serviceId", IS),
    ("problemClassificationId", IS),
];

/// The basic plan, as captured: base64 of `Source:Free,FreeId:00000000-0000-0000-0000-000000000009,`.
const BASIC: &str = "U291cmNlOkZyZWUsRnJlZUlkOjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwOSw=";

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let wanted = here(visit, "_running", "");
    let rows = visit.world.rows("tickets").iter().rev();
    let rows = rows.filter(|it| has(it, &wanted));
    azure_support::page(visit, rows, FIELDS, show)
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let place = find(visit)?;
    let row = visit.world.row("tickets", place).unwrap_or(&Value::Null);
    Ok(Answer::new(200, show(visit, row)))
}

/// A ticket with the members that every one has, though a world may leave them out.
pub fn show(visit: &Visit<'_>, row: &Value) -> String {
    let mut row = row.clone();
    for (path, usual) in [
        ("properties/supportEngineer", Value::Object(Map::new())),
        ("properties/supportPlanId", BASIC.into()),
        ("properties/require24X7Response", false.into()),
    ] {
        if at(&row, path).is_null() {
            put(&mut row, path, usual);
        }
    }
    visit.show(&row, &[])
}

/// Changes a ticket. The answer shows the status in lower case, as captured, and the deadline as it was before.
pub fn change(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let place = find(visit)?;
    let body = visit.body.take();
    let status = word(&body, "status").to_ascii_lowercase();
    let severity = word(&body, "severity");
    let known = create_ticket::severity(severity);
    let is_status = matches!(status.as_str(), "" | "open" | "closed");
    if !is_status || known.is_none() && !severity.is_empty() {
        return Err(visit.refuse(400, "InvalidParameter", "severity or status not valid"));
    }
    let now = visit.now;
    let row = visit.world.row("tickets", place);
    let mut row = row.cloned().unwrap_or_default();
    set(&mut row, "properties/modifiedDate", &moment::print(now));
    if let Some((word, _)) = known {
        set(&mut row, "properties/severity", word);
    }
    if !status.is_empty() {
        set(&mut row, "properties/status", &status);
    }
    let mut properties = at(&row, "properties").clone();
    form::put_contact(visit, &mut properties, &body)?;
    form::put_consents(visit, &mut properties, &body)?;
    put(&mut row, "properties", properties);
    let answer = Answer::new(200, show(visit, &row));
    let status = capitalised(word(&row, "properties/status"));
    set(&mut row, "properties/status", &status);
    let created = json::moment(&row, "properties/createdDate");
    create_ticket::promise(&mut row, created.unwrap_or(now));
    if let Some(changed) = visit.world.row_mut("tickets", place) {
        *changed = row;
    }
    Ok(answer)
}

/// The place of the ticket named first in the path, if it is made.
pub fn find(visit: &Visit<'_>) -> Result<usize, Answer> {
    let at = visit
        .world
        .find("tickets", &here(visit, "name", visit.arg(0)));
    match at.and_then(|at| Some((at, visit.world.row("tickets", at)?))) {
        Some((at, row)) if !operations::is_running(row) => Ok(at),
        _ => Err(visit.refuse(404, "ResourceNotFound", "support ticket not found")),
    }
}
