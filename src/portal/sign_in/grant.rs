//! What the provider grants: tokens, and who it says has signed in.

use crate::{
    portal::{
        Response,
        error::retry_after,
        json::{self, number, text, whole},
        sign_in::{Provider, Secret},
    },
    vocab::Moment,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

/// How far the clocks of the provider and this device may be apart.
const LEEWAY_SECS: i64 = 5 * 60;

/// Who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The tenant's id.
    pub tenant: String,
    /// The user's id in that tenant.
    pub user: String,
    /// The user's name, empty if the token does not tell.
    pub name: String,
    /// The name to sign in with, empty if the token does not tell.
    pub login: String,
}

/// Tokens of one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// For calls.
    pub access: Secret,
    /// Until when calls may carry it.
    pub until: Moment,
    /// For further tokens; replaces the one it was asked with.
    pub refresh: Option<Secret>,
    /// Who has signed in, where an identity token came along.
    pub account: Option<Account>,
    /// What the token may be used for, as the provider says it.
    pub scope: String,
}

/// Why nothing was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Sign in again; the provider's code, such as `interaction_required`, and its words.
    SignIn {
        /// The code.
        code: String,
        /// The words.
        says: String,
        /// The claims that the provider wants to see, as JSON; empty if it asks for none.
        claims: String,
    },
    /// An administrator has to agree first, in this tenant.
    Consent {
        /// The words.
        says: String,
    },
    /// The user has no access to this tenant, or its policy blocks it; signing in again changes nothing.
    NoAccess {
        /// The words.
        says: String,
    },
    /// The provider did not answer, or asks to wait.
    Later {
        /// For so many seconds, where it says so.
        after_secs: Option<u32>,
    },
    /// The device has no network.
    Offline,
    /// The reply is not what the documentation says, or an identity token is not for this page; what is wrong.
    Unreadable(&'static str),
}

impl Grant {
    /// Reads the reply to a token request. `nonce` is what the identity token of a sign-in must repeat. It is empty for further tokens:
    /// theirs tells who the user is in a customer's tenant, which is nobody who signed in, and is not looked at.
    ///
    /// # Errors
    /// Why nothing was granted.
    pub fn read(
        provider: &Provider,
        reply: &Response,
        nonce: &str,
        now: Moment,
    ) -> Result<Self, Refused> {
        let body = json::parse(&reply.body).unwrap_or_default();
        match reply.status {
            200 => (),
            429 | 500.. => {
                let after_secs = retry_after(reply);
                return Err(Refused::Later { after_secs });
            }
            _ => return Err(refused(&body)),
        }
        let access = text(&body, "access_token");
        let lifetime_secs = whole(&body, "expires_in")
            .or_else(|| number(&text(&body, "expires_in")))
            .filter(|it| (1..=7 * 86_400).contains(it));
        let is_bearer = text(&body, "token_type").eq_ignore_ascii_case("bearer");
        let (false, true, Some(lifetime_secs)) = (access.is_empty(), is_bearer, lifetime_secs)
        else {
            return Err(Refused::Unreadable("token"));
        };
        let identity = text(&body, "id_token");
        let account = match (nonce, identity.as_str()) {
            ("", _) => None,
            (_, "") => return Err(Refused::Unreadable("id_token")),
            (nonce, token) => {
                let account = provider.identify(token, nonce, now);
                Some(account.map_err(Refused::Unreadable)?)
            }
        };
        let refresh = text(&body, "refresh_token");
        Ok(Self {
            access: Secret::new(access),
            until: now.plus_ms(lifetime_secs * 1_000),
            refresh: (!refresh.is_empty()).then(|| Secret::new(refresh)),
            account,
            scope: text(&body, "scope"),
        })
    }
}

fn refused(body: &Value) -> Refused {
    let code = text(body, "error");
    let says = text(body, "error_description");
    match code.as_str() {
        "" => Refused::Unreadable("error"),
        "temporarily_unavailable" | "server_error" => Refused::Later { after_secs: None },
        "consent_required" | "unauthorized_client" => Refused::Consent { says },
        _ => match number_in(&says) {
            WITHOUT_CONSENT | APP_UNKNOWN => Refused::Consent { says },
            USER_UNKNOWN | ACCOUNT_FOREIGN | NOT_ASSIGNED | BLOCKED => Refused::NoAccess { says },
            _ => Refused::SignIn {
                code,
                says,
                claims: text(body, "claims"),
            },
        },
    }
}

// Microsoft Entra authentication and authorization error codes.
const WITHOUT_CONSENT: &str = "65001";
const APP_UNKNOWN: &str = "700016";
const USER_UNKNOWN: &str = "50020";
const ACCOUNT_FOREIGN: &str = "90072";
const NOT_ASSIGNED: &str = "50105";
const BLOCKED: &str = "53003";

/// The number behind `AADSTS`; empty where there is none.
fn number_in(says: &str) -> &str {
    let rest = says.split_once("AADSTS").map_or("", |it| it.1);
    let end = rest.find(|it: char| !it.is_ascii_digit());
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

impl Provider {
    /// Who an identity token is about, if it comes from this provider and is meant for this page, this attempt and now.
    ///
    /// The token came straight from the provider over TLS, so its signature is not checked again
    /// (`OpenID` Connect Core 1.0, section 3.1.3.7, point 6).
    ///
    /// # Errors
    /// The claim that is wrong.
    pub fn identify(&self, token: &str, nonce: &str, now: Moment) -> Result<Account, &'static str> {
        let mut parts = token.split('.');
        let (Some(head), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("form");
        };
        let read = |part: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
            let value = json::parse(&String::from_utf8(bytes).ok()?).ok()?;
            value.is_object().then_some(value)
        };
        let (Some(head), Some(claims)) = (read(head), read(claims)) else {
            return Err("form");
        };
        let algorithm = text(&head, "alg");
        if signature.is_empty() || algorithm.is_empty() || algorithm.eq_ignore_ascii_case("none") {
            return Err("alg");
        }
        let claim = |key: &str| claims.get(key).and_then(Value::as_str).unwrap_or_default();
        let tenant = claim("tid");
        if !is_guid(tenant) || is_guid(&self.tenant) && !tenant.eq_ignore_ascii_case(&self.tenant) {
            return Err("tid");
        }
        let is_issuer = |base: &String| {
            claim("iss").strip_prefix(base.as_str()) == Some(&format!("/{tenant}/v2.0"))
        };
        if !self.issuers.iter().any(is_issuer) {
            return Err("iss");
        }
        if self.client.is_empty() || claim("aud") != self.client {
            return Err("aud");
        }
        if claim("nonce") != nonce {
            return Err("nonce");
        }
        let now_secs = now.0.div_euclid(1_000);
        let is_over =
            whole(&claims, "exp").is_none_or(|it| it.saturating_add(LEEWAY_SECS) < now_secs);
        if is_over {
            return Err("exp");
        }
        let starts = ["nbf", "iat"].map(|it| whole(&claims, it));
        let is_early = |it: &i64| it.saturating_sub(LEEWAY_SECS) > now_secs;
        if starts.iter().flatten().any(is_early) {
            return Err("nbf");
        }
        let user = claim("oid");
        if user.is_empty() || claim("sub").is_empty() {
            return Err("sub");
        }
        Ok(Account {
            tenant: tenant.into(),
            user: user.into(),
            name: claim("name").into(),
            login: claim("preferred_username").into(),
        })
    }
}

/// Whether a text is the id of a tenant.
fn is_guid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    let is_hex = text.bytes().all(|it| it == b'-' || it.is_ascii_hexdigit());
    is_hex && lengths.eq([8, 4, 4, 4, 12])
}
