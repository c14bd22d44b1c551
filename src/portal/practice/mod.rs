//! The practice portal: a small stateful server inside the page that answers like the three portals.
//!
//! # What it is
//!
//! A [`World`] holds fictional customers, what they bought, what is wrong with their services, and what was filed for them.
//! [`handle`] takes a request and answers in the documented wire formats, as text, quirks included: a byte order mark
//! before Partner Center's bodies, words for enumerations or integers, title case in Azure Support's answers, work that takes a
//! while, dates that mean "never". So the clients that talk to it are the ones that talk to the real portals.
//! What is filed stays filed: the world changes, can be saved, and is the same after a reload.
//!
//! # How a request passes through
//!
//! [`exchange`] applies the [`Dials`], which is the one place where trouble is made →
//! [`handle`] → `time` brings the world up to date → `desk` checks the token and finds the handler in the portal's
//! table → the handler, one file for each resource, answers from the world → `desk` adds what every answer carries.
//!
//! # What is not here, and why
//!
//! **No clock, no waiting, no randomness.** The caller passes the time; [`Exchange::after_ms`] tells how long to hold
//! the answer back; identifiers are counted or derived. The same requests at the same times give the same answers,
//! byte by byte.
//!
//! **No sign-in in the page.** [`signed`] makes the tokens that the desk accepts. They look like `practice.graph.<tenant>`, and the
//! desk refuses missing ones, those for another portal, those of an app (`….app`) and those without a second factor
//! (`….nomfa`), as the real ones do. [`authority`] is for a server that issues tokens of its own and maps them to these.
//!
//! **No worlds in the binary.** They are files beside the page, read by [`World::parse`]. Those of any size are made on
//! the spot by [`World::generated`], or by [`World::populate`] within a world that was read.
//!
//! # Where documents are silent
//!
//! A request created through Partner Center belongs to the customer whose tenant id its description names, because the
//! documented form has no field for it. A ticket created twice under one name is the same ticket if title and
//! description agree, else a conflict. Twenty minutes after a request was created the portal asks back, once, so that
//! the status `attention_needed` can be practised. Customers are found by `IndirectReseller` where that partner serves them, by
//! `IndirectCloudSolutionProvider` where what they bought came from it. Every subscription runs for a year. A state that no
//! request can have is refused in a filter as it is in a change.

pub mod authority;

mod azure_support;
mod customer;
mod desk;
mod dials;
mod filter;
mod generate;
mod graph;
mod ids;
mod partner_center;
mod refusal;
mod time;
mod visit;
mod world;

pub use customer::{Access, Customer};
pub use desk::{dressed, handle, refusal, signed, token};
pub use dials::{Dials, Enums, Exchange, Fault, Generation, Incidents, Spelling, exchange};
pub use world::{Handled, World};
