//! The practice portal's side of Partner Center, one resource a file.

mod create_request;
mod customers;
mod managed_services;
mod profiles;
pub mod requests;
mod subscriptions;
mod topics;

use crate::portal::{
    Cloud,
    call::Method::{self, Get, Patch, Post},
    practice::{
        desk::Route,
        visit::{Answer, Visit},
    },
};

/// What is offered. The first route that fits counts.
pub const ROUTES: &[Route] = &[
    Route::new(Get, "/v1/customers", customers::list),
    Route::new(Get, "/v1/customers/*", customers::one),
    Route::new(Get, "/v1/customers/*/profiles/company", customers::company).for_users(),
    Route::new(Get, "/v1/customers/*/subscriptions", subscriptions::list),
    support(
        Get,
        "/v1/customers/*/managedservices",
        managed_services::list,
    ),
    support(Get, "/v1/customers/*/servicerequests", requests::list),
    support(Get, "/v1/customers/*/servicerequests/*", requests::one),
    support(Patch, "/v1/customers/*/servicerequests/*", requests::change),
    support(Get, "/v1/servicerequests", requests::list),
    support(Get, "/v1/servicerequests/supporttopics", topics::list),
    support(Get, "/v1/servicerequests/*", requests::one),
    support(Patch, "/v1/servicerequests/*", requests::change),
    support(Post, "/v1/servicerequests/*", create_request::create),
    support(Get, "/v1/profiles/support", profiles::support),
];

/// An operation of the support group: for users, and not in China.
const fn support(
    method: Method,
    pattern: &'static str,
    handler: fn(&mut Visit<'_>) -> Result<Answer, Answer>,
) -> Route {
    Route::new(method, pattern, handler)
        .for_users()
        .except(&[Cloud::China21Vianet])
}
