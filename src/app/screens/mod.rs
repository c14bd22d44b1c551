//! What pages show, computed from the state.
//!
//! A screen is plain data: the page draws it and adds nothing, so what people read can be tested without a browser.

mod actions;
mod circumstances;
mod citation;
mod customers;
mod drafts;
mod editions;
mod filing;
mod health;
mod incidents;
mod interview;
mod library;
mod link;
mod near;
mod open;
mod organisation;
mod picker;
mod points;
mod request;
mod requests;
mod ruler;
mod terms;
mod verdict;
mod walk;

pub use actions::ActionLine;
pub use circumstances::{Circumstance, circumstances};
pub use citation::{CitationLine, Statement, citation, statement};
pub use customers::{CustomerPanel, PanelDetails, PanelItem, PanelPart, customer_panel};
pub use drafts::{DraftLine, draft_lines};
pub use editions::{EditionLine, OtherVerdict, age_years, asks_for_edition, editions};
pub use filing::{
    CheckScreen, DoneScreen, FieldLine, FormScreen, Stage, check, done, form, stage, ticket,
};
pub use health::{
    Day, DayCell, HealthRow, HealthScreen, HealthView, PERIODS, ServiceCell, ServiceIncident,
    Strip, Turn, addable, health,
};
pub use incidents::{Incidents, followed, incidents};
pub use interview::{
    AnswerLine, Choice, ConfirmScreen, Otherwise, Question, StepScreen, answer_lines, ask, confirm,
    next_page, page_after, parked, reply, section, step,
};
pub use library::{Proof, RuleLine, Shelf, library, proof};
pub use link::{Expected, LinkScreen, bad_link};
pub use near::{NearLine, near};
pub use open::{Fork, OpenLine};
pub use organisation::{
    COUNTRIES, OwnQuestion, needs_provider, organisation_answer, organisation_questions,
};
pub use picker::{
    CustomerCounts, CustomerLine, CustomerList, Marked, SHOWS, customer_at, customer_counts,
    customer_list, customer_position, customer_rows,
};
pub use points::PointLine;
pub use request::{CopyBlock, copy_blocks, description, handover_text, verdict_text};
pub use requests::{
    AXIS_HOURS, Clock, EventLine, Group, RequestLine, RequestScreen, request, request_lines,
    requests_cut,
};
pub use ruler::{Ruler, ruler};
pub use terms::{PrintedLine, TermCell, TermGroup, TermRow, TermText, WrongLine, terms};
pub use verdict::{
    ReasonLine, RibbonLine, SwapLine, TaskLine, VerdictScreen, WarningLine, decide, verdict,
};
pub use walk::{
    ItemView, LabelView, PortalView, RegionView, ScreenView, StepPiece, StepView, WalkScreen, walk,
};

use crate::{
    app::{Content, Load, State, SubscriptionRow, update},
    casework::{Case, CaseId, Channel, Told},
    facts::{Answer, Fact},
    flow::{self, Path, Transcript},
    policy::{Decision, Value},
    vocab::FactId,
    wording::{Listing, Words},
};
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

/// A case together with what follows from it.
pub struct Standing {
    /// Playbook and words.
    pub content: Rc<Content>,
    /// The path of the answers.
    pub path: Path,
    /// What is possible for each fact.
    pub masks: Vec<u32>,
    /// The decision.
    pub decision: Decision,
    /// How many questions the portals spared, once somebody has wanted to know.
    pub n_spared: OnceCell<usize>,
}

/// On what a standing rests: as long as none of it changes, neither does the standing.
#[derive(PartialEq)]
struct Basis {
    transcript: Transcript,
    told: Vec<Told>,
    organisation: BTreeMap<FactId, Answer>,
}

/// Standings computed already, by case and edition. Many parts of a page ask for the same one; it is computed once for each
/// change of its basis.
#[derive(Clone, Default)]
pub struct Standings(Rc<RefCell<BTreeMap<(CaseId, String), Kept>>>);

type Kept = (Basis, Rc<Standing>);

/// Replays and decides a case by the rules in use.
pub fn stand(state: &State, case: &Case) -> Option<Rc<Standing>> {
    let content = state.content.as_ref()?;
    Some(stand_by(state, content, case))
}

/// Replays and decides a case by the rules of some edition.
fn stand_by(state: &State, content: &Rc<Content>, case: &Case) -> Rc<Standing> {
    let key = (case.id.clone(), content.playbook.edition.id.clone());
    let known = state
        .standings
        .0
        .borrow()
        .get(&key)
        .and_then(|(basis, standing)| {
            let is_same = Rc::ptr_eq(&standing.content, content)
                && basis.transcript == case.transcript
                && basis.told == case.told
                && basis.organisation == state.organisation.facts;
            is_same.then(|| standing.clone())
        });
    if let Some(known) = known {
        return known;
    }
    let path = update::path_in(state, content, case);
    let masks = path.masks(&content.playbook.rules);
    let decision = content.playbook.rules.decide(&masks);
    let standing = Rc::new(Standing {
        content: content.clone(),
        path,
        masks,
        decision,
        n_spared: OnceCell::new(),
    });
    let basis = Basis {
        transcript: case.transcript.clone(),
        told: case.told.clone(),
        organisation: state.organisation.facts.clone(),
    };
    let mut kept = state.standings.0.borrow_mut();
    kept.insert(key, (basis, standing.clone()));
    standing
}

/// How many questions what the portals told has spared the user so far.
pub fn n_spared(state: &State, case: &Case) -> usize {
    let count = |standing: &Standing| {
        let playbook = &standing.content.playbook;
        let catalogue = playbook.rules.catalogue();
        let given = case.given(catalogue, &state.organisation);
        let without = case.given_without_portals(catalogue, &state.organisation);
        flow::spared(
            &playbook.rules,
            &playbook.interview,
            &standing.path,
            (&given, &without),
            &case.transcript,
        )
        .len()
    };
    stand(state, case).map_or(0, |it| *it.n_spared.get_or_init(|| count(&it)))
}

/// Where a request of the case goes.
pub fn channel(state: &State, case: &Case) -> Option<Channel> {
    let standing = stand(state, case)?;
    standing
        .content
        .playbook
        .outcome(standing.decision.outcome.as_deref()?)?
        .channel
}

/// The severity that the portals take: `critical`, `moderate` or `minimal`.
pub fn severity(state: &State, case: &Case) -> &'static str {
    let letter = stand(state, case).and_then(|it| {
        let value = it.content.playbook.rules.conclude("severity", &it.masks)?;
        value.text().map(str::to_owned)
    });
    match letter.as_deref() {
        Some("A") => "critical",
        Some("B") => "moderate",
        _ => "minimal",
    }
}

/// The languages in which Azure Support answers, as its interface names them.
pub const SUPPORT_LANGUAGES: [&str; 11] = [
    "en-us", "zh-hans", "es-es", "fr-fr", "ja-jp", "ko-kr", "ru-ru", "pt-br", "it-it", "zh-tw",
    "de-de",
];

/// The support language for the language wanted; `None` where Azure Support does not offer it.
pub fn support_language(state: &State, case: &Case) -> Option<&'static str> {
    let wanted = wanted_language(state, case)?;
    let primary = wanted.split('-').next().unwrap_or_default();
    SUPPORT_LANGUAGES
        .into_iter()
        .find(|it| it.split('-').next() == Some(primary))
}

/// The language in which the user wants support.
pub fn wanted_language(state: &State, case: &Case) -> Option<String> {
    let standing = stand(state, case)?;
    match standing.path.known.get("language")?.answer.as_ref()? {
        Answer::Word(tag) => Some(tag.to_ascii_lowercase()),
        _ => None,
    }
}

/// The customer's Azure subscriptions, as far as they are known.
pub fn azure_subscriptions(state: &State, case: &Case) -> Vec<SubscriptionRow> {
    let details = case
        .customer
        .as_ref()
        .and_then(|it| state.customers.details.get(&it.id))
        .and_then(Load::known);
    let known = details.and_then(|it| it.subscriptions.known());
    known
        .map(|rows| {
            rows.iter()
                .filter(|it| it.product == "azure")
                .cloned()
                .collect()
        })
        .unwrap_or_default()
}

/// The short words of a value, such as "Azure".
pub fn value_words(content: &Content, fact: &FactId, answer: &Answer) -> String {
    answer_words(&content.words, fact, answer)
}

/// The short words of a value where there are only words; what has none is shown as it is written.
pub fn answer_words(words: &Words, fact: &FactId, answer: &Answer) -> String {
    let one = |key: &str| {
        let full = format!("value.{fact}.{key}");
        if words.has(&full) {
            words.say(&full, &[])
        } else {
            key.to_owned()
        }
    };
    match answer {
        Answer::Set(names) if !names.is_empty() => {
            let names: Vec<_> = names.iter().map(|it| one(it)).collect();
            words.list(&names, Listing::And)
        }
        _ => one(&answer.key()),
    }
}

/// The short words of a class of a fact.
fn class_words(content: &Content, fact: &Fact, class: usize) -> String {
    if let Some(answer) = fact.kind.answer_of(class) {
        return value_words(content, &fact.id, &answer);
    }
    let name = fact.kind.class_name(class);
    content.words.say(&format!("value.{}.{name}", fact.id), &[])
}

/// The words of a part of the verdict, such as its fee.
fn part_words(content: &Content, part: &str, value: Option<&Value>) -> String {
    let id = value.and_then(Value::text).unwrap_or("undetermined");
    content.words.say(&format!("{part}.{id}"), &[])
}
