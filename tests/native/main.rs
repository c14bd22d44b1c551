//! All native tests in one binary.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod architecture;
mod cases;
mod check;
mod command_line;
mod compare;
mod content;
mod desk;
mod direct;
mod editions;
mod filing;
mod fuzzed;
mod health;
mod joint;
mod journeys;
mod languages;
mod near;
mod picker;
mod portal;
mod proof;
mod reference;
mod second_opinion;
mod small;
mod terms;
mod tickets;
mod told;
mod verdicts;
mod whole;
mod words;
