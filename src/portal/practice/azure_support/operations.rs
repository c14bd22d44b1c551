//! `/operationsStatus/{id}`: how far work has come. It takes one look that finds it running, or a minute.

use crate::portal::{
    json::word,
    moment,
    practice::{
        azure_support::{self, Show, id_in_scope, tickets},
        visit::{Answer, Visit},
        world::{set, set_all},
    },
    writer::Writer,
};
use serde_json::Value;

const TAKES_MS: i64 = 60_000;
const SIGNATURE: &str = "&t=638676480000000000&c=cHJhY3RpY2U";

/// Begins the work of making a row; the answer is empty, with the two addresses that tell of it.
pub fn begin(visit: &mut Visit<'_>, table: &str, mut row: Value) -> Answer {
    let operation = visit.world.next_guid();
    let until = moment::print(visit.now.plus_ms(TAKES_MS));
    set_all(
        &mut row,
        &[
            ("_operation", &operation),
            ("_running", &until),
            ("_customer", &visit.tenant),
        ],
    );
    let answer = accepted(visit, &row);
    visit.world.add(table, row);
    answer
}

/// The answer while a row is being made.
pub fn accepted(visit: &Visit<'_>, row: &Value) -> Answer {
    let mut answer = Answer::new(202, String::new());
    let query = ["?api-version=", visit.parameter("api-version"), SIGNATURE].concat();
    for (header, kind) in [
        ("Azure-AsyncOperation", "operationsStatus/"),
        ("Location", "operationResults/"),
    ] {
        let path = id_in_scope(visit, &[kind, word(row, "_operation"), &query]);
        answer.add(header, &visit.absolute(&[&path]));
    }
    answer
}

/// The answer to the same name again: the row, or that it is being made.
pub fn repeated(visit: &Visit<'_>, row: &Value, show: Show) -> Answer {
    if is_running(row) {
        accepted(visit, row)
    } else {
        Answer::new(200, show(visit, row))
    }
}

/// Whether a row is still being made, and so not to be seen.
pub fn is_running(row: &Value) -> bool {
    !word(row, "_running").is_empty()
}

pub fn status(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let (table, at) = find(visit)?;
    let mut out = Writer::object();
    out.text(
        "id",
        &id_in_scope(visit, &["operationsStatus/", visit.arg(0)]),
    );
    let mut nothing = Value::Null;
    let row = visit.world.row_mut(table, at).unwrap_or(&mut nothing);
    if is_running(row) {
        set(row, "_running", "");
        out.text("status", "InProgress");
    } else {
        out.text("status", "Succeeded");
        out.open("properties");
        // Written although it is empty, as captured; a message's operation tells the number of its ticket.
        out.raw("supportTicketCreationWarning", "\"\"");
        out.texts(&[
            ("supportTicketId", word(row, "properties/supportTicketId")),
            ("supportTicketId", word(row, "_ticket")),
        ]);
        out.close();
    }
    Ok(Answer::new(200, out.done()))
}

/// What was made, or that it is being made; asking does not end the work.
pub fn result(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let (table, at) = find(visit)?;
    let row = visit.world.row(table, at);
    let show = if table == "tickets" {
        tickets::show
    } else {
        azure_support::show
    };
    Ok(repeated(visit, row.unwrap_or(&Value::Null), show))
}

/// The row whose making the path names.
fn find(visit: &Visit<'_>) -> Result<(&'static str, usize), Answer> {
    let wanted = [("_operation", visit.arg(0)), ("_customer", &visit.tenant)];
    for table in ["tickets", "communications"] {
        if let Some(at) = visit.world.find(table, &wanted) {
            return Ok((table, at));
        }
    }
    Err(visit.refuse(404, "ResourceNotFound", "operation not found"))
}
