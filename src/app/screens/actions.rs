//! What follows a verdict: what to do now, and the way a request takes.

use crate::{
    app::{
        Route, State,
        screens::{
            Standing,
            interview::{change_of, next_page},
            part_words, value_words,
            verdict::response_words,
        },
    },
    casework::{Case, Channel},
    policy::{Point, Value},
    vocab::FactId,
    wording::Arg,
};
use std::collections::BTreeSet;

/// Something to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// What it is called.
    pub says: String,
    /// The page where it is done.
    pub route: Route,
}

/// What to do now; the first is the one to do.
pub(super) fn actions(state: &State, standing: &Standing, case: &Case) -> Vec<ActionLine> {
    let words = &standing.content.words;
    let decision = &standing.decision;
    let mut lines = Vec::new();
    let mut add = |key: &str, route: Route| {
        let says = words.say(key, &[]);
        lines.push(ActionLine { says, route });
    };
    if case.filing.is_out() {
        add("verdict.see_filed", Route::Done(case.id.clone()));
    }
    let outcome = decision.outcome.as_deref();
    let outcome = outcome.and_then(|it| standing.content.playbook.outcome(it));
    let channel = outcome
        .and_then(|it| it.channel)
        .filter(|_| !case.filing.is_out());
    match channel {
        Some(Channel::Provider) => {
            add("verdict.prepare_provider", Route::Request(case.id.clone()));
        }
        Some(Channel::Azure | Channel::Portal) => {
            add("verdict.prepare", Route::Request(case.id.clone()));
        }
        None => (),
    }
    if let Some(missing) = decision.missing.first() {
        let fact = remedy(standing, missing);
        if let Some(route) = fact.and_then(|it| change_of(standing, case, &it)) {
            add("verdict.check_again", route);
        }
    } else if channel != Some(Channel::Provider) && has_walkthrough(standing) {
        add("verdict.show_where", Route::Walk(case.id.clone()));
    }
    if let Some(outcome) = outcome
        && let Some(fact) = &outcome.look_again
        && let Some(route) = change_of(standing, case, fact)
    {
        add(&format!("verdict.look_again.{}", outcome.id), route);
    }
    if standing.path.next().is_some() {
        add("verdict.go_on", next_page(state, case));
    } else if outcome.is_none()
        && let Some(fact) = decision.missing_facts.first()
        && let Some(route) = change_of(standing, case, fact)
    {
        add("verdict.answer_open", route);
    }
    lines
}

/// Whether a document describes the way.
fn has_walkthrough(standing: &Standing) -> bool {
    let decision = &standing.decision;
    let portal = decision.portal.as_ref().and_then(Value::text);
    let way = |path: &Value| {
        let atlas = &standing.content.playbook.atlas;
        atlas.way(path.list(), portal.unwrap_or_default()).is_some()
    };
    decision.path.as_ref().is_some_and(way)
}

/// The fact that takes a prerequisite off the list when it is answered differently: of those that the reasons for the
/// prerequisites rest on, the one that is asked last.
pub(super) fn remedy(standing: &Standing, missing: &str) -> Option<FactId> {
    let rules = &standing.content.playbook.rules;
    let reasons = standing.decision.reasons.iter();
    let mut rests = BTreeSet::new();
    rests.extend(
        reasons
            .filter(|it| it.point == Point::Prerequisites)
            .flat_map(|it| &it.rests),
    );
    let facts = rules.catalogue().facts().iter().enumerate().rev();
    let removes = |at: usize, class: usize| {
        let mut masks = standing.masks.clone();
        if let Some(mask) = masks.get_mut(at) {
            *mask = 1 << class;
        }
        !rules.decide(&masks).missing.iter().any(|it| it == missing)
    };
    facts
        .filter(|(_, it)| rests.contains(&it.id))
        .find(|(at, it)| (0..it.kind.n_classes()).any(|class| removes(*at, class)))
        .map(|(_, it)| it.id.clone())
}

/// The way a request takes: who, and what happens there. Empty where nothing goes anywhere.
pub(super) fn hops(state: &State, standing: &Standing) -> Vec<(String, Option<String>)> {
    let content = &standing.content;
    let words = &content.words;
    let decision = &standing.decision;
    let path = decision.path.as_ref().map(Value::list).unwrap_or_default();
    if path.is_empty() || !decision.missing.is_empty() {
        return Vec::new();
    }
    let name = state.organisation.name.trim();
    let you = if name.is_empty() {
        words.say("verdict.hop_you", &[])
    } else {
        words.say("verdict.hop_you_of", &[("organisation", Arg::Text(name))])
    };
    let role = FactId::new("role");
    let role_words = standing
        .path
        .known
        .get(role.as_str())
        .and_then(|it| it.answer.as_ref())
        .map(|it| value_words(content, &role, it));
    let mut hops = vec![(you, role_words)];
    hops.extend(
        path.iter()
            .map(|it| (words.say(&format!("path.{it}"), &[]), None)),
    );
    let portal = decision.portal.as_ref().and_then(Value::text);
    if let (Some(portal), Some((_, what))) = (portal.filter(|it| *it != "none"), hops.last_mut()) {
        *what = Some(words.say(&format!("portal.{portal}"), &[]));
    }
    let resolver = decision.resolver.as_ref();
    if resolver.is_some_and(|it| it.text() != Some("partner")) {
        let response = decision.response.as_ref();
        let response = response.map(|it| response_words(content, Some(it)));
        hops.push((part_words(content, "resolver", resolver), response));
    }
    hops
}
