//! The door of the practice portal: tokens, routes, and what every answer carries.

use crate::{
    portal::{
        Request, Response, Signer, address,
        call::{Api, Method},
        json, moment,
        practice::{
            World, azure_support, graph, ids::guid, partner_center, visit::Visit, world::Handled,
        },
    },
    vocab::Moment,
};
use serde_json::Value;

/// A handler of one operation.
type Handler = fn(&mut Visit<'_>) -> Result<Response, Response>;

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
    handler: Handler,
}

/// An operation for users.
pub const fn user(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        caller: Caller::User,
        handler,
    }
}

/// An operation for users and apps.
pub const fn any(method: Method, pattern: &'static str, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        caller: Caller::Any,
        handler,
    }
}

/// Adds the token that a request needs in the practice world.
#[must_use]
pub fn signed(request: &Request) -> Request {
    let token = |tenant: &str| ["Bearer practice.", request.api.as_str(), ".", tenant].concat();
    let mut signed = request.clone();
    match &request.signer {
        Signer::Partner => signed.set_header("Authorization", &token("partner")),
        Signer::Customer(tenant) => signed.set_header("Authorization", &token(tenant)),
        Signer::CustomerWithPartner(tenant) => {
            signed.set_header("Authorization", &token(tenant));
            signed.set_header("x-ms-authorization-auxiliary", &token("partner"));
        }
    }
    signed
}

/// Answers a request as the portal does on a good day. Only the world changes; the same requests at the same times give
/// the same answers.
pub fn handle(world: &mut World, request: &Request, now_ms: i64) -> Response {
    let now = world.now(now_ms);
    world.wake(now);
    let answer = admit(world, request, now).and_then(|(mut visit, handler)| handler(&mut visit));
    let mut response = match answer {
        Ok(response) | Err(response) => response,
    };
    finish(world, request, &mut response, now);
    world.note(Handled::new(request, response.status, now));
    response
}

fn admit<'a>(
    world: &'a mut World,
    request: &'a Request,
    now: Moment,
) -> Result<(Visit<'a>, Handler), Response> {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let mut segments: Vec<String> = path.split('/').skip(1).map(address::decode).collect();
    let query = query
        .split('&')
        .map(|it| it.split_once('=').unwrap_or((it, "")));
    let query = query
        .map(|(key, value)| (address::decode(key), address::decode(value)))
        .collect();
    let mut visit = Visit {
        world,
        request,
        now,
        tenant: String::new(),
        scope: String::new(),
        args: Vec::new(),
        query,
        body: Value::Null,
    };
    let caller = check_token(&mut visit)?;
    if request.api == Api::AzureSupport {
        visit.scope = strip_provider(&mut segments);
        check_version(&visit)?;
    }
    let mut is_known = false;
    let routes = match request.api {
        Api::PartnerCenter => partner_center::ROUTES,
        Api::Graph => graph::ROUTES,
        Api::AzureSupport => azure_support::ROUTES,
    };
    for route in routes {
        let Some(args) = open_parts(route.pattern, &segments) else {
            continue;
        };
        is_known = true;
        if route.method != request.method {
            continue;
        }
        if caller == Caller::Any && route.caller == Caller::User {
            return Err(visit.refuse(
                403,
                "900329",
                "Only users may call this operation, not apps.",
            ));
        }
        visit.args = args;
        visit.body = json::parse(request.body.as_deref().unwrap_or_default())
            .map_err(|_| visit.refuse(400, "800002", "The body is not JSON."))?;
        return Ok((visit, route.handler));
    }
    let status = if is_known { 405 } else { 404 };
    Err(visit.refuse(status, "1000", "There is nothing at this address."))
}

/// Checks the token and notes whose it is; an app's token makes the caller `Any`.
fn check_token(visit: &mut Visit<'_>) -> Result<Caller, Response> {
    let is_partner_center = visit.request.api == Api::PartnerCenter;
    let refuse = |visit: &Visit<'_>, code: &str, message: &str| {
        let code = if is_partner_center {
            code
        } else {
            "InvalidAuthenticationToken"
        };
        let mut response = visit.refuse(401, code, message);
        response
            .headers
            .push(("WWW-Authenticate".into(), "Bearer".into()));
        response
    };
    let token = visit
        .request
        .header("Authorization")
        .and_then(|it| it.strip_prefix("Bearer practice."));
    let Some(token) = token else {
        return Err(refuse(visit, "800001", "The token is missing."));
    };
    let mut parts = token.split('.');
    if parts.next() != Some(visit.request.api.as_str()) {
        return Err(refuse(
            visit,
            "900420",
            "The token is for another audience.",
        ));
    }
    visit.tenant = parts.next().unwrap_or_default().into();
    match parts.next() {
        Some("nomfa") => Err(visit.refuse(403, "900309", "The token carries no second factor.")),
        Some("app") => Ok(Caller::Any),
        _ => Ok(Caller::User),
    }
}

/// Cuts `subscriptions/{id}` and the provider off the path; the subscription is the scope.
fn strip_provider(segments: &mut Vec<String>) -> String {
    let scope = match segments.as_slice() {
        [first, id, ..] if first.eq_ignore_ascii_case("subscriptions") => id.clone(),
        _ => String::new(),
    };
    let n_before = if scope.is_empty() { 2 } else { 4 };
    let before: Vec<String> = segments.drain(..n_before.min(segments.len())).collect();
    // Another provider's path matches no route.
    if !before
        .last()
        .is_some_and(|it| it.eq_ignore_ascii_case("Microsoft.Support"))
    {
        segments.clear();
    }
    scope
}

fn check_version(visit: &Visit<'_>) -> Result<(), Response> {
    match visit.parameter("api-version") {
        "2020-04-01" | "2024-04-01" | "2026-06-01" => Ok(()),
        "" => Err(visit.refuse(
            400,
            "MissingApiVersionParameter",
            "The api-version parameter is required.",
        )),
        _ => Err(visit.refuse(
            400,
            "InvalidApiVersionParameter",
            "The api-version is not known.",
        )),
    }
}

/// The open parts of a path that fits a pattern.
fn open_parts(pattern: &str, segments: &[String]) -> Option<Vec<String>> {
    let mut args = Vec::new();
    let mut segments = segments.iter();
    for part in pattern.split('/') {
        let segment = segments.next()?;
        if part == "*" {
            args.push(segment.clone());
        } else if !part.eq_ignore_ascii_case(segment) {
            return None;
        }
    }
    segments.next().is_none().then_some(args)
}

/// Adds what every answer of the portal carries.
fn finish(world: &World, request: &Request, response: &mut Response, now: Moment) {
    let (request_name, correlation_name) = match request.api {
        Api::PartnerCenter => ("MS-RequestId", "MS-CorrelationId"),
        Api::Graph => ("request-id", "client-request-id"),
        Api::AzureSupport => ("x-ms-request-id", "x-ms-correlation-request-id"),
    };
    let made = guid(&[&now.0.to_string(), &request.path]);
    for name in [request_name, correlation_name] {
        let value = request.header(name).unwrap_or(&made).into();
        response.headers.push((name.into(), value));
    }
    response
        .headers
        .push(("Date".into(), moment::print_http(now)));
    if !response.body.is_empty() {
        response.headers.push((
            "Content-Type".into(),
            "application/json; charset=utf-8".into(),
        ));
    }
    if request.api != Api::PartnerCenter {
        return;
    }
    response
        .headers
        .push(("MS-CV".into(), "cHJhY3RpY2U.0".into()));
    response
        .headers
        .push(("MS-ServerId".into(), "101112616".into()));
    response
        .headers
        .push(("Request-Context".into(), "appId=cid-v1:practice".into()));
    if world.dials.byte_order_mark && !response.body.is_empty() {
        response.body.insert(0, '\u{feff}');
    }
}
