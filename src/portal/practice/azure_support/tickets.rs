//! `/supportTickets`: list, read, change.

use crate::portal::{
    json::{self, at, word},
    moment,
    practice::{
        azure_support::{self, create_ticket, form, here, operations},
        visit::{Answer, Visit, capitalised},
        world::{has, put, set},
    },
};

/// What tickets can be filtered by.
const FIELDS: &[&str] = &[
    "status",
    "createdDate",
    "serviceId",
    "problemClassificationId",
];

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let wanted = here(visit, "_running", "");
    let rows = visit.world.rows("tickets").iter().rev();
    azure_support::page(visit, rows.filter(|it| has(it, &wanted)), FIELDS)
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let at = find(visit)?;
    Ok(visit.answer_row(visit.world.row("tickets", at)))
}

/// Changes a ticket. The answer shows the status as it was sent and the deadline as it was before.
pub fn change(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let place = find(visit)?;
    let body = visit.body.take();
    let (status, severity) = (word(&body, "status"), word(&body, "severity"));
    let known = create_ticket::severity(severity);
    let is_status = matches!(status.to_ascii_lowercase().as_str(), "" | "open" | "closed");
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
        set(&mut row, "properties/status", status);
    }
    let mut properties = at(&row, "properties").clone();
    form::put_contact(visit, &mut properties, &body)?;
    form::put_consents(visit, &mut properties, &body)?;
    put(&mut row, "properties", properties);
    let answer = visit.answer_row(Some(&row));
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
