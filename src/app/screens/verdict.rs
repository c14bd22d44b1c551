//! The verdict page.

use crate::{
    app::{
        Content, Route, State,
        screens::{
            ActionLine, CitationLine, Fork, NearLine, OpenLine, OtherVerdict, Otherwise, PointLine,
            Standing,
            actions::{actions, hops, remedy},
            answer_lines, citation,
            editions::other_verdicts,
            interview::{change_of, class_line, last_page},
            near::near,
            open::{by_fact, open},
            part_words,
            points::points,
            stand, value_words,
        },
    },
    casework::Case,
    policy::{Reason, Value},
    vocab::{Confidence, FactId},
    wording::{Arg, Piece},
};
use std::collections::BTreeSet;

/// An answer on the way to the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RibbonLine {
    /// The fact's name.
    pub label: String,
    /// The answer in words.
    pub value: String,
    /// What the answer contradicts.
    pub otherwise: Option<Otherwise>,
    /// The number of the first reason that rests on it.
    pub reason: Option<usize>,
}

/// A numbered reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonLine {
    /// The answers it rests on: name and value.
    pub facts: Vec<(String, String)>,
    /// The rule as it applies here.
    pub says: String,
    /// How it is known.
    pub confidence: Confidence,
    /// Its sources.
    pub citations: Vec<CitationLine>,
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningLine {
    /// Its id.
    pub id: String,
    /// Its text.
    pub says: Vec<Piece>,
}

/// "If …, then …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwapLine {
    /// The fact and its other value.
    pub when: (String, String),
    /// What would be decided, in short.
    pub then: String,
}

/// A prerequisite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLine {
    /// Its name.
    pub title: String,
    /// What lacks.
    pub says: String,
    /// The ways to fix it.
    pub ways: Vec<Vec<Piece>>,
    /// The answer to look at again once it is fixed, and the page where it is changed.
    pub again: Option<(String, Route)>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictScreen {
    /// The decision's id; none while undecided.
    pub decision: Option<String>,
    /// `info`, `warn` or `stop`.
    pub tone: String,
    /// The words beside the badge.
    pub kind: String,
    /// The verdict in one line.
    pub title: String,
    /// The verdict in a sentence or two.
    pub says: Vec<Piece>,
    /// The answers on the way.
    pub ribbon: Vec<RibbonLine>,
    /// The decision in three words, which ends the ribbon.
    pub short: String,
    /// The seven points.
    pub points: Vec<PointLine>,
    /// What to keep in mind.
    pub warnings: Vec<WarningLine>,
    /// The numbered reasons.
    pub reasons: Vec<ReasonLine>,
    /// What would change it.
    pub swaps: Vec<SwapLine>,
    /// The rows that nearly held.
    pub near: Vec<NearLine>,
    /// What is missing, with ways to fix it.
    pub tasks: Vec<TaskLine>,
    /// Undecided: what would be decided by each value of the first open fact, and whom to ask.
    pub by_fact: Option<Fork>,
    /// Facts that would complete the verdict.
    pub open: Vec<OpenLine>,
    /// What to do now; the first is the one to do.
    pub actions: Vec<ActionLine>,
    /// The way a request takes: who, and what happens there.
    pub hops: Vec<(String, Option<String>)>,
    /// What other editions decide otherwise.
    pub others: Vec<OtherVerdict>,
    /// The page before.
    pub before: Option<Route>,
    /// Hours to the first answer and the severity, where the response has an hour target.
    pub hours: Option<(u32, String)>,
    /// The kind of response, such as `business_hours`.
    pub response: Option<String>,
    /// Whether the clock starts when the provider files.
    pub starts_later: bool,
}

/// The words' name of the decision as it stands.
pub fn decide(standing: &Standing) -> String {
    let decision = standing.decision.outcome.as_deref();
    outcome_words(standing, decision.unwrap_or("needs_facts"), None)
}

/// The words' name of an outcome in this case, or in one that differs from it in a fact: `other` is its name and value.
pub(super) fn outcome_words(
    standing: &Standing,
    outcome: &str,
    other: Option<(&str, &str)>,
) -> String {
    let declared = standing.content.playbook.outcome(outcome);
    let is_so = |fact: &FactId, value: &str| match other {
        Some((name, said)) if *fact == *name => said == value,
        Some(_) | None => {
            let entry = standing.path.known.get(fact.as_str());
            let answer = entry.and_then(|entry| entry.answer.as_ref());
            answer.is_some_and(|answer| answer.key() == value)
        }
    };
    let mut variants = declared.into_iter().flat_map(|it| &it.variants);
    let variant = variants.find(|it| is_so(&it.fact, &it.value));
    variant.map_or(outcome, |it| it.words.as_str()).to_owned()
}

/// The verdict page of a case.
pub fn verdict(state: &State, case: &Case) -> Option<VerdictScreen> {
    let standing = stand(state, case)?;
    let content = &standing.content;
    let decision = &standing.decision;
    let words = decide(&standing);
    let response = decision
        .response
        .as_ref()
        .and_then(|it| it.part("kind"))
        .and_then(Value::text);
    let reasons: Vec<_> = decision
        .reasons
        .iter()
        .map(|it| reason(&standing, it))
        .collect();
    let n_missing = u32::try_from(decision.missing.len()).unwrap_or_default();
    let title_key = if n_missing > 0 && content.words.has(&format!("decision.{words}.title_n")) {
        "title_n"
    } else {
        "title"
    };
    let say = |part: &str| {
        content.words.say(
            &format!("decision.{words}.{part}"),
            &[("n", Arg::Number(f64::from(n_missing)))],
        )
    };
    Some(VerdictScreen {
        decision: decision.outcome.clone(),
        tone: tone(&standing),
        kind: say("kind"),
        title: say(title_key),
        says: sentence(&standing, case, &words),
        ribbon: ribbon(&standing, case),
        short: say("short"),
        points: points(&standing, &words),
        warnings: decision
            .warnings
            .iter()
            .map(|it| warning(content, it))
            .collect(),
        reasons,
        swaps: swaps(&standing, case),
        near: near(&standing),
        tasks: decision
            .missing
            .iter()
            .map(|it| task(&standing, case, it))
            .collect(),
        by_fact: by_fact(&standing),
        open: open(&standing, case),
        actions: actions(state, &standing, case),
        hops: hops(state, &standing),
        others: other_verdicts(state, case, &standing),
        before: last_page(state, &standing, case),
        hours: hours(decision.response.as_ref()),
        response: response.map(str::to_owned),
        starts_later: decision
            .response
            .as_ref()
            .is_some_and(|it| it.part("starts").is_some()),
    })
}

fn tone(standing: &Standing) -> String {
    let decision = standing.decision.outcome.as_deref().unwrap_or_default();
    standing
        .content
        .playbook
        .outcome(decision)
        .map_or("warn", |it| it.tone.as_str())
        .to_owned()
}

/// Hours to the first answer and the severity, where the response has an hour target.
pub(super) fn hours(response: Option<&Value>) -> Option<(u32, String)> {
    match (response?.part("hours")?, response?.part("severity")?) {
        (Value::Number(hours), Value::Text(severity)) => Some((*hours, severity.clone())),
        _ => None,
    }
}

fn sentence(standing: &Standing, case: &Case, words: &str) -> Vec<Piece> {
    let content = &standing.content;
    let decision = &standing.decision;
    let customer = match &case.customer {
        Some(customer) => customer.name.clone(),
        None => content.words.say("customer.unnamed", &[]),
    };
    let entitlement = part_words(content, "entitlement", decision.entitlement.as_ref());
    let fee = part_words(content, "fee", decision.fee.as_ref());
    let response = response_words(content, decision.response.as_ref());
    content.words.pieces(
        &format!("decision.{words}.say"),
        &[
            ("customer", Arg::Text(&customer)),
            ("entitlement", Arg::Text(&entitlement)),
            ("fee", Arg::Text(&fee)),
            ("response", Arg::Text(&response)),
        ],
    )
}

/// The response in words, without when it starts.
pub(super) fn response_words(content: &Content, response: Option<&Value>) -> String {
    let kind = response
        .and_then(|it| it.part("kind"))
        .and_then(Value::text)
        .unwrap_or("undetermined");
    let (n_hours, severity) = hours(response).unwrap_or_default();
    let args = [
        ("hours", Arg::Number(f64::from(n_hours))),
        ("severity", Arg::Text(&severity)),
    ];
    content.words.say(&format!("response.{kind}"), &args)
}

/// A reason with its sources.
fn reason(standing: &Standing, reason: &Reason) -> ReasonLine {
    let content = &standing.content;
    let citations: Vec<_> = reason
        .rules
        .iter()
        .filter_map(|it| citation(content, it))
        .collect();
    let facts = reason.rests.iter().filter_map(|fact| {
        let entry = standing.path.known.get(fact.as_str())?;
        let value = value_words(content, fact, entry.answer.as_ref()?);
        Some((content.words.say(&format!("fact.{fact}"), &[]), value))
    });
    ReasonLine {
        facts: facts.collect(),
        says: content.words.say(&format!("reason.{}", reason.row), &[]),
        confidence: confidence(reason, &citations),
        citations,
    }
}

/// How a reason is known: as well as the weakest of its sources.
pub(super) fn confidence(reason: &Reason, citations: &[CitationLine]) -> Confidence {
    let weakest = citations
        .iter()
        .map(|it| it.confidence)
        .max()
        .unwrap_or(Confidence::Ask);
    if reason.derived {
        weakest.max(Confidence::Derived)
    } else {
        weakest
    }
}

/// The response to expect, with when it starts.
pub(super) fn full_response(content: &Content, response: Option<&Value>) -> String {
    let said = response_words(content, response);
    match response
        .and_then(|it| it.part("starts"))
        .and_then(Value::text)
    {
        Some(starts) => format!(
            "{said}. {}",
            content.words.say(&format!("response.starts_{starts}"), &[])
        ),
        None => said,
    }
}

fn warning(content: &Content, id: &str) -> WarningLine {
    WarningLine {
        id: id.to_owned(),
        says: content.words.pieces(&format!("warning.{id}"), &[]),
    }
}

fn task(standing: &Standing, case: &Case, id: &str) -> TaskLine {
    let content = &standing.content;
    let key = |part: &str| format!("missing.{id}.{part}");
    let ways = (1..=5)
        .map(|n| key(&format!("way_{n}")))
        .take_while(|it| content.words.has(it));
    TaskLine {
        title: content.words.say(&key("title"), &[]),
        says: content.words.say(&key("say"), &[]),
        ways: ways.map(|it| content.words.pieces(&it, &[])).collect(),
        again: remedy(standing, id).and_then(|fact| {
            let label = content.words.say(&format!("fact.{fact}"), &[]);
            Some((label, change_of(standing, case, &fact)?))
        }),
    }
}

/// How many answers stand in a line beside the verdict.
const N_RIBBON_MAX: usize = 7;

/// The answers that carry the verdict, in the order of the interview. Where they are too many for a line, each reason
/// is reached from one answer only.
fn ribbon(standing: &Standing, case: &Case) -> Vec<RibbonLine> {
    let first_reason = |fact: &FactId| {
        standing
            .decision
            .reasons
            .iter()
            .position(|it| it.rests.contains(fact))
            .map(|at| at + 1)
    };
    let mut lines: Vec<_> = answer_lines(standing, case)
        .into_iter()
        .filter(|line| line.step.is_some())
        .map(|line| RibbonLine {
            reason: first_reason(&line.fact),
            label: line.label,
            value: line.value,
            otherwise: line.otherwise,
        })
        .filter(|it| it.reason.is_some())
        .collect();
    if lines.len() > N_RIBBON_MAX {
        let mut named = BTreeSet::new();
        lines.retain(|it| named.insert(it.reason));
        lines.truncate(N_RIBBON_MAX);
    }
    lines
}

/// The nearest other verdicts: one line for each other decision, with the first change that leads to it.
fn swaps(standing: &Standing, case: &Case) -> Vec<SwapLine> {
    let content = &standing.content;
    let facts: Vec<FactId> = answer_lines(standing, case)
        .into_iter()
        .map(|it| it.fact)
        .collect();
    let mut seen: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for swap in content.playbook.rules.swaps(&standing.masks, &facts) {
        if seen.contains(&swap.outcome) {
            continue;
        }
        let Some(when) = class_line(content, &swap.fact, swap.class) else {
            continue;
        };
        let then = content
            .words
            .say(&format!("decision.{}.short", swap.outcome), &[]);
        seen.push(swap.outcome);
        lines.push(SwapLine { when, then });
    }
    lines
}
