//! Questions and answers.

use crate::{
    app::{Circumstances, Confirm, Effect, Route, State, update},
    casework::{Case, CaseId, Record, Told},
    facts::{Answer, Kind},
    flow::{self, Reply},
    vocab::{Date, FactId},
};
use std::collections::BTreeSet;

/// A page that asks a step which is not on the path any more leads to where the case goes on.
pub(super) fn arrive(state: &mut State, id: &CaseId, step: &str) -> Vec<Effect> {
    let Some((_, path)) = state
        .cases
        .get(id)
        .and_then(|case| update::path(state, case))
    else {
        return Vec::new();
    };
    if path.stop(step).is_some() {
        read_customer(state, id)
    } else {
        vec![Effect::Replace(update::next_page(state, id))]
    }
}

/// What the portals tell of the customer stands beside the questions; it is not kept when the page is loaded afresh.
pub(super) fn read_customer(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let case = state.cases.get(id).filter(|it| !it.filing.is_out());
    match case.and_then(|it| it.customer.as_ref()) {
        Some(customer) => update::customers::ask_for_details(state, customer.id.clone()),
        None => Vec::new(),
    }
}

/// Asks again for what the portals did not tell.
pub(super) fn retry(state: &mut State, id: &CaseId) -> Vec<Effect> {
    let customer = state.cases.get(id).and_then(|it| it.customer.as_ref());
    if let Some(customer) = customer {
        state.customers.details.remove(&customer.id);
    }
    read_customer(state, id)
}

/// A question that the portal has answered while it stood on the page is left for the next one.
///
/// The page changes at once, so that nothing else shows in between; the address follows.
pub(super) fn leave_if_passed(state: &mut State) -> Option<Effect> {
    let Route::Step(id, step) = state.route() else {
        return None;
    };
    let (_, path) = update::path(state, state.cases.get(id)?)?;
    if path.stop(step).is_some() {
        return None;
    }
    let next = update::next_page(state, id);
    state.address.route = next.clone();
    Some(Effect::Replace(next))
}

/// Goes on from a step: records the reply, or says that one is needed, or asks about what it would set aside.
pub(super) fn go_on(
    state: &mut State,
    id: &CaseId,
    fact: &FactId,
    reply: Option<Reply>,
) -> Vec<Effect> {
    let Some(reply) = reply else {
        state.unanswered = Some(fact.to_string());
        return vec![Effect::Focus("problems".to_owned())];
    };
    state.unanswered = None;
    let sets_aside = invalidated(state, id, fact, &reply);
    if sets_aside.is_empty() {
        record(state, id, fact.clone(), reply);
        return vec![Effect::Save, Effect::Go(update::page_after(state, id))];
    }
    state.confirm = Some(Confirm {
        case: id.clone(),
        fact: fact.clone(),
        reply,
        sets_aside,
    });
    vec![Effect::Focus("confirm".to_owned())]
}

/// Records a reply at once, in compact mode.
pub(super) fn reply(state: &mut State, id: &CaseId, fact: FactId, reply: Reply) -> Vec<Effect> {
    if state.unanswered.as_deref() == Some(fact.as_str()) {
        state.unanswered = None;
    }
    let sets_aside = invalidated(state, id, &fact, &reply);
    if sets_aside.is_empty() {
        record(state, id, fact, reply);
        return vec![Effect::Save];
    }
    state.confirm = Some(Confirm {
        case: id.clone(),
        fact,
        reply,
        sets_aside,
    });
    vec![Effect::Focus("confirm".to_owned())]
}

/// Carries out the change that waits for agreement.
pub(super) fn agree(state: &mut State) -> Vec<Effect> {
    let Some(confirm) = state.confirm.take() else {
        return Vec::new();
    };
    record(state, &confirm.case, confirm.fact.clone(), confirm.reply);
    if matches!(state.route(), Route::Section(..)) {
        return vec![Effect::Save, back_to(&confirm.fact)];
    }
    let next = update::page_after(state, &confirm.case);
    vec![Effect::Save, Effect::Go(next)]
}

/// Drops the change that waits for agreement.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    let confirm = state.confirm.take();
    confirm.map(|it| back_to(&it.fact)).into_iter().collect()
}

/// The focus returns to the question that was about to change.
fn back_to(fact: &FactId) -> Effect {
    Effect::Focus(format!("ask-{fact}"))
}

/// Says or takes back a circumstance.
pub(super) fn mention(
    state: &mut State,
    id: &CaseId,
    fact: FactId,
    answer: Option<Answer>,
) -> Vec<Effect> {
    update::change(state, id, |case| match answer {
        Some(answer) => case.transcript.record(fact, Reply::Known(answer)),
        None => case.transcript.erase(&fact),
    });
    vec![Effect::Save]
}

/// A case opened from the picker is a customer's; the user can still say otherwise.
pub(super) fn presume_subject(state: &mut State, id: &CaseId) {
    let (subject, customer) = (FactId::new("subject"), Answer::Word("customer".to_owned()));
    let is_known = state.content.as_ref().is_some_and(|content| {
        let fact = content.playbook.rules.catalogue().get(subject.as_str());
        fact.is_some_and(|it| it.kind.class_of(&customer).is_some())
    });
    if is_known {
        update::change(state, id, |case| {
            case.transcript.record(subject, Reply::Known(customer));
        });
    }
}

/// Opens a case from a link, with the answers it carries; one that is no answer is shown, and the others are kept.
pub(super) fn open_from_link(
    state: &mut State,
    answers: &[(String, String)],
    outside: &Circumstances,
) -> Vec<Effect> {
    let (Some(content), Some(id)) = (state.content.clone(), CaseId::parse(&outside.fresh)) else {
        return Vec::new();
    };
    let mut case = Case::open(id.clone(), None, outside.now);
    case.learn(vec![Told {
        fact: FactId::new("cloud"),
        values: vec![state.cloud.clone()],
        record: Record::Setting,
        at: outside.now,
    }]);
    state.bad_link = None;
    for (key, value) in answers {
        let fact = content.playbook.rules.catalogue().get(key);
        match fact.and_then(|it| parse_answer(&it.kind, value)) {
            Some(answer) => case
                .transcript
                .record(FactId::new(key.as_str()), Reply::Known(answer)),
            None if state.bad_link.is_none() => state.bad_link = Some((key.clone(), value.clone())),
            None => (),
        }
    }
    state.cases.insert(id.clone(), case);
    if state.bad_link.is_some() {
        // The page says what is wrong and offers to go on with the other answers.
        state.address.route = Route::New(vec![("case".to_owned(), id.as_str().to_owned())]);
        return vec![Effect::Save];
    }
    vec![Effect::Save, Effect::Replace(update::next_page(state, &id))]
}

/// Reads an answer as an address or a form field writes it.
pub(in crate::app) fn parse_answer(kind: &Kind, text: &str) -> Option<Answer> {
    let answer = match kind {
        Kind::Bool => Answer::Flag(match text {
            "true" => true,
            "false" => false,
            _ => return None,
        }),
        Kind::Set(_) | Kind::Names { .. } if text == "empty" => Answer::Set(BTreeSet::new()),
        Kind::Set(_) | Kind::Names { .. } => {
            Answer::Set(text.split('+').map(str::to_owned).collect())
        }
        Kind::Date { .. } => Answer::Date(Date::parse(text)?),
        Kind::Enum(_) => Answer::Word(text.to_owned()),
        Kind::Language { .. }
            if text
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
                && !text.is_empty() =>
        {
            Answer::Word(text.to_owned())
        }
        Kind::Language { .. } => return None,
    };
    kind.class_of(&answer).map(|_| answer)
}

fn record(state: &mut State, id: &CaseId, fact: FactId, reply: Reply) {
    update::change(state, id, |case| case.transcript.record(fact, reply));
}

fn invalidated(state: &State, id: &CaseId, fact: &FactId, reply: &Reply) -> Vec<FactId> {
    let (Some(case), Some(content)) = (state.cases.get(id), &state.content) else {
        return Vec::new();
    };
    if case.transcript.get(fact) == Some(reply) {
        return Vec::new();
    }
    let given = update::given(state, content, case);
    let playbook = &content.playbook;
    flow::invalidated(
        &playbook.rules,
        &playbook.interview,
        &given,
        &case.transcript,
        fact,
        reply,
    )
}
