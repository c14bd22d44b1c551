//! A second opinion: a reader of playbooks that tries rows one by one and unknown facts value by value must agree
//! with the compiled tables, on every combination where that can be told and on random cases beyond.
//!
//! `DEV_SOAK_CASES` says how many random cases there are, half of them for each edition; without it few enough for every test run.

mod everywhere;
pub mod naive;
pub mod opinion;
mod samples;

use crate::second_opinion::{
    naive::Naive,
    opinion::{FIELDS, Opinion, Reader},
    samples::Samples,
};
use partner_triage::{
    content::{Playbook, answer_line, shipped},
    policy::{Decision, NearMiss, Value},
    vocab::FactId,
};
use serde_json::{Value as Json, json};
use std::env;

/// Random cases in a usual test run.
const N_CASES: u64 = 20_000;

#[test]
fn random_cases_of_edition_2021_get_the_same_verdict() {
    compare(&shipped::edition_2021(), 2021);
}

#[test]
fn random_cases_of_edition_2025_get_the_same_verdict() {
    compare(&shipped::edition_2025(), 2025);
}

fn compare(text: &str, seed: u64) {
    let asked = env::var("DEV_SOAK_CASES")
        .ok()
        .and_then(|it| it.parse().ok());
    let n_cases = asked.unwrap_or(N_CASES) / 2;
    let playbook = Playbook::parse(text).expect("the shipped playbook is sound");
    let naive = Naive::read(text);
    let mut reader = Reader::new(&naive);
    let mut samples = Samples::new(text, seed);
    let (mut n_partial, mut n_lines, mut n_completions) = (0_u64, 0_u64, 0_u64);
    for n_case in 0..n_cases {
        let masks = samples.case(&naive, n_case);
        let of_case: u64 = masks.iter().map(|it| u64::from(it.count_ones())).product();
        n_completions += of_case;
        n_partial += u64::from(of_case > 1);
        let opinion = reader.opinion(&masks);
        let decision = playbook.rules.decide(&masks);
        if let Some(what) = difference(&reader, &opinion, &decision) {
            panic!("{what} for {}\n{decision:?}", name(&naive, &masks));
        }
        if n_case % 8 == 0
            && let Some(line) = samples.line(&naive, &masks)
        {
            n_lines += 1;
            let answer = answer_line(&playbook, 1, line.to_string().as_bytes());
            assert_eq!(answer, write(&reader, &opinion), "{line}");
        }
    }
    println!(
        "edition {seed}: {n_cases} random cases agree, {n_partial} of them partly known, {n_lines} also as lines, \
         {n_completions} completions tried"
    );
}

/// The facts of a case, for a message.
fn name(naive: &Naive, masks: &[u32]) -> String {
    let facts = naive.facts.iter().zip(masks);
    let named = facts.map(|(fact, mask)| format!("{}={mask:b}", fact.id));
    named.collect::<Vec<_>>().join(" ")
}

/// The first part of the verdict on which the two disagree.
pub fn difference(reader: &Reader, opinion: &Opinion, decision: &Decision) -> Option<String> {
    let naive = reader.naive;
    let decisions = &naive.columns[reader.decision];
    let is_decided = opinion.possible.is_power_of_two();
    let outcome = decisions.words_of(opinion.possible).next();
    let are_named = |facts: &[usize], named: &[FactId]| {
        let ids = facts.iter().map(|it| naive.facts[*it].id.as_str());
        ids.eq(named.iter().map(FactId::as_str))
    };
    let reasons = naive.columns[reader.reasons].words_of(opinion.reasons);
    let checks = [
        (
            "decisions",
            decision.outcome.as_deref() == outcome.filter(|_| is_decided),
        ),
        (
            "possible decisions",
            decisions.words_of(opinion.possible).eq(&decision.possible),
        ),
        (
            "missing facts",
            are_named(&opinion.missing_facts, &decision.missing_facts),
        ),
        (
            "open facts",
            are_named(&opinion.open_facts, &decision.open_facts),
        ),
        ("fields", fields_agree(reader, opinion, decision)),
        (
            "prerequisites",
            reader.ascending(reader.missing, opinion.missing) == decision.missing,
        ),
        (
            "warnings",
            reader.ascending(reader.warnings, opinion.warnings) == decision.warnings,
        ),
        (
            "reasons",
            reasons.eq(decision.reasons.iter().map(|it| it.row.as_str())),
        ),
        ("near misses", near_misses_agree(reader, opinion, decision)),
    ];
    let wrong = checks.into_iter().find(|it| !it.1)?;
    Some(format!("{} differ", wrong.0))
}

fn fields_agree(reader: &Reader, opinion: &Opinion, decision: &Decision) -> bool {
    let fields = [
        &decision.resolver,
        &decision.path,
        &decision.entitlement,
        &decision.fee,
        &decision.response,
        &decision.portal,
    ];
    (0..6).all(|at| match (reader.field(opinion, at), fields[at]) {
        (Some(expected), Some(value)) => is_same(expected, value),
        (expected, value) => expected.is_none() && value.is_none(),
    })
}

fn near_misses_agree(reader: &Reader, opinion: &Opinion, decision: &Decision) -> bool {
    let naive = reader.naive;
    let table = naive.table_of(reader.decision).unwrap();
    let is_same = |(row, at): &(usize, usize), miss: &NearMiss| {
        let row = &table.rows[*row];
        let cell = &row.cells[*at];
        miss.table == *table.id
            && miss.row == *row.id
            && miss.column == naive.columns[cell.column].id
            && miss.demands.to_string() == cell.text
            && miss.outcome == naive.columns[reader.decision].words[row.then[0]].0
    };
    let mut pairs = opinion.near_misses.iter().zip(&decision.near_misses);
    opinion.near_misses.len() == decision.near_misses.len()
        && pairs.all(|(one, other)| is_same(one, other))
}

pub fn is_same(json: &Json, value: &Value) -> bool {
    match value {
        Value::Text(text) => json == text.as_str(),
        Value::Number(number) => json == *number,
        Value::Flag(flag) => json == *flag,
        Value::List(list) => *json == json!(list),
        Value::Record(parts) => json.as_object().is_some_and(|object| {
            object.len() == parts.len()
                && parts
                    .iter()
                    .all(|(name, part)| object.get(name).is_some_and(|it| is_same(it, part)))
        }),
    }
}

/// The opinion as a line of the contract.
fn write(reader: &Reader, opinion: &Opinion) -> Json {
    let naive = reader.naive;
    let facts = |of: &[usize]| {
        of.iter()
            .map(|it| naive.facts[*it].id.clone())
            .collect::<Vec<_>>()
    };
    let mut line = json!({
        "decision": "needs_facts",
        "missing_facts": facts(&opinion.missing_facts),
        "open_facts": facts(&opinion.open_facts),
        "missing": reader.ascending(reader.missing, opinion.missing),
        "warnings": reader.ascending(reader.warnings, opinion.warnings),
        "reasons": cited(reader, opinion),
    });
    if opinion.possible.is_power_of_two() {
        line["decision"] = json!(
            naive.columns[reader.decision]
                .words_of(opinion.possible)
                .next()
        );
    }
    for (at, field) in FIELDS.iter().enumerate() {
        line[field] = reader.field(opinion, at).cloned().unwrap_or_default();
    }
    line
}

/// Every rule of the rows that give reasons, once, with its source.
fn cited(reader: &Reader, opinion: &Opinion) -> Vec<Json> {
    let naive = reader.naive;
    let table = naive.table_of(reader.reasons).unwrap();
    let mut cited: Vec<&str> = Vec::new();
    for row in table
        .rows
        .iter()
        .filter(|row| opinion.reasons >> row.then[0] & 1 == 1)
    {
        for rule in &row.rules {
            if !cited.contains(&rule.as_str()) {
                cited.push(rule);
            }
        }
    }
    let source = |rule: &&str| {
        let source = naive
            .citations
            .iter()
            .find(|it| it["id"] == **rule)
            .unwrap();
        json!({"rule": rule, "source": {
            "article": source["article"], "anchor": source["anchor"], "edition": source["edition"],
        }})
    };
    cited.iter().map(source).collect()
}
