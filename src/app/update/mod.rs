//! One step of the app: a command changes the state and asks for effects.

mod connection;
mod customers;
mod edition;
mod health;
mod interview;
mod language;
mod reading;
mod reference;
mod request;
mod requests;
mod settings;
mod terms;

use crate::{
    app::{Circumstances, Command, Content, Details, Effect, Load, Route, State, screens},
    casework::{Case, CaseId},
    facts::Known,
    flow::{self, Path},
    portal::{Origin, told_by},
    vocab::FactId,
};
use std::rc::Rc;

pub(super) use interview::parse_answer;
pub use requests::is_same_text;

/// Applies a command.
pub fn update(state: &mut State, command: Command, outside: &Circumstances) -> Vec<Effect> {
    // Also backwards: once a portal has told the time, a device that is ahead is put right.
    state.now = outside.now;
    match command {
        Command::Arrived(address) if address.route == *state.route() && state.has_arrived => {
            // The same page in another language: everything on it stays.
            state.address = address;
            language::arrive(state)
        }
        Command::Arrived(address) => {
            state.address = address;
            state.has_arrived = true;
            state.language_trouble = None;
            state.problems.clear();
            state.unanswered = None;
            state.confirm = None;
            keep_checking(state);
            let mut effects = reference::arrive(state);
            effects.extend(language::arrive(state));
            effects.extend(arrive(state, outside));
            effects
        }
        Command::Ticked => {
            let mut effects = health::tick(state);
            effects.extend(requests::tick(state));
            effects
        }

        Command::Searched(query) => customers::search(state, query),
        Command::Showed(show) => customers::show(state, show),
        Command::CustomersDue(round) => reading::ask(state, round),
        Command::CustomersRead(round, answer) => reading::read(state, round, *answer),
        Command::SearchDue(nth) => reading::look_up(state, nth),
        Command::CustomersFound(nth, answer) => reading::look_up_done(state, nth, answer),
        Command::Viewed(ids) => reading::view(state, &ids),
        Command::ViewDue(nth) => reading::view_due(state, nth),
        Command::SummaryDue(round, id) => reading::ask_for_summary(state, round, id),
        Command::SummaryRead(round, id, answer) => reading::read_summary(state, round, &id, answer),
        Command::Paged(is_paged) => {
            state.settings.is_paged = is_paged;
            vec![Effect::Save]
        }
        Command::Selected(id) => customers::select(state, id),
        Command::DetailsRead(id, answer) => customers::read_details(state, id, *answer),
        Command::Pinned(id) => customers::pin(state, id),
        Command::Used(id) => customers::use_for_case(state, &id, outside),

        Command::Continued(case, fact, reply) => interview::go_on(state, &case, &fact, reply),
        Command::Replied(case, fact, reply) => interview::reply(state, &case, fact, reply),
        Command::Agreed => interview::agree(state),
        Command::Kept => interview::keep(state),
        Command::Mentioned(case, fact, answer) => interview::mention(state, &case, fact, answer),
        Command::Dropped(case) => {
            state.cases.remove(&case);
            announce(state, "said.dropped");
            vec![Effect::Save, Effect::Go(Route::Start)]
        }

        Command::Walked(case, n_ticked) => {
            change(state, &case, |it| it.n_ticked = n_ticked);
            vec![Effect::Save]
        }

        Command::Wrote(case, field, text) => request::write(state, &case, field, text),
        Command::Reviewed(case) => request::review(state, &case),
        Command::Submitted(case) => request::submit(state, &case),
        Command::Heard(case, news) => request::hear(state, &case, news),
        Command::Recorded(case) => request::record(state, &case),
        Command::HandedOver(case) => request::hand_over(state, &case),
        Command::ServicesRead(answer) => {
            state.services = into_load(answer);
            Vec::new()
        }
        Command::ClassificationsRead(service, answer) => {
            state.classifications.insert(service, into_load(answer));
            Vec::new()
        }

        Command::OrganisationFact(fact, answer) => settings::organisation_fact(state, fact, answer),
        Command::OrganisationText(name, text) => settings::organisation_text(state, &name, text),
        Command::OrganisationForgotten => settings::forget_organisation(state),

        Command::RequestsDue => requests::refresh(state),
        Command::RequestsRead(answer) => requests::read_list(state, answer, outside),
        Command::Noted(number, text) => requests::note(state, number, &text, outside),
        Command::Closed(number) => requests::close(state, number),
        Command::RequestRead(number, answer) => requests::read_request(state, &number, *answer),
        Command::Written(number, may_be_there) => requests::written(state, &number, may_be_there),
        Command::TicketRead(number, answer) => requests::read_ticket(state, number, *answer),

        Command::Health(command) => health::apply(state, command, outside),

        Command::EditionChosen(edition) => edition::choose(state, edition),
        Command::EditionRead(edition, files) => edition::read(state, edition, *files),
        Command::RulesRead(edition, playbook) => edition::compare(state, edition, playbook),
        Command::LanguageChosen(language) => language::choose(state, language),
        Command::LanguageRead(language, files) => language::read(state, &language, *files),
        Command::ReferenceOpened => reference::open(state),
        Command::ReferenceRead(language, list) => reference::read(state, &language, list),
        Command::TermsOpened => terms::open(state),
        Command::TermsRead(file) => terms::read(state, file),
        Command::Themed(theme) => {
            state.settings.theme = theme;
            vec![Effect::Save]
        }
        Command::Compacted(is_compact) => settings::compact(state, is_compact),
        Command::Labelled(mode, language) => {
            state.settings.labels = mode;
            state.settings.label_language = language;
            vec![Effect::Save]
        }

        Command::WorldChosen(cloud) => settings::choose_world(state, cloud),
        Command::WorldSized(n_customers) => {
            state.world_size = n_customers;
            let cloud = state.cloud.clone();
            settings::choose_world(state, cloud)
        }
        Command::Dialled(dials) => vec![Effect::Dial(dials)],
        Command::Inspected(dials, log) => {
            state.dials = Some(dials);
            state.log = log;
            Vec::new()
        }
        Command::WorldRead(Ok(())) => {
            announce(state, "said.world");
            vec![Effect::Inspect]
        }
        Command::WorldRead(Err(trouble)) => reading::fail(state, trouble),
        Command::SignInAsked => connection::sign_in(state),
        Command::CameBack(fragment) => connection::come_back(state, fragment),
        Command::SignedIn(answer) => connection::signed_in(state, *answer),
        Command::SignOutAsked => connection::sign_out_everywhere(state),
        Command::SessionEndAsked => connection::end_session(state),
        Command::SignedOutElsewhere => connection::sign_out_too(state),
        Command::TestAsked => connection::test(state),
        Command::Tested(answer) => {
            state.connection.test = into_load(answer);
            vec![Effect::Inspect]
        }
        Command::Connected(log, clock_offset_ms) => {
            state.connection.log = log;
            state.connection.clock_offset_ms = clock_offset_ms;
            Vec::new()
        }
        Command::Retried => retry(state),
        Command::Saved(done) => {
            state.is_unsaved = !done;
            if done {
                state.saved_at = Some(state.now);
            }
            Vec::new()
        }
        Command::Copied(done) => {
            announce(
                state,
                if done {
                    "said.copied"
                } else {
                    "said.not_copied"
                },
            );
            Vec::new()
        }
    }
}

/// A check goes on over the pages where its answers are changed, and ends on every other.
fn keep_checking(state: &mut State) {
    let route = state.route();
    let checked = match route {
        Route::Check(id) => state.cases.get(id).and_then(|case| {
            let standing = screens::stand(state, case)?;
            Some((id.clone(), screens::decide(&standing).clone()))
        }),
        Route::Step(id, _) | Route::Section(id, _) | Route::Request(id) => {
            let checked = state.checking.clone();
            checked.filter(|(case, _)| case == id)
        }
        Route::Organisation => state.checking.clone(),
        _ => None,
    };
    state.checking = checked;
}

/// What a page needs when it is reached.
fn arrive(state: &mut State, outside: &Circumstances) -> Vec<Effect> {
    match state.route().clone() {
        Route::Customers => reading::arrive(state),
        Route::New(answers) => interview::open_from_link(state, &answers, outside),
        Route::Step(case, step) => interview::arrive(state, &case, &step),
        Route::Section(case, _) => interview::read_customer(state, &case),
        Route::Request(case) | Route::Check(case) => request::arrive(state, &case),
        Route::Requests => requests::arrive_at_list(state),
        Route::Detail(number) => requests::arrive_at_one(state, &number),
        Route::Health => health::arrive(state),
        Route::Practice | Route::Connection => vec![Effect::Inspect],
        Route::Verdict(case) => {
            let mut effects = edition::others(state);
            effects.extend(health::follow(state, &case));
            effects
        }
        Route::Start
        | Route::Organisation
        | Route::Walk(_)
        | Route::Done(_)
        | Route::Help
        | Route::Library
        | Route::Unknown(_) => Vec::new(),
    }
}

/// Asks again for everything that failed.
fn retry(state: &mut State) -> Vec<Effect> {
    let mut effects = reference::retry(state);
    effects.extend(retry_page(state));
    effects
}

/// Asks again for what the page itself is about.
fn retry_page(state: &mut State) -> Vec<Effect> {
    if state.language_trouble.is_some() {
        return language::retry(state);
    }
    match state.route().clone() {
        Route::Customers => customers::retry(state),
        Route::Step(case, _) | Route::Section(case, _) | Route::Verdict(case) => {
            interview::retry(state, &case)
        }
        Route::Request(case) => {
            let customer = state.cases.get(&case).and_then(|it| it.customer.as_ref());
            if let Some(id) = customer.map(|it| it.id.clone()) {
                customers::forget_failed(state, &id);
            }
            if matches!(state.services, Load::Failed(_)) {
                state.services = Load::NotAsked;
            }
            state
                .classifications
                .retain(|_, it| !matches!(it, Load::Failed(_)));
            request::arrive(state, &case)
        }
        Route::Requests | Route::Detail(_) => requests::retry(state),
        Route::Health => health::retry(state),
        Route::Library => terms::retry(state),
        _ => Vec::new(),
    }
}

fn into_load<T>(answer: Result<T, crate::app::Trouble>) -> Load<T> {
    match answer {
        Ok(value) => Load::Known(value),
        Err(trouble) => Load::Failed(trouble),
    }
}

/// Reads words out politely.
fn announce(state: &mut State, key: &str) {
    let text = state
        .content
        .as_ref()
        .map(|it| it.words.say(key, &[]))
        .unwrap_or_default();
    state.announcement = (state.announcement.0 + 1, text);
}

/// Changes a case and its date.
fn change(state: &mut State, id: &CaseId, edit: impl FnOnce(&mut Case)) {
    let now = state.now;
    if let Some(case) = state.cases.get_mut(id) {
        edit(case);
        case.changed = now;
    }
}

/// What is known of a case without asking.
fn given(state: &State, content: &Content, case: &Case) -> Known {
    case.given(content.playbook.rules.catalogue(), &state.organisation)
}

/// The path of a case.
pub(super) fn path(state: &State, case: &Case) -> Option<(Rc<Content>, Path)> {
    let content = state.content.clone()?;
    let path = path_in(state, &content, case);
    Some((content, path))
}

/// The path of a case by the rules of some edition.
pub(super) fn path_in(state: &State, content: &Content, case: &Case) -> Path {
    let given = given(state, content, case);
    flow::replay(
        &content.playbook.rules,
        &content.playbook.interview,
        &given,
        &case.transcript,
    )
}

/// The page where a case goes on: its next question, or its verdict.
pub(super) fn next_page(state: &State, id: &CaseId) -> Route {
    let next = state.cases.get(id).and_then(|case| {
        let (content, path) = path(state, case)?;
        let next = path.next()?;
        let step = content.playbook.interview.step(next.step.as_str())?;
        Some(if state.settings.is_compact {
            Route::Section(id.clone(), step.section.clone())
        } else {
            Route::Step(id.clone(), next.step.to_string())
        })
    });
    next.unwrap_or_else(|| Route::Verdict(id.clone()))
}

/// The page after an answer: back to the check where it was changed from there and leaves the decision as it was.
pub(super) fn page_after(state: &State, id: &CaseId) -> Route {
    let next = next_page(state, id);
    let is_checked = |case: &Case| {
        let standing = screens::stand(state, case)?;
        let (checked, decision) = state.checking.as_ref()?;
        Some(checked == id && *decision == screens::decide(&standing))
    };
    let case = state.cases.get(id);
    match next {
        Route::Verdict(id) if case.and_then(is_checked) == Some(true) => Route::Check(id),
        next => next,
    }
}

/// What details tell a case. What a record told before stands, with its age, until that record has been read again.
fn learn(case: &mut Case, details: &Details) {
    let is_read = |fact: &FactId| match told_by(fact.as_str()) {
        Some(Origin::CustomerRecord) => details.summary.known().is_some(),
        Some(Origin::Subscriptions) => details.subscriptions.known().is_some(),
        Some(Origin::Relationships) => details.relationships.known().is_some(),
        Some(Origin::Setting) | None => true,
    };
    let before = case.told.iter().filter(|it| !is_read(&it.fact));
    let told = details.told.iter().chain(before).cloned().collect();
    case.learn(told);
}
