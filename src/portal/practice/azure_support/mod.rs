//! The practice portal's side of Azure Support, one resource a file.

mod communications;
mod create_ticket;
mod names;
mod operations;
mod services;
mod tickets;

use crate::portal::{
    Response,
    call::Method::{Get, Patch, Post, Put},
    practice::{
        Customer,
        desk::{Route, any},
        visit::{Visit, answer},
        writer::Writer,
    },
};
use serde_json::Value;

/// What is offered, in the tenant and in each subscription.
pub const ROUTES: &[Route] = &[
    any(Get, "services", services::list),
    any(
        Get,
        "services/*/problemClassifications",
        services::classifications,
    ),
    any(Post, "checkNameAvailability", names::check),
    any(Get, "supportTickets", tickets::list),
    any(Get, "supportTickets/*", tickets::one),
    any(Put, "supportTickets/*", create_ticket::create),
    any(Patch, "supportTickets/*", tickets::change),
    any(Get, "supportTickets/*/communications", communications::list),
    any(
        Get,
        "supportTickets/*/communications/*",
        communications::one,
    ),
    any(
        Put,
        "supportTickets/*/communications/*",
        communications::create,
    ),
    any(Get, "operationsStatus/*", operations::status),
];

const PROVIDER: &str = "/providers/Microsoft.Support/";
const FORBIDDEN: &str = "AuthorizationFailed";

/// A list, with the address of its next page if there is one.
fn list(values: &[Value], next: &str) -> Response {
    let mut out = Writer::object();
    out.list("value");
    for value in values {
        out.value("", value);
    }
    out.end();
    out.text("nextLink", next);
    answer(200, out.done())
}

/// The path of something in the scope of the request.
fn id_in_scope(visit: &Visit<'_>, parts: &[&str]) -> String {
    let mut id = match visit.scope.as_str() {
        "" => String::new(),
        scope => ["/subscriptions/", scope].concat(),
    };
    id.push_str(PROVIDER);
    id.push_str(&parts.join("/"));
    id
}

/// The customer whose token was shown.
fn customer<'v>(visit: &'v Visit<'_>) -> Result<&'v Customer, Response> {
    let customer = visit.world.customer(&visit.tenant);
    customer.ok_or_else(|| visit.refuse(403, FORBIDDEN, "The token is not of a customer's tenant."))
}

/// Checks that the customer has the subscription in the path, and that the partner reaches it.
fn check_scope(visit: &Visit<'_>) -> Result<(), Response> {
    let customer = customer(visit)?;
    let held = &customer.azure_subscription;
    if !visit.scope.is_empty() && !held.eq_ignore_ascii_case(&visit.scope) {
        return Err(visit.refuse(
            404,
            "SubscriptionNotFound",
            "The subscription is not found.",
        ));
    }
    if !customer.access.reaches_azure() {
        let message = "The caller lacks Microsoft.Support/supportTickets/write.";
        return Err(visit.refuse(403, FORBIDDEN, message));
    }
    Ok(())
}

/// The answer to work that takes a while: empty, with the two addresses that tell of it.
fn accepted(visit: &Visit<'_>, operation: &str) -> Response {
    let address = |kind: &str| {
        let path = id_in_scope(visit, &[kind, operation]);
        visit.absolute(
            &[
                &path,
                "?api-version=2024-04-01&t=638676480000000000&c=cHJhY3RpY2U",
            ]
            .concat(),
        )
    };
    let headers = vec![
        ("Azure-AsyncOperation".into(), address("operationsStatus")),
        ("Location".into(), address("operationResults")),
        (
            "x-ms-ratelimit-remaining-subscription-writes".into(),
            "1199".into(),
        ),
    ];
    Response {
        status: 202,
        headers,
        body: String::new(),
    }
}
