//! What the tables conclude for a case, and everything needed to defend it.

use crate::{
    facts::Mask,
    policy::{
        Diagrams, Function, HitPolicy, NearMiss, Point, Row, Rules, Value,
        prospect::Prospect,
        rules::{FIELDS, Verdict},
    },
    vocab::{FactId, RowId, RuleId, sort_by},
};
use std::{collections::BTreeSet, sync::Arc};

/// A conclusion, or the facts it still hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The decision, `None` while it hangs on unknown facts.
    pub outcome: Option<String>,
    /// Every decision still possible, in table order of their first row; one if decided.
    pub possible: Vec<String>,
    /// Unknown facts that can still change the decision, in canonical order; empty once decided.
    pub missing_facts: Vec<FactId>,
    /// Once decided: unknown facts that can still change another part of the verdict.
    pub open_facts: Vec<FactId>,
    /// Who resolves it; like the next five, `None` where not determined yet.
    pub resolver: Option<Value>,
    /// The procedures, in order.
    pub path: Option<Value>,
    /// Under which entitlement.
    pub entitlement: Option<Value>,
    /// At what fee.
    pub fee: Option<Value>,
    /// How soon the first answer comes.
    pub response: Option<Value>,
    /// Through which portal.
    pub portal: Option<Value>,
    /// Prerequisites that are certainly lacking, ascending.
    pub missing: Vec<String>,
    /// Warnings that certainly hold, ascending.
    pub warnings: Vec<String>,
    /// The reasons, in table order; never empty when decided on complete facts.
    pub reasons: Vec<Reason>,
    /// Rows of the decision that failed on exactly one cell.
    pub near_misses: Vec<Arc<NearMiss>>,
}

/// A row that carries the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The row; its words are found under its name.
    pub row: RowId,
    /// The point of the verdict it carries.
    pub point: Point,
    /// The facts it rests on.
    pub rests: Vec<FactId>,
    /// The rules it cites; never empty.
    pub rules: Vec<RuleId>,
    /// Whether it combines several documented rules.
    pub derived: bool,
}

impl Rules {
    /// Decides a case of which `masks` is known, one mask a fact in canonical order.
    ///
    /// Total: undecided cases say what they hang on. Exact: see the module's notes.
    pub fn decide(&self, masks: &[Mask]) -> Decision {
        if let Some(verdict) = self.verdict_of(masks) {
            return self.decided(masks, &[verdict], &BTreeSet::new());
        }
        let prospect = Prospect::of(&self.diagrams, self.verdict, &self.verdicts, masks);
        match prospect.certain_outcome() {
            Some(_) => self.decided(masks, &prospect.possible, &prospect.hangs_on),
            None => Decision {
                possible: self.in_table_order(&prospect.outcomes()),
                missing_facts: self.names_of(&prospect.hangs_on),
                ..Decision::open()
            },
        }
    }

    /// What any table concludes, by the name of its output, if all rows that may still speak say it.
    pub fn conclude(&self, output: &str, masks: &[Mask]) -> Option<&Value> {
        let (table, column) = self.table_of(output)?;
        let rows = &self.tables().get(table)?.rows;
        let speak = self
            .diagrams
            .values(self.compiled.get(table)?.speaks, masks);
        let mut values = speak
            .into_iter()
            .map(|row| rows.get(row as usize)?.then.get(column));
        let first = values.next()??;
        values.all(|it| it == Some(first)).then_some(first)
    }

    /// Whether a table that collects has `word` in its output, if that is certain.
    pub fn collects(&self, output: &str, word: &str, masks: &[Mask]) -> Option<bool> {
        let (table, column) = self.table_of(output)?;
        let says = |row: &Row| row.then.get(column).and_then(Value::text) == Some(word);
        let source = &self.tables().get(table)?.rows;
        let rows = source.iter().zip(&self.compiled.get(table)?.rows);
        let rows: Vec<_> = rows
            .filter(|(row, _)| says(row))
            .map(|(_, it)| it.holds)
            .collect();
        if self.one_certainly_holds(&rows, masks) {
            return Some(true);
        }
        let never = |row: &Function| self.diagrams.certain(*row, masks) == Some(0);
        rows.iter().all(never).then_some(false)
    }

    /// Whether a fact can still change any part of the verdict.
    pub fn matters(&self, masks: &[Mask], fact: &FactId) -> bool {
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let restricted = self.diagrams.restrict(self.verdict, masks, &mut scratch);
        let at = self.catalogue().position(fact.as_str());
        at.is_some_and(|at| scratch.depends_on(restricted).contains(&at))
    }

    /// The circumstances that can change the verdict or its warnings, as far as the case is known.
    pub fn circumstances(&self, masks: &[Mask]) -> Vec<FactId> {
        let facts = self.catalogue().facts();
        let mut open = masks.to_vec();
        for (mask, fact) in open.iter_mut().zip(facts).filter(|(_, it)| it.context) {
            *mask = fact.all();
        }
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let mut matters = BTreeSet::new();
        let warnings = self
            .table_of("warnings")
            .and_then(|(table, _)| self.compiled.get(table));
        let rows = warnings
            .into_iter()
            .flat_map(|it| &it.rows)
            .map(|it| it.holds);
        for function in rows.chain([self.verdict]) {
            let restricted = self.diagrams.restrict(function, &open, &mut scratch);
            matters.extend(scratch.depends_on(restricted));
        }
        let is_context = |at: &&usize| facts.get(**at).is_some_and(|it| it.context);
        matters
            .iter()
            .filter(is_context)
            .filter_map(|at| facts.get(*at))
            .map(|it| it.id.clone())
            .collect()
    }

    /// What would be decided for each class that a fact may still have: the decisions possible then.
    pub fn by_class(&self, masks: &[Mask], fact: &FactId) -> Vec<(usize, Vec<String>)> {
        let Some(at) = self.catalogue().position(fact.as_str()) else {
            return Vec::new();
        };
        let mask = masks.get(at).copied().unwrap_or_default();
        let mut found = Vec::new();
        for class in (0..Mask::BITS as usize).filter(|class| mask >> class & 1 == 1) {
            let mut settled = masks.to_vec();
            if let Some(place) = settled.get_mut(at) {
                *place = 1 << class;
            }
            let values = self.diagrams.values(self.verdict, &settled);
            let verdicts = values
                .into_iter()
                .filter_map(|it| self.verdicts.get(it as usize));
            let mut outcomes = BTreeSet::new();
            outcomes.extend(verdicts.map(|it| it.decision.as_str()));
            found.push((class, self.in_table_order(&outcomes)));
        }
        found
    }

    /// The decision alone, with every fact settled.
    pub fn outcome(&self, classes: &[u8]) -> &str {
        let verdict = self.diagrams.evaluate(self.verdict, classes);
        self.verdicts
            .get(verdict as usize)
            .map(|it| it.decision.as_str())
            .unwrap_or_default()
    }

    fn verdict_of(&self, masks: &[Mask]) -> Option<&Verdict> {
        let classes = Self::settled(masks)?;
        self.verdicts
            .get(self.diagrams.evaluate(self.verdict, &classes) as usize)
    }

    fn decided(&self, masks: &[Mask], possible: &[&Verdict], open: &BTreeSet<usize>) -> Decision {
        Decision {
            open_facts: self.names_of(open),
            warnings: self.certain_words("warnings", masks),
            reasons: self.reasons(masks),
            near_misses: self.near_misses(masks),
            ..Decision::agreed(possible)
        }
    }

    /// The rules that the verdict cites whatever the unknown facts are, once each: first those of `reasons`, the rows that
    /// certainly speak, then those that some row cites in every case although none of the rows is certain.
    pub fn cited(&self, masks: &[Mask], reasons: &[Reason]) -> Vec<RuleId> {
        let mut certain: Vec<RuleId> = Vec::new();
        for rule in reasons.iter().flat_map(|it| &it.rules) {
            if !certain.contains(rule) {
                certain.push(rule.clone());
            }
        }
        if Self::settled(masks).is_some() {
            return certain;
        }
        let mut others: Vec<(&RuleId, Vec<Function>)> = Vec::new();
        let hangs = |holds| self.diagrams.certain(holds, masks).is_none();
        for (row, holds) in self.reason_rows().filter(|(_, holds)| hangs(*holds)) {
            for rule in row.rules.iter().filter(|it| !certain.contains(it)) {
                match others.iter_mut().find(|(it, _)| *it == rule) {
                    Some((_, rows)) => rows.push(holds),
                    None => others.push((rule, vec![holds])),
                }
            }
        }
        others.retain(|(_, rows)| self.one_certainly_holds(rows, masks));
        certain.extend(others.into_iter().map(|(rule, _)| rule.clone()));
        certain
    }

    /// The rows that give reasons, each with when it holds.
    fn reason_rows(&self) -> impl Iterator<Item = (&Row, Function)> {
        let place = self.table_of("reasons").map(|(table, _)| table);
        let table = place.and_then(|it| self.tables().get(it));
        let compiled = place.and_then(|it| self.compiled.get(it));
        let rows = table.into_iter().flat_map(|it| &it.rows);
        let holds = compiled.into_iter().flat_map(|it| &it.rows);
        rows.zip(holds.map(|it| it.holds))
    }

    /// What a collecting table certainly collects, once each: in the order of its rows where that counts, otherwise ascending.
    pub(super) fn certain_words(&self, output: &str, masks: &[Mask]) -> Vec<String> {
        let Some((table, column)) = self.table_of(output) else {
            return Vec::new();
        };
        let (Some(source), Some(compiled)) = (self.tables().get(table), self.compiled.get(table))
        else {
            return Vec::new();
        };
        // Each word with its rows that may hold; none of them once one is certain.
        let mut found: Vec<(&str, Option<Vec<Function>>)> = Vec::new();
        for (row, compiled) in source.rows.iter().zip(&compiled.rows) {
            let holds = self.diagrams.certain(compiled.holds, masks);
            if holds == Some(0) {
                continue;
            }
            let word = row.then.get(column).and_then(Value::text);
            let word = word.unwrap_or_default();
            let known = found.iter_mut().find(|(it, _)| *it == word);
            match (known, holds) {
                (Some((_, rows)), Some(_)) => *rows = None,
                (None, Some(_)) => found.push((word, None)),
                (Some((_, rows)), None) => rows.iter_mut().for_each(|it| it.push(compiled.holds)),
                (None, None) => found.push((word, Some(vec![compiled.holds]))),
            }
        }
        // Rows of one word, none of them certain, may leave no way out together.
        let is_certain = |rows: &Option<Vec<Function>>| {
            let doubtful = rows.as_ref();
            doubtful.is_none_or(|it| self.one_certainly_holds(it, masks))
        };
        found.retain(|(_, rows)| is_certain(rows));
        let mut certain: Vec<_> = found.into_iter().map(|(word, _)| word.to_owned()).collect();
        if source.hit != HitPolicy::RuleOrder {
            sort_by(&mut certain, Ord::cmp);
        }
        certain
    }

    /// Whether, whatever the unknown facts are, at least one of the rows holds.
    fn one_certainly_holds(&self, rows: &[Function], masks: &[Mask]) -> bool {
        if rows
            .iter()
            .any(|it| self.diagrams.certain(*it, masks) == Some(1))
        {
            return true;
        }
        if rows.len() < 2 {
            return false;
        }
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let mut any = Function::constant(0);
        for row in rows {
            let restricted = self.diagrams.restrict(*row, masks, &mut scratch);
            any = scratch.either(any, restricted);
        }
        any.value() == Some(1)
    }

    /// The reasons alone: the rows that certainly carry the verdict, in table order.
    pub fn reasons(&self, masks: &[Mask]) -> Vec<Reason> {
        self.reason_rows()
            .filter(|(_, holds)| self.diagrams.certain(*holds, masks) == Some(1))
            .map(|(row, _)| Reason {
                row: row.id.clone(),
                point: row.point.unwrap_or(Point::Note),
                rests: row.rests.clone(),
                rules: row.rules.clone(),
                derived: row.derived,
            })
            .collect()
    }

    fn names_of(&self, facts: &BTreeSet<usize>) -> Vec<FactId> {
        let all = self.catalogue().facts();
        facts
            .iter()
            .filter_map(|at| all.get(*at))
            .filter(|it| !it.context)
            .map(|it| it.id.clone())
            .collect()
    }

    pub(super) fn in_table_order(&self, outcomes: &BTreeSet<&str>) -> Vec<String> {
        let rows = self.table_of("decision").and_then(|(table, output)| {
            Some(
                self.tables()
                    .get(table)?
                    .rows
                    .iter()
                    .filter_map(move |row| row.then.get(output)?.text()),
            )
        });
        let mut ordered: Vec<String> = Vec::new();
        for outcome in rows
            .into_iter()
            .flatten()
            .filter(|it| outcomes.contains(it))
        {
            if !ordered.iter().any(|it| it == outcome) {
                ordered.push(outcome.to_owned());
            }
        }
        ordered
    }
}

impl Decision {
    /// What all possible verdicts, which decide alike, have in common.
    pub(super) fn agreed(possible: &[&Verdict]) -> Self {
        let field = |name: &str| {
            let at = FIELDS.iter().position(|it| *it == name)?;
            let first = possible.first()?.fields.get(at)?;
            possible
                .iter()
                .all(|it| it.fields.get(at) == Some(first))
                .then(|| first.clone())
        };
        let first = possible.first();
        let missing = first.map(|it| it.missing.clone()).unwrap_or_default();
        let certainly = |word: &String| possible.iter().all(|it| it.missing.contains(word));
        Self {
            outcome: first.map(|it| it.decision.clone()),
            possible: first.iter().map(|it| it.decision.clone()).collect(),
            resolver: field("resolver"),
            path: field("path"),
            entitlement: field("entitlement"),
            fee: field("fee"),
            response: field("response"),
            portal: field("portal"),
            missing: missing.into_iter().filter(certainly).collect(),
            ..Self::open()
        }
    }

    /// Nothing determined.
    pub(super) fn open() -> Self {
        Self {
            outcome: None,
            possible: Vec::new(),
            missing_facts: Vec::new(),
            open_facts: Vec::new(),
            resolver: None,
            path: None,
            entitlement: None,
            fee: None,
            response: None,
            portal: None,
            missing: Vec::new(),
            warnings: Vec::new(),
            reasons: Vec::new(),
            near_misses: Vec::new(),
        }
    }

    /// Whether everything about the verdict is determined.
    pub fn is_complete(&self) -> bool {
        self.outcome.is_some() && self.open_facts.is_empty()
    }
}
