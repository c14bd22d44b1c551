//! Where a case stands: the transcript replayed over the steps.

use crate::{
    facts::{Answer, Catalogue, Entry, Known, Mask, Origin},
    flow::{Definition, Reply, Step, Transcript},
    policy::Rules,
    vocab::{FactId, StepId},
};

/// A step on the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The step.
    pub step: StepId,
    /// The fact it asks.
    pub fact: FactId,
    /// Whether it has a reply.
    pub is_answered: bool,
}

/// The path of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The steps asked so far and the next one, in order.
    pub stops: Vec<Stop>,
    /// What is known on the path: given from outside, and answered.
    pub known: Known,
    /// What was given of facts that the user answers otherwise.
    pub overruled: Vec<(FactId, Entry)>,
    /// Answers that are off the path and wait for it to return.
    pub parked: Vec<FactId>,
}

impl Path {
    /// The next step without a reply.
    pub fn next(&self) -> Option<&Stop> {
        self.stops.iter().find(|it| !it.is_answered)
    }

    /// The stop of a step.
    pub fn stop(&self, step: &str) -> Option<&Stop> {
        self.stops.iter().find(|it| it.step == *step)
    }

    /// The stop before a step.
    pub fn before(&self, step: &str) -> Option<&Stop> {
        let at = self.stops.iter().position(|it| it.step == *step)?;
        self.stops.get(at.checked_sub(1)?)
    }

    /// What is known, as the rules take it.
    pub fn masks(&self, rules: &Rules) -> Vec<Mask> {
        self.known.masks(rules.catalogue())
    }
}

/// Walks the steps in order, with what portals, the organisation and the clock have `given`.
///
/// The user's answer goes before anything given, which is kept beside it where the two disagree. A step that can be skipped because its fact is given
/// or cannot matter any more is not on the path. The walk stops at the first step without a reply.
pub fn replay(
    rules: &Rules,
    definition: &Definition,
    given: &Known,
    transcript: &Transcript,
) -> Path {
    let catalogue = rules.catalogue();
    let mut known = given.clone();
    let mut overruled = Vec::new();
    let mut stops = Vec::new();
    let mut is_waiting = false;
    for (step, fact) in definition
        .steps
        .iter()
        .filter_map(|it| Some((it, it.fact()?)))
    {
        if is_waiting || !is_on_path(rules, &known, step, fact, transcript) {
            continue;
        }
        let reply = transcript.get(fact);
        if let Some(Reply::Known(answer)) = reply {
            let before = overrule(catalogue, &mut known, fact, answer);
            overruled.extend(before.map(|it| (fact.clone(), it)));
        }
        is_waiting = reply.is_none();
        stops.push(Stop {
            step: step.id.clone(),
            fact: fact.clone(),
            is_answered: !is_waiting,
        });
    }
    settle_circumstances(rules, &mut known, transcript);
    let parked = parked(rules, &stops, transcript);
    Path {
        stops,
        known,
        overruled,
        parked,
    }
}

/// Records what the user answers; what was given before is handed back where the answer contradicts it.
fn overrule(
    catalogue: &Catalogue,
    known: &mut Known,
    fact: &FactId,
    answer: &Answer,
) -> Option<Entry> {
    let before = known.get(fact.as_str()).cloned();
    known.settle(catalogue, fact, answer.clone(), Origin::Asked);
    let mask = known.get(fact.as_str())?.mask;
    before.filter(|it| it.mask & mask == 0)
}

pub(super) fn is_on_path(
    rules: &Rules,
    known: &Known,
    step: &Step,
    fact: &FactId,
    transcript: &Transcript,
) -> bool {
    let settled = known
        .get(fact.as_str())
        .is_some_and(|it| it.mask.is_power_of_two());
    if settled && transcript.get(fact).is_none() {
        return false;
    }
    // An answer of the user's that replaces a given value matters if the fact would, were it open.
    let mut open = known.clone();
    if settled {
        open.forget(fact);
    }
    let masks = open.masks(rules.catalogue());
    step.asks.iter().any(|it| rules.matters(&masks, it))
}

/// Circumstances are never on the path: they are said or not said, and count as not given when not.
fn settle_circumstances(rules: &Rules, known: &mut Known, transcript: &Transcript) {
    let catalogue = rules.catalogue();
    for fact in catalogue.facts().iter().filter(|it| it.context) {
        if let Some(Reply::Known(answer)) = transcript.get(&fact.id) {
            known.settle(catalogue, &fact.id, answer.clone(), Origin::Asked);
        }
    }
}

fn parked(rules: &Rules, stops: &[Stop], transcript: &Transcript) -> Vec<FactId> {
    let is_context = |fact: &FactId| {
        rules
            .catalogue()
            .get(fact.as_str())
            .is_some_and(|it| it.context)
    };
    transcript
        .replies()
        .map(|(fact, _)| fact)
        .filter(|fact| {
            !is_context(fact)
                && !stops
                    .iter()
                    .any(|stop| stop.fact == **fact && stop.is_answered)
        })
        .cloned()
        .collect()
}

/// The answers that a changed reply would take off the path.
pub fn invalidated(
    rules: &Rules,
    definition: &Definition,
    given: &Known,
    transcript: &Transcript,
    fact: &FactId,
    reply: &Reply,
) -> Vec<FactId> {
    let now = replay(rules, definition, given, transcript);
    let mut changed = transcript.clone();
    changed.record(fact.clone(), reply.clone());
    let then = replay(rules, definition, given, &changed);
    let newly_parked = |it: &&FactId| !now.parked.contains(it);
    then.parked.iter().filter(newly_parked).cloned().collect()
}
