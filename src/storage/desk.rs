//! The desk and its document.

use crate::{
    casework::{Case, Contact, Organisation, UNFILED_MS},
    storage::{
        case,
        record::{
            Loss, answer, answer_json, by_fact, elements, kept, object, set_aside_others, text,
        },
    },
    vocab::{Moment, Place, sort_by},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Longest document that is read, in bytes. Who saves a longer one should say so instead: it would not be read again.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// How many cases are read; beyond them those changed longest ago are set aside.
pub const MAX_CASES: usize = 500;

const KIND: &str = "desk";
const VERSION: u64 = 5;

/// How the user likes to work, in plain words whose meaning is the app's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The edition of the rules that was chosen; empty where none was. Since version 2.
    pub edition: String,
    /// Colours.
    pub theme: String,
    /// A section a page instead of a question a page.
    pub is_compact: bool,
    /// Which names of portal labels are shown.
    pub labels: String,
    /// The language of labels shown beside English.
    pub label_language: String,
    /// The language of the pages.
    pub language: String,
    /// How long lists are shown. Since version 3.
    pub list: String,
}

/// All that survives a page reload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// The user's organisation.
    pub organisation: Organisation,
    /// The cases.
    pub cases: Vec<Case>,
    /// Tenant ids of pinned customers.
    pub pinned: Vec<String>,
    /// Tenant ids of customers used lately, newest first.
    pub recent: Vec<String>,
    /// The cloud in use.
    pub cloud: String,
    /// How the user likes to work.
    pub preferences: Preferences,
}

/// What could be read of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The desk without what is lost.
    pub desk: Desk,
    /// What was set aside; empty for an undamaged document.
    pub lost: Vec<Loss>,
}

/// Why a document was not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no JSON, or only the beginning of some.
    NotJson,
    /// A later version of this program wrote it; it is to be left as it is.
    FromTheFuture {
        /// The version it has.
        version: u64,
    },
    /// It is no desk: another kind of document, one without a version, or one longer than [`MAX_BYTES`].
    OtherKind,
}

/// The desk as a document. It holds all that is in the desk, also beyond the limits of [`read`].
pub fn write(desk: &Desk) -> String {
    let body = json!({
        "organisation": organisation_json(&desk.organisation),
        "cases": desk.cases.iter().map(case::write).collect::<Vec<_>>(),
        "pinned": desk.pinned,
        "recent": desk.recent,
        "cloud": desk.cloud,
        "preferences": preferences_json(&desk.preferences),
    });
    json!({ "kind": KIND, "version": VERSION, "body": body }).to_string()
}

/// Reads a document as far as it can be read.
///
/// # Errors
/// When it is not a desk of this or an earlier version.
pub fn read(text: &str) -> Result<Recovered, Refusal> {
    if text.len() > MAX_BYTES {
        return Err(Refusal::OtherKind);
    }
    // The error says only where the text breaks off; nobody can act on that.
    let mut document: Value = serde_json::from_str(text).map_err(|_| Refusal::NotJson)?;
    if document.get("kind").and_then(Value::as_str) != Some(KIND) {
        return Err(Refusal::OtherKind);
    }
    match document.get("version").and_then(Value::as_u64) {
        Some(VERSION) => (),
        Some(version @ 1..VERSION) => {
            let from = usize::try_from(version - 1).unwrap_or_default();
            for raise in RAISES.iter().skip(from) {
                raise(&mut document);
            }
        }
        Some(version) if version > VERSION => return Err(Refusal::FromTheFuture { version }),
        Some(_) | None => return Err(Refusal::OtherKind),
    }
    let mut lost = Vec::new();
    let root = Place::root(&document);
    set_aside_others(&root, &["kind", "version", "body"], &mut lost);
    let desk = read_body(&root.get("body"), &mut lost);
    Ok(Recovered { desk, lost })
}

/// What brings a document of each version to the next, from the first on.
const RAISES: [fn(&mut Value); 4] = [raise_to_2, raise_to_3, raise_to_4, raise_to_5];

/// Version 1 knew one edition only, which nobody had to choose.
fn raise_to_2(document: &mut Value) {
    let preferences = document.pointer_mut("/body/preferences");
    if let Some(preferences) = preferences.and_then(Value::as_object_mut) {
        preferences.insert("edition".to_owned(), Value::from(""));
    }
}

/// Version 2 had one way to show a long list.
fn raise_to_3(document: &mut Value) {
    let preferences = document.pointer_mut("/body/preferences");
    if let Some(preferences) = preferences.and_then(Value::as_object_mut) {
        preferences.insert("list".to_owned(), Value::from("grid"));
    }
}

/// Version 3 did not say which record told a fact; only customers' records and the setting told any.
fn raise_to_4(document: &mut Value) {
    let cases = document.pointer_mut("/body/cases");
    for case in cases.and_then(Value::as_array_mut).into_iter().flatten() {
        let told = case.get_mut("told").and_then(Value::as_array_mut);
        for one in told.into_iter().flatten().filter_map(Value::as_object_mut) {
            let is_setting = one.get("fact").and_then(Value::as_str) == Some("cloud");
            let record = if is_setting { "setting" } else { "customer" };
            one.insert("record".to_owned(), Value::from(record));
        }
    }
}

/// Version 4 took a new name for each attempt that was refused, and did not say under which title Microsoft has what had arrived before.
fn raise_to_5(document: &mut Value) {
    let cases = document.pointer_mut("/body/cases");
    for case in cases.and_then(Value::as_array_mut).into_iter().flatten() {
        let filing = case.get_mut("filing").and_then(Value::as_object_mut);
        let Some(filing) = filing else { continue };
        let member = match filing.get("state").and_then(Value::as_str) {
            Some("refused") => "name",
            Some("sent" | "recorded") => "title",
            _ => continue,
        };
        filing.insert(member.to_owned(), Value::Null);
    }
}

/// Drops the cases that were never filed and last changed more than 14 days ago, and counts them.
///
/// A case that may have reached somebody stays: it is how its ticket is found again.
pub fn expire(desk: &mut Desk, now: Moment) -> usize {
    let n_before = desk.cases.len();
    desk.cases
        .retain(|it| !it.filing.is_unfiled() || now.ms_since(it.changed) <= UNFILED_MS);
    n_before - desk.cases.len()
}

fn read_body(body: &Place, lost: &mut Vec<Loss>) -> Desk {
    let members = [
        "organisation",
        "cases",
        "pinned",
        "recent",
        "cloud",
        "preferences",
    ];
    if !set_aside_others(body, &members, lost) {
        return Desk::default();
    }
    Desk {
        organisation: organisation(&body.get("organisation"), lost),
        cases: cases(&body.get("cases"), lost),
        pinned: names(&body.get("pinned"), lost),
        recent: names(&body.get("recent"), lost),
        cloud: field(body, "cloud", lost),
        preferences: preferences(&body.get("preferences"), lost),
    }
}

fn cases(place: &Place, lost: &mut Vec<Loss>) -> Vec<Case> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for one in kept(place, elements(place), lost).into_iter().flatten() {
        let id = one
            .value()
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let case = if seen.contains(id) {
            Err(one.misread("a case that did not come before"))
        } else {
            case::read(&one, lost)
        };
        if let Some(case) = kept(&one, case, lost) {
            seen.insert(id);
            found.push((one, case));
        }
    }
    if found.len() > MAX_CASES {
        sort_by(&mut found, |one, other| other.1.changed.cmp(&one.1.changed));
        for (one, _) in found.split_off(MAX_CASES) {
            let misread = one.misread(format!("at most {MAX_CASES} cases"));
            kept(&one, Err::<(), _>(misread), lost);
        }
    }
    found.into_iter().map(|(_, case)| case).collect()
}

fn organisation_json(organisation: &Organisation) -> Value {
    let facts = organisation
        .facts
        .iter()
        .map(|(fact, it)| (fact.as_str(), answer_json(it)));
    let Contact {
        first_name,
        last_name,
        email,
        phone,
        country,
        time_zone,
    } = &organisation.contact;
    json!({
        "name": organisation.name,
        "facts": object(facts),
        "contact": {
            "first_name": first_name,
            "last_name": last_name,
            "email": email,
            "phone": phone,
            "country": country,
            "time_zone": time_zone,
        },
        "provider_name": organisation.provider_name,
        "provider_email": organisation.provider_email,
    })
}

fn organisation(place: &Place, lost: &mut Vec<Loss>) -> Organisation {
    let members = [
        "name",
        "facts",
        "contact",
        "provider_name",
        "provider_email",
    ];
    if !set_aside_others(place, &members, lost) {
        return Organisation::default();
    }
    Organisation {
        name: field(place, "name", lost),
        facts: by_fact(&place.get("facts"), answer, lost),
        contact: contact(&place.get("contact"), lost),
        provider_name: field(place, "provider_name", lost),
        provider_email: field(place, "provider_email", lost),
    }
}

fn contact(place: &Place, lost: &mut Vec<Loss>) -> Contact {
    let members = [
        "first_name",
        "last_name",
        "email",
        "phone",
        "country",
        "time_zone",
    ];
    if !set_aside_others(place, &members, lost) {
        return Contact::default();
    }
    Contact {
        first_name: field(place, "first_name", lost),
        last_name: field(place, "last_name", lost),
        email: field(place, "email", lost),
        phone: field(place, "phone", lost),
        country: field(place, "country", lost),
        time_zone: field(place, "time_zone", lost),
    }
}

fn preferences_json(preferences: &Preferences) -> Value {
    json!({
        "edition": preferences.edition,
        "theme": preferences.theme,
        "is_compact": preferences.is_compact,
        "labels": preferences.labels,
        "label_language": preferences.label_language,
        "language": preferences.language,
        "list": preferences.list,
    })
}

fn preferences(place: &Place, lost: &mut Vec<Loss>) -> Preferences {
    let members = [
        "edition",
        "theme",
        "is_compact",
        "labels",
        "label_language",
        "language",
        "list",
    ];
    if !set_aside_others(place, &members, lost) {
        return Preferences::default();
    }
    let compact = place.get("is_compact");
    let flag = compact
        .value()
        .as_bool()
        .ok_or_else(|| compact.misread("true or false"));
    Preferences {
        edition: field(place, "edition", lost),
        theme: field(place, "theme", lost),
        is_compact: kept(&compact, flag, lost).unwrap_or_default(),
        labels: field(place, "labels", lost),
        label_language: field(place, "label_language", lost),
        language: field(place, "language", lost),
        list: field(place, "list", lost),
    }
}

/// The text of a member, empty where it is lost.
fn field(place: &Place, name: &str, lost: &mut Vec<Loss>) -> String {
    let member = place.get(name);
    kept(&member, text(&member), lost).unwrap_or_default()
}

/// The texts of a list without those that are lost.
fn names(place: &Place, lost: &mut Vec<Loss>) -> Vec<String> {
    let mut found = Vec::new();
    for one in kept(place, elements(place), lost).into_iter().flatten() {
        found.extend(kept(&one, text(&one), lost));
    }
    found
}
