//! `/checkNameAvailability`: asked of tickets before they are made.

use crate::portal::{
    Response,
    azure_support::TicketName,
    practice::{
        azure_support::{check_scope, tickets},
        visit::{Visit, answer, said},
        writer::Writer,
    },
};

pub fn check(visit: &mut Visit<'_>) -> Result<Response, Response> {
    check_scope(visit)?;
    let name = said(&visit.body, "name");
    let mut out = Writer::object();
    let reason = if TicketName::parse(&name).is_none() {
        "Invalid"
    } else if tickets::place_of(visit, &name).is_some() {
        "AlreadyExists"
    } else {
        ""
    };
    out.value("nameAvailable", &reason.is_empty().into());
    out.text("reason", reason);
    if !reason.is_empty() {
        out.text("message", "The name cannot be used for a support ticket.");
    }
    Ok(answer(200, out.done()))
}
