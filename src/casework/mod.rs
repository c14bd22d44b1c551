//! What follows a verdict: the way through the portal, the request, and what became of it.
//!
//! A [`Case`] is one customer's problem from the first answer to the ticket number. It keeps answers, not conclusions:
//! path and verdict are replayed and decided anew whenever they are shown.
//! A [`Draft`] is what the user typed for the request; only [`Draft::check`] makes a [`Ticket`] of it, with every problem at once,
//! and only a ticket can be filed. What became of it is a [`Filing`], a small state machine that lets one attempt run at a time.
//!
//! Not here: how a portal is spoken to (`portal`), where cases are kept (`storage`).

mod case;
mod draft;
mod filing;
mod organisation;
mod outcome;
mod walkthrough;

pub use case::{Case, CaseId, CustomerRef, Record, Told};
pub use draft::{Channel, Contact, Draft, Field, Problem, Ticket, read_ticket_number};
pub use filing::{Filing, Handed, Sent, UNFILED_MS, successor};
pub use organisation::Organisation;
pub use outcome::{Outcome, Variant};
pub use walkthrough::{Atlas, Click, Item, Label, Named, Portal, Region, Screen, Walkthrough};
