//! Who answers a request: one of the portals, the authority, the app, or nobody.

use crate::{
    app,
    authority::{self, Signing},
    clock, cross_origin,
    faults::{self, Faults, Trouble},
    http::{Answered, Asked, Outcome, Reply},
    options::Options,
    tokens::TestToken,
};
use partner_triage::{
    portal::{
        Api, Method, Origins, Request, Response, Signer,
        practice::{
            self, Dials, Fault, World,
            authority::{Authority, Kind},
        },
    },
    vocab::Moment,
};
use serde_json::{Value, json};
use std::{path::PathBuf, time::Duration};

const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Put, Method::Patch];
/// What scripts may read of Graph's headers.
const OF_GRAPH: &str = "request-id, client-request-id, Retry-After, Location, ETag";
/// What scripts may read of Azure's; whether the real one exposes them is unknown, so it can be switched off.
const OF_AZURE: &str =
    "Azure-AsyncOperation, Location, Retry-After, x-ms-request-id, x-ms-correlation-request-id";

/// The state of the server.
pub struct Desk {
    world: World,
    app: Option<PathBuf>,
    public_origin: Option<String>,
    test_token: Option<TestToken>,
    faults: Faults,
    signing: Signing,
    /// How far the clock was moved; `None` if nobody may move it.
    advance_ms: Option<i64>,
    hides_azure_headers: bool,
}

impl Desk {
    /// A desk with a world.
    ///
    /// # Errors
    /// A folder that is no built app.
    pub fn new(options: Options, mut world: World) -> Result<Self, String> {
        if let Some(folder) = &options.app
            && !folder.join("index.html").is_file()
        {
            return Err(format!("`{}` holds no index.html", folder.display()));
        }
        // How long an answer takes is a fault here, not a property of the world.
        world.dials.latency_ms = 0;
        let test_token =
            (options.has_test_token).then(|| TestToken(format!("test.TAINT-{}", clock::secret())));
        let of_kind = |list: Vec<String>, kind| list.into_iter().map(move |it| (it, kind));
        let mut authority = Authority::default();
        authority
            .redirects
            .extend(of_kind(options.redirects, Kind::Spa));
        authority
            .redirects
            .extend(of_kind(options.web_redirects, Kind::Web));
        Ok(Self {
            world,
            app: options.app,
            public_origin: options.public_origin,
            test_token,
            faults: Faults::default(),
            signing: Signing::new(authority)?,
            advance_ms: options.has_test_clock.then_some(0),
            hides_azure_headers: options.hides_azure_headers,
        })
    }

    /// The token that every prefix accepts, if there is one.
    pub fn test_token(&self) -> Option<&str> {
        self.test_token.as_ref().map(|it| it.0.as_str())
    }

    /// Answers a request at a time.
    pub fn answer(&mut self, asked: &Asked, now_ms: i64) -> Answered {
        let now_ms = now_ms.saturating_add(self.advance_ms.unwrap_or_default());
        let origin = self.public_origin.as_ref().unwrap_or(&asked.origin).clone();
        let [partner_center, graph, azure_support] =
            Api::ALL.map(|it| [&origin, prefix(it)].concat());
        self.world.origins = Origins {
            partner_center,
            graph,
            azure_support,
        };
        let asked_path = asked.path.strip_suffix('/').unwrap_or(&asked.path);
        let below = |prefix: &str| {
            let rest = asked_path.strip_prefix(prefix)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| rest.to_owned())
        };
        for api in Api::ALL {
            if let Some(path) = below(prefix(api)) {
                return self.ask_portal(api, asked, &path, now_ms);
            }
        }
        if asked_path == "/authority/practice/clock" {
            return self.move_clock(asked, now_ms).into();
        }
        if let Some(path) = below("/authority") {
            let base = format!("{origin}/authority");
            return self.ask_authority(asked, path.trim_start_matches('/'), &base, now_ms);
        }
        if let Some(status) = asked.unreadable {
            return Reply::unreadable(status).into();
        }
        match asked_path {
            "/practice/faults" => return self.faults.answer(asked).into(),
            "/practice/dials" => return self.turn_dials(asked).into(),
            _ => (),
        }
        match &self.app {
            Some(folder) => {
                let tenant = self.world.partner_tenant();
                app::answer(folder, asked, &asked.path, tenant).into()
            }
            None => Reply::not_found().into(),
        }
    }

    /// `POST {"advance_secs": N}`: moves the time of tokens and world alike; without a body it only tells it.
    fn move_clock(&mut self, asked: &Asked, now_ms: i64) -> Reply {
        let Some(advance_ms) = &mut self.advance_ms else {
            return Reply::not_found();
        };
        if asked.method != "POST" {
            return Reply::json(405, &json!({"error": "POST"}));
        }
        let body: Value = serde_json::from_str(&asked.body).unwrap_or_default();
        let secs = body.get("advance_secs").and_then(Value::as_i64);
        let more_ms = secs.unwrap_or_default().saturating_mul(1000);
        *advance_ms = advance_ms.saturating_add(more_ms);
        Reply::json(
            200,
            &json!({"now_ms": now_ms.saturating_add(more_ms), "advance_ms": *advance_ms}),
        )
    }

    /// `POST` sets the dials, those not named as by default, and tells them like `GET`.
    fn turn_dials(&mut self, asked: &Asked) -> Reply {
        if asked.method == "POST" {
            let document = format!("{{\"dials\": {}}}", asked.body);
            match Dials::parse(&document) {
                Ok(dials) if asked.is_json() => {
                    self.world.dials = Dials {
                        latency_ms: 0,
                        faults: self.world.dials.faults,
                        ..dials
                    };
                }
                _ => return Reply::json(400, &json!({"error": "send dials as application/json"})),
            }
        }
        let dials = &self.world.dials;
        Reply::json(
            200,
            &json!({
                "generation": dials.generation.as_str(),
                "enums": dials.enums.as_str(),
                "incidents": dials.incidents.as_str(),
                "spelling": dials.spelling.as_str(),
                "byte_order_mark": dials.byte_order_mark,
                "clock_offset_ms": dials.clock_offset_ms,
            }),
        )
    }

    fn ask_authority(&mut self, asked: &Asked, path: &str, base: &str, now_ms: i64) -> Answered {
        if authority::is_for_scripts(path) && cross_origin::is_preflight(asked) {
            return cross_origin::preflight(asked).into();
        }
        let struck = self
            .faults
            .strike("authority", &asked.method, &format!("/{path}"));
        let (trouble, latency_ms) = struck.unwrap_or((Trouble::Of(Fault::None), 0));
        let after = Duration::from_millis(latency_ms.into());
        let now = Moment(now_ms);
        let instead = match trouble {
            Trouble::Of(fault) => faults::of_authority(fault, asked, now),
            Trouble::TooManyOther => faults::of_authority(Fault::TooMany, asked, now),
            Trouble::Reset => None,
        };
        let unreadable = asked.unreadable;
        let instead = instead.or_else(|| {
            unreadable.map(|status| faults::unreadable_by_authority(status, asked, now))
        });
        let reply = match instead {
            Some(reply) if authority::is_for_scripts(path) => cross_origin::allow(reply, asked, ""),
            Some(reply) => reply,
            None => self.signing.answer(&self.world, asked, path, base, now),
        };
        let outcome = match trouble {
            Trouble::Reset => Outcome::Break,
            Trouble::Of(Fault::Hang) => Outcome::Silence,
            Trouble::Of(_) | Trouble::TooManyOther => Outcome::Reply(reply),
        };
        Answered { after, outcome }
    }

    fn ask_portal(&mut self, api: Api, asked: &Asked, path: &str, now_ms: i64) -> Answered {
        let allows_scripts = api != Api::PartnerCenter;
        if allows_scripts && cross_origin::is_preflight(asked) {
            return cross_origin::preflight(asked).into();
        }
        let request = self.request(api, asked, path, Moment(now_ms));
        let prefix = prefix(api).trim_start_matches('/');
        let struck = self.faults.strike(prefix, &asked.method, path);
        let (trouble, latency_ms) = struck.unwrap_or((Trouble::Of(Fault::None), 0));
        let fault = match trouble {
            Trouble::Of(fault) => fault,
            Trouble::TooManyOther => Fault::None,
            // What breaks off was carried out, like what is never answered.
            Trouble::Reset => Fault::Hang,
        };
        let after = Duration::from_millis(latency_ms.into());
        let refused = if method(asked).is_none() {
            Some(405)
        } else {
            asked.unreadable
        };
        let reply = if let Some(status) = refused {
            let world = &mut self.world;
            reply(practice::refusal(world, &request, now_ms, status))
        } else if trouble == Trouble::TooManyOther {
            let response = faults::too_many_other(api);
            reply(practice::dressed(
                &mut self.world,
                &request,
                now_ms,
                response,
            ))
        } else {
            self.world.dials.set_fault(api, fault);
            let exchange = practice::exchange(&mut self.world, &request, now_ms);
            self.world.dials.set_fault(api, Fault::None);
            let Ok(response) = exchange.answer else {
                let is_reset = trouble == Trouble::Reset;
                let outcome = if is_reset {
                    Outcome::Break
                } else {
                    Outcome::Silence
                };
                return Answered { after, outcome };
            };
            reply(response)
        };
        let exposed = match api {
            Api::Graph => OF_GRAPH,
            Api::AzureSupport if !self.hides_azure_headers => OF_AZURE,
            _ => "",
        };
        let reply = if allows_scripts {
            cross_origin::allow(reply, asked, exposed)
        } else {
            reply
        };
        Answered {
            after,
            ..Answered::from(reply)
        }
    }

    /// The request as the practice portal knows it, with its own token.
    fn request(&self, api: Api, asked: &Asked, path: &str, now: Moment) -> Request {
        let path_and_query = if asked.query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", asked.query)
        };
        let mut request = Request {
            api,
            method: method(asked).unwrap_or(Method::Get),
            path: path_and_query,
            signer: Signer::Partner,
            headers: Vec::new(),
            body: (!asked.body.is_empty()).then(|| asked.body.clone()),
        };
        for (name, value) in &asked.headers {
            if name.eq_ignore_ascii_case("Authorization") {
                let known = self.known_token(api, value, path, now);
                request.set_header(name, known.as_deref().unwrap_or("Bearer unknown"));
            } else if name.eq_ignore_ascii_case("x-ms-authorization-auxiliary") {
                // It counts only if it is the partner's.
                if self.is_partners(value, now) {
                    request.set_header(name, value);
                }
            } else {
                request.set_header(name, value);
            }
        }
        request
    }

    /// The practice portal's token behind the one that was shown.
    fn known_token(&self, api: Api, shown: &str, path: &str, now: Moment) -> Option<String> {
        let shown = bearer(shown)?;
        let test = self.test_token.as_ref();
        let test = test.and_then(|it| it.tenant(shown, &self.world, api, path));
        match test {
            Some(tenant) => Some(practice::token(api.as_str(), &tenant, "")),
            None => self.signing.authority.bearer(shown, now),
        }
    }

    fn is_partners(&self, shown: &str, now: Moment) -> bool {
        let shown = bearer(shown).unwrap_or_default();
        let authority = &self.signing.authority;
        (self.test_token.as_ref()).is_some_and(|it| it.is_partners(shown, &self.world))
            || authority.is_partners(shown, Api::AzureSupport, now)
    }
}

/// Below what a portal is found.
fn prefix(api: Api) -> &'static str {
    match api {
        Api::PartnerCenter => "/partner-center",
        Api::Graph => "/graph",
        Api::AzureSupport => "/azure",
    }
}

/// The method, if the portals know it.
fn method(asked: &Asked) -> Option<Method> {
    let mut known = METHODS.into_iter();
    known.find(|it| it.as_str() == asked.method)
}

/// The token in a header.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("Bearer")
        .then_some(token.trim())
}

fn reply(response: Response) -> Reply {
    Reply {
        status: response.status,
        headers: response.headers,
        body: response.body.into_bytes(),
    }
}
