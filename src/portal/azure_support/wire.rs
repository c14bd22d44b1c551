//! The JSON of Azure Support; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    azure_support::{
        Communication, Created, Direction, NameCheck, NewTicket, Operation, ProblemClassification,
        Progress, Service, Ticket, TicketChange, TicketSeverity, TicketStatus,
    },
    call::Reply,
    error,
    json::{flag, list, moment, text, whole},
    markup,
    moment::print,
    words::same,
    writer::Writer,
};
use serde_json::Value;

/// What each reply cannot do without.
pub const SERVICES: &[&str] = &["value/*/id", "value/*/name"];
pub const SERVICE: &[&str] = &["id", "name"];
pub const CLASSIFICATION: &[&str] = &["id"];
pub const CLASSIFICATIONS: &[&str] = &["value/*/id"];
pub const NAME_CHECK: &[&str] = &["nameAvailable"];
pub const TICKETS: &[&str] = &["value/*/name", "value/*/properties/supportTicketId"];
pub const TICKET: &[&str] = &["name", "properties/supportTicketId"];
pub const COMMUNICATIONS: &[&str] = &["value/*/name"];
pub const COMMUNICATION: &[&str] = &["name"];
pub const PROGRESS: &[&str] = &["status"];

pub fn name_question(name: &str) -> String {
    let mut out = Writer::object();
    out.texts(&[("name", name), ("type", "Microsoft.Support/supportTickets")]);
    out.done()
}

pub fn name_check(reply: &Reply<'_>) -> NameCheck {
    let it = &reply.body;
    if flag(it, "nameAvailable") == Some(true) {
        return NameCheck::Available;
    }
    NameCheck::Taken {
        reason: text(it, "reason"),
        message: text(it, "message"),
    }
}

pub fn new_ticket(new: &NewTicket) -> String {
    let mut out = Writer::object();
    out.open("properties");
    out.text("title", &new.title);
    out.text("description", &new.description);
    out.text("serviceId", &new.service_id);
    out.text("problemClassificationId", &new.classification_id);
    out.text("severity", new.severity.as_str());
    out.text(
        "advancedDiagnosticConsent",
        if new.allows_diagnostics { "Yes" } else { "No" },
    );
    out.flag("require24X7Response", new.around_the_clock);
    if let Some(start) = new.problem_start {
        out.text("problemStartTime", &print(start));
    }
    if !new.resource_id.is_empty() {
        out.open("technicalTicketDetails");
        out.text("resourceId", &new.resource_id);
        out.close();
    }
    out.open("contactDetails");
    out.text("firstName", &new.contact.first_name);
    out.text("lastName", &new.contact.last_name);
    out.text("preferredContactMethod", &new.contact.method);
    out.text("primaryEmailAddress", &new.contact.email);
    out.text("phoneNumber", &new.contact.phone);
    out.text("preferredTimeZone", &new.contact.time_zone);
    out.text("country", &new.contact.country);
    out.text("preferredSupportLanguage", &new.contact.language);
    out.close();
    out.close();
    out.done()
}

/// A change is flat: its parts stand beside each other, not below `properties`.
pub fn ticket_change(change: &TicketChange) -> String {
    let mut out = Writer::object();
    out.text(
        "severity",
        change.severity.as_ref().map_or("", TicketSeverity::as_str),
    );
    out.text(
        "status",
        change.status.as_ref().map_or("", TicketStatus::as_str),
    );
    out.done()
}

pub fn new_communication(subject: &str, body: &str) -> String {
    let mut out = Writer::object();
    out.open("properties");
    out.texts(&[("subject", subject), ("body", body)]);
    out.close();
    out.done()
}

pub fn services(reply: &Reply<'_>) -> Vec<Service> {
    list(&reply.body, "value", service)
}

pub fn service_reply(reply: &Reply<'_>) -> Service {
    service(&reply.body)
}

fn service(it: &Value) -> Service {
    Service {
        id: text(it, "id"),
        name: text(it, "name"),
        display_name: text(it, "properties/displayName"),
    }
}

pub fn classifications(reply: &Reply<'_>) -> Vec<ProblemClassification> {
    list(&reply.body, "value", classification)
}

pub fn classification_reply(reply: &Reply<'_>) -> ProblemClassification {
    classification(&reply.body)
}

fn classification(it: &Value) -> ProblemClassification {
    ProblemClassification {
        id: text(it, "id"),
        display_name: text(it, "properties/displayName"),
    }
}

pub fn created_ticket(reply: &Reply<'_>) -> Created<Ticket> {
    match accepted(reply) {
        Some(operation) => Created::Accepted(operation),
        None => Created::Done(ticket(&reply.body)),
    }
}

pub fn created_communication(reply: &Reply<'_>) -> Created<Communication> {
    match accepted(reply) {
        Some(operation) => Created::Accepted(operation),
        None => Created::Done(communication(&reply.body)),
    }
}

/// The operation behind a 202; that it has this header was checked before.
fn accepted(reply: &Reply<'_>) -> Option<Operation> {
    if reply.response.status != 202 {
        return None;
    }
    let uri = reply.response.header("Azure-AsyncOperation")?.into();
    Some(Operation {
        uri,
        after_secs: error::retry_after(reply.response),
    })
}

pub fn progress(reply: &Reply<'_>) -> Progress {
    let it = &reply.body;
    let status = text(it, "status");
    if same(&status, "Succeeded") {
        return Progress::Succeeded {
            ticket_number: text(it, "properties/supportTicketId"),
        };
    }
    if same(&status, "Failed") || same(&status, "Canceled") {
        return Progress::Failed {
            code: text(it, "error/code"),
            message: text(it, "error/message"),
        };
    }
    Progress::Running
}

pub fn ticket_reply(reply: &Reply<'_>) -> Ticket {
    ticket(&reply.body)
}

pub fn tickets(reply: &Reply<'_>) -> Page<Ticket> {
    page(reply, ticket)
}

fn ticket(it: &Value) -> Ticket {
    Ticket {
        name: text(it, "name"),
        number: text(it, "properties/supportTicketId"),
        title: text(it, "properties/title"),
        description: text(it, "properties/description"),
        service: text(it, "properties/serviceDisplayName"),
        classification: text(it, "properties/problemClassificationDisplayName"),
        severity: TicketSeverity::read(it, "properties/severity"),
        status: TicketStatus::read(it, "properties/status"),
        created: moment(it, "properties/createdDate"),
        modified: moment(it, "properties/modifiedDate"),
        answer_due: moment(it, "properties/serviceLevelAgreement/expirationTime"),
        sla_minutes: whole(it, "properties/serviceLevelAgreement/slaMinutes"),
        plan: text(it, "properties/supportPlanDisplayName"),
        engineer: text(it, "properties/supportEngineer/emailAddress"),
    }
}

pub fn communications(reply: &Reply<'_>) -> Page<Communication> {
    page(reply, communication)
}

pub fn communication_reply(reply: &Reply<'_>) -> Communication {
    communication(&reply.body)
}

fn communication(it: &Value) -> Communication {
    Communication {
        name: text(it, "name"),
        direction: Direction::read(it, "properties/communicationDirection"),
        sender: text(it, "properties/sender"),
        subject: text(it, "properties/subject"),
        body: markup::plain(&text(it, "properties/body")),
        created: moment(it, "properties/createdDate"),
    }
}

fn page<T>(reply: &Reply<'_>, read: fn(&Value) -> T) -> Page<T> {
    let next = Next::read(&reply.body, "nextLink", "");
    Page {
        items: list(&reply.body, "value", read),
        next,
    }
}
