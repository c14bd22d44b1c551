//! `/tenantRelationships/delegatedAdminRelationships`, asked with the partner's token.

use crate::portal::practice::{
    graph::page,
    visit::{Answer, Visit},
};

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    if visit.tenant != "partner" {
        return Err(visit.refuse(
            403,
            "Forbidden",
            "a token of the partner's tenant is needed",
        ));
    }
    // The one filter in use: `customer/tenantId eq '<guid>'`.
    let filter = visit.parameter("$filter");
    let tenant = filter.strip_prefix("customer/tenantId eq '");
    let wanted = [(
        "customer/tenantId",
        tenant
            .and_then(|it| it.strip_suffix('\''))
            .unwrap_or_default(),
    )];
    let wanted = match (filter, tenant) {
        ("", _) => &[],
        (_, Some(_)) => &wanted[..],
        _ => return Err(visit.refuse(400, "BadRequest", "filter not supported")),
    };
    Ok(page(visit, &visit.select("relationships", wanted, &[])))
}
