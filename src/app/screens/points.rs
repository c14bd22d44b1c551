//! The verdict in seven points.

use crate::{
    app::screens::{
        Standing, citation, part_words,
        verdict::{confidence, full_response},
    },
    policy::{Point, Value},
    vocab::Confidence,
};

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

/// The points, in their fixed order; none while undecided. `words` is the decision's name in the words.
pub(super) fn points(standing: &Standing, words: &str) -> Vec<PointLine> {
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
