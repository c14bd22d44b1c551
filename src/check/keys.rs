//! The keys of words that a playbook makes the app look up, and where it does.

use crate::{
    check::subject::Subject,
    facts::Kind,
    flow::Step,
    policy::{Row, Value},
    vocab::FactId,
};
use std::collections::BTreeMap;

/// Each key once, with the first place that needs it.
pub(super) fn all(subject: &Subject) -> BTreeMap<String, String> {
    let mut keys = Keys::default();
    for step in &subject.manuscript.interview.steps {
        keys.at = subject.at_step(&step.id);
        of_step(subject, step, &mut keys);
    }
    for table in subject.rules.tables() {
        for row in &table.rows {
            keys.at = subject.at_row(table.id.as_str(), row.id.as_str());
            of_row(&table.outputs, row, &mut keys);
        }
    }
    of_outcomes(subject, &mut keys);
    of_sources(subject, &mut keys);
    of_portals(subject, &mut keys);
    keys.found
}

/// Keys so far, and the place that is being read.
#[derive(Default)]
struct Keys {
    at: String,
    found: BTreeMap<String, String>,
}

impl Keys {
    fn add(&mut self, key: String) {
        self.found.entry(key).or_insert_with(|| self.at.clone());
    }
}

fn of_step(subject: &Subject, step: &Step, keys: &mut Keys) {
    keys.add(format!("section.{}", step.section));
    if step.fact().is_some() {
        keys.add(format!("step.{}.title", step.id));
        keys.add(format!("step.{}.why", step.id));
    }
    if step.may_be_unknown {
        keys.add(format!("step.{}.unknown", step.id));
        step.asks
            .first()
            .into_iter()
            .for_each(|it| keys.add(format!("ask.{it}")));
    }
    for fact in &step.asks {
        keys.add(format!("fact.{fact}"));
        of_values(subject, step, fact, keys);
    }
}

fn of_values(subject: &Subject, step: &Step, fact: &FactId, keys: &mut Keys) {
    let Some(declared) = subject.rules.catalogue().get(fact.as_str()) else {
        return;
    };
    match &declared.kind {
        Kind::Bool if step.asks.len() > 1 => keys.add(format!("option.{fact}.true")),
        Kind::Set(_) => keys.add(format!("value.{fact}.empty")),
        Kind::Bool
        | Kind::Enum(_)
        | Kind::Date { .. }
        | Kind::Language { .. }
        | Kind::Names { .. } => (),
    }
    if step.options.is_empty() && step.fact().is_some() {
        for word in declared.kind.words() {
            keys.add(format!("value.{fact}.{word}"));
        }
    }
    for option in &step.options {
        keys.add(format!("value.{fact}.{option}"));
    }
}

fn of_row(outputs: &[String], row: &Row, keys: &mut Keys) {
    for (output, value) in outputs.iter().zip(&row.then) {
        match (output.as_str(), value) {
            ("reasons", Value::Text(id)) => keys.add(format!("reason.{id}")),
            ("warnings", Value::Text(id)) => keys.add(format!("warning.{id}")),
            ("missing", Value::Text(id)) => {
                for part in ["title", "say", "way_1"] {
                    keys.add(format!("missing.{id}.{part}"));
                }
            }
            ("resolver" | "entitlement" | "fee", Value::Text(id)) => {
                keys.add(format!("{output}.{id}"));
            }
            ("portal", Value::Text(id)) if id != "none" => keys.add(format!("portal.{id}")),
            ("path", Value::List(path)) => {
                for procedure in path {
                    keys.add(format!("path.{procedure}"));
                }
            }
            ("response", value) => {
                if let Some(kind) = value.part("kind").and_then(Value::text) {
                    keys.add(format!("response.{kind}"));
                }
            }
            _ => (),
        }
    }
}

fn of_outcomes(subject: &Subject, keys: &mut Keys) {
    for outcome in &subject.manuscript.outcomes {
        keys.at = subject.find("/outcomes", &outcome.id);
        let variants = outcome.variants.iter().map(|it| &it.words);
        for id in variants.chain([&outcome.id]) {
            for part in ["title", "say", "short", "kind"] {
                keys.add(format!("decision.{id}.{part}"));
            }
        }
    }
}

fn of_sources(subject: &Subject, keys: &mut Keys) {
    for citation in &subject.manuscript.citations {
        keys.at = subject.find("/rules", citation.rule.as_str());
        keys.add(format!("rule.{}", citation.rule));
        if citation.has_note {
            keys.add(format!("rule.{}.note", citation.rule));
        }
    }
}

fn of_portals(subject: &Subject, keys: &mut Keys) {
    for walk in &subject.manuscript.atlas.walkthroughs {
        keys.at = subject.find("/walkthroughs", &walk.id);
        keys.add(format!("walk.{}.title", walk.id));
        for click in &walk.clicks {
            keys.add(format!("walk.{}.{}", walk.id, click.id));
        }
    }
    for screen in &subject.manuscript.atlas.screens {
        keys.at = subject.find("/screens", &screen.id);
        keys.add(format!("portal.{}", screen.portal));
    }
}
