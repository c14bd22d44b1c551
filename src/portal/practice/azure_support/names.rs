//! `/checkNameAvailability`: asked of tickets and their messages before they are made.

use crate::portal::{
    azure_support::TicketName,
    json::word,
    practice::{
        azure_support::{communications, form, here},
        ids::is_guid,
        visit::{Answer, Visit},
    },
    writer::Writer,
};

const TICKETS: &str = "Microsoft.Support/supportTickets";
const WORKSPACES: &str = "Microsoft.Support/fileWorkspaces";
const COMMUNICATIONS: &str = "Microsoft.Support/communications";

/// Whether a ticket, or a workspace for its files, can be called so.
pub fn check(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let key = match kind(visit, &[TICKETS, WORKSPACES])? {
        TICKETS => "name",
        _ => "properties/fileWorkspaceName",
    };
    let name = word(&visit.body, "name");
    let taken = visit.world.find("tickets", &here(visit, key, name));
    judge(visit, name, TicketName::parse(name).is_some(), taken)
}

/// The same for a message of the ticket in the path, which must not be called by a GUID.
pub fn check_message(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    kind(visit, &[COMMUNICATIONS])?;
    let name = word(&visit.body, "name");
    let wanted = [
        ("_ticket", communications::number_of(visit)?),
        ("name", name),
    ];
    let taken = visit.world.find("communications", &wanted);
    let is_valid = TicketName::parse(name).is_some() && !is_guid(name);
    judge(visit, name, is_valid, taken)
}

/// The type of thing that is asked about, one of these.
fn kind(visit: &Visit<'_>, kinds: &[&'static str]) -> Result<&'static str, Answer> {
    let sent = word(&visit.body, "type");
    let known = kinds.iter().find(|it| it.eq_ignore_ascii_case(sent));
    known.copied().ok_or_else(|| form::refuse(visit, "type"))
}

fn judge(
    visit: &Visit<'_>,
    name: &str,
    is_valid: bool,
    taken: Option<usize>,
) -> Result<Answer, Answer> {
    if name.is_empty() {
        return Err(visit.refuse(400, "InvalidParameter", "name missing"));
    }
    let reason = match (is_valid, taken) {
        (false, _) => "Invalid",
        (true, Some(_)) => "AlreadyExists",
        (true, None) => "",
    };
    let mut out = Writer::object();
    out.flag("nameAvailable", reason.is_empty());
    out.text("reason", reason);
    if !reason.is_empty() {
        out.text("message", "This name cannot be used.");
    }
    Ok(Answer::new(200, out.done()))
}
