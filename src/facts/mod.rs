//! What can be known about a case: the facts a playbook declares, what is known of them, and how it came to be known.
//!
//! A *fact* has a finite domain of *classes*, the values that rules can tell apart.
//! For most facts a class is a value; dates, languages and open lists of names are sorted into the classes that their declaration names.
//! What is known of a fact is a [`Mask`]: the set of classes it may still have.
//! One class is a settled fact, all classes an unknown one, anything between a narrowed one
//! (a portal that says "no delegated admin" leaves four kinds of access open).
//!
//! Not here: rules (see `policy`), questions (see `flow`), and where the values come from (`portal`, `casework`).

mod answer;
mod catalogue;
mod known;

pub use answer::Answer;
pub use catalogue::{Catalogue, Fact, Kind, Mask, Source};
pub use known::{Entry, Known, Origin};
