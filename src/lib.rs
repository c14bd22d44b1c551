#![doc = include_str!("../README.md")]

//! # The map
//!
//! One crate, folders by noun, imports pointing up this list only (`tests/native/architecture.rs` keeps it so):
//!
//! - `vocab`: the nouns all may use: names, dates, moments, citations, places in a document.
//! - `facts`: what can be known about a case, in finite classes, and who said so.
//! - `policy`: decision tables compiled into decision diagrams; decisions with reasons, near misses and what they hang on.
//! - `flow`: the interview: steps as data, the transcript of answers, the path replayed from it.
//! - `wording`: messages to text: placeholders, plurals, emphasis.
//! - `casework`: what follows a verdict: walk-throughs, drafts, tickets, filing.
//! - `content`: the shipped playbooks and words and their file formats, and the lines of the decide contract.
//! - `check`: what is wrong with a playbook: one file a kind of finding, each with answers that show it.
//! - `portal`: typed clients of Partner Center, Graph and Azure Support, and the practice portal that answers in their place.
//! - `storage`: the document in which cases survive a reload.
//! - `app`: state, commands, one pure step, effects; what each page shows; addresses; ports.
//! - `browser`: the ports made real.
//! - `ui`: the pages, drawn with Leptos.
//!
//! Everything above `browser` compiles and runs without a browser (`--no-default-features`).
//! `bin/triage` is the native command line over the same engine.
//!
//! # The journey of a case
//!
//! A customer is picked (`app::update::customers`). What the portals tell is read by typed clients (`portal`) and narrows facts
//! (`casework::Told` into `facts::Known`). The interview asks, in the order of the documented menus, only what can still change the
//! verdict (`flow::replay` asks `policy::Rules::matters`). The tables decide (`policy::Rules::decide`) and the verdict page draws
//! the decision with its reasons (`app::screens::verdict`). The walk-through mirrors the portal's menus (`app::screens::walk`).
//! The draft becomes a ticket only through `casework::Draft::check`; filing starts only through `casework::Filing::begin`, under a
//! name that the case has had since it was opened; Azure Support's operation is followed until the ticket has a number (`app::perform`).
//! What becomes of it is read, answered and closed where all requests are listed (`app::update::requests`).
//!
//! # Invariants
//!
//! - No rule, product or menu is named in code of `facts`, `policy`, `flow` and `casework`: they are data in `content`.
//! - There is one evaluator; explanations are rows of tables, not a trace.
//! - Answers are kept, conclusions are not: path and verdict are computed whenever they are shown.
//! - Time, randomness and names come in from outside.
//! - Only `content`, `portal` and `storage` know JSON documents; reading one names the place of what is wrong.

pub mod vocab;

pub mod facts;

pub mod policy;

pub mod flow;

pub mod wording;

pub mod casework;

pub mod content;

pub mod check;

pub mod portal;

pub mod storage;

pub mod app;

#[cfg(feature = "ui")]
pub mod browser;
#[cfg(feature = "ui")]
pub mod ui;
