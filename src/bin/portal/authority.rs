//! `/authority`: sign-in, tokens, metadata, and the test clock.

use crate::{
    clock, cross_origin,
    http::{Asked, Reply},
};
use partner_triage::{
    portal::practice::{
        World,
        authority::{self, ACCOUNTS, Account, Ask, Authority, Entry, Failure, Means},
    },
    vocab::Moment,
};
use ring::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;

const COOKIE: &str = "practice_session=";
/// The name of the one key.
const KEY: &str = "practice";
const HEADER: &str = r#"{"typ":"JWT","alg":"ES256","kid":"practice"}"#;
const AUTHORIZE: &str = "oauth2/v2.0/authorize";
const TOKEN: &str = "oauth2/v2.0/token";
const METADATA: &str = "v2.0/.well-known/openid-configuration";
const JSON: &str = "application/json; charset=utf-8";
const KEYS: &str = "discovery/v2.0/keys";

/// Whether scripts of other origins may ask what stands behind `/authority/`, so that they can read of trouble there too.
pub fn is_for_scripts(path: &str) -> bool {
    let operation = path.split_once('/').map_or("", |it| it.1);
    matches!(operation, TOKEN | METADATA | KEYS)
}

/// The authority with its key.
pub struct Signing {
    pub authority: Authority,
    pair: EcdsaKeyPair,
}

impl Signing {
    /// An authority with a fresh key.
    ///
    /// # Errors
    /// No randomness to make the key from.
    pub fn new(authority: Authority) -> Result<Self, String> {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let complain = |it: &dyn std::fmt::Display| format!("signing key: {it}");
        let document =
            EcdsaKeyPair::generate_pkcs8(algorithm, &random).map_err(|it| complain(&it))?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random);
        Ok(Self {
            authority,
            pair: pair.map_err(|it| complain(&it))?,
        })
    }

    /// Answers a request; `path` is what stands behind `/authority/`, `base` the address up to there.
    pub fn answer(
        &mut self,
        world: &World,
        asked: &Asked,
        path: &str,
        base: &str,
        now: Moment,
    ) -> Reply {
        let Some((tenant, operation)) = path.split_once('/') else {
            return Reply::not_found();
        };
        let is_post = asked.method == "POST";
        let ask = Ask {
            tenant: tenant.to_owned(),
            fields: fields(&asked.query),
            origin: asked.header("Origin").to_owned(),
            session: session(asked.header("Cookie")),
            base: base.to_owned(),
        };
        match (operation, asked.method.as_str()) {
            (AUTHORIZE, "GET" | "POST") => {
                let form = fields(if is_post { &asked.body } else { "" });
                let said = |name: &str| form.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
                let cancel = said("cancel").map(|_| "cancel");
                let choice = cancel.or_else(|| said("account")).unwrap_or_default();
                self.authorize(world, &ask, choice, now)
            }
            (TOKEN, "POST") => {
                let ask = Ask {
                    fields: fields(&asked.body),
                    ..ask
                };
                let correlation = asked.header("client-request-id");
                let redeemed = self.with_means(now, |authority, means| {
                    authority.redeem(world, &ask, correlation, means)
                });
                let reply = Reply::new(redeemed.status, JSON, redeemed.body)
                    .with("Cache-Control", "no-store");
                if redeemed.allows_scripts {
                    cross_origin::allow(reply, asked, "")
                } else {
                    reply
                }
            }
            ("oauth2/v2.0/logout", "GET") => {
                self.authority.sign_out(&ask.session);
                let way = ask.field("post_logout_redirect_uri");
                Reply::new(200, "text/html; charset=utf-8", signed_out(way))
                    .with("Set-Cookie", &cookie(base, ""))
            }
            (METADATA | KEYS, "GET") => {
                let reply = match authority::issuer(world, tenant) {
                    Err(failure) => {
                        let correlation = asked.header("client-request-id");
                        Reply::new(400, JSON, failure.body(now, correlation))
                    }
                    Ok(issuer) if operation == METADATA => {
                        Reply::json(200, &metadata(base, tenant, &issuer))
                    }
                    Ok(_) => Reply::json(200, &self.keys()),
                };
                cross_origin::allow(reply, asked, "")
            }
            (AUTHORIZE | TOKEN | "oauth2/v2.0/logout", _) => {
                Reply::json(405, &json!({"error": "invalid_request"}))
            }
            _ => Reply::not_found(),
        }
    }

    fn authorize(&mut self, world: &World, ask: &Ask, choice: &str, now: Moment) -> Reply {
        let entry = self.with_means(now, |authority, means| {
            authority.authorize(world, ask, choice, means)
        });
        match entry {
            Entry::Choose(meant) => page(200, &choose(meant)),
            Entry::Refused(failure) => page(400, &refused(&failure, now)),
            Entry::Back { address, session } => {
                let reply = Reply {
                    status: 303,
                    ..Reply::default()
                };
                let reply = reply
                    .with("Location", &address)
                    .with("Cache-Control", "no-store")
                    .with("Referrer-Policy", "no-referrer");
                if session.is_empty() {
                    reply
                } else {
                    reply.with("Set-Cookie", &cookie(&ask.base, &session))
                }
            }
        }
    }

    fn with_means<T>(
        &mut self,
        now: Moment,
        work: impl FnOnce(&mut Authority, &mut Means<'_>) -> T,
    ) -> T {
        let pair = &self.pair;
        let sign = |text: &[u8]| {
            let signature = pair.sign(&SystemRandom::new(), text);
            signature.map(|it| it.as_ref().to_vec()).unwrap_or_default()
        };
        let mut means = Means {
            now,
            secret: &mut clock::secret,
            digest: |text| digest::digest(&digest::SHA256, text).as_ref().to_vec(),
            sign: &sign,
            header: HEADER,
        };
        work(&mut self.authority, &mut means)
    }

    /// The public key (RFC 7517; the point is uncompressed: a byte, then both coordinates).
    fn keys(&self) -> serde_json::Value {
        let point = self.pair.public_key().as_ref();
        let part = |from: usize| {
            let part = point.get(from..from + 32).unwrap_or_default();
            authority::base64url(part)
        };
        json!({"keys": [{
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": KEY, "x": part(1), "y": part(33),
        }]})
    }
}

fn metadata(base: &str, tenant: &str, issuer: &str) -> serde_json::Value {
    let at = |path: &str| format!("{base}/{tenant}/{path}");
    json!({
        "issuer": format!("{base}/{issuer}/v2.0"),
        "authorization_endpoint": at(AUTHORIZE),
        "token_endpoint": at(TOKEN),
        "end_session_endpoint": at("oauth2/v2.0/logout"),
        "jwks_uri": at(KEYS),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment"],
        "subject_types_supported": ["pairwise"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none", "client_secret_post"],
    })
}

/// The fields of a query or a form.
fn fields(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|it| !it.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (authority::decode(key), authority::decode(value))
        })
        .collect()
}

/// The session in a cookie header.
fn session(cookies: &str) -> String {
    let mut cookies = cookies.split(';').map(str::trim);
    let found = cookies.find_map(|it| it.strip_prefix(COOKIE));
    found.unwrap_or_default().to_owned()
}

fn cookie(base: &str, session: &str) -> String {
    let secure = if base.starts_with("https:") {
        "; Secure"
    } else {
        ""
    };
    let end = if session.is_empty() {
        "; Max-Age=0"
    } else {
        ""
    };
    format!("{COOKIE}{session}; Path=/authority; HttpOnly; SameSite=Lax{secure}{end}")
}

fn page(status: u16, content: &str) -> Reply {
    let page = format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Practice sign-in</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 30rem; padding: 2rem 1rem }}
fieldset {{ border: 1px solid; margin: 1.5rem 0; padding: 0.5rem 1rem }}
label {{ display: block; padding: 0.5rem 0 }}
button {{ font: inherit; margin-right: 0.5rem; min-height: 2.75rem; padding: 0 1.25rem }}
small {{ display: block; margin-left: 1.6rem }}
</style>
</head>
<body>
<main>
{content}
</main>
</body>
</html>
"#
    );
    Reply::new(status, "text/html; charset=utf-8", page)
        .with("Cache-Control", "no-store")
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
        )
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
}

/// The page where an account is chosen. Its form goes back to the address of the page itself.
fn choose(meant: Option<&Account>) -> String {
    let meant = meant.or(ACCOUNTS.first());
    let row = |account: &Account| {
        let checked = if meant == Some(account) {
            " checked"
        } else {
            ""
        };
        format!(
            "<label><input type=\"radio\" name=\"account\" value=\"{}\"{checked}> {} \
             <small>{} · {}</small></label>",
            account.key, account.name, account.user_name, account.about
        )
    };
    let rows = ACCOUNTS.iter().map(row).collect::<Vec<_>>().join("\n");
    format!(
        "<h1>Practice sign-in</h1>\n<p>Nobody real signs in here, and no password is asked for.</p>\n\
         <form method=\"post\">\n<fieldset><legend>Sign in as</legend>\n{rows}</fieldset>\n\
         <button type=\"submit\">Sign in</button>\
         <button type=\"submit\" name=\"cancel\" value=\"yes\">Cancel</button>\n</form>"
    )
}

fn refused(failure: &Failure, now: Moment) -> String {
    format!(
        "<h1>Sign-in is not possible</h1>\n<p role=\"alert\">{}</p>",
        escaped(&failure.description(now))
    )
}

fn signed_out(way: &str) -> String {
    let is_web = way.starts_with("http://") || way.starts_with("https://");
    let link = if is_web {
        format!("<p><a href=\"{}\">Back to the app</a></p>", escaped(way))
    } else {
        String::new()
    };
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><title>Signed out</title></head>\
         <body><main><h1>You are signed out</h1>{link}</main></body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
