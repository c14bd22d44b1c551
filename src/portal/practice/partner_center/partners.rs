//! `/relationships` with other partners, and whether agreements are signed.

use crate::portal::{
    json::{elements, flag, word},
    practice::{
        ids::is_guid,
        visit::{Answer, Visit, collection},
        world::has,
    },
    words::{number_in, same},
    writer::Writer,
};
use serde_json::Value;

const KINDS: &[&str] = &[
    "is_indirect_reseller_of",
    "is_indirect_cloud_solution_provider_of",
];
/// What the list of a customer tells.
const OF_CUSTOMER: &[&str] = &["id", "name", "relationshipType", "mpnId", "attributes"];

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let kind = visit.parameter("relationship_type");
    if kind.is_empty() {
        return Err(visit.refuse(400, "2001", "relationship_type is needed"));
    }
    if number_in(KINDS, kind).is_none() {
        return Err(visit.refuse(400, "900126", "not a value of the enumeration"));
    }
    let filter = visit.filter(&["Name"], "starts_with")?;
    let beginning = word(&filter, "Value").to_lowercase();
    let fits = |it: &&Value| {
        same(word(it, "relationshipType"), kind)
            && word(it, "name").to_lowercase().starts_with(&beginning)
    };
    let items: Vec<_> = (visit.world.rows("partners").iter().filter(fits))
        .map(|it| visit.show(it, &[]))
        .collect();
    Ok(collection(&items, &|_| ()))
}

pub fn of_customer(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = visit.customer()?;
    let serves = |it: &&Value| {
        elements(it, "_customers")
            .iter()
            .any(|id| *id == customer.id)
    };
    let items: Vec<_> = (visit.world.rows("partners").iter().filter(serves))
        .map(|it| visit.show(it, OF_CUSTOMER))
        .collect();
    Ok(collection(&items, &|_| ()))
}

/// Whether a partner has signed, named by exactly one of two parameters.
pub fn agreement(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let (number, tenant) = (visit.parameter("mpnId"), visit.parameter("tenantId"));
    let is_number = number.bytes().all(|it| it.is_ascii_digit());
    let wanted = match (number, tenant) {
        ("", "") => return Err(visit.refuse(400, "2001", "mpnId or tenantId is needed")),
        (number, "") if is_number => ("mpnId", number),
        ("", tenant) if is_guid(tenant) => ("id", tenant),
        _ => return Err(visit.refuse(400, "2000", "one of mpnId and tenantId is needed")),
    };
    let tables = &visit.world.tables;
    let own = [
        ("profiles/mpn/mpnId", wanted.1),
        ("partner/tenant", wanted.1),
    ];
    let is_own = own.iter().any(|it| has(tables, &[*it]));
    let is_signed = match visit.world.first("partners", &[wanted]) {
        _ if is_own => true,
        Some(row) => flag(row, "_unsigned") != Some(true),
        None if wanted.0 == "id" => {
            return Err(visit.refuse(400, "2205", "the tenant is not known"));
        }
        None => return Err(visit.refuse(400, "2200", "the MPN id was not migrated")),
    };
    let mut out = Writer::object();
    out.flag("isAgreementSigned", is_signed);
    Ok(Answer::new(200, out.done()))
}
