//! The practice portal's side of Partner Center, one resource a file.

mod create_request;
mod customers;
mod incidents;
mod managed_services;
mod partners;
mod profiles;
pub mod requests;
mod subscriptions;
mod topics;

use crate::portal::{
    Cloud,
    call::Method::{self, Get, Patch, Post, Put},
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
    Route::new(Get, "/v1/customers/*/profiles/billing", customers::billing),
    Route::new(Get, "/v1/customers/*/subscriptions", subscriptions::list),
    Route::new(Get, "/v1/customers/*/subscriptions/*", subscriptions::one),
    support(Get, CONTACT, subscriptions::support_contact),
    support(Put, CONTACT, subscriptions::change_support_contact),
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
    // The page and the libraries disagree about the address; both are taken.
    Route::new(Put, "/v1/profiles/support", profiles::change_support).for_users(),
    Route::new(Put, "/v1/profiles/supportprofile", profiles::change_support).for_users(),
    support(Get, "/v1/profiles/supportprofile", profiles::support),
    Route::new(Get, "/v1/profiles/mpn", profiles::own).for_users(),
    Route::new(Get, "/v1/profiles/legalbusiness", profiles::own),
    Route::new(Get, "/v1/profiles/organization", profiles::own).for_users(),
    Route::new(Get, "/v1/relationships", partners::list)
        .for_users()
        .except(NATIONAL),
    Route::new(Get, "/v1/customers/*/relationships", partners::of_customer)
        .for_users()
        .except(NATIONAL),
    Route::new(
        Get,
        "/v1/compliance/csp/agreementstatus",
        partners::agreement,
    )
    .for_users()
    .except(&[Cloud::China21Vianet, Cloud::Germany]),
    support(Get, "/v1/serviceincidents/office", incidents::list),
    support(Get, "/v1/serviceincidents/office/count", incidents::count),
    support(
        Get,
        "/v1/customers/*/serviceincidents/office",
        incidents::list,
    ),
];

const CONTACT: &str = "/v1/customers/*/subscriptions/*/supportcontact";
const NATIONAL: &[Cloud] = &[Cloud::UsGovernment, Cloud::China21Vianet, Cloud::Germany];

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
