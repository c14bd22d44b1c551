//! Decision tables, what they mean, and the decisions they give.
//!
//! A playbook's tables are compiled once into functions over its facts ([`Diagrams`]).
//! A decision is then read off: with every fact known by one walk from fact to fact, with some unknown by
//! asking whether all completions agree. Reasons and warnings are rows of tables like any other, so there is one
//! evaluator and no trace mode; an explanation cannot differ from the answer.
//!
//! # Three values
//!
//! What is unknown is neither false nor empty: it may still have any class of its [`Mask`](crate::facts::Mask).
//! A decision is given as soon as all that is possible agrees on it; otherwise it lists exactly the facts that can still change it.
//!
//! # Why diagrams and not row scans
//!
//! Rows test outcomes of earlier tables, so the unknowns of a row depend on each other and scanning rows with three values
//! would answer "unknown" too often. Reduced diagrams are exact: equal functions are one node, and a fact matters exactly if a node asks it.
//! The same structure proves that tables have no gap, counts combinations, and compares playbooks.
//!
//! Not here: the file format (`content`), questions (`flow`), words (`wording`), and any name of a product or portal.

mod behind;
mod cell;
mod census;
mod classes;
mod columns;
mod compare;
mod decision;
mod diagram;
mod fired;
mod flaw;
mod hash;
mod near_miss;
mod proof;
mod prospect;
mod routes;
mod rules;
mod swap;
mod table;

pub use cell::Cell;
pub use census::Census;
pub use classes::{Class, JointFact};
pub use compare::{Comparison, Difference, Joint};
pub use decision::{Decision, Reason};
pub use diagram::{Diagrams, Function};
pub use flaw::{Example, Fault, Flaw, Given};
pub use near_miss::NearMiss;
pub use proof::Hit;
pub use routes::{Routes, Target};
pub use rules::{N_NODES_MAX, Rules};
pub use swap::{Nearest, Swap};
pub use table::{HitPolicy, Point, Row, Table, Value};
