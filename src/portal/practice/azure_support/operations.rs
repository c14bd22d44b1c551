//! `/operationsStatus/{id}`: how far work has come. It takes one look that finds it running, or a minute.

use crate::{
    portal::{
        Response,
        json::member,
        moment,
        practice::{
            azure_support::id_in_scope,
            visit::{Visit, answer},
            world::{set, text},
            writer::Writer,
        },
    },
    vocab::Moment,
};
use serde_json::Value;

const TAKES_MS: i64 = 60_000;

/// Marks a row as being made; returns the operation's id.
pub fn begin(visit: &mut Visit<'_>, row: &mut Value) -> String {
    let operation = visit.world.next_guid(visit.now);
    set(row, "_operation", operation.as_str());
    set(row, "_begun", moment::print(visit.now));
    set(row, "_looks_left", 1);
    operation
}

/// Whether a row is still being made, and so not to be seen.
pub fn is_running(row: &Value, now: Moment) -> bool {
    let looks_left = row
        .get("_looks_left")
        .and_then(Value::as_i64)
        .unwrap_or_default();
    looks_left > 0 && moment::read(text(row, "_begun")).is_some_and(|it| now.0 < it.0 + TAKES_MS)
}

pub fn status(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let operation = visit.arg(0).to_owned();
    let mut out = Writer::object();
    out.text("id", &id_in_scope(visit, &["operationsStatus", &operation]));
    let tenant = visit.tenant.clone();
    for table in ["tickets", "communications"] {
        let mut rows = visit.world.rows_mut(table).iter_mut();
        let Some(row) =
            rows.find(|it| text(it, "_operation") == operation && text(it, "_customer") == tenant)
        else {
            continue;
        };
        if row.get("_looks_left") == Some(&1.into()) {
            set(row, "_looks_left", 0);
            out.text("status", "InProgress");
            return Ok(answer(200, out.done()));
        }
        out.text("status", "Succeeded");
        let properties = member(row, "properties").unwrap_or(&Value::Null);
        out.open("properties");
        if table == "tickets" {
            out.text("supportTicketId", text(properties, "supportTicketId"));
        }
        out.close();
        return Ok(answer(200, out.done()));
    }
    Err(visit.refuse(404, "ResourceNotFound", "The operation could not be found."))
}
