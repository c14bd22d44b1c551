//! The token endpoint: codes, refresh tokens and secrets become tokens.

use crate::portal::{
    Api,
    practice::{
        World,
        authority::{
            Ask, Authority, Bearer, Failure, Kind, Means, SECOND_MS, SignedIn, TOKEN_SECS, Tenant,
            base64url,
            scope::{self, Scopes},
        },
    },
    writer::Writer,
};

/// The answer of the token endpoint.
#[derive(Debug)]
pub struct Redeemed {
    /// HTTP status.
    pub status: u16,
    /// JSON.
    pub body: String,
    /// Whether scripts of other origins may read it.
    pub allows_scripts: bool,
}

impl Authority {
    /// Answers a request for tokens; `correlation` is the caller's id for it, if it sent one.
    pub fn redeem(
        &mut self,
        world: &World,
        ask: &Ask,
        correlation: &str,
        means: &mut Means<'_>,
    ) -> Redeemed {
        // Only what concerns a single-page app can be read by its scripts.
        let allows_scripts = match ask.field("grant_type") {
            "authorization_code" => {
                let redirect = ask.field("redirect_uri");
                self.kind_of(ask, redirect) == Some(Kind::Spa)
            }
            "refresh_token" => {
                let found = self.refreshes.get(ask.field("refresh_token"));
                found.is_none_or(|it| it.kind == Kind::Spa)
            }
            _ => false,
        };
        let (status, body) = match self.tokens(world, ask, means) {
            Ok(body) => (200, body),
            Err(failure) => (failure.status(), failure.body(means.now, correlation)),
        };
        Redeemed {
            status,
            body,
            allows_scripts,
        }
    }

    fn tokens(
        &mut self,
        world: &World,
        ask: &Ask,
        means: &mut Means<'_>,
    ) -> Result<String, Failure> {
        let grant = ask.needed("grant_type")?;
        ask.client()?;
        let tenant = Tenant::find(world, &ask.tenant)?;
        match grant {
            "authorization_code" => self.take_code(world, ask, &tenant, means),
            "refresh_token" => self.take_refresh(world, ask, &tenant, means),
            "client_credentials" => self.take_secret(world, ask, &tenant, means),
            _ => Err(Failure::new(
                "unsupported_grant_type",
                70_003,
                &["The app requested an unsupported grant type '", grant, "'."],
            )),
        }
    }

    fn take_code(
        &mut self,
        world: &World,
        ask: &Ask,
        tenant: &Tenant<'_>,
        means: &mut Means<'_>,
    ) -> Result<String, Failure> {
        let shown = ask.needed("code")?;
        let invalid = |number, words: &str| Err(Failure::new("invalid_grant", number, &[words]));
        let Some(code) = self.codes.get(shown).cloned() else {
            return invalid(
                9_002_313,
                "Invalid request. Request is malformed or invalid.",
            );
        };
        if code.is_used {
            return invalid(54_005, "OAuth2 Authorization code was already redeemed.");
        }
        if code.until <= means.now {
            return invalid(70_008, "The provided authorization code has expired.");
        }
        if code.signed_in.client != ask.field("client_id") {
            return invalid(70_000, "The code was issued to another application.");
        }
        if code.tenant != tenant.key() {
            return invalid(
                700_005,
                "Provided Authorization Code is intended to use against other tenant.",
            );
        }
        if code.redirect != ask.field("redirect_uri") {
            return Err(Failure::new(
                "invalid_client",
                500_112,
                &["The reply address does not match the one provided when requesting the code."],
            ));
        }
        check_origin(ask, code.signed_in.kind)?;
        if !code.challenge.is_empty() {
            let verifier = ask.needed("code_verifier")?;
            let is_fit = (43..=128).contains(&verifier.len());
            if !is_fit || base64url(&(means.digest)(verifier.as_bytes())) != code.challenge {
                return invalid(
                    501_481,
                    "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
                );
            }
        }
        let scope = match ask.field("scope") {
            "" => &code.scope,
            scope => scope,
        };
        let body = self.issue(
            world,
            ask,
            tenant,
            &code.signed_in,
            (scope, &code.nonce),
            means,
        )?;
        if let Some(code) = self.codes.get_mut(shown) {
            code.is_used = true;
        }
        Ok(body)
    }

    fn take_refresh(
        &mut self,
        world: &World,
        ask: &Ask,
        tenant: &Tenant<'_>,
        means: &mut Means<'_>,
    ) -> Result<String, Failure> {
        let shown = ask.needed("refresh_token")?;
        let invalid = |number, words: &str| Err(Failure::new("invalid_grant", number, &[words]));
        let Some(signed_in) = self.refreshes.get(shown).cloned() else {
            return invalid(
                9_002_313,
                "Invalid request. Request is malformed or invalid.",
            );
        };
        if signed_in.client != ask.field("client_id") {
            return invalid(
                70_000,
                "The refresh token was issued to another application.",
            );
        }
        if signed_in.until <= means.now {
            return invalid(
                700_084,
                "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.",
            );
        }
        check_origin(ask, signed_in.kind)?;
        let scope = ask.needed("scope")?;
        self.issue(world, ask, tenant, &signed_in, (scope, ""), means)
    }

    fn take_secret(
        &mut self,
        world: &World,
        ask: &Ask,
        tenant: &Tenant<'_>,
        means: &mut Means<'_>,
    ) -> Result<String, Failure> {
        check_secret(ask)?;
        let scope = ask.needed("scope")?;
        if !scope.ends_with("/.default") {
            return Err(Failure::new(
                "invalid_scope",
                1_002_012,
                &[
                    "The provided value for scope ",
                    scope,
                    " is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.",
                ],
            ));
        }
        let scopes = Scopes::parse(world, scope)?;
        let audience = scopes.only()?;
        let access = self.access_token(audience, tenant, "app", means);
        let mut out = Writer::object();
        out.text("token_type", "Bearer");
        out.whole("expires_in", TOKEN_SECS);
        out.whole("ext_expires_in", TOKEN_SECS);
        out.text("access_token", &access);
        Ok(out.done())
    }

    /// The tokens for whom it is clear who signed in.
    fn issue(
        &mut self,
        world: &World,
        ask: &Ask,
        tenant: &Tenant<'_>,
        signed_in: &SignedIn,
        (scope, nonce): (&str, &str),
        means: &mut Means<'_>,
    ) -> Result<String, Failure> {
        let scopes = Scopes::parse(world, scope)?;
        let audience = scopes.only()?;
        let has_second_factor = signed_in.has_second_factor;
        scope::check(world, tenant, signed_in.account, has_second_factor, &scopes)?;
        let holder = if has_second_factor { "" } else { "nomfa" };
        let access = self.access_token(audience, tenant, holder, means);
        let mut out = Writer::object();
        out.texts(&[("token_type", "Bearer"), ("scope", &scopes.granted())]);
        out.whole("expires_in", TOKEN_SECS);
        out.whole("ext_expires_in", TOKEN_SECS);
        out.text("access_token", &access);
        if scopes.has_offline {
            let refresh = ["1.TAINT-", &(means.secret)()].concat();
            out.text("refresh_token", &refresh);
            self.refreshes.insert(refresh, signed_in.clone());
        }
        if scopes.has_openid {
            let claims = claims(world, ask, tenant, signed_in, nonce, means);
            out.text("id_token", &signed(&claims, means));
        }
        Ok(out.done())
    }

    fn access_token(
        &mut self,
        audience: Api,
        tenant: &Tenant<'_>,
        holder: &'static str,
        means: &mut Means<'_>,
    ) -> String {
        let now = means.now;
        self.bearers.retain(|_, it| it.until > now);
        let token = ["0.TAINT-", &(means.secret)()].concat();
        self.bearers.insert(
            token.clone(),
            Bearer {
                audience,
                tenant: tenant.key().into(),
                holder,
                until: now.plus_ms(TOKEN_SECS * SECOND_MS),
            },
        );
        token
    }
}

/// Codes and refresh tokens of a single-page app are for scripts, those of a server are not.
fn check_origin(ask: &Ask, kind: Kind) -> Result<(), Failure> {
    match (kind, ask.origin.is_empty()) {
        (Kind::Spa, true) => Err(Failure::new(
            "invalid_request",
            9_002_327,
            &[
                "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
            ],
        )),
        (Kind::Web, false) => Err(Failure::new(
            "invalid_request",
            9_002_326,
            &[
                "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
            ],
        )),
        (Kind::Web, true) => check_secret(ask),
        (Kind::Spa, false) => Ok(()),
    }
}

/// Any secret will do but `wrong`.
fn check_secret(ask: &Ask) -> Result<(), Failure> {
    match ask.field("client_secret") {
        "" => Err(Failure::new(
            "invalid_client",
            7_000_218,
            &[
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
            ],
        )),
        "wrong" => Err(Failure::new(
            "invalid_client",
            7_000_215,
            &["Invalid client secret provided."],
        )),
        _ => Ok(()),
    }
}

/// What an id token says.
fn claims(
    world: &World,
    ask: &Ask,
    tenant: &Tenant<'_>,
    signed_in: &SignedIn,
    nonce: &str,
    means: &Means<'_>,
) -> String {
    let account = signed_in.account;
    let tenant = tenant.id(world);
    let now_secs = means.now.0 / SECOND_MS;
    let id = account.id();
    let mut out = Writer::object();
    out.texts(&[
        ("aud", &signed_in.client),
        ("iss", &[&ask.base, "/", tenant, "/v2.0"].concat()),
    ]);
    out.whole("iat", now_secs);
    out.whole("nbf", now_secs);
    out.whole("exp", now_secs + TOKEN_SECS);
    out.texts(&[
        ("name", account.name),
        ("nonce", nonce),
        ("oid", &id),
        ("preferred_username", account.user_name),
        ("sub", &id),
        ("tid", tenant),
        ("ver", "2.0"),
    ]);
    out.done()
}

/// A signed token (RFC 7515, compact form).
fn signed(claims: &str, means: &Means<'_>) -> String {
    let text = [
        &base64url(means.header.as_bytes()),
        ".",
        &base64url(claims.as_bytes()),
    ]
    .concat();
    let signature = base64url(&(means.sign)(text.as_bytes()));
    [&text, ".", &signature].concat()
}
