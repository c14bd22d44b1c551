//! `/serviceincidents/office`: the health of Office services, in the older of its two interfaces.

use crate::portal::{
    json::{elements, flag, text, word},
    practice::{
        Customer, Incidents,
        visit::{Answer, Visit, collection, object_type},
    },
    writer::Writer,
};
use serde_json::Value;

/// In the order of their numbers.
const STATUSES: &[&str] = &["normal", "information", "warning", "critical"];
const KINDS: &[&str] = &["none", "incident", "message_center", "all"];

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let rows = rows(visit)?;
    let mut items = Vec::new();
    if visit.world.dials.incidents == Incidents::Flat {
        items.extend(rows.iter().map(|it| detail(visit, it)));
        return Ok(collection(&items, &|_| ()));
    }
    let mut workloads: Vec<&str> = rows.iter().map(|it| word(it, "service")).collect();
    workloads.sort_unstable();
    workloads.dedup();
    for workload in workloads {
        let of_it = rows.iter().filter(|it| word(it, "service") == workload);
        let status = of_it.clone().map(|it| status(it)).max();
        let details: Vec<_> = of_it.map(|it| detail(visit, it)).collect();
        let mut out = Writer::object();
        out.text("workload", workload);
        out.raw_list("incidents", &details);
        write_status(&mut out, visit, "status", status.unwrap_or_default());
        out.raw_list("messageCenterMessages", &[]);
        object_type(&mut out, "ServiceIncidents");
        items.push(out.done());
    }
    Ok(collection(&items, &|_| ()))
}

pub fn count(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    Ok(Answer::new(200, rows(visit)?.len().to_string()))
}

/// The incidents that the customer named in the path sees, or any customer.
fn rows<'v>(visit: &'v Visit<'_>) -> Result<Vec<&'v Value>, Answer> {
    let filter = visit.filter(&["Resolved"], "equals")?;
    let resolved = flag(&filter, "Value");
    let customer = match visit.arg(0) {
        "" => None,
        _ => Some(visit.customer()?),
    };
    let sees = |it: &Customer, row: &Value| it.is_delegated() && it.sees(row);
    let mut rows: Vec<_> = visit.world.rows("incidents").iter().collect();
    rows.retain(|row| {
        resolved.is_none_or(|it| flag(row, "isResolved") == Some(it))
            && match customer {
                Some(customer) => sees(customer, row),
                None => visit.world.customers.iter().any(|it| sees(it, row)),
            }
    });
    Ok(rows)
}

/// The number of an incident's status.
fn status(row: &Value) -> usize {
    match (flag(row, "isResolved"), word(row, "status")) {
        (Some(true), _) => 0,
        (_, "serviceInterruption") => 3,
        (_, "serviceDegradation" | "extendedRecovery") => 2,
        _ => 1,
    }
}

fn write_status(out: &mut Writer, visit: &Visit<'_>, key: &str, number: usize) {
    visit.word(out, key, STATUSES.get(number).unwrap_or(&""), STATUSES);
}

fn detail(visit: &Visit<'_>, row: &Value) -> String {
    let mut out = Writer::object();
    out.text("id", word(row, "id"));
    visit.word(&mut out, "messageType", "incident", KINDS);
    out.texts(&[
        ("startTime", word(row, "startDateTime")),
        ("endTime", word(row, "endDateTime")),
    ]);
    write_status(&mut out, visit, "status", status(row));
    out.list("messages");
    for post in elements(row, "posts") {
        out.open("");
        out.text("publishedTime", word(post, "createdDateTime"));
        out.text("messageText", &text(post, "description/content"));
        out.close();
    }
    out.end();
    out.text("workload", word(row, "service"));
    out.text_list("affectedWorkloadNames", &[text(row, "service")]);
    out.flag("resolved", flag(row, "isResolved") == Some(true));
    out.text("impactedArea", word(row, "feature"));
    write_status(&mut out, visit, "severity", status(row));
    object_type(&mut out, "ServiceIncidentDetail");
    out.done()
}
