//! Question pages.

use crate::{
    app::{
        Confirm, Content, Load, Route, State,
        screens::{Standing, class_words, stand, value_words},
        update::{self, parse_answer},
    },
    casework::Case,
    facts::{Answer, Fact, Kind, Origin},
    flow::{Reply, Step},
    portal::{self, told_by},
    vocab::{FactId, RuleId, sort_by},
};

/// One answer offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value, as it stands in form fields and links.
    pub value: String,
    /// Its label.
    pub label: String,
    /// The line under the label.
    pub hint: Option<String>,
    /// Whether it is the answer now.
    pub is_chosen: bool,
}

/// What somebody else says of a fact than the user answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// What it is, or may be, in words.
    pub values: Vec<String>,
    /// Who said so.
    pub origin: Origin,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The step.
    pub step: String,
    /// The fact asked.
    pub fact: FactId,
    /// The question itself.
    pub title: String,
    /// The line under it.
    pub hint: Option<String>,
    /// The answers offered.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen together.
    pub takes_several: bool,
    /// "None of these", where several may be chosen.
    pub none: Option<Choice>,
    /// What "I don't know" means here, where it is an answer.
    pub unknown: Option<String>,
    /// Whether "I don't know" is the answer now.
    pub is_unknown: bool,
    /// What the answer contradicts.
    pub otherwise: Option<Otherwise>,
    /// Whether a portal is being asked that may answer this, or leave fewer answers.
    pub is_awaited: bool,
    /// Why we ask.
    pub why: String,
    /// The rules behind it.
    pub rules: Vec<RuleId>,
}

/// A page of the interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepScreen {
    /// The heading of the section.
    pub section: String,
    /// The questions: one, or in compact mode those of the section.
    pub questions: Vec<Question>,
    /// The page before, as a step's or section's name; none on the first.
    pub before: Option<String>,
}

/// What is known, as a line of "answers so far".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// The fact.
    pub fact: FactId,
    /// Its name.
    pub label: String,
    /// The answer in words.
    pub value: String,
    /// Who said so.
    pub origin: Origin,
    /// What the answer contradicts.
    pub otherwise: Option<Otherwise>,
    /// The step that asks for it; none where no step does.
    pub step: Option<String>,
    /// The page where it can be changed; none where a portal or the clock has settled it.
    pub change: Option<Route>,
}

/// A change that asks for agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmScreen {
    /// What changes: fact, old and new answer.
    pub change: (String, String),
    /// The answers set aside, in words.
    pub sets_aside: Vec<(String, String)>,
}

/// The page of one step; `None` if the case has no such step on its path.
pub fn step(state: &State, case: &Case, id: &str) -> Option<StepScreen> {
    let standing = stand(state, case)?;
    standing.path.stop(id)?;
    let step = standing.content.playbook.interview.step(id)?;
    let question = asked(state, &standing, case, step)?;
    let before = standing.path.before(id).map(|it| it.step.to_string());
    Some(StepScreen {
        section: section_words(&standing.content, &step.section),
        questions: vec![question],
        before,
    })
}

/// The page of a section: every question of it that is on the path so far.
pub fn section(state: &State, case: &Case, id: &str) -> Option<StepScreen> {
    let standing = stand(state, case)?;
    let interview = &standing.content.playbook.interview;
    let at = interview.sections.iter().position(|it| it == id)?;
    let steps = |section: &str| {
        interview
            .steps
            .iter()
            .filter(|it| it.section == section && standing.path.stop(it.id.as_str()).is_some())
            .collect::<Vec<_>>()
    };
    let questions: Vec<_> = steps(id)
        .into_iter()
        .filter_map(|it| asked(state, &standing, case, it))
        .collect();
    let earlier = interview
        .sections
        .iter()
        .take(at)
        .rev()
        .find(|it| !steps(it).is_empty())
        .cloned();
    Some(StepScreen {
        section: section_words(&standing.content, id),
        questions,
        before: earlier,
    })
}

/// A step as a question of a case whose customer may still be being read.
fn asked(state: &State, standing: &Standing, case: &Case, step: &Step) -> Option<Question> {
    let question = ask(standing, case, step)?;
    let details = case
        .customer
        .as_ref()
        .and_then(|it| state.customers.details.get(&it.id));
    let is_being_read = match told_by(question.fact.as_str()) {
        None => false,
        Some(record) => match details {
            Some(Load::Waiting) => true,
            Some(Load::Known(it)) => {
                record == portal::Origin::Relationships && it.relationships == Load::Waiting
            }
            Some(Load::NotAsked | Load::Failed(_)) | None => false,
        },
    };
    let is_awaited = is_being_read && case.transcript.get(&question.fact).is_none();
    Some(Question {
        is_awaited,
        ..question
    })
}

/// A step as a question.
pub fn ask(standing: &Standing, case: &Case, step: &Step) -> Option<Question> {
    let content = &standing.content;
    let words = &content.words;
    let fact_id = step.fact()?;
    let fact = content.playbook.rules.catalogue().get(fact_id.as_str())?;
    let optional = |key: String| words.has(&key).then(|| words.say(&key, &[]));
    let reply = case.transcript.get(fact_id);
    let given = standing.path.known.get(fact_id.as_str());
    let chosen = match reply {
        Some(Reply::Known(answer)) => Some(answer.clone()),
        Some(Reply::Unknown) => None,
        None => given.and_then(|it| it.answer.clone()),
    };
    let narrowed = given.filter(|_| reply.is_none()).map(|it| it.mask);
    let choice = |value: String| {
        let label = format!("option.{fact_id}.{value}");
        let short = format!("value.{fact_id}.{value}");
        Choice {
            label: optional(label.clone()).unwrap_or_else(|| words.say(&short, &[])),
            hint: optional(format!("{label}.hint")),
            is_chosen: match (&fact.kind, &chosen) {
                (Kind::Set(_), Some(Answer::Set(names))) if !names.is_empty() => {
                    names.contains(&value)
                }
                (_, Some(answer)) => parse_answer(&fact.kind, &value).as_ref() == Some(answer),
                (_, None) => false,
            },
            value,
        }
    };
    let takes_several = matches!(fact.kind, Kind::Set(_));
    let choices = offered(fact, step)
        .into_iter()
        .filter(|value| narrowed.is_none_or(|mask| is_possible(fact, value, mask)))
        .map(choice)
        .collect();
    let key = |part: &str| format!("step.{}.{part}", step.id);
    Some(Question {
        step: step.id.to_string(),
        fact: fact_id.clone(),
        title: words.say(&key("title"), &[]),
        hint: optional(key("hint")),
        choices,
        takes_several,
        none: takes_several.then(|| choice("empty".to_owned())),
        unknown: step.may_be_unknown.then(|| words.say(&key("unknown"), &[])),
        is_unknown: reply == Some(&Reply::Unknown),
        otherwise: otherwise(standing, fact),
        is_awaited: false,
        why: words.say(&key("why"), &[]),
        rules: step.rules.clone(),
    })
}

/// The values offered, in the playbook's order.
fn offered(fact: &Fact, step: &Step) -> Vec<String> {
    if !step.options.is_empty() {
        return step.options.clone();
    }
    match &fact.kind {
        // "Yes" stands first, as people say it.
        Kind::Bool => vec!["true".to_owned(), "false".to_owned()],
        kind => kind
            .words()
            .into_iter()
            .skip(usize::from(fact.context))
            .map(str::to_owned)
            .collect(),
    }
}

/// What a portal excludes is not offered; for sets every element stays possible.
fn is_possible(fact: &Fact, value: &str, mask: u32) -> bool {
    match parse_answer(&fact.kind, value).and_then(|it| fact.kind.class_of(&it)) {
        Some(class) => matches!(fact.kind, Kind::Set(_)) || mask >> class & 1 == 1,
        None => true,
    }
}

/// Everything known of a case that was not taken for granted, in canonical order.
pub fn answer_lines(standing: &Standing, case: &Case) -> Vec<AnswerLine> {
    let content = &standing.content;
    let interview = &content.playbook.interview;
    let mut lines = Vec::new();
    for fact in content
        .playbook
        .rules
        .catalogue()
        .facts()
        .iter()
        .filter(|it| !it.context)
    {
        let step = interview.step_of(&fact.id);
        let is_unknown = case.transcript.get(&fact.id) == Some(&Reply::Unknown);
        let on_path = step.and_then(|it| standing.path.stop(it.id.as_str()));
        let entry = standing.path.known.get(fact.id.as_str());
        let value = match entry {
            Some(entry) => match &entry.answer {
                Some(answer) => value_words(content, &fact.id, answer),
                None => continue,
            },
            None if is_unknown && on_path.is_some() => content.words.say("answers.unknown", &[]),
            None => continue,
        };
        lines.push(AnswerLine {
            fact: fact.id.clone(),
            label: content.words.say(&format!("fact.{}", fact.id), &[]),
            value,
            origin: entry.map_or(Origin::Asked, |it| it.origin),
            otherwise: otherwise(standing, fact),
            step: step.map(|it| it.id.to_string()),
            change: change_of(standing, case, &fact.id),
        });
    }
    lines
}

/// What was given of a fact, where the user's answer contradicts it.
fn otherwise(standing: &Standing, fact: &Fact) -> Option<Otherwise> {
    let mut overruled = standing.path.overruled.iter();
    let (_, entry) = overruled.find(|(it, _)| *it == fact.id)?;
    let content = &standing.content;
    let values = match &entry.answer {
        Some(answer) => vec![value_words(content, &fact.id, answer)],
        None => (0..fact.kind.n_classes())
            .filter(|class| entry.mask >> class & 1 == 1)
            .map(|class| class_words(content, fact, class))
            .collect(),
    };
    Some(Otherwise {
        values,
        origin: entry.origin,
    })
}

/// The page where the value of a fact can be changed.
pub(super) fn change_of(standing: &Standing, case: &Case, fact: &FactId) -> Option<Route> {
    let step = standing.content.playbook.interview.step_of(fact);
    if let Some(stop) = step.and_then(|it| standing.path.stop(it.id.as_str())) {
        return Some(Route::Step(case.id.clone(), stop.step.to_string()));
    }
    let entry = standing.path.known.get(fact.as_str())?;
    (entry.origin == Origin::Organisation).then_some(Route::Organisation)
}

/// The names of the facts whose answers wait for the path to return.
pub fn parked(standing: &Standing) -> Vec<String> {
    let words = &standing.content.words;
    let label = |fact: &FactId| words.say(&format!("fact.{fact}"), &[]);
    let parked = in_order(&standing.content, &standing.path.parked);
    parked.into_iter().map(label).collect()
}

/// What was picked in a question, as a reply; none where it is no answer to it. No value means none of those offered.
pub fn reply(state: &State, fact: &FactId, values: &[String]) -> Option<Reply> {
    let catalogue = state.content.as_ref()?.playbook.rules.catalogue();
    let text = if values.is_empty() {
        "empty".to_owned()
    } else {
        values.join("+")
    };
    parse_answer(&catalogue.get(fact.as_str())?.kind, &text).map(Reply::Known)
}

/// The page where a case goes on.
pub fn next_page(state: &State, case: &Case) -> Route {
    update::next_page(state, &case.id)
}

/// The page after an answer: where the case goes on, or the check it was changed from.
pub fn page_after(state: &State, case: &Case) -> Route {
    update::page_after(state, &case.id)
}

/// The page of the last question, as the user likes to work.
pub(super) fn last_page(state: &State, standing: &Standing, case: &Case) -> Option<Route> {
    let last = standing.path.stops.last()?;
    let step = standing
        .content
        .playbook
        .interview
        .step(last.step.as_str())?;
    Some(if state.settings.is_compact {
        Route::Section(case.id.clone(), step.section.clone())
    } else {
        Route::Step(case.id.clone(), step.id.to_string())
    })
}

/// The change that waits for agreement, in words.
pub fn confirm(state: &State, confirm: &Confirm) -> Option<ConfirmScreen> {
    let case = state.cases.get(&confirm.case)?;
    let standing = stand(state, case)?;
    let content = &standing.content;
    let label = |fact: &FactId| content.words.say(&format!("fact.{fact}"), &[]);
    let say = |fact: &FactId, reply: Option<&Reply>| match reply {
        Some(Reply::Known(answer)) => value_words(content, fact, answer),
        Some(Reply::Unknown) | None => content.words.say("answers.unknown", &[]),
    };
    Some(ConfirmScreen {
        change: (
            label(&confirm.fact),
            say(&confirm.fact, Some(&confirm.reply)),
        ),
        sets_aside: in_order(content, &confirm.sets_aside)
            .into_iter()
            .map(|fact| (label(fact), say(fact, case.transcript.get(fact))))
            .collect(),
    })
}

/// Facts in canonical order.
fn in_order<'a>(content: &Content, facts: &'a [FactId]) -> Vec<&'a FactId> {
    let catalogue = content.playbook.rules.catalogue();
    let mut facts: Vec<_> = facts.iter().collect();
    let place = |it: &FactId| catalogue.position(it.as_str());
    sort_by(&mut facts, |one, other| place(one).cmp(&place(other)));
    facts
}

fn section_words(content: &Content, section: &str) -> String {
    content.words.say(&format!("section.{section}"), &[])
}

/// A fact's class in words, for other screens.
pub(super) fn class_line(
    content: &Content,
    fact: &FactId,
    class: usize,
) -> Option<(String, String)> {
    let declared = content.playbook.rules.catalogue().get(fact.as_str())?;
    Some((
        content.words.say(&format!("fact.{fact}"), &[]),
        class_words(content, declared, class),
    ))
}
