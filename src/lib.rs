//! Partner Triage: the map of the crate.

pub mod app;
pub mod casework;
pub mod content;
pub mod facts;
pub mod flow;
pub mod policy;
pub mod portal;
pub mod vocab;
pub mod wording;

#[cfg(feature = "ui")]
pub mod ui;
