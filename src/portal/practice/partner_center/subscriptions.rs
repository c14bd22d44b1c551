//! `/customers/{id}/subscriptions`.

use crate::{
    portal::{
        json::word,
        moment,
        practice::{
            ids::guid,
            visit::{Answer, Visit, collection, object_type},
        },
        writer::Writer,
    },
    vocab::Moment,
};

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
    let mut items = Vec::new();
    for holding in &customer.holdings {
        let mut parts = holding.split(' ');
        let key = parts.next().unwrap_or_default();
        let offer = visit.world.offer(key);
        let id = guid(&[&customer.id, key]);
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
        out.text("creationDate", &moment::print(start));
        out.text(
            "commitmentEndDate",
            &moment::print(start.plus_ms(364 * DAY_MS)),
        );
        object_type(&mut out, "Subscription");
        items.push(out.done());
    }
    Ok(collection(&items, &|_| ()))
}
