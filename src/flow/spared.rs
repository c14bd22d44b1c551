//! The questions that need not be asked thanks to what portals told.

use crate::{
    facts::{Known, Origin},
    flow::{Definition, Path, Reply, Transcript, replay::is_on_path},
    policy::Rules,
    vocab::StepId,
};

/// The steps that would have been asked up to where a path has come, had only `without` been given in place of `given`.
///
/// What is `given` beyond that becomes known where it would have been asked for, so that later steps are asked by the same
/// answers. A step that the portals have made needless without answering it stays open.
pub fn spared(
    rules: &Rules,
    definition: &Definition,
    path: &Path,
    (given, without): (&Known, &Known),
    transcript: &Transcript,
) -> Vec<StepId> {
    let mut known = without.clone();
    let mut steps = Vec::new();
    for step in &definition.steps {
        let Some(fact) = step.fact() else { continue };
        if !is_on_path(rules, &known, step, fact, transcript) {
            continue;
        }
        match transcript.get(fact) {
            Some(Reply::Known(answer)) => {
                known.settle(rules.catalogue(), fact, answer.clone(), Origin::Asked);
            }
            Some(Reply::Unknown) => (),
            None if path.stop(step.id.as_str()).is_some() => break,
            None => {
                steps.push(step.id.clone());
                if let Some(entry) = given.get(fact.as_str()) {
                    known.take(fact, entry.clone());
                }
            }
        }
    }
    steps
}
