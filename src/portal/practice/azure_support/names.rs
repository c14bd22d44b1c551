//! `/checkNameAvailability`: asked of tickets before they are made.

use crate::portal::{
    azure_support::TicketName,
    json::word,
    practice::{
        azure_support::here,
        visit::{Answer, Visit},
    },
    writer::Writer,
};

pub fn check(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let name = word(&visit.body, "name");
    if name.is_empty() {
        return Err(visit.refuse(400, "InvalidParameter", "name missing"));
    }
    let mut out = Writer::object();
    let taken = visit.world.find("tickets", &here(visit, "name", name));
    let reason = match (TicketName::parse(name), taken) {
        (None, _) => "Invalid",
        (_, Some(_)) => "AlreadyExists",
        _ => "",
    };
    out.flag("nameAvailable", reason.is_empty());
    out.text("reason", reason);
    if !reason.is_empty() {
        out.text("message", "This name cannot be used for a support ticket.");
    }
    Ok(Answer::new(200, out.done()))
}
