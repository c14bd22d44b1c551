//! Texts of the request.

use crate::{
    app::{
        State,
        screens::{answer_lines, filing::section_of, stand, verdict},
    },
    casework::{Case, Field},
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
    let known = answer_lines(&standing, case);
    for fact in ["impact", "health", "category"] {
        let line = known.iter().find(|it| it.fact == *fact);
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
    let provider = state.organisation.provider_name.trim();
    let mut lines = vec![
        if provider.is_empty() {
            words.say("handover.greeting_unnamed", &[])
        } else {
            words.say("handover.greeting", &[("provider", Arg::Text(provider))])
        },
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
    let ids = [customer.domain.as_str(), &customer.id];
    let ids: Vec<_> = ids.into_iter().filter(|it| !it.is_empty()).collect();
    add(
        words.say("handover.customer", &[]),
        &format!("{} ({})", customer.name, ids.join(", ")),
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
    // What the partner is, the provider knows.
    for line in answer_lines(&standing, case) {
        if !matches!(
            section_of(&standing, &line),
            None | Some("customer" | "partner")
        ) {
            add(line.label, &line.value);
        }
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

/// The verdict as text, for a mail or a note: customer, sentence, what is missing, points, answers, warnings, reasons
/// with sources.
pub fn verdict_text(state: &State, case: &Case) -> String {
    let (Some(screen), Some(content)) = (verdict(state, case), &state.content) else {
        return String::new();
    };
    let words = &content.words;
    let plain = |pieces: Vec<Piece>| pieces.into_iter().map(Piece::into_text).collect::<String>();
    let mut lines = Vec::new();
    if let Some(customer) = &case.customer {
        let args = [
            ("name", Arg::Text(&customer.name)),
            ("domain", Arg::Text(customer.handle())),
        ];
        lines.extend([words.say("text.customer", &args), String::new()]);
    }
    lines.extend([screen.title.clone(), plain(screen.says), String::new()]);
    for task in screen.tasks {
        lines.push(format!("* {}", task.title));
        lines.push(task.says);
        let ways = task.ways.into_iter().map(|it| format!("  - {}", plain(it)));
        lines.extend(ways);
        if let Some((fact, _)) = task.again {
            lines.push(words.say("text.again", &[("fact", Arg::Text(&fact))]));
        }
        lines.push(String::new());
    }
    for open in &screen.open {
        lines.push(format!("? {}: {}", open.label, open.ask));
    }
    for point in &screen.points {
        lines.push(format!(
            "{}: {}",
            words.say(&format!("point.{}", point.point.name()), &[]),
            point.value
        ));
    }
    lines.push(String::new());
    for line in stand(state, case)
        .map(|it| answer_lines(&it, case))
        .unwrap_or_default()
    {
        lines.push(format!("{}: {}", line.label, line.value));
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
