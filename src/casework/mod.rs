//! What follows a verdict: the way through the portal, the request, and what became of it.

mod walkthrough;

pub use walkthrough::{Atlas, Click, Item, Label, Named, Region, Screen, Walkthrough};
