//! The JSON of Azure Support; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    azure_support::{
        Communication, Created, Direction, NameCheck, NewTicket, Operation, ProblemClassification,
        Progress, Service, Ticket, TicketChange, TicketSeverity, TicketStatus,
    },
    call::Reply,
    error,
    json::{Misread, Place},
    markup, moment,
    words::same,
};
use serde_json::{Map, Value, json};

pub fn name_question(name: &str) -> String {
    json!({"name": name, "type": "Microsoft.Support/supportTickets"}).to_string()
}

pub fn name_check(reply: &Reply<'_>) -> Result<NameCheck, Misread> {
    let at = &reply.body;
    match at.flag_at("nameAvailable") {
        Some(true) => Ok(NameCheck::Available),
        Some(false) => Ok(NameCheck::Taken {
            reason: at.text_at("reason"),
            message: at.text_at("message"),
        }),
        None => Err(at.get("nameAvailable").misread()),
    }
}

pub fn new_ticket(new: &NewTicket) -> String {
    let contact = &new.contact;
    let mut contact_details = json!({
        "firstName": contact.first_name,
        "lastName": contact.last_name,
        "preferredContactMethod": contact.method,
        "primaryEmailAddress": contact.email,
        "preferredTimeZone": contact.time_zone,
        "country": contact.country,
        "preferredSupportLanguage": contact.language,
    });
    add(&mut contact_details, "phoneNumber", Some(&contact.phone));
    let mut properties = json!({
        "title": new.title,
        "description": new.description,
        "serviceId": new.service_id,
        "problemClassificationId": new.classification_id,
        "severity": new.severity.as_str(),
        "advancedDiagnosticConsent": if new.allows_diagnostics { "Yes" } else { "No" },
        "require24X7Response": new.around_the_clock,
        "contactDetails": contact_details,
    });
    let problem_start = new.problem_start.map(moment::print);
    add(
        &mut properties,
        "problemStartTime",
        problem_start.as_deref(),
    );
    if !new.resource_id.is_empty() {
        let mut technical = Value::Object(Map::new());
        add(&mut technical, "resourceId", Some(&new.resource_id));
        if let Some(object) = properties.as_object_mut() {
            object.insert("technicalTicketDetails".into(), technical);
        }
    }
    json!({"properties": properties}).to_string()
}

/// Adds a text unless it is missing or empty.
fn add(object: &mut Value, key: &str, text: Option<&str>) {
    if let (Some(object), Some(text)) = (object.as_object_mut(), text.filter(|it| !it.is_empty())) {
        object.insert(key.into(), text.into());
    }
}

/// A change is flat: its parts stand beside each other, not below `properties`.
pub fn ticket_change(change: &TicketChange) -> String {
    let mut body = Value::Object(Map::new());
    add(
        &mut body,
        "severity",
        change.severity.as_ref().map(TicketSeverity::as_str),
    );
    add(
        &mut body,
        "status",
        change.status.as_ref().map(TicketStatus::as_str),
    );
    body.to_string()
}

pub fn new_communication(subject: &str, body: &str) -> String {
    json!({"properties": {"subject": subject, "body": body}}).to_string()
}

pub fn services(reply: &Reply<'_>) -> Result<Vec<Service>, Misread> {
    reply.body.need_list("value", |at| {
        Ok(Service {
            id: at.need("id")?,
            name: at.need("name")?,
            display_name: at.get("properties").text_at("displayName"),
        })
    })
}

pub fn classifications(reply: &Reply<'_>) -> Result<Vec<ProblemClassification>, Misread> {
    reply.body.need_list("value", |at| {
        Ok(ProblemClassification {
            id: at.need("id")?,
            display_name: at.get("properties").text_at("displayName"),
        })
    })
}

pub fn created_ticket(reply: &Reply<'_>) -> Result<Created<Ticket>, Misread> {
    match accepted(reply)? {
        Some(operation) => Ok(Created::Accepted(operation)),
        None => ticket(&reply.body).map(Created::Done),
    }
}

pub fn created_communication(reply: &Reply<'_>) -> Result<Created<Communication>, Misread> {
    match accepted(reply)? {
        Some(operation) => Ok(Created::Accepted(operation)),
        None => communication(&reply.body).map(Created::Done),
    }
}

/// The operation behind a 202: under `Azure-AsyncOperation`; some answers have only `Location`, which is no status.
fn accepted(reply: &Reply<'_>) -> Result<Option<Operation>, Misread> {
    if reply.response.status != 202 {
        return Ok(None);
    }
    let uri = reply.response.header("Azure-AsyncOperation");
    let uri = uri
        .ok_or_else(|| Misread("Azure-AsyncOperation".into()))?
        .into();
    Ok(Some(Operation {
        uri,
        after_secs: error::retry_after(reply.response),
    }))
}

pub fn progress(reply: &Reply<'_>) -> Result<Progress, Misread> {
    let at = &reply.body;
    let status = at.need("status")?;
    if same(&status, "Succeeded") {
        return Ok(Progress::Succeeded {
            ticket_number: at.get("properties").text_at("supportTicketId"),
        });
    }
    if same(&status, "Failed") || same(&status, "Canceled") {
        let error = at.get("error");
        return Ok(Progress::Failed {
            code: error.text_at("code"),
            message: error.text_at("message"),
        });
    }
    Ok(Progress::Running)
}

pub fn ticket_reply(reply: &Reply<'_>) -> Result<Ticket, Misread> {
    ticket(&reply.body)
}

pub fn tickets(reply: &Reply<'_>) -> Result<Page<Ticket>, Misread> {
    page(reply, ticket)
}

fn ticket(at: &Place<'_>) -> Result<Ticket, Misread> {
    let name = at.need("name")?;
    let at = at.get("properties");
    let agreement = at.get("serviceLevelAgreement");
    Ok(Ticket {
        name,
        number: at.need("supportTicketId")?,
        title: at.text_at("title"),
        description: at.text_at("description"),
        service: at.text_at("serviceDisplayName"),
        classification: at.text_at("problemClassificationDisplayName"),
        severity: TicketSeverity::read(&at.get("severity")),
        status: TicketStatus::read(&at.get("status")),
        created: at.moment_at("createdDate"),
        modified: at.moment_at("modifiedDate"),
        answer_due: agreement.moment_at("expirationTime"),
        sla_minutes: agreement.get("slaMinutes").whole(),
        plan: at.text_at("supportPlanDisplayName"),
        engineer: at.get("supportEngineer").text_at("emailAddress"),
    })
}

pub fn communications(reply: &Reply<'_>) -> Result<Page<Communication>, Misread> {
    page(reply, communication)
}

fn communication(at: &Place<'_>) -> Result<Communication, Misread> {
    let name = at.need("name")?;
    let at = at.get("properties");
    Ok(Communication {
        name,
        direction: Direction::read(&at.get("communicationDirection")),
        sender: at.text_at("sender"),
        subject: at.text_at("subject"),
        body: markup::plain(&at.text_at("body")),
        created: at.moment_at("createdDate"),
    })
}

fn page<T>(
    reply: &Reply<'_>,
    read: fn(&Place<'_>) -> Result<T, Misread>,
) -> Result<Page<T>, Misread> {
    let at = &reply.body;
    Ok(Page {
        items: at.need_list("value", read)?,
        next: Next::from_uri(at.text_at("nextLink")),
    })
}
