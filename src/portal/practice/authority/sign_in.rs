//! The authorize endpoint: from a request to a code, or to the page where an account is chosen.

use crate::portal::{
    address,
    practice::{
        World,
        authority::{
            Account, Ask, Authority, CODE_MS, Code, Failure, Kind, Means, SIGNED_IN_MS, SignedIn,
            Tenant,
            scope::{self, Scopes},
        },
    },
};

/// What comes of a request to sign in.
#[derive(Debug)]
pub enum Entry {
    /// One of the accounts has to be chosen; this one is meant, if any.
    Choose(Option<&'static Account>),
    /// The browser is led back, and keeps this session.
    Back {
        /// Where to.
        address: String,
        /// The session's name; empty if there is none.
        session: String,
    },
    /// The browser cannot be led back, because it is not known where to.
    Refused(Failure),
}

/// A request whose form is right.
struct Wish<'a> {
    client: &'a str,
    redirect: &'a str,
    kind: Kind,
    tenant: Tenant<'a>,
    scopes: Scopes,
}

impl Authority {
    /// Answers a request to sign in; `choice` is the key of the account chosen on the page, or `cancel`, or empty.
    pub fn authorize(
        &mut self,
        world: &World,
        ask: &Ask,
        choice: &str,
        means: &mut Means<'_>,
    ) -> Entry {
        let (client, redirect, kind) = match self.way_back(ask) {
            Ok(found) => found,
            Err(failure) => return Entry::Refused(failure),
        };
        let tenant = match Tenant::find(world, &ask.tenant) {
            Ok(tenant) => tenant,
            Err(failure) if failure.number == 90_002 => return Entry::Refused(failure),
            Err(failure) => return back(ask, Err(&failure), "", means),
        };
        let wish = well_formed(world, ask, kind).map(|scopes| Wish {
            client,
            redirect,
            kind,
            tenant,
            scopes,
        });
        let granted = wish.and_then(|wish| self.grant(world, ask, &wish, choice, means));
        match granted {
            Ok(None) => Entry::Choose(Account::find(ask.field("login_hint"))),
            Ok(Some((code, session))) => back(ask, Ok(&code), &session, means),
            Err(failure) => back(ask, Err(&failure), "", means),
        }
    }

    fn way_back<'a>(&self, ask: &'a Ask) -> Result<(&'a str, &'a str, Kind), Failure> {
        let client = ask.client()?;
        let redirect = ask.needed("redirect_uri")?;
        let kind = self.kind_of(ask, redirect).ok_or_else(|| {
            Failure::new(
                "invalid_request",
                50_011,
                &[
                    "The redirect URI '",
                    redirect,
                    "' specified in the request does not match the redirect URIs configured for the application.",
                ],
            )
        })?;
        Ok((client, redirect, kind))
    }

    /// A code and a session for whom it is clear who signs in; `None` if that is to be chosen.
    fn grant(
        &mut self,
        world: &World,
        ask: &Ask,
        wish: &Wish<'_>,
        choice: &str,
        means: &mut Means<'_>,
    ) -> Result<Option<(String, String)>, Failure> {
        if choice == "cancel" {
            return Err(Failure::new(
                "access_denied",
                65_004,
                &["User declined to consent to access the app."],
            ));
        }
        let prompt = ask.field("prompt");
        let signed_in = self.sessions.get(&ask.session).copied();
        // A session counts unless somebody else is meant.
        let hint = ask.field("login_hint");
        let signed_in = signed_in.filter(|it| hint.is_empty() || Account::find(hint) == Some(*it));
        let chosen = [choice, ask.field("practice_account")];
        let chosen = chosen.into_iter().find_map(Account::find);
        let account = if prompt == "none" {
            signed_in.ok_or_else(|| {
                Failure::new(
                    "login_required",
                    50_058,
                    &["A silent sign-in request was sent but no user is signed in."],
                )
            })?
        } else {
            let may_go_on = prompt.is_empty() || prompt == "consent";
            let Some(account) = chosen.or(signed_in.filter(|_| may_go_on)) else {
                return Ok(None);
            };
            account
        };
        let is_asked_for_more = !ask.field("claims").is_empty();
        let has_second_factor = account.has_second_factor || is_asked_for_more;
        if prompt == "none" && is_asked_for_more && !account.has_second_factor {
            return Err(Failure::without_second_factor());
        }
        // What a token of Azure needs shows when it is asked for.
        scope::check(world, &wish.tenant, account, true, &wish.scopes).map_err(|failure| {
            if failure.number == 65_001 && prompt != "none" && !account.has_consented {
                return Failure::new(
                    "access_denied",
                    90_094,
                    &["An administrator must consent before the app can be used."],
                );
            }
            failure
        })?;
        let signed_in = SignedIn {
            account,
            client: wish.client.into(),
            kind: wish.kind,
            has_second_factor,
            until: means.now.plus_ms(SIGNED_IN_MS),
        };
        let code = ["0.CODE-", &(means.secret)()].concat();
        self.codes.insert(
            code.clone(),
            Code {
                signed_in,
                tenant: wish.tenant.key().into(),
                redirect: wish.redirect.into(),
                challenge: ask.field("code_challenge").into(),
                nonce: ask.field("nonce").into(),
                scope: ask.field("scope").into(),
                until: means.now.plus_ms(CODE_MS),
                is_used: false,
            },
        );
        let session = (means.secret)();
        self.sessions.insert(session.clone(), account);
        Ok(Some((code, session)))
    }
}

/// The scopes of a request, if everything else about it is as it must be.
fn well_formed(world: &World, ask: &Ask, kind: Kind) -> Result<Scopes, Failure> {
    if !matches!(ask.field("response_mode"), "" | "query" | "fragment") {
        return Err(Failure::new(
            "unsupported_response_mode",
            70_007,
            &["The app returned an unsupported value of response_mode."],
        ));
    }
    if ask.needed("response_type")? != "code" {
        return Err(Failure::new(
            "unsupported_response_type",
            70_005,
            &["The app asked for a response type that is not supported for it."],
        ));
    }
    let prompt = ask.field("prompt");
    if !["", "none", "login", "consent", "select_account"].contains(&prompt) {
        return Err(Failure::new(
            "invalid_request",
            90_023,
            &["The value '", prompt, "' of prompt is not supported."],
        ));
    }
    let challenge = ask.field("code_challenge");
    let is_challenged = (43..=128).contains(&challenge.len());
    if !is_challenged && (kind == Kind::Spa || !challenge.is_empty()) {
        return Err(Failure::new(
            "invalid_request",
            9_002_325,
            &[
                "Proof Key for Code Exchange is required for cross-origin authorization code redemption.",
            ],
        ));
    }
    if is_challenged && ask.field("code_challenge_method") != "S256" {
        return Err(Failure::new(
            "invalid_request",
            9_002_325,
            &["Only S256 is supported as code_challenge_method."],
        ));
    }
    Scopes::parse(world, ask.needed("scope")?)
}

/// Leads the browser back with a code, or with what went wrong.
fn back(ask: &Ask, outcome: Result<&str, &Failure>, session: &str, means: &Means<'_>) -> Entry {
    let mut fields = String::from("?");
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            address::push_query(&mut fields, key, value);
        }
    };
    match outcome {
        Ok(code) => add("code", code),
        Err(failure) => {
            add("error", failure.redirect_error());
            add("error_description", &failure.description(means.now));
            add("claims", failure.claims);
        }
    }
    add("state", ask.field("state"));
    let fields = fields.trim_start_matches(['?', '&']);
    let redirect = ask.field("redirect_uri");
    let join = match ask.field("response_mode") {
        "fragment" => "#",
        _ if redirect.contains('?') => "&",
        _ => "?",
    };
    Entry::Back {
        address: [redirect, join, fields].concat(),
        session: session.into(),
    }
}
