//! The request: written, checked, filed once, followed.

use crate::{
    app::{
        Attempt, Effect, FilingNews, Load, Route, State, Trouble, screens,
        update::{self, is_same_text, requests},
    },
    casework::{CaseId, Channel, Field, Filing, Handed, Sent, read_ticket_number, successor},
};

pub(super) fn arrive(state: &mut State, id: &CaseId) -> Vec<Effect> {
    suggest(state, id);
    let channel = state
        .cases
        .get(id)
        .and_then(|case| screens::channel(state, case));
    if channel != Some(Channel::Azure) {
        return Vec::new();
    }
    // The customer's subscriptions are not kept when the page is loaded afresh.
    let customer = state.cases.get(id).and_then(|it| it.customer.as_ref());
    let Some(customer) = customer.map(|it| it.id.clone()) else {
        // What can be filed is listed for a tenant.
        return Vec::new();
    };
    let mut effects = update::customers::ask_for_details(state, customer);
    if matches!(state.services, Load::NotAsked) {
        state.services = Load::Waiting;
        effects.push(Effect::ReadServices);
    }
    let service = state
        .cases
        .get(id)
        .map(|it| it.draft.text(Field::Service).to_owned())
        .unwrap_or_default();
    effects.extend(ask_for_classifications(state, service));
    effects
}

fn ask_for_classifications(state: &mut State, service: String) -> Option<Effect> {
    if service.is_empty() || state.classifications.contains_key(&service) {
        return None;
    }
    state.classifications.insert(service.clone(), Load::Waiting);
    Some(Effect::ReadClassifications(service))
}

/// Fills what is known: the user's own contact, the only subscription, the language.
pub(super) fn suggest(state: &mut State, id: &CaseId) {
    let contact = state.organisation.contact.clone();
    let subscription = only_subscription(state, id);
    let language = state
        .cases
        .get(id)
        .and_then(|case| screens::support_language(state, case));
    let Some(case) = state.cases.get_mut(id) else {
        return;
    };
    case.draft.suggest(Field::FirstName, &contact.first_name);
    case.draft.suggest(Field::LastName, &contact.last_name);
    case.draft.suggest(Field::Email, &contact.email);
    case.draft.suggest(Field::Phone, &contact.phone);
    case.draft.suggest(Field::Country, &contact.country);
    case.draft
        .suggest(Field::Subscription, &subscription.unwrap_or_default());
    case.draft
        .suggest(Field::SupportLanguage, language.unwrap_or("en-us"));
}

fn only_subscription(state: &State, id: &CaseId) -> Option<String> {
    let case = state.cases.get(id)?;
    let subscriptions = screens::azure_subscriptions(state, case);
    match subscriptions.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    }
}

pub(super) fn write(state: &mut State, id: &CaseId, field: Field, text: String) -> Vec<Effect> {
    state.problems.retain(|it| it.field != field);
    let service = (field == Field::Service).then(|| text.clone());
    update::change(state, id, |case| {
        case.draft.write(field, text);
        if field == Field::Service {
            case.draft.write(Field::Classification, String::new());
        }
    });
    let mut effects = vec![Effect::Save];
    effects.extend(service.and_then(|it| ask_for_classifications(state, it)));
    effects
}

/// Goes on to the check page, or says everything that is wrong.
pub(super) fn review(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let Some(case) = state.cases.get(id) else {
        return Vec::new();
    };
    let channel = screens::channel(state, case).unwrap_or(Channel::Portal);
    let domain = case.customer.as_ref().map_or("", |it| it.domain.as_str());
    let checked = if channel == Channel::Azure {
        screens::ticket(state, case)
    } else {
        case.draft.check(channel, domain)
    };
    match checked {
        Ok(_) => {
            state.problems.clear();
            remember_contact(state, id);
            vec![Effect::Save, Effect::Go(Route::Check(id.clone()))]
        }
        Err(problems) => {
            state.problems = problems;
            vec![Effect::Focus("problems".to_owned())]
        }
    }
}

/// What was typed as contact is the user's own, so it need not be typed again.
fn remember_contact(state: &mut State, id: &CaseId) {
    let Some(case) = state.cases.get(id) else {
        return;
    };
    let contact = &mut state.organisation.contact;
    for (place, field) in [
        (&mut contact.first_name, Field::FirstName),
        (&mut contact.last_name, Field::LastName),
        (&mut contact.email, Field::Email),
        (&mut contact.phone, Field::Phone),
        (&mut contact.country, Field::Country),
    ] {
        if place.is_empty() {
            case.draft.text(field).clone_into(place);
        }
    }
}

/// Files the request, once: a second click finds the first attempt under way, and another tab finds its name taken.
pub(super) fn submit(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let Some(case) = state.cases.get(id) else {
        return Vec::new();
    };
    let Some(customer) = case.customer.clone() else {
        return Vec::new();
    };
    let is_azure = screens::channel(state, case) == Some(Channel::Azure);
    let ticket = match screens::ticket(state, case) {
        Ok(ticket) if is_azure => ticket,
        _ if matches!(case.filing, Filing::Unsure { .. }) => return look_up(state, id),
        Err(problems) if is_azure => {
            state.problems = problems;
            return vec![Effect::Go(Route::Request(id.clone()))];
        }
        Ok(_) | Err(_) => return Vec::new(),
    };
    let Some(filing) = case.filing.begin(&case.ticket_name()) else {
        return Vec::new();
    };
    let attempt = Attempt {
        customer: customer.id,
        name: filing.name().unwrap_or_default().to_owned(),
        is_repeated: matches!(case.filing, Filing::Unsure { .. }),
        ticket,
        severity: screens::severity(state, case).to_owned(),
    };
    update::change(state, id, |case| case.filing = filing);
    vec![
        Effect::Save,
        Effect::File(id.clone(), Box::new(attempt)),
        Effect::Go(Route::Done(id.clone())),
    ]
}

/// What may have arrived is asked for, also where the case has changed so that nothing could be filed any more.
fn look_up(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let Some(case) = state.cases.get(id) else {
        return Vec::new();
    };
    let (Some(customer), Filing::Unsure { name }) = (&case.customer, &case.filing) else {
        return Vec::new();
    };
    let effect = Effect::LookUp {
        case: id.clone(),
        customer: customer.id.clone(),
        subscription: case.draft.text(Field::Subscription).to_owned(),
        name: name.clone(),
    };
    let filing = Filing::Sending { name: name.clone() };
    update::change(state, id, |case| case.filing = filing);
    vec![Effect::Save, effect]
}

/// News of a request on its way.
pub(super) fn hear(state: &mut State, id: &CaseId, news: FilingNews) -> Vec<Effect> {
    let now = state.now;
    let case = state.cases.get(id);
    let Some((case, name)) = case.and_then(|it| Some((it, it.filing.name()?.to_owned()))) else {
        return Vec::new();
    };
    let written = case.draft.text(Field::Title).to_owned();
    let key = match &news {
        FilingNews::Creating => "said.creating",
        FilingNews::Sent { .. } => "said.sent",
        FilingNews::Refused(_) | FilingNews::NotSent(_) | FilingNews::Failed(_) => "said.refused",
        FilingNews::NoAnswer | FilingNews::Unseen(_) => "said.unsure",
    };
    state.unseen = match &news {
        FilingNews::Unseen(trouble) => Some((id.clone(), trouble.clone())),
        _ => state.unseen.take().filter(|it| it.0 != *id),
    };
    let refused = |trouble: Trouble, name: String| Filing::Refused {
        kind: trouble.kind.to_owned(),
        why: trouble.support,
        name: Some(name),
    };
    let filing = match news {
        FilingNews::Creating => Filing::Creating { name, since: now },
        FilingNews::Sent {
            number,
            plan,
            title,
        } => Filing::Sent(Sent {
            number,
            name: Some(name),
            at: now,
            plan: Some(plan).filter(|it| !it.is_empty()),
            title: Some(title).filter(|it| !it.is_empty() && !is_same_text(it, &written)),
        }),
        FilingNews::Refused(trouble) | FilingNews::NotSent(trouble) => refused(trouble, name),
        FilingNews::Failed(trouble) => refused(trouble, successor(&name)),
        FilingNews::NoAnswer | FilingNews::Unseen(_) => Filing::Unsure { name },
    };
    update::change(state, id, |case| case.filing = filing);
    update::announce(state, key);
    let mut effects = vec![Effect::Save];
    effects.extend(requests::outdate(state));
    effects
}

/// Records the number that the portal gave.
pub(super) fn record(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let Some(case) = state.cases.get(id).filter(|it| !it.filing.is_out()) else {
        return Vec::new();
    };
    match read_ticket_number(case.draft.text(Field::TicketNumber)) {
        Ok(number) => {
            let at = state.now;
            state.problems.clear();
            remember_contact(state, id);
            update::change(state, id, |case| {
                case.filing = Filing::Recorded(Sent {
                    number,
                    name: None,
                    at,
                    plan: None,
                    title: None,
                });
            });
            vec![Effect::Save, Effect::Go(Route::Done(id.clone()))]
        }
        Err(problem) => {
            state.problems = vec![problem];
            vec![Effect::Focus("problems".to_owned())]
        }
    }
}

/// Records that the provider has it.
pub(super) fn hand_over(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let at = state.now;
    let to = state.organisation.provider_name.clone();
    let Some(case) = state.cases.get(id).filter(|it| !it.filing.is_out()) else {
        return Vec::new();
    };
    if let Err(problems) = case.draft.check(Channel::Provider, "") {
        state.problems = problems;
        return vec![Effect::Focus("problems".to_owned())];
    }
    update::change(state, id, |case| {
        case.filing = Filing::Handed(Handed { to, at });
    });
    vec![Effect::Save, Effect::Go(Route::Done(id.clone()))]
}
