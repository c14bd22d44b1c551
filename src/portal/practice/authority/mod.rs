//! The practice authority: who signs in, who has consented, and which tokens follow from it.
//!
//! # What it is
//!
//! The part of Entra ID that a single-page app meets, as documented in "Microsoft identity platform and OAuth 2.0
//! authorization code flow": authorization codes with PKCE, tokens for one resource at a time, refresh tokens that end
//! a fixed day after the sign-in, and the errors with their AADSTS numbers ("Microsoft Entra authentication and
//! authorization error codes").
//!
//! # How data passes through
//!
//! [`Authority::authorize`] checks the request, lets one of the practice [`ACCOUNTS`] be chosen, and leads back with a code →
//! [`Authority::redeem`] turns a code, a refresh token or an app's secret into tokens →
//! [`Authority::bearer`] tells the practice portal whom an access token stands for.
//!
//! # What is not here, and why
//!
//! **No clock, no randomness, no cryptography.** They come in as [`Means`], so that every error can be tried in a table.
//!
//! **No page of its own.** In the page nobody signs in; only the server speaks this.
//!
//! # Where documents are silent
//!
//! A customer that took everything back knows no user of the partner (AADSTS50020). Without delegated privileges the app has no
//! consent for Graph in the customer's tenant (AADSTS65001). The account without a second factor is asked for it when it
//! wants Azure (AADSTS50076, with claims to pass back); signing in with these claims counts as having shown it.
//! A refresh token stays good when it has brought another one.

mod account;
mod failure;
mod redeem;
mod scope;
mod sign_in;

pub use account::{ACCOUNTS, Account};
pub use failure::Failure;
pub use redeem::Redeemed;
pub use sign_in::Entry;

use crate::{
    portal::{
        Api, address, json,
        practice::{Customer, World, desk, ids::is_guid, world::has},
    },
    vocab::Moment,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A second, in the milliseconds of [`Moment`].
const SECOND_MS: i64 = 1000;
/// How long an access token is good.
const TOKEN_SECS: i64 = 3600;
/// How long a code waits to be redeemed.
const CODE_MS: i64 = 10 * 60 * SECOND_MS;
/// How long after the sign-in the last refresh token of a single-page app ends.
const SIGNED_IN_MS: i64 = 24 * 3600 * SECOND_MS;

/// What the authority needs from outside.
pub struct Means<'m> {
    /// The time.
    pub now: Moment,
    /// Makes texts that nobody can guess.
    pub secret: &'m mut dyn FnMut() -> String,
    /// SHA-256.
    pub digest: fn(&[u8]) -> Vec<u8>,
    /// Signs as the header says.
    pub sign: &'m dyn Fn(&[u8]) -> Vec<u8>,
    /// The header of signed tokens, as JSON.
    pub header: &'m str,
}

/// A request to the authority.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The tenant in the path.
    pub tenant: String,
    /// The fields of query or form, decoded.
    pub fields: Vec<(String, String)>,
    /// The `Origin` header; empty if there is none.
    pub origin: String,
    /// The session that the browser's cookie names; empty if there is none.
    pub session: String,
    /// The authority's own address, with scheme.
    pub base: String,
}

impl Ask {
    /// A field, empty if it is missing.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|it| it.0 == name);
        found.map_or("", |it| it.1.as_str())
    }

    /// A field that must not be missing.
    fn needed(&self, name: &str) -> Result<&str, Failure> {
        match self.field(name) {
            "" => Err(Failure::new(
                "invalid_request",
                900_144,
                &[
                    "The request body must contain the following parameter: '",
                    name,
                    "'.",
                ],
            )),
            value => Ok(value),
        }
    }

    /// The app that asks; any GUID is a registered one.
    fn client(&self) -> Result<&str, Failure> {
        let client = self.needed("client_id")?;
        if is_guid(client) {
            return Ok(client);
        }
        Err(Failure::new(
            "unauthorized_client",
            700_016,
            &[
                "Application with identifier '",
                client,
                "' was not found in the directory.",
            ],
        ))
    }
}

/// The type under which a redirect address is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Single-page app: codes are redeemed by scripts.
    Spa,
    /// Web: codes are redeemed by servers.
    Web,
}

/// Who signed in, to what, and how long it lasts.
#[derive(Clone, Debug)]
struct SignedIn {
    account: &'static Account,
    client: String,
    kind: Kind,
    /// Whether a second factor was shown.
    has_second_factor: bool,
    /// When the last refresh token ends.
    until: Moment,
}

/// A code that waits to be redeemed.
#[derive(Clone, Debug)]
struct Code {
    signed_in: SignedIn,
    tenant: String,
    redirect: String,
    challenge: String,
    nonce: String,
    scope: String,
    until: Moment,
    is_used: bool,
}

/// Whom an access token stands for.
#[derive(Clone, Debug)]
struct Bearer {
    audience: Api,
    /// `partner` or a customer's tenant id.
    tenant: String,
    /// As the practice portal's tokens end.
    holder: &'static str,
    until: Moment,
}

/// The state of the authority.
#[derive(Default)]
pub struct Authority {
    /// Redirect addresses that were registered, beside those of this machine.
    pub redirects: Vec<(String, Kind)>,
    codes: BTreeMap<String, Code>,
    refreshes: BTreeMap<String, SignedIn>,
    bearers: BTreeMap<String, Bearer>,
    sessions: BTreeMap<String, &'static Account>,
}

impl Authority {
    /// The practice portal's token for an access token, if it is good.
    pub fn bearer(&self, token: &str, now: Moment) -> Option<String> {
        let bearer = self.bearers.get(token).filter(|it| it.until > now)?;
        Some(desk::token(
            bearer.audience.as_str(),
            &bearer.tenant,
            bearer.holder,
        ))
    }

    /// Whether an access token is good and issued by the partner's tenant for a portal.
    pub fn is_partners(&self, token: &str, audience: Api, now: Moment) -> bool {
        let bearer = self.bearers.get(token).filter(|it| it.until > now);
        bearer.is_some_and(|it| it.tenant == "partner" && it.audience == audience)
    }

    /// Ends the session that a browser's cookie names.
    pub fn sign_out(&mut self, session: &str) {
        self.sessions.remove(session);
    }

    /// The type of a redirect address: one that was registered, or any on this machine and under the authority's origin.
    fn kind_of(&self, ask: &Ask, redirect: &str) -> Option<Kind> {
        if let Some((_, kind)) = self.redirects.iter().find(|it| it.0 == redirect) {
            return Some(*kind);
        }
        let own = ask.base.split('/').nth(2).unwrap_or_default();
        let (scheme, rest) = redirect.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_here = ["localhost", "127.0.0.1"]
            .iter()
            .any(|it| host.split(':').next() == Some(it));
        let is_web_address = matches!(scheme, "http" | "https") && !redirect.contains('#');
        (is_web_address && (host == own || is_here)).then_some(Kind::Spa)
    }
}

/// Whose authority a path names.
enum Tenant<'w> {
    Partner,
    Customer(&'w Customer),
}

impl Tenant<'_> {
    /// As the practice portal's tokens name it.
    fn key(&self) -> &str {
        match self {
            Self::Partner => "partner",
            Self::Customer(customer) => &customer.id,
        }
    }

    /// The tenant's id.
    fn id<'t>(&'t self, world: &'t World) -> &'t str {
        match self {
            Self::Partner => world.partner_tenant(),
            Self::Customer(customer) => &customer.id,
        }
    }

    fn find<'w>(world: &'w World, name: &str) -> Result<Tenant<'w>, Failure> {
        let own = ["partner/tenant", "profiles/organization/domain"];
        let is_own = own.iter().any(|it| has(&world.tables, &[(it, name)]));
        if !name.is_empty() && is_own || is_open(name) {
            return Ok(Tenant::Partner);
        }
        let found = world
            .customers
            .iter()
            .find(|it| it.id.eq_ignore_ascii_case(name) || it.domain.eq_ignore_ascii_case(name));
        if let Some(customer) = found {
            return Ok(Tenant::Customer(customer));
        }
        let is_name = |it: &Value| json::text_of(it).eq_ignore_ascii_case(name);
        if world.rows("strangers").iter().any(is_name) {
            return Err(Failure::stranger(name));
        }
        Err(Failure::new(
            "invalid_request",
            90_002,
            &[
                "Tenant '",
                name,
                "' not found. Check to make sure you have the correct tenant ID.",
            ],
        ))
    }
}

/// Whether a path names no tenant in particular.
fn is_open(name: &str) -> bool {
    let open = ["common", "organizations"];
    open.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// The tenant id that the metadata of a path name as the issuer, or its placeholder where the path names none in particular.
///
/// # Errors
/// There is no such tenant.
pub fn issuer(world: &World, name: &str) -> Result<String, Failure> {
    if is_open(name) {
        return Ok("{tenantid}".into());
    }
    match Tenant::find(world, name) {
        Ok(tenant) => Ok(tenant.id(world).into()),
        // A tenant that knows none of the partner's users is one nevertheless.
        Err(failure) if failure.number == 50_020 => Ok(name.to_ascii_lowercase()),
        Err(failure) => Err(failure),
    }
}

/// A part of a query or a form, decoded.
pub fn decode(text: &str) -> String {
    address::decode(text)
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
pub fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let sum = three
            .iter()
            .fold(0_u32, |sum, it| sum << 8 | u32::from(*it));
        // Fewer than three bytes stand at the left.
        let sum = sum << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            let number = usize::try_from(sum >> (18 - 6 * place) & 63).unwrap_or_default();
            text.push(char::from(LETTERS.get(number).copied().unwrap_or(b'A')));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64url;

    #[test]
    fn bytes_become_letters_of_addresses() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"\xfb\xff\xfe\x00", "-__-AA"),
        ] {
            assert_eq!(base64url(bytes), text);
        }
    }
}
