//! `/admin/serviceAnnouncement`: health and issues of the tenant whose token is shown.

use crate::portal::{
    Cloud, Response, moment,
    practice::{
        Customer,
        graph::{page, spelled},
        visit::{Visit, outside},
        world::{set, text},
    },
};
use serde_json::{Value, json};

pub fn overviews(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let customer = customer(visit)?;
    let issues = issues_of(visit, customer);
    let with_issues = visit.parameter("$expand") == "issues";
    let overviews: Vec<Value> = visit
        .world
        .services_of(customer)
        .into_iter()
        .map(|service| {
            let mut overview = outside(service);
            let of_service = || {
                issues
                    .iter()
                    .filter(|it| text(it, "service") == text(service, "service"))
            };
            let open = of_service().find(|it| it.get("isResolved") == Some(&Value::Bool(false)));
            let status = open.map_or_else(
                || spelled(visit, "serviceOperational"),
                |it| text(it, "status").into(),
            );
            set(&mut overview, "status", status);
            if with_issues {
                set(
                    &mut overview,
                    "issues",
                    of_service().cloned().collect::<Vec<_>>(),
                );
            }
            overview
        })
        .collect();
    Ok(page(visit, &overviews))
}

pub fn issues(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let customer = customer(visit)?;
    Ok(page(visit, &issues_of(visit, customer)))
}

/// The customer whose token was shown, if it has delegated the right to read its health.
fn customer<'v>(visit: &'v Visit<'_>) -> Result<&'v Customer, Response> {
    visit.offered_except(&[Cloud::Germany])?;
    let customer = visit
        .world
        .customer(&visit.tenant)
        .filter(|it| it.is_delegated());
    customer.ok_or_else(|| {
        visit.refuse(
            403,
            "Forbidden",
            "The caller lacks ServiceHealth.Read.All in this tenant.",
        )
    })
}

/// The issues a customer sees, as they stand now: the end lies in `_ends` and shows once it has come.
fn issues_of(visit: &Visit<'_>, customer: &Customer) -> Vec<Value> {
    let rows = visit.world.rows("incidents").iter();
    let seen = rows.filter(|row| customer.incidents.iter().any(|it| it == text(row, "id")));
    seen.map(|row| {
        let mut issue = outside(row);
        let end = moment::read(text(row, "_ends")).filter(|it| *it <= visit.now);
        set(&mut issue, "isResolved", end.is_some());
        if end.is_some() {
            set(&mut issue, "endDateTime", text(row, "_ends"));
            set(&mut issue, "status", "serviceRestored");
        }
        for key in ["status", "classification", "origin"] {
            let word = spelled(visit, text(&issue, key));
            set(&mut issue, key, word);
        }
        set(&mut issue, "details", json!([]));
        issue
    })
    .collect()
}
