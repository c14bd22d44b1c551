//! What scenarios reach of a playbook: rows, steps, options and items of walk-throughs.

use partner_triage::{
    content::Playbook,
    facts::{Answer, Fact, Kind, Known},
    flow::{Reply, Transcript, replay},
    policy::Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of things that are covered, in the order they are told.
pub const KINDS: [&str; 4] = ["rows", "steps", "options", "walk-through items"];

/// What there is of each kind, and what was reached.
#[derive(Default)]
pub struct Coverage {
    all: BTreeMap<&'static str, BTreeSet<String>>,
    reached: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Coverage {
    /// Nothing of a playbook reached yet.
    pub fn of(playbook: &Playbook) -> Self {
        let mut coverage = Self::default();
        for table in playbook.rules.tables() {
            for row in &table.rows {
                coverage.exists("rows", format!("{}/{}", table.id, row.id));
            }
        }
        for step in &playbook.interview.steps {
            coverage.exists("steps", step.id.to_string());
            for fact in &step.asks {
                let fact = playbook.rules.catalogue().get(fact.as_str());
                for option in fact.map(options).unwrap_or_default() {
                    coverage.exists("options", option);
                }
            }
        }
        for way in &playbook.atlas.walkthroughs {
            for click in &way.clicks {
                coverage.exists(
                    "walk-through items",
                    format!("{}/{}", click.screen, click.item),
                );
            }
        }
        coverage
    }

    /// Adds what one case reaches.
    pub fn add(&mut self, playbook: &Playbook, known: &Known) {
        let rules = &playbook.rules;
        let masks = known.masks(rules.catalogue());
        for (table, row) in rules.fired(&masks) {
            self.reach("rows", format!("{}/{}", table.id, row.id));
        }
        let mut transcript = Transcript::default();
        for (fact, entry) in known.entries() {
            if let Some(answer) = &entry.answer {
                transcript.record(fact.clone(), Reply::Known(answer.clone()));
            }
        }
        let path = replay(rules, &playbook.interview, &Known::default(), &transcript);
        for step in &playbook.interview.steps {
            let is_asked = path.stop(step.id.as_str()).is_some();
            let of_circumstances = |it: &&_| rules.catalogue().get(it).is_some_and(|it| it.context);
            for fact in &step.asks {
                let is_told = is_asked || of_circumstances(&fact.as_str());
                let answer = known.get(fact.as_str()).and_then(|it| it.answer.as_ref());
                if let (true, Some(answer)) = (is_told, answer) {
                    self.reach("steps", step.id.to_string());
                    let fact = rules.catalogue().get(fact.as_str());
                    for option in fact.map(|it| chosen(it, answer)).unwrap_or_default() {
                        self.reach("options", option);
                    }
                }
            }
        }
        let decision = rules.decide(&masks);
        let path = decision.path.as_ref().map_or(&[][..], Value::list);
        let portal = decision.portal.as_ref().and_then(Value::text);
        let way = playbook.atlas.way(path, portal.unwrap_or_default());
        for click in way.into_iter().flat_map(|it| &it.clicks) {
            self.reach(
                "walk-through items",
                format!("{}/{}", click.screen, click.item),
            );
        }
    }

    /// How many of a kind were reached, of how many.
    pub fn counts(&self, kind: &str) -> (usize, usize) {
        let n = |sets: &BTreeMap<&str, BTreeSet<String>>| sets.get(kind).map_or(0, BTreeSet::len);
        (n(&self.reached), n(&self.all))
    }

    /// What of a kind was not reached.
    pub fn unreached(&self, kind: &str) -> Vec<&str> {
        let all = self.all.get(kind).into_iter().flatten();
        let is_reached = |it: &&String| self.reached.get(kind).is_some_and(|all| all.contains(*it));
        all.filter(|it| !is_reached(it))
            .map(String::as_str)
            .collect()
    }

    fn exists(&mut self, kind: &'static str, name: String) {
        self.all.entry(kind).or_default().insert(name);
    }

    fn reach(&mut self, kind: &'static str, name: String) {
        if self.all.get(kind).is_some_and(|it| it.contains(&name)) {
            self.reached.entry(kind).or_default().insert(name);
        }
    }
}

/// What can be chosen for a fact; dates are not offered.
fn options(fact: &Fact) -> Vec<String> {
    let words = fact.kind.words();
    let offered = match &fact.kind {
        Kind::Date { .. } => Vec::new(),
        Kind::Set(_) => words.into_iter().chain(["empty"]).collect(),
        _ => words.into_iter().skip(n_unsaid(fact)).collect(),
    };
    named(fact, &offered)
}

/// What of it an answer chooses.
fn chosen(fact: &Fact, answer: &Answer) -> Vec<String> {
    let offered: Vec<&str> = match (&fact.kind, answer) {
        (Kind::Set(_), Answer::Set(names)) if names.is_empty() => vec!["empty"],
        (Kind::Set(_), Answer::Set(names)) => names.iter().map(String::as_str).collect(),
        _ => {
            let class = fact.kind.class_of(answer);
            let word = class.and_then(|it| fact.kind.words().get(it).copied());
            word.into_iter().collect()
        }
    };
    named(fact, &offered)
}

fn named(fact: &Fact, options: &[&str]) -> Vec<String> {
    let named = options.iter().map(|it| format!("{}={it}", fact.id));
    named.collect()
}

/// A circumstance has a first class that is no option: that nobody mentioned it.
fn n_unsaid(fact: &Fact) -> usize {
    usize::from(fact.context)
}
