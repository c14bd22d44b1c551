//! The real portals: calls under a token, asked again where that helps, and let rest where it does not.
//!
//! # What it is
//!
//! [`Live`] is the [`Transport`] that leads to the network. It takes tokens from a [`Vault`](crate::portal::sign_in::Vault),
//! asks for missing ones, carries out what [`Patience`] says about asking again, and hands the bare request to a [`Wire`],
//! which the browser makes of fetch and tests make of whatever they like.
//!
//! # What it promises
//!
//! - A call that is refused for want of a token is asked again once, under a new token, and never more often.
//! - Only reading is repeated. What changes something at a portal is sent once; whoever filed it looks for it before sending again.
//! - No more than four reading calls and one changing call are on their way at a time.
//! - Where nothing is known of a call, the answer is one that the clients read already: 401 asks to sign in, and to show more than a
//!   session where the portal or the provider demands it; 403 names a consent that is missing; 503 says how long a failing portal is
//!   left alone, or that the provider grants nothing for now.
//! - A call that has taken a quarter of a minute is not sent again: whoever waits hears that no answer came.
//! - The log names method, path without identifiers, status, time taken and correlation id; no query, header, body or token.

mod door;
mod log;
mod patience;

pub use door::{Live, MORE_NEEDED, PORTAL_RESTS, PROVIDER_AWAY, Plain, Wire};
pub use log::{Sent, masked};
pub use patience::Patience;
