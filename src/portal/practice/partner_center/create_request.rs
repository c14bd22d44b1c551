//! `POST /servicerequests/{agent-locale}`: file a service request.

use crate::portal::{
    json::{self, text, word},
    moment,
    practice::{
        ids::is_guid,
        partner_center::requests::{SENTINEL, check_title, push_note},
        visit::{Answer, SEVERITIES, Visit},
        world::{put, set, set_all},
    },
};
use serde_json::Value;

const NEEDS: &[&str] = &["Title", "Description", "Severity", "SupportTopicId"];
/// The languages of agents (Microsoft's PowerShell module for Partner Center).
const AGENT_LOCALES: &str = "bg-bg pt-br zh-cn cs-cz de-de da-dk et-ee ca-es es-es eu-es gl-es fi-fi fr-fr el-gr hr-hr \
    hu-hu id-id he-il hi-in it-it ja-jp ko-kr kk-kz lt-lt lv-lv ms-my nl-nl nb-no pl-pl pt-pt ro-ro sr-cyrl-rs \
    sr-latn-rs ru-ru sv-se zh-sg sl-si sk-sk th-th tr-tr zh-tw uk-ua en-us vi-vn";
/// What else than the severity and notes a new request can say of itself.
const SAID: &[&str] = &[
    "title",
    "description",
    "supportTopicId",
    "productName",
    "productId",
    "countryCode",
    "primaryContact/organization/id",
    "primaryContact/organization/name",
    "primaryContact/organization/phoneNumber",
    "primaryContact/contactId",
    "primaryContact/firstName",
    "primaryContact/lastName",
    "primaryContact/email",
    "primaryContact/phoneNumber",
];
/// What every new request has.
const NEW: &[(&str, &str)] = &[
    ("status", "none"),
    ("createdDate", SENTINEL),
    ("lastModifiedDate", SENTINEL),
    ("lastClosedDate", SENTINEL),
    ("attributes/objectType", "ServiceRequest"),
];

pub fn create(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let request_id = visit.request.header("MS-RequestId").unwrap_or_default();
    if !request_id.is_empty()
        && let Some(row) = visit
            .world
            .first("requests", &[("_request_id", request_id)])
    {
        return Ok(Answer::new(201, text(row, "_first")));
    }
    if json::check(&visit.body, NEEDS).is_err() {
        return Err(visit.refuse(
            400,
            "800002",
            "title, description, severity or topic missing",
        ));
    }
    if !AGENT_LOCALES
        .split_whitespace()
        .any(|it| it.eq_ignore_ascii_case(visit.arg(0)))
    {
        return Err(visit.refuse(400, "800002", "agent locale not known"));
    }
    let body = visit.body.take();
    let mut row = said(&body);
    check_title(visit, word(&row, "title"))?;
    let severity = visit.member(&body, "Severity", SEVERITIES)?;
    let topic_id = text(&row, "supportTopicId");
    let Some(topic) = visit.world.first("topics", &[("id", &topic_id)]) else {
        return Err(visit.refuse(400, "3000", "support topic not known"));
    };
    let topic = text(topic, "name");
    let number = visit.world.next_number("1", "00", visit.now);
    let tables = &visit.world.tables;
    let partner = json::at(tables, "partner");
    let customer = customer_named_in(visit, word(&row, "description"));
    if json::at(&row, "primaryContact").is_null() {
        let caller = json::at(tables, "profiles/legalbusiness/primaryContact");
        put(&mut row, "primaryContact", caller.clone());
    }
    if word(&row, "countryCode").is_empty() {
        let country = word(tables, "profiles/organization/defaultAddress/country");
        set(&mut row, "countryCode", country);
    }
    set_all(&mut row, NEW);
    set_all(
        &mut row,
        &[
            ("id", &number),
            ("severity", severity.unwrap_or_default()),
            ("organization/id", word(partner, "tenant")),
            ("organization/name", word(partner, "name")),
            ("_customer", customer),
        ],
    );
    // The answer shows the request as it is not seen again: without the topic's name and notes.
    let answer = Answer::new(201, visit.show(&row, &[]));
    let now = moment::print(visit.now);
    set_all(
        &mut row,
        &[
            ("supportTopicName", &topic),
            ("_made", &now),
            ("_request_id", request_id),
            ("_first", &answer.0.body),
        ],
    );
    let notes = json::elements(&body, "Notes").iter();
    for note in notes.chain([json::at(&body, "NewNote")]) {
        if !word(note, "Text").is_empty() {
            let author = word(partner, "contactName");
            push_note(&mut row, author, &now, word(note, "Text"));
        }
    }
    visit.world.add("requests", row);
    Ok(answer)
}

/// The documented form has no field for the customer, so its tenant id must stand in the description.
fn customer_named_in<'v>(visit: &'v Visit<'_>, description: &str) -> &'v str {
    for word in description.split(|it: char| !it.is_ascii_hexdigit() && it != '-') {
        if is_guid(word)
            && let Some(customer) = visit.world.customer(word)
        {
            return &customer.id;
        }
    }
    ""
}

/// What the body says of the request, as it is kept: under the documented names, whatever the case of those in the body.
fn said(body: &Value) -> Value {
    let mut row = Value::Null;
    for path in SAID {
        let said = text(body, path);
        if !said.is_empty() {
            set(&mut row, path, &said);
        }
    }
    row
}
