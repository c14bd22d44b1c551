//! The practice portal's side of Azure Support, one resource a file.

mod communications;
mod create_ticket;
mod names;
mod operations;
mod services;
mod tickets;

use crate::portal::{
    call::Method::{Get, Patch, Post, Put},
    practice::{
        Access,
        desk::Route,
        visit::{Answer, Visit},
    },
    writer::Writer,
};

/// What is offered, in the tenant and in each subscription.
pub const ROUTES: &[Route] = &[
    Route::new(Get, "services", services::list),
    Route::new(
        Get,
        "services/*/problemClassifications",
        services::classifications,
    ),
    Route::new(Post, "checkNameAvailability", names::check),
    Route::new(Get, "supportTickets", tickets::list),
    Route::new(Get, "supportTickets/*", tickets::one),
    Route::new(Put, "supportTickets/*", create_ticket::create),
    Route::new(Patch, "supportTickets/*", tickets::change),
    Route::new(Get, "supportTickets/*/communications", communications::list),
    Route::new(
        Put,
        "supportTickets/*/communications/*",
        communications::create,
    ),
    Route::new(Get, "operationsStatus/*", operations::status),
];

const PROVIDER: &str = "/providers/microsoft.support/";

/// Checks version, tenant, subscription and rights, and cuts the path down to what is behind the provider.
pub fn enter<'p>(visit: &mut Visit<'_>, path: &'p str) -> Result<&'p str, Answer> {
    let place = path.to_ascii_lowercase().find(PROVIDER);
    let Some((scope, rest)) = place.and_then(|it| path.split_at_checked(it)) else {
        return Err(visit.refuse(404, "ResourceNotFound", "no such provider"));
    };
    visit.scope = scope.split('/').nth(2).unwrap_or_default().into();
    match visit.parameter("api-version") {
        "2020-04-01" | "2024-04-01" | "2026-06-01" => (),
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
    Ok(rest.get(PROVIDER.len()..).unwrap_or_default())
}

/// A list, with the address of its next page if there is one.
fn list(values: &[String], next: &str) -> Answer {
    let mut out = Writer::object();
    out.raw_list("value", values);
    out.text("nextLink", next);
    Answer::new(200, out.done())
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
