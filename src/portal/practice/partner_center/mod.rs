//! The practice portal's side of Partner Center, one resource a file.

mod create_request;
mod customers;
mod managed_services;
mod profiles;
mod requests;
mod subscriptions;
mod topics;

use crate::portal::{
    call::Method::{Get, Patch, Post},
    practice::desk::{Route, any, user},
};

/// What is offered. The first route that fits counts.
pub const ROUTES: &[Route] = &[
    any(Get, "v1/customers", customers::list),
    any(Get, "v1/customers/*", customers::one),
    user(Get, "v1/customers/*/profiles/company", customers::company),
    any(Get, "v1/customers/*/subscriptions", subscriptions::list),
    user(
        Get,
        "v1/customers/*/managedservices",
        managed_services::list,
    ),
    user(
        Get,
        "v1/customers/*/servicerequests",
        requests::list_of_customer,
    ),
    user(Get, "v1/customers/*/servicerequests/*", requests::one),
    user(Patch, "v1/customers/*/servicerequests/*", requests::change),
    user(Get, "v1/servicerequests", requests::list),
    user(Get, "v1/servicerequests/supporttopics", topics::list),
    user(Get, "v1/servicerequests/*", requests::one),
    user(Patch, "v1/servicerequests/*", requests::change),
    user(Post, "v1/servicerequests/*", create_request::create),
    user(Get, "v1/profiles/support", profiles::support),
];
