//! The shipped data and its file formats: playbooks, words, terms, and the lines of the decide contract.
//!
//! A playbook is one JSON document. It is hostile input until it has been read: sizes and counts are limited,
//! every complaint names the place ([`Misread`](crate::vocab::Misread)), and a document with a complaint is not used at all.
//! Types that rules and pages work with live in their own folders; only here do they meet JSON.

mod contract;
mod facts;
mod line;
mod manuscript;
mod notes;
mod number;
mod outcomes;
mod playbook;
pub mod shipped;
mod sources;
mod steps;
mod tables;
mod terms;
mod uses;
mod walkthroughs;

/// The editions that ship, oldest first; the words of all languages are those of the first, the others bring their own.
pub const EDITIONS: [&str; 2] = ["2021", "2025"];

pub use contract::{Editions, answer_line, write_value};
pub use line::{Line, Malformed, write_answer};
pub use manuscript::Manuscript;
pub use playbook::{Defect, Edition, Playbook};
pub use terms::{Evidence, Group, Language, Printed, Term, Terms, Wrong};
pub use uses::Use;
