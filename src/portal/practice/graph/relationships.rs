//! `/tenantRelationships/delegatedAdminRelationships`, asked with the partner's token.

use crate::portal::{
    Cloud, Response,
    practice::{
        graph::{page, spelled},
        visit::{Visit, outside},
        world::{set, text},
    },
};
use serde_json::Value;

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    visit.offered_except(&[Cloud::UsGovernment, Cloud::China21Vianet, Cloud::Germany])?;
    if visit.tenant != "partner" {
        return Err(visit.refuse(
            403,
            "Forbidden",
            "A token of the partner's tenant is needed.",
        ));
    }
    // The one filter in use: `customer/tenantId eq '<guid>'`.
    let filter = visit.parameter("$filter");
    let tenant = filter.split('\'').nth(1).unwrap_or_default();
    if !filter.is_empty() && !filter.starts_with("customer/tenantId eq ") {
        return Err(visit.refuse(400, "BadRequest", "This filter is not supported."));
    }
    let rows = visit.world.rows("relationships").iter();
    let rows = rows.filter(|row| {
        let of = row
            .get("customer")
            .map(|it| text(it, "tenantId"))
            .unwrap_or_default();
        tenant.is_empty() || of.eq_ignore_ascii_case(tenant)
    });
    let values: Vec<Value> = rows
        .map(|row| {
            let mut shown = outside(row);
            set(&mut shown, "status", spelled(visit, text(row, "status")));
            shown
        })
        .collect();
    Ok(page(visit, &values))
}
