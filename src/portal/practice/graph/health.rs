//! `/admin/serviceAnnouncement`: health and issues of the tenant whose token is shown.

use crate::portal::{
    json::{flag, word},
    practice::{
        Customer,
        graph::page,
        visit::{Answer, Visit},
    },
    writer::Writer,
};

pub fn overviews(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let with_issues = visit.parameter("$expand") == "issues";
    let mut values = Vec::new();
    for service in visit.world.rows("health_services") {
        if !visit.world.uses(customer, word(service, "id")) {
            continue;
        }
        let mut status = "serviceOperational";
        let mut issues = Vec::new();
        for row in visit.world.rows("incidents") {
            if customer.sees(row) && word(row, "service") == word(service, "service") {
                issues.push(visit.show(row, &[]));
                if flag(row, "isResolved") != Some(true) {
                    status = word(row, "status");
                }
            }
        }
        let mut out = Writer::object();
        visit.write_row(&mut out, service, &[]);
        visit.word(&mut out, "status", status, &[]);
        if with_issues {
            out.raw_list("issues", &issues);
        }
        values.push(out.done());
    }
    Ok(page(visit, &values))
}

pub fn issues(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let mut values = Vec::new();
    for row in visit.world.rows("incidents") {
        if customer.sees(row) {
            values.push(visit.show(row, &[]));
        }
    }
    Ok(page(visit, &values))
}

/// The customer whose token was shown, if it has delegated the right to read its health.
fn customer<'v>(visit: &'v Visit<'_>) -> Result<&'v Customer, Answer> {
    match visit.world.customer(&visit.tenant) {
        Some(customer) if customer.is_delegated() => Ok(customer),
        _ => Err(visit.refuse(403, "Forbidden", "ServiceHealth.Read.All is not granted")),
    }
}
