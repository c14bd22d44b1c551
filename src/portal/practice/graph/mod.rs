//! The practice portal's side of Graph, one resource a file.

mod customers;
mod health;
mod relationships;
mod rows;

use crate::portal::{
    Cloud,
    call::Method::Get,
    practice::{
        desk::Route,
        visit::{Answer, Visit},
    },
};

const HEALTH: &str = "/v1.0/admin/serviceAnnouncement/healthOverviews";
const ONE_HEALTH: &str = "/v1.0/admin/serviceAnnouncement/healthOverviews/*";
const ISSUES: &str = "/v1.0/admin/serviceAnnouncement/issues";
const ONE_ISSUE: &str = "/v1.0/admin/serviceAnnouncement/issues/*";
const REPORT: &str = "/v1.0/admin/serviceAnnouncement/issues/*/incidentReport";
const MESSAGES: &str = "/v1.0/admin/serviceAnnouncement/messages";
const ONE_MESSAGE: &str = "/v1.0/admin/serviceAnnouncement/messages/*";
const RELATIONSHIPS: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships";
const ONE_RELATIONSHIP: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships/*";
const ASSIGNMENTS: &str =
    "/v1.0/tenantRelationships/delegatedAdminRelationships/*/accessAssignments";
const REQUESTS: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships/*/requests";
const ONE_REQUEST: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships/*/requests/*";
const OPERATIONS: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships/*/operations";
const ONE_OPERATION: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships/*/operations/*";
const CUSTOMERS: &str = "/v1.0/tenantRelationships/delegatedAdminCustomers";
const ONE_CUSTOMER: &str = "/v1.0/tenantRelationships/delegatedAdminCustomers/*";
const MANAGED: &str =
    "/v1.0/tenantRelationships/delegatedAdminCustomers/*/serviceManagementDetails";
const NATIONAL: &[Cloud] = &[Cloud::UsGovernment, Cloud::China21Vianet, Cloud::Germany];

/// What is offered.
pub const ROUTES: &[Route] = &[
    announced(HEALTH, health::overviews),
    announced(ONE_HEALTH, health::overview),
    announced(ISSUES, health::issues),
    announced(ONE_ISSUE, health::issue),
    announced(REPORT, health::report),
    announced(MESSAGES, health::messages),
    announced(ONE_MESSAGE, health::message),
    delegated(RELATIONSHIPS, relationships::list),
    delegated(ONE_RELATIONSHIP, relationships::one),
    delegated(ASSIGNMENTS, relationships::assignments),
    delegated(REQUESTS, relationships::requests),
    delegated(ONE_REQUEST, relationships::request),
    delegated(OPERATIONS, relationships::operations),
    delegated(ONE_OPERATION, relationships::operation),
    delegated(CUSTOMERS, customers::list),
    delegated(ONE_CUSTOMER, customers::one),
    delegated(MANAGED, customers::managed),
];

type Handler = fn(&mut Visit<'_>) -> Result<Answer, Answer>;

const fn announced(pattern: &'static str, handler: Handler) -> Route {
    Route::new(Get, pattern, handler).except(&[Cloud::Germany])
}

const fn delegated(pattern: &'static str, handler: Handler) -> Route {
    Route::new(Get, pattern, handler)
        .for_users()
        .except(NATIONAL)
}
