//! `PUT /supportTickets/{name}`: file a ticket, by way of an operation.

use crate::{
    portal::{
        azure_support::TicketName,
        json::{self, text, word},
        moment,
        practice::{
            azure_support::{here, id_in_scope, is_oldest, operations},
            visit::{Answer, Visit, capitalised},
            world::{put, set_all},
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
    Ok(operations::repeated(visit, row))
}

fn make(visit: &mut Visit<'_>, name: &str) -> Result<Value, Answer> {
    let needs = NEEDS.get(..NEEDS.len() - usize::from(is_oldest(visit)));
    if let Err(lacking) = json::check(&visit.body, needs.unwrap_or(NEEDS)) {
        return Err(visit.refuse(400, "InvalidParameter", &lacking.0));
    }
    let mut row = visit.body.take();
    let part = |key: &str| word(&row, key);
    let method = capitalised(part("properties/contactDetails/preferredContactMethod"));
    let lacks_phone = part("properties/contactDetails/phoneNumber").is_empty();
    let country = part("properties/contactDetails/country");
    if method == "Phone" && lacks_phone || country.len() != 3 {
        return Err(visit.refuse(400, "InvalidParameter", "contact details not valid"));
    }
    let Some((severity, _)) = severity(part("properties/severity")) else {
        return Err(visit.refuse(400, "InvalidParameter", "severity not offered"));
    };
    let service = part("properties/serviceId");
    let service = visit.world.first("services", &[("id", service)]);
    let kind = part("properties/problemClassificationId");
    let kind = visit.world.first("classifications", &[("id", kind)]);
    let (Some(service), Some(kind)) = (service, kind) else {
        return Err(visit.refuse(
            400,
            "InvalidParameter",
            "service or classification not known",
        ));
    };
    let service = text(service, "properties/displayName");
    let kind = text(kind, "properties/displayName");
    let language = part("properties/contactDetails/preferredSupportLanguage");
    let (language, region) = language.split_once('-').unwrap_or((language, ""));
    let language = [language, "-", &region.to_ascii_uppercase()].concat();
    let number = visit.world.next_number("", "0010", visit.now);
    let now = moment::print(visit.now);
    set_all(&mut row, NEW);
    set_all(
        &mut row,
        &[
            ("id", &id_in_scope(visit, &["supportTickets/", name])),
            ("name", name),
            ("_scope", &visit.scope),
            ("properties/supportTicketId", &number),
            ("properties/fileWorkspaceName", &number),
            ("properties/serviceDisplayName", &service),
            ("properties/problemClassificationDisplayName", &kind),
            ("properties/severity", severity),
            ("properties/createdDate", &now),
            ("properties/modifiedDate", &now),
            ("properties/contactDetails/preferredContactMethod", &method),
            (
                "properties/contactDetails/preferredSupportLanguage",
                &language,
            ),
        ],
    );
    promise(&mut row, visit.now);
    Ok(row)
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
