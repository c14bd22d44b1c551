//! `/customers/{id}/subscriptions`, one of them, and whom its customer turns to.

use crate::{
    portal::{
        json::word,
        moment,
        practice::{
            Customer,
            ids::guid,
            visit::{Answer, Visit, collection, link, object_type},
            world::set_all,
        },
        writer::Writer,
    },
    vocab::Moment,
};
use serde_json::Value;

/// In the order of their numbers.
const STATUSES: &[&str] = &[
    "none",
    "active",
    "suspended",
    "deleted",
    "expired",
    "pending",
    "disabled",
];
const DAY_MS: i64 = 86_400_000;

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = visit.customer()?;
    let order = visit.parameter("order_id");
    let is_wanted = |it: &&String| {
        order.is_empty() || order_of(&id_of(customer, it)).eq_ignore_ascii_case(order)
    };
    let items: Vec<_> = (customer.holdings.iter().filter(is_wanted))
        .map(|it| show(visit, customer, it))
        .collect();
    Ok(collection(&items, &|_| ()))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let (customer, holding) = find(visit)?;
    Ok(Answer::new(200, show(visit, customer, holding)))
}

/// Whom the customer turns to about a subscription: the partner itself, unless a reseller was entered.
pub fn support_contact(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    find(visit)?;
    let wanted = [("_subscription", visit.arg(1))];
    if let Some(row) = visit.world.first("contacts", &wanted) {
        return Ok(visit.answer_row(Some(row)));
    }
    let tables = &visit.world.tables;
    let mut out = Writer::object();
    out.texts(&[
        ("supportTenantId", word(tables, "partner/tenant")),
        ("supportMpnId", word(tables, "profiles/mpn/mpnId")),
        ("name", word(tables, "partner/name")),
    ]);
    object_type(&mut out, "SupportContact");
    Ok(Answer::new(200, out.done()))
}

pub fn change_support_contact(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    find(visit)?;
    let tenant = word(&visit.body, "supportTenantId").to_owned();
    let wanted = [
        ("id", tenant.as_str()),
        ("relationshipType", "is_indirect_cloud_solution_provider_of"),
    ];
    let Some(reseller) = visit.world.first("partners", &wanted) else {
        return Err(visit.refuse(400, "3000", "not a reseller of the partner"));
    };
    let mut row = Value::Null;
    set_all(
        &mut row,
        &[
            ("_subscription", visit.arg(1)),
            ("supportTenantId", &tenant),
            ("supportMpnId", word(reseller, "mpnId")),
            ("name", word(reseller, "name")),
            ("attributes/objectType", "SupportContact"),
        ],
    );
    let answer = visit.answer_row(Some(&row));
    match visit
        .world
        .find("contacts", &[("_subscription", visit.arg(1))])
    {
        None => visit.world.add("contacts", row),
        Some(at) => {
            if let Some(place) = visit.world.row_mut("contacts", at) {
                *place = row;
            }
        }
    }
    Ok(answer)
}

/// The customer and the holding behind the subscription in the path.
fn find<'v>(visit: &'v Visit<'_>) -> Result<(&'v Customer, &'v str), Answer> {
    let customer = visit.customer()?;
    let is_meant = |it: &&String| id_of(customer, it).eq_ignore_ascii_case(visit.arg(1));
    match customer.holdings.iter().find(is_meant) {
        Some(holding) => Ok((customer, holding)),
        None => Err(visit.refuse(404, "20003", "subscription not found")),
    }
}

fn id_of(customer: &Customer, holding: &str) -> String {
    let key = holding.split(' ').next().unwrap_or_default();
    guid(&[&customer.id, key])
}

/// The order by which a subscription was bought: twelve digits, as real ones have.
fn order_of(id: &str) -> String {
    guid(&[id, "order"])
        .rsplit('-')
        .next()
        .unwrap_or_default()
        .into()
}

fn show(visit: &Visit<'_>, customer: &Customer, holding: &str) -> String {
    let mut parts = holding.split(' ').skip(1);
    let key = holding.split(' ').next().unwrap_or_default();
    let offer = visit.world.offer(key);
    let id = id_of(customer, holding);
    let mut out = Writer::object();
    // The offer's own members are those of its subscriptions.
    visit.write_row(&mut out, offer, &[]);
    out.text("id", &id);
    out.text("friendlyName", word(offer, "offerName"));
    out.raw("quantity", parts.next().unwrap_or("1"));
    visit.word(
        &mut out,
        "status",
        parts.next().unwrap_or("active"),
        STATUSES,
    );
    if word(offer, "billingType") == "usage" {
        out.text("entitlementId", &customer.azure_subscription);
    }
    // A year's term that began on a day which the id decides.
    let days_ago = i64::from(id.bytes().fold(0, u8::wrapping_add));
    let start = Moment((visit.now.0 / DAY_MS - days_ago) * DAY_MS);
    let end = moment::print(start.plus_ms(364 * DAY_MS));
    let start = moment::print(start);
    out.texts(&[
        ("orderId", &order_of(&id)),
        ("creationDate", &start),
        ("effectiveStartDate", &start),
        ("commitmentEndDate", &end),
        ("termDuration", "P1Y"),
    ]);
    write_links(&mut out, customer, &id, word(offer, "offerId"));
    out.open("attributes");
    out.text("etag", &guid(&[&id, holding]));
    out.text("objectType", "Subscription");
    out.close();
    out.done()
}

/// Where more is told of what was bought: an offer of the newer kind is an availability of a variant of a product.
fn write_links(out: &mut Writer, customer: &Customer, id: &str, offer: &str) {
    let country = ["?country=", &customer.country].concat();
    out.open("links");
    link(out, "offer", &["/offers/", offer, &country]);
    let parts: Vec<_> = offer.split(':').collect();
    if let [product, sku, availability] = *parts {
        let sku_path = ["/products/", product, "/skus/", sku].concat();
        link(out, "product", &["/products/", product, &country]);
        link(out, "sku", &[&sku_path, &country]);
        link(
            out,
            "availability",
            &[&sku_path, "/availabilities/", availability, &country],
        );
    }
    link(
        out,
        "self",
        &["/customers/", &customer.id, "/subscriptions/", id],
    );
    out.close();
}
