//! *My organisation*: what is asked once and holds for every case.

use crate::{
    app::{
        State,
        screens::{CitationLine, Question, ask, citation, drafts::is_draft, stand},
        update::{self, parse_answer},
    },
    casework::{Case, CaseId, Organisation},
    facts::{Answer, Kind, Origin},
    flow::Reply,
    vocab::FactId,
};
use std::collections::BTreeSet;

/// The value of the choice that says a set is empty.
const NONE: &str = "empty";

/// A question of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnQuestion {
    /// The question, with the answer held now.
    pub question: Question,
    /// Where the rules behind it stand.
    pub citations: Vec<CitationLine>,
    /// Whether an answer is held.
    pub is_answered: bool,
    /// How many cases that are not out take the answer from here.
    pub n_drafts: usize,
}

/// Countries offered for a contact, as ISO 3166-1 alpha-3, which the portals take, and alpha-2, which names them.
pub const COUNTRIES: [(&str, &str); 24] = [
    ("AUT", "AT"),
    ("BEL", "BE"),
    ("BGR", "BG"),
    ("CHE", "CH"),
    ("CZE", "CZ"),
    ("DEU", "DE"),
    ("DNK", "DK"),
    ("ESP", "ES"),
    ("FIN", "FI"),
    ("FRA", "FR"),
    ("GBR", "GB"),
    ("HUN", "HU"),
    ("IRL", "IE"),
    ("ITA", "IT"),
    ("KAZ", "KZ"),
    ("LTU", "LT"),
    ("LVA", "LV"),
    ("NLD", "NL"),
    ("POL", "PL"),
    ("ROU", "RO"),
    ("SVK", "SK"),
    ("SWE", "SE"),
    ("UKR", "UA"),
    ("USA", "US"),
];

/// The questions that an organisation answers, in canonical order, in the words of the interview.
pub fn organisation_questions(state: &State) -> Vec<OwnQuestion> {
    questions(state).unwrap_or_default()
}

fn questions(state: &State) -> Option<Vec<OwnQuestion>> {
    // The interview's questions belong to a case; this one holds the organisation's answers and is never kept.
    let mut case = Case::open(CaseId::parse("organisation")?, None, state.now);
    for (fact, answer) in &state.organisation.facts {
        let reply = Reply::Known(answer.clone());
        case.transcript.record(fact.clone(), reply);
    }
    let standing = stand(state, &case)?;
    let playbook = &standing.content.playbook;
    let paths: Vec<_> = state
        .cases
        .values()
        .filter(|it| is_draft(it))
        .filter_map(|it| update::path(state, it))
        .collect();
    let own = |fact: FactId| {
        let step = playbook.interview.step_of(&fact)?;
        let mut question = ask(&standing, &case, step)?;
        let held = state.organisation.facts.get(&fact);
        let none = question.none.take();
        question.choices.extend(none);
        let rules = question.rules.iter();
        let citations = rules
            .filter_map(|it| citation(&standing.content, it))
            .collect();
        let takes_it = |known: &crate::facts::Known| {
            let entry = known.get(fact.as_str());
            entry.is_some_and(|it| it.origin == Origin::Organisation)
        };
        Some(OwnQuestion {
            question,
            citations,
            is_answered: held.is_some(),
            n_drafts: paths.iter().filter(|it| takes_it(&it.1.known)).count(),
        })
    };
    let asked = Organisation::asked(playbook.rules.catalogue());
    Some(asked.into_iter().filter_map(own).collect())
}

/// The answer to hold after a choice was chosen or taken back; `None` to hold none and ask in each case.
pub fn organisation_answer(
    state: &State,
    fact: &FactId,
    value: &str,
    is_chosen: bool,
) -> Option<Answer> {
    let content = state.content.as_ref()?;
    let kind = &content.playbook.rules.catalogue().get(fact.as_str())?.kind;
    if !matches!(kind, Kind::Set(_)) || value == NONE {
        return parse_answer(kind, value).filter(|_| is_chosen);
    }
    let mut names = match state.organisation.facts.get(fact) {
        Some(Answer::Set(names)) => names.clone(),
        _ => BTreeSet::new(),
    };
    if is_chosen {
        names.insert(value.to_owned());
    } else {
        names.remove(value);
    }
    let answer = Answer::Set(names);
    let is_right = answer.key() != NONE && kind.class_of(&answer).is_some();
    is_right.then_some(answer)
}

/// Whether the indirect provider has a part in this: unless another kind of partner is held, it may.
pub fn needs_provider(state: &State) -> bool {
    let organisation = &state.organisation;
    let partner = organisation.facts.get(&FactId::new("partner"));
    let has_provider =
        !organisation.provider_name.is_empty() || !organisation.provider_email.is_empty();
    has_provider || partner.is_none_or(|it| it.key() == "indirect_reseller")
}

#[cfg(test)]
mod tests {
    use super::{organisation_answer, organisation_questions};
    use crate::{
        app::{Content, State},
        content::{Playbook, shipped},
        vocab::FactId,
        wording::Words,
    };
    use std::rc::Rc;

    fn state() -> State {
        let playbook = Playbook::parse(&shipped::edition_2021()).ok();
        let content = playbook.map(|playbook| {
            let words = Words::default();
            Rc::new(Content {
                playbook: Rc::new(playbook),
                words,
                is_whole: true,
            })
        });
        State {
            content,
            ..State::default()
        }
    }

    #[test]
    fn what_is_chosen_and_taken_back_is_what_is_held() {
        let mut state = state();
        let contracts = FactId::new("contracts");
        for (value, is_chosen, held) in [
            ("premier", true, Some("premier")),
            ("advanced", true, Some("advanced+premier")),
            ("premier", false, Some("advanced")),
            ("empty", true, Some("empty")),
            ("action_pack", true, Some("action_pack")),
            ("action_pack", false, None),
            ("empty", true, Some("empty")),
            ("empty", false, None),
            ("unheard_of", true, None),
        ] {
            let answer = organisation_answer(&state, &contracts, value, is_chosen);
            assert_eq!(
                answer.as_ref().map(crate::facts::Answer::key).as_deref(),
                held
            );
            match answer {
                Some(answer) => state.organisation.facts.insert(contracts.clone(), answer),
                None => state.organisation.facts.remove(&contracts),
            };
        }
    }

    #[test]
    fn the_page_asks_what_the_playbook_lets_an_organisation_answer() {
        let mut state = state();
        let role = FactId::new("role");
        let answer = organisation_answer(&state, &role, "admin_agent", true);
        state.organisation.facts.extend(answer.map(|it| (role, it)));
        let lines: Vec<_> = organisation_questions(&state)
            .into_iter()
            .map(|it| {
                let chosen = it.question.choices.iter().filter(|it| it.is_chosen);
                let values: Vec<_> = chosen.map(|it| it.value.as_str()).collect();
                let n_choices = it.question.choices.len();
                format!("{} {n_choices} {}", it.question.fact, values.join(","))
            })
            .collect();
        assert_eq!(
            lines,
            [
                "partner 3 ",
                "contracts 5 ",
                "role 7 admin_agent",
                "language 12 "
            ]
        );
    }
}
