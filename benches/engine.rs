//! How fast the tables decide: `./dev bench` runs it, and compares it with peers on the same table and inputs.
//!
//! With `answers` as its only argument it writes what it decides for each input, for comparison, and measures nothing.

#![expect(clippy::expect_used, reason = "a benchmark that cannot go on stops")]

mod sample;

use criterion::{BenchmarkId, Criterion, Throughput};
use partner_triage::{
    check,
    content::{Playbook, answer_line, shipped},
    facts::Mask,
    policy::Joint,
    vocab::FactId,
};
use std::{hint::black_box, time::Duration};

fn main() {
    if std::env::args().any(|it| it == "answers") {
        return write_answers();
    }
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    table(&mut criterion);
    shipped_playbooks(&mut criterion);
    criterion.final_summary();
}

fn write_answers() {
    let playbook = sample::playbook().expect("the table is sound");
    for input in sample::inputs(&playbook) {
        println!("{}", playbook.rules.outcome(&input));
    }
}

/// The table that the peers have too.
fn table(criterion: &mut Criterion) {
    let playbook = sample::playbook().expect("the table is sound");
    let inputs = sample::inputs(&playbook);
    let masks = sample::masks(&inputs);
    let mut group = criterion.benchmark_group("table");
    group.throughput(Throughput::Elements(sample::N_INPUTS as u64));
    group.bench_function("verdicts", |bench| {
        bench.iter(|| {
            for input in &inputs {
                black_box(playbook.rules.outcome(black_box(input)));
            }
        });
    });
    group.bench_function("with_reasons", |bench| {
        bench.iter(|| {
            for (input, case) in inputs.iter().zip(&masks) {
                black_box(playbook.rules.outcome(black_box(input)));
                black_box(playbook.rules.reasons(black_box(case)));
            }
        });
    });
    group.bench_function("whole", |bench| {
        bench.iter(|| {
            for case in &masks {
                black_box(playbook.rules.decide(black_box(case)));
            }
        });
    });
    group.finish();
}

/// The playbooks as they ship: reading with proof, checking, deciding, and comparing one with the other.
fn shipped_playbooks(criterion: &mut Criterion) {
    let texts = [
        ("2021", shipped::edition_2021()),
        ("2025", shipped::edition_2025()),
    ];
    let mut group = criterion.benchmark_group("shipped");
    for (edition, text) in &texts {
        group.sample_size(20);
        group.bench_function(BenchmarkId::new("parse", edition), |bench| {
            bench.iter(|| Playbook::parse(black_box(text)).is_ok());
        });
        group.bench_function(BenchmarkId::new("check", edition), |bench| {
            bench.iter(|| check::all(black_box(text)));
        });
        let playbook = Playbook::parse(text).expect("the shipped playbook is sound");
        let nothing = playbook.rules.catalogue().nothing_known();
        let settled: Vec<Mask> = nothing.iter().map(|it| it & it.wrapping_neg()).collect();
        let all_but_one: Vec<Mask> = settled
            .iter()
            .enumerate()
            .map(|(at, it)| if at == 9 { 0b111 } else { *it })
            .collect();
        for (name, masks) in [
            ("complete", settled),
            ("one_open", all_but_one),
            ("nothing_known", nothing),
        ] {
            group.bench_function(BenchmarkId::new(name, edition), |bench| {
                bench.iter(|| playbook.rules.decide(black_box(&masks)));
            });
        }
        let line = br#"{"cloud":"public","subject":"customer","product":"azure"}"#;
        group.bench_function(BenchmarkId::new("line", edition), |bench| {
            bench.iter(|| answer_line(&playbook, 1, black_box(line)));
        });
    }
    let playbooks =
        texts.map(|(_, it)| Playbook::parse(&it).expect("the shipped playbook is sound"));
    let rules = playbooks.each_ref().map(|it| &it.rules);
    group.bench_function("compare", |bench| {
        bench.iter(|| {
            let joint = Joint::of(FactId::new("edition"), black_box(&rules));
            joint.expect("the editions can be compared").compare()
        });
    });
    group.finish();
}
