//! `/customers`: the list with its seek paging and filter, and one customer.
//!
//! The list is walked from the place the token names until the page is full; it is never copied or sorted, so that a world
//! of a hundred thousand customers answers as fast as one of ten.

use crate::portal::{
    Response, address,
    json::{self, member, text_of},
    practice::{
        Customer, Enums,
        visit::{Visit, answer, link, object_type},
        writer::Writer,
    },
    words::same,
};
use serde_json::Value;

const DEFAULT_SIZE: usize = 100;
const MAX_SIZE: usize = 500;

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let filter = filter(visit)?;
    let size = visit
        .number("size")
        .filter(|it| *it > 0)
        .unwrap_or(DEFAULT_SIZE)
        .min(MAX_SIZE);
    let start = start(visit)?;
    let mut found = visit
        .world
        .customers
        .iter()
        .enumerate()
        .skip(start)
        .filter(|(_, it)| fits(it, &filter));
    let mut out = Writer::object();
    let mut n_items = 0;
    out.list("items");
    for (_, customer) in found.by_ref().take(size) {
        n_items += 1;
        write(&mut out, visit, customer);
    }
    out.end();
    out.value("totalCount", &n_items.into());
    if let Some((next, _)) = found.next() {
        // Opaque to clients, with the letters that real tokens have.
        let token = ["practice,", &next.to_string(), "/=="].concat();
        out.text("continuationToken", &token);
        write_next(&mut out, visit, size, &token);
    }
    object_type(&mut out, "Collection");
    Ok(answer(200, out.done()))
}

fn write_next(out: &mut Writer, visit: &Visit<'_>, size: usize, token: &str) {
    let mut uri = ["/customers?size=", &size.to_string(), "&seekOperation=Next"].concat();
    if !visit.parameter("filter").is_empty() {
        address::push_query(&mut uri, "filter", visit.parameter("filter"));
    }
    out.open("links");
    out.open("next");
    out.text("uri", &uri);
    out.text("method", "GET");
    out.list("headers");
    out.open("");
    out.text("key", "MS-ContinuationToken");
    out.text("value", token);
    out.close();
    out.end();
    out.close();
    out.close();
}

/// Where the page starts; only forward steps are offered.
fn start(visit: &Visit<'_>) -> Result<usize, Response> {
    let seek = visit.parameter("seekOperation");
    if seek.is_empty() || same(seek, "First") || seek == "2" {
        return Ok(0);
    }
    let token = visit.request.header("MS-ContinuationToken");
    let place = token.and_then(|it| {
        it.strip_prefix("practice,")?
            .strip_suffix("/==")?
            .parse()
            .ok()
    });
    place
        .filter(|_| same(seek, "Next") || seek == "0")
        .ok_or_else(|| visit.refuse(400, "3000", "The seek operation or its token is not valid."))
}

/// The field and the beginning asked for; the field is empty if nothing was.
fn filter(visit: &Visit<'_>) -> Result<(String, String), Response> {
    let text = visit.parameter("filter");
    if text.is_empty() {
        return Ok((String::new(), String::new()));
    }
    let read = json::parse(text).ok();
    let part = |key| {
        read.as_ref()
            .and_then(|it| member(it, key))
            .map(text_of)
            .unwrap_or_default()
    };
    let (field, operator) = (part("Field").to_ascii_lowercase(), part("Operator"));
    if !same(&operator, "starts_with") || !matches!(field.as_str(), "companyname" | "domain") {
        return Err(visit.refuse(400, "3000", "This filter is not supported."));
    }
    Ok((field, part("Value")))
}

fn fits(customer: &Customer, (field, beginning): &(String, String)) -> bool {
    let text = match field.as_str() {
        "companyname" => &customer.name,
        "domain" => &customer.domain,
        _ => return true,
    };
    let mut letters = text.chars().flat_map(char::to_lowercase);
    beginning
        .chars()
        .flat_map(char::to_lowercase)
        .all(|it| letters.next() == Some(it))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let customer = visit.customer()?;
    let mut out = Writer::object();
    write_parts(&mut out, visit, customer);
    out.open("billingProfile");
    out.text("companyName", &customer.name);
    out.open("defaultAddress");
    out.text("country", &customer.country);
    out.close();
    object_type(&mut out, "CustomerBillingProfile");
    out.close();
    out.value("allowDelegatedAccess", &customer.is_delegated().into());
    Ok(answer(200, out.done()))
}

pub fn company(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let customer = visit.customer()?;
    let mut out = Writer::object();
    write_profile(&mut out, customer);
    if customer.is_delegated() {
        let [street, postal_code, city] = &customer.address;
        out.open("address");
        out.text("country", &customer.country);
        out.text("city", city);
        out.text("addressLine1", street);
        out.text("postalCode", postal_code);
        out.close();
        out.text("email", &["it@", &customer.domain].concat());
    }
    Ok(answer(200, out.done()))
}

fn write(out: &mut Writer, visit: &Visit<'_>, customer: &Customer) {
    out.open("");
    write_parts(out, visit, customer);
    out.close();
}

fn write_parts(out: &mut Writer, visit: &Visit<'_>, customer: &Customer) {
    out.text("id", &customer.id);
    out.open("companyProfile");
    write_profile(out, customer);
    out.close();
    let relationship = match visit.world.dials.enums {
        Enums::Words => Value::from("reseller"),
        Enums::Integers => Value::from(1),
    };
    out.value("relationshipToPartner", &relationship);
    out.open("links");
    link(out, "self", &["/customers/", &customer.id].concat());
    out.close();
    object_type(out, "Customer");
}

fn write_profile(out: &mut Writer, customer: &Customer) {
    out.text("tenantId", &customer.id);
    out.text("domain", &customer.domain);
    out.text("companyName", &customer.name);
    out.open("links");
    link(
        out,
        "self",
        &["/customers/", &customer.id, "/profiles/company"].concat(),
    );
    out.close();
    object_type(out, "CustomerCompanyProfile");
}
