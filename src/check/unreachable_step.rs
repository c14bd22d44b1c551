//! A step that no answers lead to.

use crate::{
    check::{Code, Finding, subject::Subject},
    flow::Step,
    policy::Fault,
    vocab::FactId,
};

pub(super) const EXPLAIN: &str = "\
The interview asks only what can still change the verdict. Tables test what this step asks, but whatever is answered before, \
the verdict is the same with every answer to it; so the step is never shown. A fact that is no circumstance is also never asked \
in a group. Ask it in a step of its own, declare it a circumstance, let a row of the verdict depend on it, or remove the step.";

/// Steps that are never on the path of any case.
///
/// Exact: a step is on the path of some case if and only if the verdict, without circumstances, depends on its fact.
/// For two cases that differ in this fact only and in their verdict are asked the same questions up to the step.
pub(super) fn check(subject: &mut Subject) -> Vec<Finding> {
    let is_clash =
        |fault: &Fault| matches!(fault, Fault::Gap | Fault::Overlap(_) | Fault::Conflict(_));
    if !subject.rules.is_whole() || subject.flaws.iter().any(|it| is_clash(&it.fault)) {
        // What the verdict will hang on is open until the tables are mended.
        return Vec::new();
    }
    let asked = subject.rules.ever_missing();
    let nothing = subject.rules.catalogue().nothing_known();
    let said = subject.rules.circumstances(&nothing);
    let is_context = |fact: &FactId| {
        let fact = subject.rules.catalogue().get(fact.as_str());
        fact.is_some_and(|it| it.context)
    };
    let is_reached = |step: &&Step, fact: &FactId| {
        said.contains(fact) || (step.fact().is_some() && asked.contains(fact))
    };
    let steps = subject.manuscript.interview.steps.iter();
    steps
        .filter(|step| !step.asks.iter().any(|it| subject.is_unread(it.as_str())))
        .filter(|step| step.asks.iter().any(|it| subject.first_test(it).is_some()))
        .filter(|step| {
            let loose = |it: &&FactId| step.fact().is_none() && !is_context(it);
            !step.asks.iter().any(|it| is_reached(step, it))
                || step.asks.iter().any(|it| loose(&it))
        })
        .map(|step| Finding {
            code: Code::UnreachableStep,
            at: subject.at_step(&step.id),
            says: format!("no answers lead to step `{}`", step.id),
            answers: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::{Draft, check};

    #[test]
    fn a_step_that_cannot_change_the_verdict_is_never_shown() {
        let draft = Draft::default().with("/tables/2/rows/0/when", r#"{"kind": "cloud"}"#);
        check(
            &draft,
            &["unreachable_step /steps/1 no answers lead to step `urgency`"],
        );
    }

    #[test]
    fn what_is_no_circumstance_is_not_asked_in_a_group() {
        let draft = Draft::default()
            .with("/steps/1", "null")
            .with("/steps/0/asks", r#"["product", "is_urgent"]"#)
            .with("/steps", r#"[{"id":"all","section":"problem","asks":["product","is_urgent"],"rules":["R-1"]}]"#);
        check(
            &draft,
            &["unreachable_step /steps/0 no answers lead to step `all`"],
        );
    }
}
