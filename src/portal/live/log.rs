//! What was asked of the portals, for support and for designers.

use crate::{
    portal::{Api, Method, Request, error},
    vocab::Moment,
};

/// What stands behind these in a path is a name that somebody chose.
const NAMED: [&str; 5] = [
    "customers",
    "supporttickets",
    "communications",
    "subscriptions",
    "operationsstatus",
];

/// A call that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When.
    pub at: Moment,
    /// The portal.
    pub api: Api,
    /// The method.
    pub method: Method,
    /// The path without its query, identifiers replaced by `…`.
    pub path: String,
    /// The status answered; 0 where no answer came.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// Under which the portal logged it, as far as it says.
    pub correlation: String,
}

/// The path of a request as the log shows it: every segment that is no plain word of the interface is `…`,
/// because it can name a customer, a subscription or a request.
pub fn masked(request: &Request) -> String {
    let endpoint = error::endpoint(request);
    let path = endpoint.splitn(3, ' ').nth(2).unwrap_or_default();
    let is_word = |it: &str| {
        let letters = it.bytes();
        let is_version = it
            .strip_prefix('v')
            .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit() || it == b'.'));
        it.is_empty()
            || is_version
            || it == "Microsoft.Support"
            || it.len() <= 40 && letters.into_iter().all(|it| it.is_ascii_alphabetic())
    };
    let mut before = "";
    let mut shown = Vec::new();
    for segment in path.split('/') {
        let is_name = NAMED.iter().any(|it| it.eq_ignore_ascii_case(before));
        shown.push(if is_word(segment) && !is_name {
            segment
        } else {
            "…"
        });
        before = segment;
    }
    shown.join("/")
}
