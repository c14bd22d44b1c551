//! The verdict page.

use crate::{
    app::{
        Content, State,
        screens::{Standing, answer_lines, interview::class_line, part_words, stand, value_words},
    },
    casework::Case,
    policy::{Point, Reason, Value},
    vocab::{Confidence, FactId, RuleId},
    wording::{Arg, Piece},
};

/// Where a statement stands, for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationLine {
    /// The rule's id.
    pub rule: String,
    /// What the source says, in our own words.
    pub says: String,
    /// How a translation changes the meaning, where one does.
    pub note: Option<String>,
    /// The article's title.
    pub article: String,
    /// The section's heading.
    pub section: Option<String>,
    /// The page's date, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Languages the article exists in, with those machine-translated.
    pub languages: Vec<(String, bool)>,
    /// The article's address; none for our own readings.
    pub address: Option<String>,
    /// How the statement is known.
    pub confidence: Confidence,
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

/// One of the seven points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointLine {
    /// Which one.
    pub point: Point,
    /// What it says.
    pub value: String,
    /// How it is known.
    pub confidence: Confidence,
    /// The numbers of its reasons, from 1.
    pub reasons: Vec<usize>,
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
    /// The answers on the way: name, value, number of the first reason that rests on it.
    pub ribbon: Vec<(String, String, Option<usize>)>,
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
    /// What is missing, with ways to fix it.
    pub tasks: Vec<TaskLine>,
    /// Undecided: what would be decided by each value of the first open fact, and whom to ask.
    pub by_fact: Option<(String, String, Vec<(String, String)>)>,
    /// Facts that would complete the verdict, by step: name and step.
    pub open: Vec<(String, String)>,
    /// Hours to the first answer and the severity, where the response has an hour target.
    pub hours: Option<(u32, String)>,
    /// The kind of response, such as `business_hours`.
    pub response: Option<String>,
    /// Whether the clock starts when the provider files.
    pub starts_later: bool,
}

/// The words' name of the decision as it stands.
pub fn decide(standing: &Standing) -> String {
    let decision = standing
        .decision
        .outcome
        .as_deref()
        .unwrap_or("needs_facts");
    let outcome = standing.content.playbook.outcome(decision);
    let variant = outcome.into_iter().flat_map(|it| &it.variants).find(|it| {
        let entry = standing.path.known.get(it.fact.as_str());
        entry
            .and_then(|entry| entry.answer.as_ref())
            .is_some_and(|answer| answer.key() == it.value)
    });
    variant.map_or(decision, |it| it.words.as_str()).to_owned()
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
        tasks: decision
            .missing
            .iter()
            .map(|it| task(content, it))
            .collect(),
        by_fact: by_fact(&standing),
        open: open(&standing),
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

fn hours(response: Option<&Value>) -> Option<(u32, String)> {
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

fn response_words(content: &Content, response: Option<&Value>) -> String {
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

fn confidence(reason: &Reason, citations: &[CitationLine]) -> Confidence {
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

/// Where a rule stands, for the reader.
pub fn citation(content: &Content, rule: &RuleId) -> Option<CitationLine> {
    let citation = content.playbook.citation(rule)?;
    let article = content.playbook.article(&citation.article)?;
    let note = format!("rule.{rule}.note");
    let languages = article
        .languages
        .iter()
        .map(|it| (it.clone(), article.machine_translated.contains(it)));
    Some(CitationLine {
        rule: rule.to_string(),
        says: content.words.say(&format!("rule.{rule}"), &[]),
        note: (citation.has_note && content.words.has(&note))
            .then(|| content.words.say(&note, &[])),
        article: article.title.clone(),
        section: citation.section.clone(),
        date: article.page_date.map(|it| it.to_string()),
        languages: languages.collect(),
        address: article
            .address
            .as_ref()
            .map(|address| match &citation.anchor {
                Some(anchor) => format!("{address}#{anchor}"),
                None => address.clone(),
            }),
        confidence: citation.confidence,
    })
}

fn points(standing: &Standing, words: &str) -> Vec<PointLine> {
    let content = &standing.content;
    let decision = &standing.decision;
    if decision.outcome.is_none() {
        return Vec::new();
    }
    let numbers = |point: Point| -> Vec<usize> {
        decision
            .reasons
            .iter()
            .enumerate()
            .filter(|(_, it)| it.point == point)
            .map(|(at, _)| at + 1)
            .collect()
    };
    let line = |point: Point, value: String, is_open: bool| {
        let reasons = numbers(point);
        let levels = decision
            .reasons
            .iter()
            .filter(|it| it.point == point)
            .map(|it| {
                let citations: Vec<_> = it
                    .rules
                    .iter()
                    .filter_map(|rule| citation(content, rule))
                    .collect();
                confidence(it, &citations)
            });
        let level = if is_open {
            Confidence::Ask
        } else {
            levels.min().unwrap_or(Confidence::Derived)
        };
        PointLine {
            point,
            value,
            confidence: level,
            reasons,
        }
    };
    let part = |name: &str, value: &Option<Value>| {
        (part_words(content, name, value.as_ref()), value.is_none())
    };
    let (resolver, resolver_open) = part("resolver", &decision.resolver);
    let (entitlement, entitlement_open) = part("entitlement", &decision.entitlement);
    let (fee, fee_open) = part("fee", &decision.fee);
    let mut lines = vec![
        line(Point::Resolver, resolver, resolver_open),
        line(
            Point::Channel,
            channel_words(standing),
            decision.path.is_none() || decision.portal.is_none(),
        ),
        line(Point::Entitlement, entitlement, entitlement_open),
        line(Point::Fee, fee, fee_open),
        line(
            Point::Response,
            full_response(content, decision.response.as_ref()),
            decision.response.is_none(),
        ),
    ];
    lines.push(line(Point::Prerequisites, prerequisites(standing), false));
    let key = format!("say.{words}");
    let say = content.words.say(
        if content.words.has(&key) {
            &key
        } else {
            "say.other"
        },
        &[],
    );
    let mut say_line = line(Point::Say, say, false);
    say_line.confidence = Confidence::Derived;
    lines.push(say_line);
    lines
}

fn full_response(content: &Content, response: Option<&Value>) -> String {
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

fn channel_words(standing: &Standing) -> String {
    let content = &standing.content;
    let decision = &standing.decision;
    let mut parts: Vec<String> = match &decision.path {
        Some(path) if path.list().is_empty() => vec![content.words.say("path.none", &[])],
        Some(path) => path
            .list()
            .iter()
            .map(|it| content.words.say(&format!("path.{it}"), &[]))
            .collect(),
        None => vec![content.words.say("path.undetermined", &[])],
    };
    if let Some(portal) = decision
        .portal
        .as_ref()
        .and_then(Value::text)
        .filter(|it| *it != "none")
    {
        parts.push(content.words.say(&format!("portal.{portal}"), &[]));
    }
    parts.join(" → ")
}

fn prerequisites(standing: &Standing) -> String {
    let content = &standing.content;
    let missing = &standing.decision.missing;
    if missing.is_empty() {
        let key = if standing.decision.is_complete() {
            "verdict.nothing_missing"
        } else {
            "verdict.nothing_known_missing"
        };
        return content.words.say(key, &[]);
    }
    missing
        .iter()
        .map(|it| content.words.say(&format!("missing.{it}.title"), &[]))
        .collect::<Vec<_>>()
        .join("; ")
}

fn warning(content: &Content, id: &str) -> WarningLine {
    WarningLine {
        id: id.to_owned(),
        says: content.words.pieces(&format!("warning.{id}"), &[]),
    }
}

fn task(content: &Content, id: &str) -> TaskLine {
    let key = |part: &str| format!("missing.{id}.{part}");
    let ways = (1..=5)
        .map(|n| key(&format!("way_{n}")))
        .take_while(|it| content.words.has(it));
    TaskLine {
        title: content.words.say(&key("title"), &[]),
        says: content.words.say(&key("say"), &[]),
        ways: ways.map(|it| content.words.pieces(&it, &[])).collect(),
    }
}

/// The answers that carry the verdict, at most seven, in the order of the interview.
fn ribbon(standing: &Standing, case: &Case) -> Vec<(String, String, Option<usize>)> {
    let first_reason = |fact: &FactId| {
        standing
            .decision
            .reasons
            .iter()
            .position(|it| it.rests.contains(fact))
            .map(|at| at + 1)
    };
    answer_lines(standing, case)
        .into_iter()
        .filter(|line| line.step.is_some())
        .map(|line| (line.label, line.value, first_reason(&line.fact)))
        .filter(|(_, _, reason)| reason.is_some() || standing.decision.outcome.is_none())
        .collect()
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

/// Undecided: the first open fact, whom to ask, and what each of its values would lead to (at most five lines).
fn by_fact(standing: &Standing) -> Option<(String, String, Vec<(String, String)>)> {
    let content = &standing.content;
    let fact = standing.decision.missing_facts.first()?;
    let several = content.words.say("verdict.several", &[]);
    let mut lines: Vec<(String, String)> = Vec::new();
    for (class, outcomes) in content.playbook.rules.by_class(&standing.masks, fact) {
        let then = match outcomes.as_slice() {
            [only] => content.words.say(&format!("decision.{only}.short"), &[]),
            _ => several.clone(),
        };
        let Some((_, value)) = class_line(content, fact, class) else {
            continue;
        };
        match lines.iter_mut().find(|(_, it)| *it == then) {
            Some((values, _)) => *values = format!("{values}; {value}"),
            None => lines.push((value, then)),
        }
    }
    lines.truncate(5);
    let label = content.words.say(&format!("fact.{fact}"), &[]);
    let ask = content.words.say(&format!("ask.{fact}"), &[]);
    Some((label, ask, lines))
}

/// Facts that would settle what is open, with the step that asks them.
fn open(standing: &Standing) -> Vec<(String, String)> {
    let content = &standing.content;
    let decision = &standing.decision;
    let facts = decision.missing_facts.iter().chain(&decision.open_facts);
    facts
        .filter_map(|fact| {
            let step = content.playbook.interview.step_of(fact)?;
            standing.path.stop(step.id.as_str())?;
            Some((
                content.words.say(&format!("fact.{fact}"), &[]),
                step.id.to_string(),
            ))
        })
        .collect()
}
