//! The shipped data and its file formats: playbooks, words, and the lines of the decide contract.
//!
//! A playbook is one JSON document. It is hostile input until it has been read: sizes and counts are limited,
//! every complaint names the place ([`Misread`](crate::vocab::Misread)), and a document with a complaint is not used at all.
//! Types that rules and pages work with live in their own folders; only here do they meet JSON.

mod contract;
mod facts;
mod line;
mod outcomes;
mod playbook;
pub mod shipped;
mod sources;
mod steps;
mod tables;
mod walkthroughs;

pub use contract::{Editions, answer_line, write_value};
pub use line::{Line, Malformed, write_answer};
pub use playbook::{Defect, Edition, Playbook};
