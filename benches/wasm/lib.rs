//! The engine with nothing around it, called from Node: numbers in, numbers out.
//!
//! A crate of its own, because exports without a binding generator need attributes that the program itself forbids.

use partner_triage::{
    content::{Playbook, shipped},
    facts::Mask,
};
use std::{hint::black_box, sync::LazyLock};

#[path = "../sample.rs"]
mod sample;

struct Bench {
    playbook: Option<Playbook>,
    inputs: Vec<Vec<u8>>,
    masks: Vec<Vec<Mask>>,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let playbook = sample::playbook().ok();
    let inputs = playbook.as_ref().map(sample::inputs).unwrap_or_default();
    Bench {
        masks: sample::masks(&inputs),
        playbook,
        inputs,
    }
});

/// The row that speaks for an input, counted from the top of the table.
#[unsafe(no_mangle)]
pub extern "C" fn answer(n_input: usize) -> usize {
    let Some((playbook, input)) = BENCH.playbook.as_ref().zip(BENCH.inputs.get(n_input)) else {
        return usize::MAX;
    };
    let outcome = playbook.rules.outcome(input);
    let rows = playbook.rules.tables().first().map(|it| it.rows.as_slice());
    let mut rows = rows.unwrap_or_default().iter();
    rows.position(|it| it.id == *outcome).unwrap_or(usize::MAX)
}

/// Decides every input, without reasons.
#[unsafe(no_mangle)]
pub extern "C" fn verdicts() {
    if let Some(playbook) = &BENCH.playbook {
        for input in &BENCH.inputs {
            black_box(playbook.rules.outcome(black_box(input)));
        }
    }
}

/// Decides every input, with reasons.
#[unsafe(no_mangle)]
pub extern "C" fn with_reasons() {
    if let Some(playbook) = &BENCH.playbook {
        for (input, masks) in BENCH.inputs.iter().zip(&BENCH.masks) {
            black_box(playbook.rules.outcome(black_box(input)));
            black_box(playbook.rules.reasons(black_box(masks)));
        }
    }
}

/// Decides every input, with reasons, near misses and every other part of a verdict.
#[unsafe(no_mangle)]
pub extern "C" fn whole() {
    if let Some(playbook) = &BENCH.playbook {
        for masks in &BENCH.masks {
            black_box(playbook.rules.decide(black_box(masks)));
        }
    }
}

/// Reads and proves the shipped playbook of an edition; whether it is sound.
#[unsafe(no_mangle)]
pub extern "C" fn parse(edition: u32) -> bool {
    static TEXTS: LazyLock<[String; 2]> =
        LazyLock::new(|| [shipped::edition_2021(), shipped::edition_2025()]);
    let text = &TEXTS[usize::from(edition == 2025)];
    Playbook::parse(black_box(text)).is_ok()
}
