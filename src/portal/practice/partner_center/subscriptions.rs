//! `/customers/{id}/subscriptions`.

use crate::{
    portal::{
        Response, moment,
        practice::{
            Enums,
            ids::guid,
            visit::{Visit, answer, object_type, said},
            world::text,
            writer::Writer,
        },
    },
    vocab::Moment,
};
use serde_json::Value;

/// In the order of their numbers.
const STATUSES: [&str; 7] = [
    "none",
    "active",
    "suspended",
    "deleted",
    "expired",
    "pending",
    "disabled",
];

const DAY_MS: i64 = 86_400_000;

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let customer = visit.customer()?;
    let mut out = Writer::object();
    out.value("totalCount", &customer.holdings.len().into());
    out.list("items");
    for holding in &customer.holdings {
        let mut parts = holding.split(' ');
        let key = parts.next().unwrap_or_default();
        let quantity = parts
            .next()
            .and_then(|it| it.parse::<i64>().ok())
            .unwrap_or(1);
        let status = parts.next().unwrap_or("active");
        let Some(offer) = visit.world.offer(key) else {
            continue;
        };
        let id = guid(&[&customer.id, key]);
        out.open("");
        out.text("id", &id);
        if text(offer, "billingType") == "usage" {
            out.text("entitlementId", &customer.azure_subscription);
        }
        for key in ["offerId", "offerName"] {
            out.text(key, text(offer, key));
        }
        out.text("friendlyName", text(offer, "offerName"));
        out.value(
            "productType",
            offer.get("productType").unwrap_or(&Value::Null),
        );
        out.value("quantity", &quantity.into());
        out.text("unitType", text(offer, "unitType"));
        out.text("publisherName", text(offer, "publisherName"));
        let is_microsoft = said(offer, "publisherName").starts_with("Microsoft");
        out.value("isMicrosoftProduct", &is_microsoft.into());
        write_dates(&mut out, visit.now, &id);
        out.value(
            "status",
            &match visit.world.dials.enums {
                Enums::Words => Value::from(status),
                Enums::Integers => Value::from(STATUSES.iter().position(|it| *it == status)),
            },
        );
        out.value("autoRenewEnabled", &true.into());
        out.text("billingType", text(offer, "billingType"));
        out.text("billingCycle", "monthly");
        out.text("contractType", "subscription");
        object_type(&mut out, "Subscription");
        out.close();
    }
    out.end();
    object_type(&mut out, "Collection");
    Ok(answer(200, out.done()))
}

/// A year's term that began on a day which the id decides.
fn write_dates(out: &mut Writer, now: Moment, id: &str) {
    let days_ago = id.bytes().map(i64::from).sum::<i64>() % 300;
    let start = Moment((now.0.div_euclid(DAY_MS) - days_ago) * DAY_MS);
    out.text("creationDate", &moment::print(start));
    out.text("effectiveStartDate", &moment::print(start));
    out.text(
        "commitmentEndDate",
        &moment::print(Moment(start.0 + 364 * DAY_MS)),
    );
}
