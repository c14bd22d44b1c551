//! Everybody a partner serves, a hundred thousand customers if need be: kept, searched, read page by page, shown in part.
//!
//! # How it passes through
//!
//! [`Roster`] takes customers in as pages arrive and hands them out by place. A [`Query`] is what was typed; [`Found`] are the places
//! it leaves, kept up to date as more rows come. [`Pace`] says how long to wait before the portal is asked again.
//! A [`Window`] says which rows of a long list are drawn for the place that is scrolled to.
//!
//! # Why so
//!
//! **Texts lie in chunks.** Each chunk holds the texts of some hundred rows in one piece, so that a search walks memory from one end to the
//! other. The chunks are shared: the state is cloned for every effect, and a clone copies a few pointers. A full chunk never changes.
//! A text is kept twice only where folding changes it, which leaves out most domains and ids. Whether an id is there is asked of tables of
//! hashes, which span more rows than chunks do: each of them is asked about every id that comes.
//!
//! **The order is the portal's.** Comparing names as a language does takes microseconds a pair in a browser, so a hundred thousand names would
//! take seconds; and rows that arrive would push others away while they are being looked at. Appended, they move nothing.
//! Only lists of up to [`N_SORTED_MAX`] rows are put in the language's order, once all customers are read.
//!
//! **No trigrams.** A row has a set of its letters and one of its pairs of letters, 24 bytes; both are asked before its text is.
//! So a search is one walk over all rows, the same whether letters were added or taken away, and there is nothing to build beforehand.

mod found;
mod ids;
mod pace;
mod query;
mod rows;
mod window;

pub use found::{Found, N_SORTED_MAX};
pub use pace::{HELD_SECS_MAX, Kind, Pace};
pub use query::Query;
pub use rows::Roster;
pub use window::{N_DRAWN_MAX, Window};
