//! What is sent of a ticket, read member by member: names in any case, words in any case, and nothing that is not known.
//!
//! Members and their words are those of the REST API reference for Azure Support ("Support Tickets - Create" and
//! "- Update", version 2024-04-01).

use crate::portal::{
    json::{at, elements, member, word},
    moment,
    practice::{
        azure_support::{country, is_oldest},
        visit::{Answer, Visit},
        world::{put, set},
    },
};
use serde_json::{Map, Value};

/// What a ticket has as texts, as they are sent.
const TEXTS: [&str; 8] = [
    "title",
    "description",
    "serviceId",
    "problemClassificationId",
    "enrollmentId",
    "problemScopingQuestions",
    "supportPlanId",
    "fileWorkspaceName",
];
const QUOTA: &str = "quotaTicketDetails";
const QUOTA_TEXTS: [&str; 2] = ["quotaChangeRequestSubType", "quotaChangeRequestVersion"];
const QUOTA_CHANGES: &str = "quotaChangeRequests";
/// What a contact must have.
const CONTACT: [&str; 7] = [
    "firstName",
    "lastName",
    "preferredContactMethod",
    "primaryEmailAddress",
    "preferredTimeZone",
    "country",
    "preferredSupportLanguage",
];
const METHODS: [&str; 2] = ["Email", "Phone"];
const ANSWERS: [&str; 2] = ["Yes", "No"];
/// Languages in which Microsoft answers, as they are shown.
const LANGUAGES: [&str; 11] = [
    "en-US", "zh-Hans", "es-ES", "fr-FR", "ja-JP", "ko-KR", "ru-RU", "pt-BR", "it-IT", "zh-TW",
    "de-DE",
];

/// Puts what was sent of a new ticket among its properties.
pub fn fill(visit: &Visit<'_>, properties: &mut Value, sent: &Value) -> Result<(), Answer> {
    put_texts(visit, properties, sent, &TEXTS)?;
    if let Some(start) = member(sent, "problemStartTime") {
        let is_date = start.as_str().and_then(moment::read).is_some();
        put_if(visit, properties, "problemStartTime", start, is_date)?;
    }
    if let Some(flag) = member(sent, "require24X7Response") {
        put_if(
            visit,
            properties,
            "require24X7Response",
            flag,
            flag.is_boolean(),
        )?;
    }
    put_details(
        visit,
        properties,
        sent,
        "technicalTicketDetails",
        &["resourceId"],
    )?;
    put_details(visit, properties, sent, QUOTA, &QUOTA_TEXTS)?;
    let changes = elements(at(sent, QUOTA), QUOTA_CHANGES);
    if !changes.is_empty() {
        let mut known = Vec::new();
        for change in changes {
            let mut row = Value::Null;
            put_texts(visit, &mut row, change, &["region", "payload"])?;
            known.push(row);
        }
        put(
            properties,
            &[QUOTA, "/", QUOTA_CHANGES].concat(),
            known.into(),
        );
    }
    put_contact(visit, properties, sent)?;
    put_consents(visit, properties, sent)
}

/// Puts an object that holds these texts.
fn put_details(
    visit: &Visit<'_>,
    properties: &mut Value,
    sent: &Value,
    key: &str,
    texts: &[&str],
) -> Result<(), Answer> {
    let Some(sent) = member(sent, key) else {
        return Ok(());
    };
    let mut details = Value::Object(Map::new());
    put_texts(visit, &mut details, sent, texts)?;
    put_if(visit, properties, key, &details, sent.is_object())
}

/// Puts the texts that were sent, but empty ones.
fn put_texts(
    visit: &Visit<'_>,
    row: &mut Value,
    sent: &Value,
    keys: &[&str],
) -> Result<(), Answer> {
    for key in keys {
        match member(sent, key) {
            Some(Value::String(text)) if text.is_empty() => (),
            Some(value) => put_if(visit, row, key, value, value.is_string())?,
            None => (),
        }
    }
    Ok(())
}

fn put_if(
    visit: &Visit<'_>,
    row: &mut Value,
    key: &str,
    value: &Value,
    fits: bool,
) -> Result<(), Answer> {
    if !fits {
        return Err(refuse(visit, key));
    }
    put(row, key, value.clone());
    Ok(())
}

/// Puts what was sent of the contact in the place of what a ticket has of it.
pub fn put_contact(visit: &Visit<'_>, properties: &mut Value, sent: &Value) -> Result<(), Answer> {
    let Some(sent) = member(sent, "contactDetails") else {
        return Ok(());
    };
    let mut contact = at(properties, "contactDetails").clone();
    for key in CONTACT.iter().chain(&["phoneNumber"]) {
        match member(sent, key) {
            Some(Value::String(text)) => set(&mut contact, key, text),
            Some(_) => return Err(refuse(visit, key)),
            None => (),
        }
    }
    match member(sent, "additionalEmailAddresses") {
        Some(others @ Value::Array(_)) => {
            put(&mut contact, "additionalEmailAddresses", others.clone());
        }
        Some(_) => return Err(refuse(visit, "additionalEmailAddresses")),
        None => (),
    }
    let is_whole = CONTACT.iter().all(|it| !word(&contact, it).is_empty());
    if !is_whole || !sent.is_object() {
        return Err(refuse(visit, "contactDetails"));
    }
    let mut mails = elements(&contact, "additionalEmailAddresses").to_vec();
    mails.push(at(&contact, "primaryEmailAddress").clone());
    if !mails.iter().all(is_mail) {
        return Err(refuse(visit, "primaryEmailAddress"));
    }
    choose(visit, &mut contact, "preferredContactMethod", &METHODS)?;
    choose(visit, &mut contact, "preferredSupportLanguage", &LANGUAGES)?;
    let lacks_phone = word(&contact, "phoneNumber").is_empty();
    let country = country::code(word(&contact, "country"));
    match country {
        Some(country) if !lacks_phone || word(&contact, "preferredContactMethod") != "Phone" => {
            set(&mut contact, "country", &country);
        }
        _ => return Err(visit.refuse(400, "InvalidParameter", "contact details not valid")),
    }
    put(properties, "contactDetails", contact);
    Ok(())
}

/// Puts the consents that were sent in the place of what a ticket has; the oldest version does not know them.
pub fn put_consents(visit: &Visit<'_>, properties: &mut Value, sent: &Value) -> Result<(), Answer> {
    if is_oldest(visit) {
        return Ok(());
    }
    if let Some(consent) = member(sent, "advancedDiagnosticConsent") {
        put(properties, "advancedDiagnosticConsent", consent.clone());
        choose(visit, properties, "advancedDiagnosticConsent", &ANSWERS)?;
    }
    let Some(sent) = member(sent, "secondaryConsent") else {
        return Ok(());
    };
    let mut consents = Vec::new();
    for one in sent
        .as_array()
        .ok_or_else(|| refuse(visit, "secondaryConsent"))?
    {
        let mut consent = Value::Null;
        set(&mut consent, "userConsent", word(one, "userConsent"));
        set(&mut consent, "type", word(one, "type"));
        choose(visit, &mut consent, "userConsent", &ANSWERS)?;
        consents.push(consent);
    }
    put(properties, "secondaryConsent", consents.into());
    Ok(())
}

/// Writes a member's word as it is shown, if it is one of these.
fn choose(visit: &Visit<'_>, row: &mut Value, key: &str, words: &[&str]) -> Result<(), Answer> {
    let sent = word(row, key);
    let known = words.iter().find(|it| it.eq_ignore_ascii_case(sent));
    let known = *known.ok_or_else(|| refuse(visit, key))?;
    set(row, key, known);
    Ok(())
}

fn is_mail(value: &Value) -> bool {
    let parts = value.as_str().and_then(|it| it.split_once('@'));
    parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// The refusal of a member whose value is not one that is known.
pub fn refuse(visit: &Visit<'_>, key: &str) -> Answer {
    visit.refuse(400, "InvalidParameter", &[key, " not valid"].concat())
}
