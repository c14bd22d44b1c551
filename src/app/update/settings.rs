//! The organisation, the practice world, and how the user likes to work.

use crate::{
    app::{Effect, Freshness, HealthBoard, Load, Route, State, update},
    casework::Organisation,
    facts::Answer,
    vocab::FactId,
};

pub(super) fn organisation_fact(
    state: &mut State,
    fact: FactId,
    answer: Option<Answer>,
) -> Vec<Effect> {
    match answer {
        Some(answer) => state.organisation.facts.insert(fact, answer),
        None => state.organisation.facts.remove(&fact),
    };
    vec![Effect::Save]
}

pub(super) fn organisation_text(state: &mut State, name: &str, text: String) -> Vec<Effect> {
    let organisation = &mut state.organisation;
    let place = match name {
        "name" => &mut organisation.name,
        "provider_name" => &mut organisation.provider_name,
        "provider_email" => &mut organisation.provider_email,
        "first_name" => &mut organisation.contact.first_name,
        "last_name" => &mut organisation.contact.last_name,
        "email" => &mut organisation.contact.email,
        "phone" => &mut organisation.contact.phone,
        "country" => &mut organisation.contact.country,
        _ => return Vec::new(),
    };
    *place = text;
    vec![Effect::Save]
}

pub(super) fn forget_organisation(state: &mut State) -> Vec<Effect> {
    state.organisation = Organisation::default();
    update::announce(state, "said.forgotten");
    vec![Effect::Save]
}

/// Changes between a question and a section a page, staying at the same question.
pub(super) fn compact(state: &mut State, is_compact: bool) -> Vec<Effect> {
    state.settings.is_compact = is_compact;
    let target = match state.route().clone() {
        Route::Step(case, step) if is_compact => {
            let section = state
                .content
                .as_ref()
                .and_then(|it| it.playbook.interview.step(&step))
                .map(|it| it.section.clone());
            section.map(|it| Route::Section(case, it))
        }
        Route::Section(case, _) if !is_compact => Some(update::next_page(state, &case)),
        _ => None,
    };
    let mut effects = vec![Effect::Save];
    effects.extend(target.map(Effect::Replace));
    effects
}

/// Another world knows other customers: everything read from the old one is forgotten, cases are kept.
pub(super) fn choose_world(state: &mut State, cloud: String) -> Vec<Effect> {
    state.cloud.clone_from(&cloud);
    state.customers.forget();
    state.services = Load::NotAsked;
    state.classifications.clear();
    state.requests = Load::NotAsked;
    state.freshness = Freshness::default();
    state.tickets.clear();
    state.replies.clear();
    state.health = HealthBoard::default();
    vec![Effect::ChooseWorld(cloud, state.world_size), Effect::Save]
}
