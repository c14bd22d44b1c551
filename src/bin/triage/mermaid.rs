//! The interview as a Mermaid flowchart.

use partner_triage::{
    content::Playbook,
    facts::{Fact, Kind},
    flow::Step,
    policy::Target,
    vocab::FactId,
};
use std::collections::{BTreeMap, BTreeSet};

/// More answers than this on an arrow are only counted.
const N_ANSWERS_MAX: usize = 4;

/// A fact on the way: asked by a step, or known without asking.
struct Stop<'a> {
    fact: &'a FactId,
    step: Option<&'a Step>,
    section: &'a str,
}

/// The steps that ask for a fact; a fact that is given, such as the date, stands behind the one that it follows among the facts.
fn stops(playbook: &Playbook) -> Vec<Stop<'_>> {
    let asked = playbook.interview.steps.iter();
    let mut stops: Vec<_> = asked
        .filter_map(|step| {
            let section = step.section.as_str();
            let fact = step.fact()?;
            let step = Some(step);
            Some(Stop {
                fact,
                step,
                section,
            })
        })
        .collect();
    let mut next = 0;
    for fact in playbook.rules.catalogue().facts() {
        let known = stops.iter().position(|it| *it.fact == fact.id);
        if known.is_none() && !fact.context && !fact.from.is_empty() {
            let before = next.max(1) - 1;
            let section = stops.get(before).map_or("", |it| it.section);
            let fact = &fact.id;
            let step = None;
            stops.insert(
                next.min(stops.len()),
                Stop {
                    fact,
                    step,
                    section,
                },
            );
            next += 1;
        }
        next = known.map_or(next, |at| at + 1);
    }
    stops
}

/// Every question with the answers that lead to the next one or to a decision, as far as the rules still ask.
pub fn flowchart(playbook: &Playbook) -> String {
    let stops = stops(playbook);
    let order: Vec<FactId> = stops.iter().map(|it| it.fact.clone()).collect();
    let routes = playbook.rules.routes(&order);
    let mut ends: BTreeMap<&[String], usize> = BTreeMap::new();
    for (_, target) in routes.keys() {
        if let Target::Decides(decisions) = target {
            let next = ends.len();
            ends.entry(decisions).or_insert(next);
        }
    }
    let mut lines = vec!["flowchart TD".to_owned()];
    for section in &playbook.interview.sections {
        lines.push(format!("  subgraph {section}"));
        for (at, stop) in stops.iter().enumerate() {
            if stop.section == section {
                lines.push(match stop.step {
                    Some(step) => format!("    step{at}[\"{}\"]", step.id),
                    None => format!("    step{at}[/\"{}\"/]", stop.fact),
                });
            }
        }
        lines.push("  end".to_owned());
    }
    for (decisions, at) in &ends {
        lines.push(format!("  verdict{at}([\"{}\"])", decisions.join(" or ")));
    }
    for ((from, target), classes) in &routes {
        let to = match target {
            Target::Asks(step) => format!("step{step}"),
            Target::Decides(decisions) => {
                let at = ends.get(decisions.as_slice()).copied();
                format!("verdict{}", at.unwrap_or_default())
            }
        };
        let fact = stops.get(*from).map(|it| it.fact.as_str());
        let fact = fact.and_then(|it| playbook.rules.catalogue().get(it));
        let arrow = match fact.and_then(|it| label(it, classes)) {
            Some(label) => format!("-->|\"{label}\"|"),
            None => "-->".to_owned(),
        };
        lines.push(format!("  step{from} {arrow} {to}"));
    }
    lines.join("\n") + "\n"
}

/// The answers on an arrow; none where every answer takes it.
fn label(fact: &Fact, classes: &BTreeSet<usize>) -> Option<String> {
    let n_classes = fact.kind.n_classes();
    if classes.len() == n_classes {
        return None;
    }
    let is_short = classes.len() <= N_ANSWERS_MAX && !matches!(fact.kind, Kind::Set(_));
    let names: Vec<_> = classes.iter().map(|it| fact.kind.class_name(*it)).collect();
    Some(if is_short || classes.len() == 1 {
        names.join(", ")
    } else {
        format!("{} of {n_classes} answers", classes.len())
    })
}
