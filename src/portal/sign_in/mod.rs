//! Signing in at the identity provider of a cloud, and the tokens that come of it.
//!
//! # What it is
//!
//! The authorization code flow with PKCE for a page that keeps no secret (RFC 7636; OAuth 2.0 for Browser-Based Applications):
//! an [`Attempt`] is begun and stored for the tab, the whole page goes to [`Provider::authorize`], and comes back with a
//! [`Return`] in its fragment. [`Attempt::accept`] takes it once, and only if it answers this attempt. The code is redeemed by
//! a [`TokenRequest`], whose reply becomes a [`Grant`] only if its identity token is meant for this page and this attempt.
//! A [`Vault`] keeps what was granted: one token for each tenant and portal, renewed by the refresh token alone, so that the
//! tokens of the partner's tenant and those of its customers are never mixed up. Where the provider or a portal wants more than
//! a session, such as a second factor, its [`Demand`] goes along with the next sign-in.
//!
//! # What is not here, and why
//!
//! **No storage.** A vault lives in memory and is gone with the page. The attempt, which holds no token, is the only thing that
//! survives the way to the provider and back.
//!
//! **No clock and no chance.** Times and random text come from outside.
//!
//! **No address to return to.** An attempt remembers a page of the desk by its own address inside the fragment, never a URL.
//!
//! Secrets do not print: neither [`Secret`] nor what holds one shows it in `Debug`.

mod attempt;
mod demand;
mod grant;
mod provider;
mod secret;
mod vault;

pub use attempt::{Attempt, Refusal, Return};
pub use demand::Demand;
pub use grant::{Account, Grant, Refused};
pub use provider::{Provider, TokenRequest, Whose};
pub use secret::Secret;
pub use vault::{Vault, Wanted};
