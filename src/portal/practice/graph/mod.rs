//! The practice portal's side of Graph, one resource a file.

mod customers;
mod health;
mod relationships;

use crate::portal::{
    Cloud, address,
    call::Method::Get,
    json::number,
    practice::{
        desk::Route,
        filter,
        visit::{Answer, Visit},
    },
    writer::Writer,
};
use serde_json::Value;

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

/// The rows that the request's filter leaves.
fn filtered<'r>(
    visit: &Visit<'_>,
    rows: impl Iterator<Item = &'r Value>,
) -> Result<Vec<&'r Value>, Answer> {
    let Some(filter) = filter::parse(visit.parameter("$filter")) else {
        return Err(visit.refuse(400, "BadRequest", "filter not supported"));
    };
    Ok(rows.filter(|it| filter.holds(it, "")).collect())
}

/// One page of a collection: `$top` or the preferred size narrows it, `$skip` moves it.
fn page(visit: &Visit<'_>, rows: &[&Value], show: &dyn Fn(&Value) -> String) -> Answer {
    let prefers = visit.header("Prefer").split(',').find_map(|it| {
        let size = it.trim().strip_prefix("odata.maxpagesize=")?;
        usize::try_from(number(size)?).ok()
    });
    let size = prefers.filter(|it| *it > 0).unwrap_or(100).min(1000);
    let skip = visit.number("$skip", 0);
    let end = skip
        .saturating_add(visit.number("$top", size))
        .min(rows.len());
    let mut out = Writer::object();
    out.text("@odata.context", &visit.absolute(&["/v1.0/$metadata"]));
    if visit.parameter("$count") == "true" {
        out.value("@odata.count", &rows.len().into());
    }
    if end < rows.len() {
        let path = visit.request.path.split('?').next().unwrap_or_default();
        let mut path = path.to_owned();
        for (key, value) in visit
            .query
            .iter()
            .filter(|it| it.0 != "$skip" && !it.0.is_empty())
        {
            address::push_query(&mut path, key, value);
        }
        address::push_query(&mut path, "$skip", &end.to_string());
        out.text("@odata.nextLink", &visit.absolute(&[&path]));
    }
    let shown: Vec<_> = rows
        .get(skip..end)
        .unwrap_or_default()
        .iter()
        .map(|it| show(it))
        .collect();
    out.raw_list("value", &shown);
    Answer::new(200, out.done())
}

/// A row with the members that `$select` names, or all.
fn show(visit: &Visit<'_>, row: &Value) -> String {
    let selected = visit.parameter("$select").split(',').map(str::trim);
    let selected: Vec<_> = selected.filter(|it| !it.is_empty()).collect();
    visit.show(row, &selected)
}

/// The one row, or that there is none.
fn one(visit: &Visit<'_>, row: Option<&Value>) -> Result<Answer, Answer> {
    match row {
        Some(row) => Ok(Answer::new(200, show(visit, row))),
        None => Err(visit.refuse(404, "itemNotFound", "nothing has this id")),
    }
}
