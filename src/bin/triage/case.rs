//! One case under one playbook, put into words.

use crate::{
    explanation::{Near, Other, RowLine, SourceLine, Test},
    speech::Speech,
};
use partner_triage::{
    content::{Line, Playbook},
    facts::{Fact, Mask},
    policy::{Decision, NearMiss, Nearest, Row, Rules, Table, Value},
    vocab::{FactId, RuleId},
    wording::Arg,
};

/// A case under one playbook.
pub struct Case<'a> {
    pub playbook: &'a Playbook,
    pub rules: &'a Rules,
    pub masks: Vec<Mask>,
    pub speech: &'a Speech,
}

impl Case<'_> {
    /// The words' name of the decision as it stands.
    pub fn words(&self, line: &Line, decision: &Decision) -> String {
        let id = decision.outcome.as_deref().unwrap_or("needs_facts");
        let outcome = self.playbook.outcome(id);
        let variant = outcome.into_iter().flat_map(|it| &it.variants).find(|it| {
            let entry = line.known.get(it.fact.as_str());
            let answer = entry.and_then(|it| it.answer.as_ref());
            answer.is_some_and(|answer| answer.key() == it.value)
        });
        variant.map_or(id, |it| it.words.as_str()).to_owned()
    }

    /// The verdict in a sentence or two.
    pub fn sentence(&self, decision: &Decision, words: &str) -> String {
        let speech = self.speech;
        let customer = speech.say("customer.unnamed", &[]);
        let entitlement = speech.part("entitlement", decision.entitlement.as_ref());
        let fee = speech.part("fee", decision.fee.as_ref());
        let response = speech.response(decision.response.as_ref());
        let args = [
            ("customer", Arg::Text(&customer)),
            ("entitlement", Arg::Text(&entitlement)),
            ("fee", Arg::Text(&fee)),
            ("response", Arg::Text(&response)),
        ];
        speech.say(&format!("decision.{words}.say"), &args)
    }

    /// What was told, in words.
    pub fn facts(&self, line: &Line) -> Vec<(String, String)> {
        let facts = self.rules.catalogue().facts().iter().filter_map(|fact| {
            let answer = line.known.get(fact.id.as_str())?.answer.as_ref()?;
            Some((
                self.speech.fact(&fact.id),
                self.speech.answer(&fact.id, answer),
            ))
        });
        facts.collect()
    }

    /// The parts of the verdict, in words.
    pub fn points(&self, decision: &Decision) -> Vec<(String, String)> {
        if decision.outcome.is_none() {
            return Vec::new();
        }
        let speech = self.speech;
        let title = |it: &String| speech.say(&format!("missing.{it}.title"), &[]);
        let missing: Vec<_> = decision.missing.iter().map(title).collect();
        let portal = speech.part("portal", decision.portal.as_ref());
        let channel = format!("{}; {portal}", speech.path(decision.path.as_ref()));
        let points = [
            (
                "resolver",
                speech.part("resolver", decision.resolver.as_ref()),
            ),
            ("channel", channel),
            (
                "entitlement",
                speech.part("entitlement", decision.entitlement.as_ref()),
            ),
            ("fee", speech.part("fee", decision.fee.as_ref())),
            ("response", speech.response(decision.response.as_ref())),
            ("prerequisites", missing.join("; ")),
        ];
        let told = points.into_iter().filter(|(_, value)| !value.is_empty());
        told.map(|(point, value)| (speech.say(&format!("point.{point}"), &[]), value))
            .collect()
    }

    /// A row with what its cells met.
    pub fn row(&self, table: &Table, row: &Row) -> RowLine {
        let reason = format!("reason.{}", row.id);
        let is_reason = row.point.is_some() && self.speech.has(&reason);
        RowLine {
            table: table.id.to_string(),
            row: row.id.to_string(),
            tests: row
                .when
                .iter()
                .map(|(column, cell)| self.test(column, &cell.to_string()))
                .collect(),
            rests: row.rests.iter().filter_map(|it| self.rest(it)).collect(),
            concludes: table
                .outputs
                .iter()
                .zip(&row.then)
                .map(|(output, value)| (output.clone(), print(value)))
                .collect(),
            says: is_reason.then(|| self.speech.say(&reason, &[])),
            rules: row.rules.iter().map(ToString::to_string).collect(),
        }
    }

    fn rest(&self, fact: &FactId) -> Option<(String, String)> {
        let at = self.rules.catalogue().position(fact.as_str())?;
        let mask = self.masks.get(at).copied()?;
        let known = self.rules.catalogue().facts().get(at)?;
        mask.is_power_of_two()
            .then(|| (self.speech.fact(fact), self.speech.mask(known, mask)))
    }

    fn test(&self, column: &str, demands: &str) -> Test {
        Test {
            column: column.to_owned(),
            demands: demands.to_owned(),
            is: self.value_of(column),
        }
    }

    /// What a column holds: the class of a fact, what an earlier table concludes, or all that one collects.
    fn value_of(&self, column: &str) -> String {
        let catalogue = self.rules.catalogue();
        if let Some(at) = catalogue.position(column) {
            let mask = self.masks.get(at).copied().unwrap_or_default();
            let fact = catalogue.facts().get(at).filter(|_| mask.is_power_of_two());
            let name = |fact: &Fact| fact.kind.class_name(mask.trailing_zeros() as usize);
            return fact.map_or_else(|| "?".to_owned(), name);
        }
        if let Some(value) = self.rules.conclude(column, &self.masks) {
            return print(value);
        }
        let fired = self.rules.fired(&self.masks).into_iter();
        let said: Vec<_> = fired
            .filter_map(|(table, row)| {
                let at = table.outputs.iter().position(|it| it == column)?;
                row.then.get(at).map(print)
            })
            .collect();
        if said.is_empty() {
            "?".to_owned()
        } else {
            said.join(", ")
        }
    }

    /// A row that failed in one cell, with the rows on which that cell's value rests.
    pub fn near(&self, miss: &NearMiss) -> Near {
        let behind = self.rules.rows_behind(&miss.column, &self.masks);
        let because = behind.into_iter().map(|(table, row)| self.row(table, row));
        Near {
            table: miss.table.to_string(),
            row: miss.row.to_string(),
            outcome: miss.outcome.clone(),
            failed: self.test(&miss.column, &miss.demands.to_string()),
            because: because.collect(),
        }
    }

    /// Other decisions, each with the smallest change that leads to it.
    pub fn others(&self) -> Vec<Other> {
        let step = |(id, class): &(FactId, usize)| {
            let fact = self.rules.catalogue().get(id.as_str());
            let class = fact.map(|it| self.speech.class(it, *class));
            (self.speech.fact(id), class.unwrap_or_default())
        };
        let other = |it: Nearest| Other {
            says: self
                .speech
                .say(&format!("decision.{}.short", it.outcome), &[]),
            is_filed: self
                .playbook
                .outcome(&it.outcome)
                .is_some_and(|it| it.channel.is_some()),
            changes: it.changes.iter().map(step).collect(),
            assumes: it.assumes.iter().map(step).collect(),
            decision: it.outcome,
        };
        self.rules
            .nearest(&self.masks)
            .into_iter()
            .map(other)
            .collect()
    }

    /// What the verdict cites.
    pub fn sources(&self, decision: &Decision) -> Vec<SourceLine> {
        let mut rules: Vec<&RuleId> = Vec::new();
        for rule in decision.reasons.iter().flat_map(|it| &it.rules) {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules.into_iter().filter_map(|it| self.source(it)).collect()
    }

    fn source(&self, rule: &RuleId) -> Option<SourceLine> {
        let citation = self.playbook.citation(rule)?;
        let article = self.playbook.article(&citation.article)?;
        let address = article.address.as_ref().map(|it| match &citation.anchor {
            Some(anchor) => format!("{it}#{anchor}"),
            None => it.clone(),
        });
        Some(SourceLine {
            rule: rule.to_string(),
            says: self.speech.say(&format!("rule.{rule}"), &[]),
            article: article.title.clone(),
            section: citation.section.clone(),
            date: article.page_date.map(|it| it.to_string()),
            edition: citation.edition.clone(),
            address,
        })
    }
}

/// A value as a cell would name it.
fn print(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(list) => format!("[{}]", list.join(", ")),
        Value::Record(parts) => {
            let parts: Vec<_> = parts
                .iter()
                .map(|(name, value)| format!("{name} {}", print(value)))
                .collect();
            parts.join(", ")
        }
    }
}
