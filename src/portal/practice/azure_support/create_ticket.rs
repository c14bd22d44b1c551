//! `PUT /supportTickets/{name}`: file a ticket, by way of an operation.

use crate::{
    portal::{
        azure_support::TicketName,
        json::{self, at, word},
        moment,
        practice::{
            azure_support::{form, here, id_in_scope, is_oldest, operations, tickets},
            visit::{Answer, Visit},
            world::{put, set, set_all},
        },
        words::same,
    },
    vocab::Moment,
};
use serde_json::Value;

const NEEDS: &[&str] = &[
    "properties/title",
    "properties/description",
    "properties/serviceId",
    "properties/problemClassificationId",
    "properties/severity",
    "properties/contactDetails/firstName",
    "properties/contactDetails/lastName",
    "properties/contactDetails/preferredContactMethod",
    "properties/contactDetails/primaryEmailAddress",
    "properties/contactDetails/preferredTimeZone",
    "properties/contactDetails/country",
    "properties/contactDetails/preferredSupportLanguage",
    // The oldest version does not know it, so it stands last.
    "properties/advancedDiagnosticConsent",
];
/// Severities as they are answered, and the minutes promised for the first answer.
const SEVERITIES: [(&str, i64); 3] = [("Minimal", 480), ("Moderate", 240), ("Critical", 120)];

/// What every new ticket has.
const NEW: &[(&str, &str)] = &[
    ("type", "Microsoft.Support/supportTickets"),
    ("properties/status", "Open"),
    ("properties/enrollmentId", ""),
    ("properties/supportPlanType", "Basic"),
    ("properties/supportPlanDisplayName", "Basic support"),
    ("properties/isTemporaryTicket", "No"),
];

pub fn create(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let name = visit.arg(0).to_owned();
    if TicketName::parse(&name).is_none() {
        return Err(visit.refuse(
            400,
            "ResourceNameInvalid",
            "not a name for a support ticket",
        ));
    }
    if visit.header("x-ms-authorization-auxiliary").is_empty() {
        return Err(visit.refuse(403, "AuthorizationFailed", "the partner's token is missing"));
    }
    if let Some(row) = visit.world.first("tickets", &here(visit, "name", &name)) {
        return repeated(visit, row);
    }
    let row = make(visit, &name)?;
    Ok(operations::begin(visit, "tickets", row))
}

/// The answer to a name that was used before: the same ticket, or a conflict.
fn repeated(visit: &Visit<'_>, row: &Value) -> Result<Answer, Answer> {
    for key in ["properties/title", "properties/description"] {
        if word(row, key) != word(&visit.body, key) {
            return Err(visit.refuse(409, "Conflict", "another support ticket has this name"));
        }
    }
    Ok(operations::repeated(visit, row, tickets::show))
}

fn make(visit: &mut Visit<'_>, name: &str) -> Result<Value, Answer> {
    let needs = NEEDS.get(..NEEDS.len() - usize::from(is_oldest(visit)));
    if let Err(lacking) = json::check(&visit.body, needs.unwrap_or(NEEDS)) {
        return Err(visit.refuse(400, "InvalidParameter", &lacking.0));
    }
    let sent = visit.body.take();
    let sent = at(&sent, "properties");
    let mut row = Value::Null;
    set_all(&mut row, NEW);
    let mut properties = at(&row, "properties").clone();
    form::fill(visit, &mut properties, sent)?;
    name_kind(visit, &mut properties)?;
    let Some((severity, _)) = severity(word(sent, "severity")) else {
        return Err(visit.refuse(400, "InvalidParameter", "severity not offered"));
    };
    set(&mut properties, "severity", severity);
    let number = visit.world.next_number("", "0010", visit.now);
    if word(&properties, "fileWorkspaceName").is_empty() {
        set(&mut properties, "fileWorkspaceName", &number);
    }
    put(&mut row, "properties", properties);
    let now = moment::print(visit.now);
    set_all(
        &mut row,
        &[
            ("id", &id_in_scope(visit, &["supportTickets/", name])),
            ("name", name),
            ("_scope", &visit.scope),
            ("properties/supportTicketId", &number),
            ("properties/createdDate", &now),
            ("properties/modifiedDate", &now),
        ],
    );
    promise(&mut row, visit.now);
    Ok(row)
}

/// Writes the names of service and kind of problem beside their ids; the kind must be one of the service.
fn name_kind(visit: &Visit<'_>, properties: &mut Value) -> Result<(), Answer> {
    let find = |table, key| visit.world.first(table, &[("id", word(properties, key))]);
    let service = find("services", "serviceId");
    let kind = find("classifications", "problemClassificationId");
    let (Some(service), Some(kind)) = (service, kind) else {
        return Err(visit.refuse(
            400,
            "InvalidParameter",
            "service or classification not known",
        ));
    };
    if word(kind, "_service") != word(service, "name") {
        return Err(form::refuse(visit, "problemClassificationId"));
    }
    for (row, id, name) in [
        (service, "serviceId", "serviceDisplayName"),
        (
            kind,
            "problemClassificationId",
            "problemClassificationDisplayName",
        ),
    ] {
        set(properties, id, word(row, "id"));
        set(properties, name, word(row, "properties/displayName"));
    }
    Ok(())
}

/// A severity as it is answered, with the minutes promised.
pub fn severity(word: &str) -> Option<(&'static str, i64)> {
    SEVERITIES.into_iter().find(|it| same(it.0, word))
}

/// Sets the promised time of the first answer from severity and start.
pub fn promise(row: &mut Value, start: Moment) {
    let Some((_, minutes)) = severity(word(row, "properties/severity")) else {
        return;
    };
    let end = start.plus_ms(minutes * 60_000);
    set_all(
        row,
        &[
            (
                "properties/serviceLevelAgreement/startTime",
                &moment::print(start),
            ),
            (
                "properties/serviceLevelAgreement/expirationTime",
                &moment::print(end),
            ),
        ],
    );
    put(
        row,
        "properties/serviceLevelAgreement/slaMinutes",
        minutes.into(),
    );
}
