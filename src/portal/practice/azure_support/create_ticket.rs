//! `PUT /supportTickets/{name}`: file a ticket, by way of an operation.

use crate::{
    portal::{
        Response,
        azure_support::TicketName,
        json::member,
        moment,
        practice::{
            azure_support::{accepted, check_scope, operations, services, tickets},
            visit::{Visit, answer, said},
            world::{set, text},
        },
        words::same,
    },
    vocab::Moment,
};
use serde_json::{Value, json};

const REQUIRED: [&str; 6] = [
    "title",
    "description",
    "serviceId",
    "problemClassificationId",
    "severity",
    "advancedDiagnosticConsent",
];
const REQUIRED_OF_CONTACT: [&str; 7] = [
    "firstName",
    "lastName",
    "preferredContactMethod",
    "primaryEmailAddress",
    "preferredTimeZone",
    "country",
    "preferredSupportLanguage",
];
/// Severities as they are answered, and the minutes promised for the first answer.
const SEVERITIES: [(&str, i64); 3] = [("Minimal", 480), ("Moderate", 240), ("Critical", 120)];

pub fn create(visit: &mut Visit<'_>) -> Result<Response, Response> {
    check_scope(visit)?;
    let name = visit.arg(0).to_owned();
    if TicketName::parse(&name).is_none() {
        return Err(visit.refuse(
            400,
            "ResourceNameInvalid",
            "The name is not valid for a support ticket.",
        ));
    }
    if visit
        .request
        .header("x-ms-authorization-auxiliary")
        .is_none()
    {
        return Err(visit.refuse(
            403,
            "AuthorizationFailed",
            "The partner's token is missing.",
        ));
    }
    let properties = member(&visit.body, "properties")
        .cloned()
        .unwrap_or_default();
    if let Some(answer) = repeated(visit, &name, &properties) {
        return answer;
    }
    let mut row = make(visit, &name, &properties)?;
    let operation = operations::begin(visit, &mut row);
    visit.world.add("tickets", row);
    Ok(accepted(visit, &operation))
}

/// The answer to a name that was used before: the same ticket, or a conflict.
fn repeated(
    visit: &Visit<'_>,
    name: &str,
    properties: &Value,
) -> Option<Result<Response, Response>> {
    let row = visit
        .world
        .rows("tickets")
        .get(tickets::place_of(visit, name)?)?;
    let before = member(row, "properties")?;
    if ["title", "description"]
        .iter()
        .any(|it| text(before, it) != text(properties, it))
    {
        return Some(Err(visit.refuse(
            409,
            "Conflict",
            "Another support ticket has this name.",
        )));
    }
    if operations::is_running(row, visit.now) {
        return Some(Ok(accepted(visit, text(row, "_operation"))));
    }
    Some(Ok(answer(200, tickets::show(visit, row).to_string())))
}

fn make(visit: &mut Visit<'_>, name: &str, properties: &Value) -> Result<Value, Response> {
    let contact = member(properties, "contactDetails").unwrap_or(&Value::Null);
    let missing = REQUIRED.iter().find(|key| said(properties, key).is_empty());
    let missing = missing.or_else(|| {
        REQUIRED_OF_CONTACT
            .iter()
            .find(|key| said(contact, key).is_empty())
    });
    if let Some(key) = missing {
        return Err(visit.refuse(
            400,
            "InvalidParameter",
            &["A required property is missing: ", key].concat(),
        ));
    }
    let lacks_phone = same(text(contact, "preferredContactMethod"), "phone")
        && said(contact, "phoneNumber").is_empty();
    if lacks_phone || text(contact, "country").len() != 3 {
        return Err(visit.refuse(
            400,
            "InvalidParameter",
            "The contact details are not valid.",
        ));
    }
    let severity = severity(text(properties, "severity"));
    let severity = severity
        .ok_or_else(|| visit.refuse(400, "InvalidParameter", "The severity is not offered."))?
        .0;
    let ids = (
        text(properties, "serviceId"),
        text(properties, "problemClassificationId"),
    );
    let found = services::find(visit, ids.0, ids.1).map(|(service, kind)| {
        (
            text(service, "displayName").to_owned(),
            text(kind, "displayName").to_owned(),
        )
    });
    let (service, kind) = found.ok_or_else(|| {
        visit.refuse(
            400,
            "InvalidParameter",
            "The service or problem classification is not known.",
        )
    })?;
    let now = moment::print(visit.now);
    let number = visit.world.next_number("", "0010", visit.now);
    let mut shown = properties.clone();
    for (key, value) in [
        ("supportTicketId", number.as_str()),
        ("fileWorkspaceName", &number),
        ("serviceDisplayName", &service),
        ("problemClassificationDisplayName", &kind),
        ("severity", severity),
        ("status", "Open"),
        ("createdDate", &now),
        ("modifiedDate", &now),
        ("enrollmentId", ""),
        ("supportPlanType", "Basic"),
        ("supportPlanDisplayName", "Basic support"),
        ("isTemporaryTicket", "No"),
    ] {
        set(&mut shown, key, value);
    }
    set(&mut shown, "contactDetails", recased(contact));
    promise(&mut shown, visit.now);
    Ok(json!({"_customer": visit.tenant, "_scope": visit.scope, "name": name, "properties": shown}))
}

/// A severity as it is answered, with the minutes promised.
pub fn severity(word: &str) -> Option<&'static (&'static str, i64)> {
    SEVERITIES.iter().find(|it| same(it.0, word))
}

/// Sets the promised time of the first answer from severity and time.
pub fn promise(properties: &mut Value, start: Moment) {
    let Some((_, minutes)) = severity(text(properties, "severity")) else {
        return;
    };
    let end = Moment(start.0 + minutes * 60_000);
    let agreement = json!({
        "startTime": moment::print(start), "expirationTime": moment::print(end), "slaMinutes": minutes,
    });
    set(properties, "serviceLevelAgreement", agreement);
}

/// The contact in the cases the portal answers: `Email` for `email`, `en-US` for `en-us`.
fn recased(contact: &Value) -> Value {
    let mut shown = contact.clone();
    let method = text(contact, "preferredContactMethod");
    set(
        &mut shown,
        "preferredContactMethod",
        if same(method, "phone") {
            "Phone"
        } else {
            "Email"
        },
    );
    if let Some((language, region)) = text(contact, "preferredSupportLanguage").split_once('-') {
        let language = [language, "-", &region.to_ascii_uppercase()].concat();
        set(&mut shown, "preferredSupportLanguage", language);
    }
    shown
}
