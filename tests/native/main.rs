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
mod content;
mod desk;
mod journeys;
mod portal;
mod proof;
mod second_opinion;
mod verdicts;
