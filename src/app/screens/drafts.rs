//! The cases to go on with, on the start page.

use crate::{
    app::{
        Route, State,
        screens::{Standing, decide, stand},
        update,
    },
    casework::{Case, CaseId, Filing, UNFILED_MS},
    flow::Reply,
    vocab::{FactId, Moment, sort_by},
    wording::Arg,
};

/// A case that is not out yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// Which one.
    pub case: CaseId,
    /// Whose problem it is.
    pub about: String,
    /// How far it is: the next question, or the verdict.
    pub standing: String,
    /// How many answers it holds.
    pub n_answers: usize,
    /// When it last changed.
    pub changed: Moment,
    /// Until when it is kept if nothing changes.
    pub kept_until: Moment,
    /// Where it goes on.
    pub target: Route,
}

/// The cases that are neither out nor on their way, newest first.
pub fn draft_lines(state: &State) -> Vec<DraftLine> {
    let mut cases: Vec<_> = state.cases.values().filter(|it| is_draft(it)).collect();
    sort_by(&mut cases, |one, other| other.changed.cmp(&one.changed));
    cases
        .into_iter()
        .filter_map(|it| draft_line(state, it))
        .collect()
}

/// The newest of them about a customer.
pub(super) fn draft_of(state: &State, customer: &str) -> Option<DraftLine> {
    let is_about = |it: &&Case| it.customer.as_ref().is_some_and(|it| it.id == customer);
    let drafts = state.cases.values().filter(|it| is_draft(it));
    let newest = drafts.filter(is_about).max_by_key(|it| it.changed)?;
    draft_line(state, newest)
}

/// Whether nothing of a case has left this device, so that it can still be thrown away.
pub(super) fn is_draft(case: &Case) -> bool {
    case.filing.is_unfiled()
}

fn draft_line(state: &State, case: &Case) -> Option<DraftLine> {
    let standing = stand(state, case)?;
    Some(DraftLine {
        case: case.id.clone(),
        about: about(&standing, case),
        standing: how_far(&standing, case),
        n_answers: case.transcript.replies().count(),
        changed: case.changed,
        kept_until: case.changed.plus_ms(UNFILED_MS),
        target: update::next_page(state, &case.id),
    })
}

fn about(standing: &Standing, case: &Case) -> String {
    if let Some(customer) = &case.customer {
        return customer.name.clone();
    }
    let words = &standing.content.words;
    let subject = match case.transcript.get(&FactId::new("subject")) {
        Some(Reply::Known(answer)) => format!("option.subject.{}", answer.key()),
        Some(Reply::Unknown) | None => String::new(),
    };
    let key = if words.has(&subject) {
        subject.as_str()
    } else {
        "start.nobody"
    };
    words.say(key, &[])
}

fn how_far(standing: &Standing, case: &Case) -> String {
    let words = &standing.content.words;
    if matches!(case.filing, Filing::Refused { .. }) {
        return words.say("start.refused", &[]);
    }
    if let Some(stop) = standing.path.next() {
        let question = words.say(&format!("step.{}.title", stop.step), &[]);
        return words.say("start.next", &[("question", Arg::Text(&question))]);
    }
    let verdict = words.say(&format!("decision.{}.short", decide(standing)), &[]);
    words.say("start.decided", &[("verdict", Arg::Text(&verdict))])
}

#[cfg(test)]
mod tests {
    use super::{draft_lines, is_draft};
    use crate::{
        app::{Content, State},
        casework::{Case, CaseId, CustomerRef, Filing},
        content::{Playbook, shipped},
        storage::{Desk, expire},
        vocab::Moment,
        wording::Words,
    };
    use std::rc::Rc;

    fn desk() -> State {
        let playbook = Playbook::parse(&shipped::edition_2021()).ok();
        let words = Words::parse("en", r#"{"start.next": "Next: {question}"}"#).ok();
        let content = playbook.zip(words).map(|(playbook, words)| {
            Rc::new(Content {
                playbook: Rc::new(playbook),
                words,
                is_whole: true,
            })
        });
        let mut state = State {
            content,
            ..State::default()
        };
        for (name, changed) in [("older", 1_000), ("newer", 2_000)] {
            if let Some(id) = CaseId::parse(name) {
                let customer = CustomerRef {
                    name: name.to_owned(),
                    ..CustomerRef::default()
                };
                let case = Case::open(id.clone(), Some(customer), Moment(changed));
                state.cases.insert(id, case);
            }
        }
        state
    }

    #[test]
    fn the_newest_draft_stands_first_and_says_what_comes_next() {
        let state = desk();
        let lines: Vec<_> = draft_lines(&state)
            .into_iter()
            .map(|it| format!("{} {}", it.about, it.standing))
            .collect();
        assert_eq!(
            lines,
            [
                "newer Next: step.cloud.title",
                "older Next: step.cloud.title"
            ]
        );
    }

    #[test]
    fn a_draft_is_kept_as_long_as_the_page_says() {
        let state = desk();
        for line in draft_lines(&state) {
            for (now, n_kept) in [(line.kept_until, 1), (line.kept_until.plus_ms(1), 0)] {
                let mut saved = Desk {
                    cases: state.cases.get(&line.case).cloned().into_iter().collect(),
                    ..Desk::default()
                };
                expire(&mut saved, now);
                assert_eq!(saved.cases.len(), n_kept, "{}", line.about);
            }
        }
    }

    #[test]
    fn what_may_have_reached_the_portal_is_no_draft() {
        if let Some(id) = CaseId::parse("case") {
            let mut case = Case::open(id, None, Moment(0));
            assert!(is_draft(&case));
            case.filing = Filing::Unsure {
                name: "desk-1".to_owned(),
            };
            assert!(!is_draft(&case));
        }
    }
}
