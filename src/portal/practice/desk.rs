//! The door of the practice portal: tokens, routes, and what every answer carries.

use crate::portal::{
    Cloud, Request, Response, Signer, address,
    call::{Api, Method},
    json, moment,
    practice::{
        World, azure_support, graph, partner_center, time,
        visit::{Answer, Visit, trace_names},
    },
    sign_in::Provider,
};

/// The service that answers for Partner Center, as its answers name it.
const SERVICE: &str = "appId=cid-v1:5c3f6a1e-7d24-4b09-8e53-92d0c6f41b78";
/// What a practice token begins with.
const TOKEN: &str = "Bearer practice.";

/// A handler of one operation.
type Handler = fn(&mut Visit<'_>) -> Result<Answer, Answer>;

/// Who may call an operation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Caller {
    /// Only a user.
    User,
    /// A user or an app by itself.
    Any,
}

/// An operation the practice portal offers.
pub struct Route {
    method: Method,
    /// Segments in any case; `*` is open. Azure's begin behind the provider's name.
    pattern: &'static str,
    caller: Caller,
    /// The clouds whose documentation does not offer it.
    except: &'static [Cloud],
    handler: Handler,
}

impl Route {
    /// An operation for users and apps.
    pub const fn new(method: Method, pattern: &'static str, handler: Handler) -> Self {
        Self {
            method,
            pattern,
            caller: Caller::Any,
            except: &[],
            handler,
        }
    }

    /// The same, for users only.
    pub const fn for_users(mut self) -> Self {
        self.caller = Caller::User;
        self
    }

    /// The same, but in these clouds.
    pub const fn except(mut self, clouds: &'static [Cloud]) -> Self {
        self.except = clouds;
        self
    }
}

/// Adds the token that a request needs in the practice world.
#[must_use]
pub fn signed(request: &Request) -> Request {
    let token = |tenant: &str| token(request.api.as_str(), tenant, "");
    let mut signed = request.clone();
    let tenant = match &request.signer {
        Signer::Partner => "partner",
        Signer::Customer(tenant) | Signer::CustomerWithPartner(tenant) => tenant,
    };
    signed.set_header("Authorization", &token(tenant));
    if matches!(request.signer, Signer::CustomerWithPartner(_)) {
        signed.set_header("x-ms-authorization-auxiliary", &token("partner"));
    }
    signed
}

/// The header with a token for a portal, issued by `partner` or by a customer's tenant; `holder` is empty for a user,
/// `app` for an app by itself, `nomfa` for a user without a second factor.
#[must_use]
pub fn token(audience: &str, tenant: &str, holder: &str) -> String {
    let mark = if holder.is_empty() { "" } else { "." };
    [TOKEN, audience, ".", tenant, mark, holder].concat()
}

/// The refusal of a request whose method no portal knows (405) or whose body cannot be read, and which therefore is none
/// here: the path tells the portal's shape.
pub fn refusal(world: &mut World, request: &Request, now_ms: i64, status: u16) -> Response {
    let now = world.now(now_ms);
    let visit = Visit::new(world, request, now);
    let (number, message) = match status {
        405 => ("1000", "nothing at this address"),
        _ => ("800002", "the body cannot be read"),
    };
    let mut answer = visit.turn_away(status, number, message);
    finish(&visit, &mut answer);
    *answer.0
}

/// What comes in place of an answer, with what every answer of the portal carries.
pub fn dressed(world: &mut World, request: &Request, now_ms: i64, response: Response) -> Response {
    let now = world.now(now_ms);
    let visit = Visit::new(world, request, now);
    let mut answer = Answer(Box::new(response));
    finish(&visit, &mut answer);
    *answer.0
}

/// Answers a request as the portal does on a good day, and logs it. Only the world changes; the same requests at the
/// same times give the same answers.
pub fn handle(world: &mut World, request: &Request, now_ms: i64) -> Response {
    let response = answer(world, request, now_ms);
    world.note(request, response.status, now_ms);
    response
}

/// Answers a request without logging it.
pub fn answer(world: &mut World, request: &Request, now_ms: i64) -> Response {
    let now = world.now(now_ms);
    time::pass(world, now);
    let mut visit = Visit::new(world, request, now);
    let (Ok(mut answer) | Err(mut answer)) = serve(&mut visit);
    finish(&visit, &mut answer);
    *answer.0
}

fn serve(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let request = visit.request;
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let path = path.strip_suffix('/').unwrap_or(path);
    for parameter in query.split('&') {
        let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        visit
            .query
            .push((address::decode(key), address::decode(value)));
    }
    let caller = check_token(visit)?;
    let (routes, path) = match request.api {
        Api::PartnerCenter => (partner_center::ROUTES, path),
        Api::Graph => (graph::ROUTES, path),
        Api::AzureSupport => (azure_support::ROUTES, azure_support::enter(visit, path)?),
    };
    let mut status = 404;
    for route in routes {
        if !fits(route.pattern, path, &mut visit.args) {
            continue;
        }
        status = 405;
        if route.method != request.method {
            continue;
        }
        if route.except.contains(&visit.world.cloud) {
            let code = match request.api {
                Api::PartnerCenter => "900127",
                Api::Graph | Api::AzureSupport => "notSupported",
            };
            return Err(visit.refuse(400, code, "not supported in this cloud"));
        }
        if caller == Caller::Any && route.caller == Caller::User {
            return Err(visit.turn_away(403, "900329", "only users may call this, not apps"));
        }
        let body = json::parse(request.body.as_deref().unwrap_or_default());
        visit.body = body.map_err(|_| visit.turn_away(400, "800002", "the body is not JSON"))?;
        return (route.handler)(visit);
    }
    Err(visit.turn_away(status, "1000", "nothing at this address"))
}

/// Checks the token and notes whose it is; an app's token makes the caller `Any`.
fn check_token(visit: &mut Visit<'_>) -> Result<Caller, Answer> {
    let token = visit.request.header("Authorization").unwrap_or_default();
    let mut parts = token.strip_prefix(TOKEN).unwrap_or_default().split('.');
    let audience = parts.next().unwrap_or_default();
    if audience != visit.request.api.as_str() {
        let number = if audience.is_empty() {
            "800001"
        } else {
            "900420"
        };
        let message = "the token is missing or for another audience";
        let mut answer = visit.turn_away(401, number, message);
        answer.add("WWW-Authenticate", &challenge(visit));
        return Err(answer);
    }
    visit.tenant = parts.next().unwrap_or_default().into();
    let holder = parts.next();
    visit.has_second_factor = Some(holder.is_none());
    match holder {
        Some("nomfa") => Err(visit.turn_away(403, "900309", "the token has no second factor")),
        Some(_) => Ok(Caller::Any),
        None => Ok(Caller::User),
    }
}

/// Where to get a token: Azure says it, for the tenant of the subscription in the path if there is one.
fn challenge(visit: &Visit<'_>) -> String {
    if visit.request.api != Api::AzureSupport {
        return "Bearer".into();
    }
    let mut segments = visit.request.path.split(['/', '?']).skip(1);
    let is_named = segments
        .next()
        .is_some_and(|it| it.eq_ignore_ascii_case("subscriptions"));
    let subscription = segments.next().filter(|it| is_named && !it.is_empty());
    let holder = subscription.and_then(|id| {
        let mut customers = visit.world.customers.iter();
        customers.find(|it| it.azure_subscription.eq_ignore_ascii_case(id))
    });
    let tenant = holder.map_or("common", |it| it.id.as_str());
    // A server that stands for all parties has the authority beside Azure.
    let origin = visit.world.origins.origin(Api::AzureSupport);
    let authority = match origin.strip_suffix("/azure") {
        Some(server) => [server, "/authority"].concat(),
        None => Provider::authority_of(visit.world.cloud).into(),
    };
    [
        "Bearer authorization_uri=\"",
        &authority,
        "/",
        tenant,
        "\", error=\"invalid_token\", error_description=\"The authentication failed: the token is missing or for another audience.\"",
    ]
    .concat()
}

/// Whether a path fits a pattern; its open parts are noted.
fn fits(pattern: &str, path: &str, args: &mut Vec<String>) -> bool {
    args.clear();
    let mut segments = path.split('/');
    for part in pattern.split('/') {
        let Some(segment) = segments.next() else {
            return false;
        };
        if part == "*" {
            args.push(address::decode(segment));
        } else if !part.eq_ignore_ascii_case(segment) {
            return false;
        }
    }
    segments.next().is_none()
}

/// Adds what every answer of the portal carries.
pub(super) fn finish(visit: &Visit<'_>, answer: &mut Answer) {
    for (name, trace) in trace_names(visit.request.api).iter().zip(&visit.traces) {
        answer.add(name, trace);
    }
    answer.add("Date", &moment::print_http(visit.now));
    if answer.0.header("Content-Type").is_none() {
        answer.add("Content-Type", "application/json; charset=utf-8");
    }
    if visit.request.api == Api::PartnerCenter {
        answer.add("MS-CV", "cHJhY3RpY2U.0");
        answer.add("MS-ServerId", "101112616");
        answer.add("Request-Context", SERVICE);
        if visit.header("ValidateMfa").eq_ignore_ascii_case("true")
            && let Some(has) = visit.has_second_factor
        {
            answer.add("isMfaCompliant", if has { "true" } else { "false" });
        }
        if visit.world.dials.byte_order_mark && !answer.0.body.is_empty() {
            answer.0.body.insert(0, '\u{feff}');
        }
    }
}
