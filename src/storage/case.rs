//! A case as it is saved.

use crate::{
    casework::{Case, CaseId, CustomerRef, Draft, Field, Filing, Handed, Record, Sent, Told},
    flow::{Reply, Transcript},
    storage::record::{
        Loss, answer, answer_json, by_fact, elements, expect_members, kept, moment, object,
        optional_text, set_aside_others, text, texts,
    },
    vocab::{FactId, Misread, Place},
};
use serde_json::{Value, json};

const MEMBERS: [&str; 9] = [
    "id", "customer", "opened", "changed", "answers", "told", "draft", "ticked", "filing",
];

/// The case as it is saved.
pub(super) fn write(case: &Case) -> Value {
    let answers = case
        .transcript
        .replies()
        .map(|(fact, it)| (fact.as_str(), reply_json(it)));
    let draft = case
        .draft
        .texts
        .iter()
        .map(|(field, it)| (field.name(), json!(it)));
    json!({
        "id": case.id.as_str(),
        "customer": case.customer.as_ref().map(customer_json),
        "opened": case.opened.0,
        "changed": case.changed.0,
        "answers": object(answers),
        "told": case.told.iter().map(told_json).collect::<Vec<_>>(),
        "draft": object(draft),
        "ticked": case.n_ticked,
        "filing": filing_json(&case.filing),
    })
}

/// Reads a case; what can be missing from it is set aside on its own.
///
/// # Errors
/// When the case is not to be relied on without what is wrong.
pub(super) fn read(place: &Place, lost: &mut Vec<Loss>) -> Result<Case, Misread> {
    expect_object_with_customer(place)?;
    // What can fail as a whole comes first, so that nothing is set aside twice.
    let mut case = Case {
        id: id(&place.get("id"))?,
        customer: customer(&place.get("customer"))?,
        opened: moment(&place.get("opened"))?,
        changed: moment(&place.get("changed"))?,
        transcript: Transcript::default(),
        told: Vec::new(),
        draft: Draft::default(),
        n_ticked: 0,
        filing: filing(&place.get("filing"))?,
    };
    set_aside_others(place, &MEMBERS, lost);
    for (fact, reply) in by_fact(&place.get("answers"), reply, lost) {
        case.transcript.record(fact, reply);
    }
    let portal = place.get("told");
    for one in kept(&portal, elements(&portal), lost).into_iter().flatten() {
        case.told.extend(kept(&one, told(&one), lost));
    }
    let draft = place.get("draft");
    for (name, member) in kept(&draft, draft.members(), lost).into_iter().flatten() {
        let field = Field::parse(name).ok_or_else(|| member.misread("a field of the form"));
        let found = field.and_then(|it| Ok((it, text(&member)?)));
        case.draft.texts.extend(kept(&member, found, lost));
    }
    let ticked = place.get("ticked");
    case.n_ticked = kept(&ticked, count(&ticked), lost).unwrap_or_default();
    Ok(case)
}

/// No customer is the partner's own problem and is said so; a missing member says nothing.
fn expect_object_with_customer(place: &Place) -> Result<(), Misread> {
    let has_customer = place.members()?.any(|(key, _)| key == "customer");
    has_customer
        .then_some(())
        .ok_or_else(|| place.misread("a case with a customer or null"))
}

fn id(place: &Place) -> Result<CaseId, Misread> {
    let id = place.value().as_str().and_then(CaseId::parse);
    id.ok_or_else(|| place.misread("a name of 4 to 40 lower-case letters and digits"))
}

fn count(place: &Place) -> Result<usize, Misread> {
    let count = place
        .value()
        .as_u64()
        .and_then(|it| usize::try_from(it).ok());
    count.ok_or_else(|| place.misread("a count"))
}

fn customer_json(customer: &CustomerRef) -> Value {
    json!({ "id": customer.id, "name": customer.name, "domain": customer.domain })
}

fn customer(place: &Place) -> Result<Option<CustomerRef>, Misread> {
    if place.is_absent() {
        return Ok(None);
    }
    expect_members(place, &["id", "name", "domain"])?;
    Ok(Some(CustomerRef {
        id: text(&place.get("id"))?,
        name: text(&place.get("name"))?,
        domain: text(&place.get("domain"))?,
    }))
}

fn reply_json(reply: &Reply) -> Value {
    match reply {
        Reply::Known(answer) => answer_json(answer),
        Reply::Unknown => json!("unknown"),
    }
}

fn reply(place: &Place) -> Result<Reply, Misread> {
    match place.value().as_str() {
        Some("unknown") => Ok(Reply::Unknown),
        Some(_) => Err(place.misread("an answer or `unknown`")),
        None => answer(place).map(Reply::Known),
    }
}

fn told_json(told: &Told) -> Value {
    json!({
        "fact": told.fact.as_str(),
        "values": told.values,
        "record": told.record.name(),
        "at": told.at.0,
    })
}

fn told(place: &Place) -> Result<Told, Misread> {
    expect_members(place, &["fact", "values", "record", "at"])?;
    Ok(Told {
        fact: FactId::new(text(&place.get("fact"))?),
        values: texts(&place.get("values"))?,
        record: record(&place.get("record"))?,
        at: moment(&place.get("at"))?,
    })
}

fn record(place: &Place) -> Result<Record, Misread> {
    let name = place.value().as_str().unwrap_or_default();
    let record = Record::ALL.into_iter().find(|it| it.name() == name);
    record.ok_or_else(|| place.misread("`setting`, `customer` or `relationships`"))
}

fn filing_json(filing: &Filing) -> Value {
    match filing {
        Filing::NotFiled => json!({ "state": "not_filed" }),
        Filing::Sending { name } => json!({ "state": "sending", "name": name }),
        Filing::Creating { name, since } => {
            json!({ "state": "creating", "name": name, "since": since.0 })
        }
        Filing::Unsure { name } => json!({ "state": "unsure", "name": name }),
        Filing::Refused { kind, why, name } => {
            json!({ "state": "refused", "kind": kind, "why": why, "name": name })
        }
        Filing::Sent(sent) => sent_json("sent", sent),
        Filing::Recorded(sent) => sent_json("recorded", sent),
        Filing::Handed(Handed { to, at }) => json!({ "state": "handed", "to": to, "at": at.0 }),
    }
}

fn sent_json(state: &str, sent: &Sent) -> Value {
    let Sent {
        number,
        name,
        at,
        plan,
        title,
    } = sent;
    json!({ "state": state, "number": number, "name": name, "at": at.0, "plan": plan, "title": title })
}

fn filing(place: &Place) -> Result<Filing, Misread> {
    let state = place.get("state");
    match state.value().as_str().unwrap_or_default() {
        "not_filed" => {
            expect_members(place, &["state"])?;
            Ok(Filing::NotFiled)
        }
        "sending" => Ok(Filing::Sending {
            name: attempt(place)?,
        }),
        "creating" => {
            expect_members(place, &["state", "name", "since"])?;
            let name = text(&place.get("name"))?;
            Ok(Filing::Creating {
                name,
                since: moment(&place.get("since"))?,
            })
        }
        "unsure" => Ok(Filing::Unsure {
            name: attempt(place)?,
        }),
        "refused" => {
            expect_members(place, &["state", "kind", "why", "name"])?;
            let kind = text(&place.get("kind"))?;
            Ok(Filing::Refused {
                kind,
                why: text(&place.get("why"))?,
                name: optional_text(&place.get("name"))?,
            })
        }
        "sent" => sent(place).map(Filing::Sent),
        "recorded" => sent(place).map(Filing::Recorded),
        "handed" => {
            expect_members(place, &["state", "to", "at"])?;
            let to = text(&place.get("to"))?;
            Ok(Filing::Handed(Handed {
                to,
                at: moment(&place.get("at"))?,
            }))
        }
        _ => Err(state.misread("a state of filing")),
    }
}

/// The name of an attempt whose end is open.
fn attempt(place: &Place) -> Result<String, Misread> {
    expect_members(place, &["state", "name"])?;
    text(&place.get("name"))
}

fn sent(place: &Place) -> Result<Sent, Misread> {
    expect_members(place, &["state", "number", "name", "at", "plan", "title"])?;
    Ok(Sent {
        number: text(&place.get("number"))?,
        name: optional_text(&place.get("name"))?,
        at: moment(&place.get("at"))?,
        plan: optional_text(&place.get("plan"))?,
        title: optional_text(&place.get("title"))?,
    })
}
