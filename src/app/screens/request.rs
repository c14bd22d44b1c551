//! Texts of the request, and the list of requests.

use crate::{
    app::{
        State,
        screens::{answer_lines, stand, verdict},
    },
    casework::{Case, CaseId, Field, Filing},
    vocab::Moment,
    wording::{Arg, Piece},
};

/// A text to copy into the portal's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyBlock {
    /// The field, for ids.
    pub field: Field,
    /// Its name.
    pub label: String,
    /// The text.
    pub text: String,
}

/// The texts for the portal's form, in its order; fields left out are not listed.
pub fn copy_blocks(state: &State, case: &Case) -> Vec<CopyBlock> {
    let Some(content) = &state.content else {
        return Vec::new();
    };
    let block = |field: Field| {
        let text = match field {
            Field::Description => description(state, case),
            _ => case.draft.text(field).trim().to_owned(),
        };
        let label = content.words.say(&format!("field.{}", field.name()), &[]);
        (!text.is_empty()).then_some(CopyBlock { field, label, text })
    };
    [
        Field::Title,
        Field::Description,
        Field::FirstName,
        Field::LastName,
        Field::Email,
        Field::Phone,
    ]
    .into_iter()
    .filter_map(block)
    .collect()
}

/// The description as it is sent: what was typed, when it began, and what the triage found.
pub fn description(state: &State, case: &Case) -> String {
    let Some(standing) = stand(state, case) else {
        return String::new();
    };
    let words = &standing.content.words;
    let mut lines = vec![case.draft.text(Field::Description).trim().to_owned()];
    let started = case.draft.text(Field::Started).trim();
    if !started.is_empty() {
        lines.push(words.say("text.started", &[("when", Arg::Text(started))]));
    }
    for fact in ["impact", "health", "category"] {
        let line = answer_lines(&standing, case)
            .into_iter()
            .find(|it| it.fact == *fact);
        lines.extend(line.map(|it| format!("{}: {}", it.label, it.value)));
    }
    lines.join("\n")
}

/// The text for the indirect provider: facts, checked health, diagnosis, impact.
pub fn handover_text(state: &State, case: &Case) -> String {
    let Some(standing) = stand(state, case) else {
        return String::new();
    };
    let words = &standing.content.words;
    let customer = case.customer.clone().unwrap_or_default();
    let mut lines = vec![
        words.say(
            "handover.greeting",
            &[("provider", Arg::Text(&state.organisation.provider_name))],
        ),
        String::new(),
        words.say(
            "handover.opening",
            &[("customer", Arg::Text(&customer.name))],
        ),
        String::new(),
    ];
    let mut add = |label: String, value: &str| {
        if !value.trim().is_empty() {
            lines.push(format!("{label}: {}", value.trim()));
        }
    };
    add(
        words.say("handover.customer", &[]),
        &format!("{} ({}, {})", customer.name, customer.domain, customer.id),
    );
    add(words.say("field.title", &[]), case.draft.text(Field::Title));
    add(
        words.say("field.description", &[]),
        case.draft.text(Field::Description),
    );
    add(
        words.say("field.started", &[]),
        case.draft.text(Field::Started),
    );
    for line in answer_lines(&standing, case) {
        add(line.label, &line.value);
    }
    let contact = &state.organisation.contact;
    let name = format!("{} {}", contact.first_name, contact.last_name);
    lines.push(String::new());
    lines.push(words.say("handover.closing", &[]));
    for part in [
        name.trim(),
        contact.email.as_str(),
        contact.phone.as_str(),
        state.organisation.name.as_str(),
    ] {
        if !part.is_empty() {
            lines.push(part.to_owned());
        }
    }
    lines.join("\n")
}

/// The verdict as text, for a mail or a note: sentence, points, warnings, reasons with sources.
pub fn verdict_text(state: &State, case: &Case) -> String {
    let (Some(screen), Some(content)) = (verdict(state, case), &state.content) else {
        return String::new();
    };
    let words = &content.words;
    let plain = |pieces: Vec<Piece>| pieces.into_iter().map(Piece::into_text).collect::<String>();
    let mut lines = vec![screen.title.clone(), plain(screen.says), String::new()];
    for point in &screen.points {
        lines.push(format!(
            "{}: {}",
            words.say(&format!("point.{}", point.point.name()), &[]),
            point.value
        ));
    }
    lines.push(String::new());
    lines.extend(
        screen
            .warnings
            .into_iter()
            .map(|it| format!("! {}", plain(it.says))),
    );
    lines.push(String::new());
    for (at, reason) in screen.reasons.iter().enumerate() {
        let rules: Vec<_> = reason.citations.iter().map(|it| it.rule.as_str()).collect();
        lines.push(format!(
            "{}. {} [{}]",
            at + 1,
            reason.says,
            rules.join(", ")
        ));
    }
    lines.push(String::new());
    let mut named: Vec<String> = Vec::new();
    for citation in screen.reasons.iter().flat_map(|it| &it.citations) {
        if let Some(address) = &citation.address
            && !named.contains(address)
        {
            named.push(address.clone());
        }
    }
    lines.extend(named);
    lines.push(words.say(
        "text.edition",
        &[("edition", Arg::Text(&content.playbook.edition.id))],
    ));
    lines.join("\n")
}

/// A row of *My requests*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The number, or the case's name while there is none: the last segment of its address.
    pub name: String,
    /// The number, once there is one.
    pub number: Option<String>,
    /// The case on this device, if it was filed from here.
    pub case: Option<CaseId>,
    /// Its title.
    pub title: String,
    /// The customer's name, if known here.
    pub customer: String,
    /// `open`, `attention_needed`, `closed`, `creating`, `unsure`, `refused`, `handed`, `recorded`, or the portal's own word.
    pub status: String,
    /// When it was filed or created.
    pub at: Option<Moment>,
    /// Hours to the first answer, if a target runs.
    pub target_hours: Option<u32>,
    /// `A`, `B` or `C`, if it has one.
    pub severity: String,
}

/// The requests of this device and those the portal knows, newest first.
pub fn request_lines(state: &State) -> Vec<RequestLine> {
    let portal = state
        .requests
        .known()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut lines: Vec<_> = state
        .cases
        .values()
        .filter_map(|it| own_line(state, it))
        .collect();
    for row in portal {
        if lines
            .iter()
            .any(|it| it.number.as_deref() == Some(row.number.as_str()))
        {
            continue;
        }
        lines.push(RequestLine {
            name: row.number.clone(),
            number: Some(row.number.clone()),
            case: None,
            title: row.title.clone(),
            customer: String::new(),
            status: row.status.clone(),
            at: row.created,
            target_hours: None,
            severity: row.severity.clone(),
        });
    }
    lines.sort_by_key(|it| std::cmp::Reverse(it.at));
    lines
}

fn own_line(state: &State, case: &Case) -> Option<RequestLine> {
    let (status, number, at) = match &case.filing {
        Filing::NotFiled => return None,
        Filing::Sending { .. } => ("sending", None, case.changed),
        Filing::Creating { since, .. } => ("creating", None, *since),
        Filing::Unsure { .. } => ("unsure", None, case.changed),
        Filing::Refused { .. } => ("refused", None, case.changed),
        Filing::Sent(sent) => ("open", Some(sent.number.clone()), sent.at),
        Filing::Recorded(sent) => ("recorded", Some(sent.number.clone()), sent.at),
        Filing::Handed(handed) => ("handed", None, handed.at),
    };
    let screen = verdict(state, case);
    let hours = screen.and_then(|it| it.hours);
    let has_target = matches!(case.filing, Filing::Sent(_) | Filing::Recorded(_));
    Some(RequestLine {
        name: number
            .clone()
            .unwrap_or_else(|| case.id.as_str().to_owned()),
        number,
        case: Some(case.id.clone()),
        title: case.draft.text(Field::Title).trim().to_owned(),
        customer: case
            .customer
            .as_ref()
            .map(|it| it.name.clone())
            .unwrap_or_default(),
        status: status.to_owned(),
        at: Some(at),
        target_hours: hours.as_ref().filter(|_| has_target).map(|it| it.0),
        severity: hours.map(|it| it.1).unwrap_or_default(),
    })
}
