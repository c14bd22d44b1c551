//! `/customers`: the list with its seek paging and filter, and one customer.
//!
//! The list is walked from the place the token names until the page is full; it is never copied or sorted, so that a world
//! of a hundred thousand customers answers as fast as one of ten.

use crate::portal::{
    address,
    json::{elements, number, word},
    practice::{
        Customer,
        visit::{Answer, Visit, collection, link, object_type},
    },
    words::{number_in, same},
    writer::Writer,
};
use serde_json::Value;

const RELATIONSHIPS: &[&str] = &["unknown", "reseller"];

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let fields = [
        "CompanyName",
        "Domain",
        "IndirectReseller",
        "IndirectCloudSolutionProvider",
    ];
    let filter = visit.filter(&fields, "starts_with")?;
    let field = number_in(&fields, word(&filter, "Field")).unwrap_or_default();
    let beginning = word(&filter, "Value").to_lowercase();
    let (of_partner, beginning) = match field {
        0 | 1 => (None, beginning),
        _ => (Some(of_partners(visit, field, &beginning)), String::new()),
    };
    let size = visit.number("size", 100).min(500);
    let start = start(visit)?;
    let mut items = Vec::new();
    let mut next = None;
    for (place, customer) in visit.world.customers.iter().enumerate().skip(start) {
        let name = if field == 1 {
            &customer.domain
        } else {
            &customer.name
        };
        let is_theirs = of_partner
            .as_ref()
            .is_none_or(|it| it.iter().any(|it| **it == *customer.id));
        if !is_theirs || !name.to_lowercase().starts_with(&beginning) {
            continue;
        }
        if items.len() == size {
            next = Some(place);
            break;
        }
        let mut out = Writer::object();
        write(&mut out, visit, customer);
        items.push(out.done());
    }
    Ok(collection(&items, &|out| {
        if let Some(place) = next {
            write_next(out, visit, size, place);
        }
    }))
}

/// The tenants that the partners of a relation serve together with this one; the partners' ids begin like this.
fn of_partners<'v>(visit: &'v Visit<'_>, field: usize, beginning: &str) -> Vec<&'v Value> {
    let relation = match field {
        2 => "is_indirect_cloud_solution_provider_of",
        _ => "is_indirect_reseller_of",
    };
    let partners = visit.world.rows("partners").iter().filter(|it| {
        word(it, "relationshipType") == relation
            && word(it, "id").to_lowercase().starts_with(beginning)
    });
    // Resellers have customers; what a provider sells reaches buyers.
    let served = |it: &'v Value| {
        elements(it, "_customers")
            .iter()
            .chain(elements(it, "_buyers"))
    };
    partners.flat_map(served).collect()
}

/// The link to the next page; its token is opaque to clients and has the letters that real tokens have.
fn write_next(out: &mut Writer, visit: &Visit<'_>, size: usize, place: usize) {
    let token = ["practice,", &place.to_string(), "/=="].concat();
    let mut uri = ["/customers?size=", &size.to_string(), "&seekOperation=Next"].concat();
    if !visit.parameter("filter").is_empty() {
        address::push_query(&mut uri, "filter", visit.parameter("filter"));
    }
    out.text("continuationToken", &token);
    out.open("links");
    out.open("next");
    out.texts(&[("uri", &uri), ("method", "GET")]);
    out.list("headers");
    out.open("");
    out.texts(&[("key", "MS-ContinuationToken"), ("value", &token)]);
    out.close();
    out.end();
    out.close();
    out.close();
}

/// Where the page starts; only forward steps are offered.
fn start(visit: &Visit<'_>) -> Result<usize, Answer> {
    let seek = visit.parameter("seekOperation");
    if seek.is_empty() || same(seek, "First") || seek == "2" {
        return Ok(0);
    }
    let token = visit.header("MS-ContinuationToken");
    let place = token
        .strip_prefix("practice,")
        .and_then(|it| it.strip_suffix("/=="));
    match place.and_then(number).map(usize::try_from) {
        Some(Ok(place)) if same(seek, "Next") || seek == "0" => Ok(place),
        _ => Err(visit.refuse(400, "3000", "seek operation or token not valid")),
    }
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = visit.customer()?;
    let mut out = Writer::object();
    write(&mut out, visit, customer);
    out.open("billingProfile");
    write_billing(&mut out, customer);
    out.close();
    out.flag("allowDelegatedAccess", customer.is_delegated());
    Ok(Answer::new(200, out.done()))
}

pub fn billing(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = visit.customer()?;
    let mut out = Writer::object();
    write_billing(&mut out, customer);
    Ok(Answer::new(200, out.done()))
}

pub fn company(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = visit.customer()?;
    let mut out = Writer::object();
    write_profile(&mut out, customer);
    if customer.is_delegated() {
        out.text("email", &["it@", &customer.domain].concat());
        out.open("address");
        out.text("country", &customer.country);
        out.text("city", &customer.city);
        out.text("addressLine1", &customer.street);
        out.text("postalCode", &customer.postal_code);
        out.close();
    }
    Ok(Answer::new(200, out.done()))
}

fn write(out: &mut Writer, visit: &Visit<'_>, customer: &Customer) {
    out.text("id", &customer.id);
    out.open("companyProfile");
    write_profile(out, customer);
    out.close();
    visit.word(out, "relationshipToPartner", "reseller", RELATIONSHIPS);
    out.open("links");
    link(out, "self", &["/customers/", &customer.id]);
    out.close();
    object_type(out, "Customer");
}

fn write_billing(out: &mut Writer, customer: &Customer) {
    out.text("companyName", &customer.name);
    out.open("defaultAddress");
    out.text("country", &customer.country);
    out.close();
    object_type(out, "CustomerBillingProfile");
}

fn write_profile(out: &mut Writer, customer: &Customer) {
    out.text("tenantId", &customer.id);
    out.text("domain", &customer.domain);
    out.text("companyName", &customer.name);
    out.open("links");
    link(
        out,
        "self",
        &["/customers/", &customer.id, "/profiles/company"],
    );
    out.close();
    object_type(out, "CustomerCompanyProfile");
}
