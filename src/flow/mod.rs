//! The interview: which questions are asked, in which order, and where a case stands.
//!
//! A definition lists its steps in the order of the documented menus. A case keeps only a [`Transcript`], the answers by fact.
//! Where it stands is never stored but replayed ([`replay`]): walking the steps in order, a step is on the path
//! if its fact is not known otherwise and can still matter, given everything answered before it.
//! Answers to steps that are off the path are *parked*: invisible to the rules, and back as soon as the path returns.
//! The user's answer goes before what was given otherwise, which the path keeps as *overruled*.
//! Walking once more without what the portals gave tells how many questions they *spared* ([`spared`](spared())).
//!
//! Not here: rules (`policy`), words (`wording`), pages (`ui`).

mod definition;
mod replay;
mod spared;
mod transcript;

pub use definition::{Definition, Step};
pub use replay::{Path, Stop, invalidated, replay};
pub use spared::spared;
pub use transcript::{Reply, Transcript};
