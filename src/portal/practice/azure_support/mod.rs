//! The practice portal's side of Azure Support, one resource a file.

mod budget;
mod communications;
mod country;
mod create_ticket;
mod form;
mod names;
mod operations;
mod services;
mod tickets;

use crate::portal::{
    address,
    call::Method::{Get, Patch, Post, Put},
    json::number,
    moment,
    practice::{
        Access,
        azure_support::budget::counted,
        desk::Route,
        filter::{self, Condition},
        visit::{Answer, Visit},
    },
    words::number_in,
    writer::Writer,
};
use serde_json::Value;

/// What is offered, in the tenant and in each subscription.
pub const ROUTES: &[Route] = &[
    Route::new(Get, "services", services::list),
    Route::new(
        Get,
        "services/*/problemClassifications",
        services::classifications,
    ),
    Route::new(Get, "services/*", services::one),
    Route::new(
        Get,
        "services/*/problemClassifications/*",
        services::classification,
    ),
    Route::new(Get, "operations", services::operations),
    Route::new(Post, "checkNameAvailability", |it| {
        counted(it, names::check)
    }),
    Route::new(Post, "supportTickets/*/checkNameAvailability", |it| {
        counted(it, names::check_message)
    }),
    Route::new(Get, "supportTickets", tickets::list),
    Route::new(Get, "supportTickets/*", tickets::one),
    Route::new(Put, "supportTickets/*", |it| {
        counted(it, create_ticket::create)
    }),
    Route::new(Patch, "supportTickets/*", |it| counted(it, tickets::change)),
    Route::new(Get, "supportTickets/*/communications", communications::list),
    Route::new(
        Get,
        "supportTickets/*/communications/*",
        communications::one,
    ),
    Route::new(Put, "supportTickets/*/communications/*", |it| {
        counted(it, communications::create)
    }),
    Route::new(
        Get,
        "supportTickets/*/chatTranscripts",
        communications::chats,
    ),
    Route::new(Get, "operationsStatus/*", operations::status),
    Route::new(Get, "operationResults/*", operations::result),
];

/// What a list can be filtered by, and the operators of each; all but `eq` compare dates.
type Fields = &'static [(&'static str, &'static [&'static str])];

/// Operators of dates and of all else ("Support Tickets - List" and "Communications - List", version 2024-04-01).
const SINCE: &[&str] = &["gt", "ge"];
const IS: &[&str] = &["eq"];

/// What the token of a page begins with.
const TOKEN: &str = "row=";

/// How a row is shown.
type Show = fn(&Visit<'_>, &Value) -> String;

const PROVIDER: &str = "/providers/microsoft.support/";
/// The version that knows neither consents nor tickets of a tenant.
const OLDEST: &str = "2020-04-01";
/// What every version offers in the tenant.
const OF_ALL_VERSIONS: [&str; 2] = ["services", "operations"];

/// Checks version, tenant, subscription and rights, and cuts the path down to what is behind the provider.
pub fn enter<'p>(visit: &mut Visit<'_>, path: &'p str) -> Result<&'p str, Answer> {
    let place = path.to_ascii_lowercase().find(PROVIDER);
    let Some((scope, rest)) = place.and_then(|it| path.split_at_checked(it)) else {
        return Err(visit.refuse(404, "ResourceNotFound", "no such provider"));
    };
    visit.scope = scope.split('/').nth(2).unwrap_or_default().into();
    match visit.parameter("api-version") {
        OLDEST | "2024-04-01" | "2026-06-01" => (),
        "" => {
            return Err(visit.refuse(400, "MissingApiVersionParameter", "api-version is required"));
        }
        _ => {
            return Err(visit.refuse(
                400,
                "InvalidApiVersionParameter",
                "api-version is not known",
            ));
        }
    }
    let rest = rest.get(PROVIDER.len()..).unwrap_or_default();
    let kind = rest.split('/').next().unwrap_or_default();
    if is_oldest(visit) && visit.scope.is_empty() && number_in(&OF_ALL_VERSIONS, kind).is_none() {
        return Err(visit.refuse(
            400,
            "InvalidApiVersionParameter",
            "this version has no tickets of a tenant",
        ));
    }
    let Some(customer) = visit.world.customer(&visit.tenant) else {
        return Err(visit.refuse(
            403,
            "AuthorizationFailed",
            "not a token of a customer's tenant",
        ));
    };
    let held = &customer.azure_subscription;
    if !visit.scope.is_empty() && !held.eq_ignore_ascii_case(&visit.scope) {
        return Err(visit.refuse(404, "SubscriptionNotFound", "subscription not found"));
    }
    if customer.access == Access::Revoked {
        return Err(visit.refuse(403, "AuthorizationFailed", "no right to support tickets"));
    }
    Ok(rest)
}

/// Whether the request is one of the oldest version.
fn is_oldest(visit: &Visit<'_>) -> bool {
    visit.parameter("api-version") == OLDEST
}

/// A row as the outside sees it.
fn show(visit: &Visit<'_>, row: &Value) -> String {
    visit.show(row, &[])
}

/// A list, with the address of its next page if there is one.
fn list(values: &[String], next: &str) -> Answer {
    let mut out = Writer::object();
    out.raw_list("value", values);
    out.text("nextLink", next);
    Answer::new(200, out.done())
}

/// One page of rows: `$filter` leaves some, `$top` narrows the page, `$skipToken` moves it.
fn page<'r>(
    visit: &Visit<'_>,
    rows: impl Iterator<Item = &'r Value>,
    fields: Fields,
    show: Show,
) -> Result<Answer, Answer> {
    let is_honoured = |it: &Condition<'_>| {
        let mut fields = fields.iter();
        let known = fields.find(|(name, _)| name.eq_ignore_ascii_case(it.path));
        let value = it.value.as_deref().unwrap_or_default();
        known.is_some_and(|(_, operators)| operators.contains(&it.operator))
            && (it.operator == "eq" || moment::read(value).is_some())
    };
    let filter = filter::parse(visit.parameter("$filter"));
    let filter = filter.filter(|it| !it.has_choice() && it.fits(&is_honoured));
    let Some(filter) = filter else {
        return Err(visit.refuse(400, "InvalidFilter", "filter not supported"));
    };
    let fits = |row: &&Value| filter.holds(row, "properties/");
    let rows: Vec<_> = rows.filter(fits).collect();
    let token = address::decode(visit.parameter("$skipToken"));
    let skip = token.strip_prefix(TOKEN).and_then(number);
    let skip = match skip.and_then(|it| usize::try_from(it).ok()) {
        Some(skip) => skip,
        None if token.is_empty() => 0,
        None => return Err(form::refuse(visit, "$skipToken")),
    };
    let top = visit.number("$top", 25).min(100);
    let end = skip.saturating_add(top).min(rows.len());
    let mut next = String::new();
    if end < rows.len() {
        next = next_page(visit, end);
    }
    let shown = rows.get(skip..end).unwrap_or_default();
    let shown: Vec<_> = shown.iter().map(|it| show(visit, it)).collect();
    Ok(list(&shown, &next))
}

/// The address of the next page in the form that was captured: the port is spelled out, blanks are plus signs, and the
/// token is encoded twice.
fn next_page(visit: &Visit<'_>, skip: usize) -> String {
    let path = visit.request.path.split('?').next().unwrap_or_default();
    let mut query = String::new();
    for key in ["api-version", "$top", "$filter"] {
        let value = visit.parameter(key);
        if !value.is_empty() {
            address::push_query(&mut query, key, value);
        }
    }
    let token = [TOKEN, &skip.to_string()].concat();
    let token = address::path("*", &[&token]);
    address::push_query(&mut query, "$skipToken", &token);
    visit.absolute(&[visit.port(), path, &query.replace("%20", "+")])
}

/// The path of something in the scope of the request.
fn id_in_scope(visit: &Visit<'_>, parts: &[&str]) -> String {
    let scope = match visit.scope.as_str() {
        "" => String::new(),
        scope => ["/subscriptions/", scope].concat(),
    };
    [&scope, "/providers/Microsoft.Support/", &parts.concat()].concat()
}

/// What a row must have to belong to the scope of the request, with one more text.
fn here<'v>(visit: &'v Visit<'_>, key: &'v str, text: &'v str) -> [(&'v str, &'v str); 3] {
    [
        ("_customer", &visit.tenant),
        ("_scope", &visit.scope),
        (key, text),
    ]
}
