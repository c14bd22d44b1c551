//! `/supportTickets`: list, read, change.

use crate::portal::{
    Response,
    json::member,
    moment,
    practice::{
        azure_support::{check_scope, create_ticket, id_in_scope, list as answer_list, operations},
        visit::{Visit, answer, outside, said},
        world::{set, text},
    },
    words::same,
};
use serde_json::Value;

const DEFAULT_TOP: usize = 25;
const MAX_TOP: usize = 100;

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    check_scope(visit)?;
    let filter = visit.parameter("$filter");
    let rows = visit.world.rows("tickets").iter().rev();
    let rows = rows.filter(|it| {
        is_here(visit, it) && !operations::is_running(it, visit.now) && fits(it, filter)
    });
    let top = visit.number("$top").unwrap_or(DEFAULT_TOP).min(MAX_TOP);
    let skip = visit.number("$skipToken").unwrap_or_default();
    let mut rows = rows.skip(skip);
    let values: Vec<Value> = rows.by_ref().take(top).map(|it| show(visit, it)).collect();
    let mut next = String::new();
    if rows.next().is_some() {
        // As captured: the port is spelled out, the filter has `+` for blanks, the token is encoded twice.
        let origin = visit.world.origins.origin(visit.request.api);
        let after = (skip + top).to_string();
        next = [
            origin,
            ":443",
            &id_in_scope(visit, &["supportTickets"]),
            "?api-version=2024-04-01&$top=",
            &top.to_string(),
            "&$filter=",
            &filter.replace(' ', "+"),
            "&$skipToken=",
            &after,
        ]
        .concat();
    }
    Ok(answer_list(&values, &next))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let at = find(visit)?;
    let row = visit.world.rows("tickets").get(at).unwrap_or(&Value::Null);
    Ok(answer(200, show(visit, row).to_string()))
}

/// Changes a ticket. The answer shows the status as it was sent and the deadline as it was before.
pub fn change(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let at = find(visit)?;
    let (status, severity) = (said(&visit.body, "status"), said(&visit.body, "severity"));
    let known = create_ticket::severity(&severity);
    if !severity.is_empty() && known.is_none()
        || !matches!(status.to_ascii_lowercase().as_str(), "" | "open" | "closed")
    {
        return Err(visit.refuse(
            400,
            "InvalidParameter",
            "The severity or status is not valid.",
        ));
    }
    let now = visit.now;
    let mut row = visit
        .world
        .rows("tickets")
        .get(at)
        .cloned()
        .unwrap_or_default();
    if let Some(properties) = row.get_mut("properties") {
        set(properties, "modifiedDate", moment::print(now));
        if let Some((word, _)) = known {
            set(properties, "severity", *word);
        }
        if !status.is_empty() {
            set(properties, "status", status.as_str());
        }
    }
    let shown = show(visit, &row).to_string();
    if let Some(properties) = row.get_mut("properties") {
        if !status.is_empty() {
            set(
                properties,
                "status",
                if same(&status, "closed") {
                    "Closed"
                } else {
                    "Open"
                },
            );
        }
        if known.is_some() {
            let created = moment::read(text(properties, "createdDate")).unwrap_or(now);
            create_ticket::promise(properties, created);
        }
    }
    if let Some(place) = visit.world.rows_mut("tickets").get_mut(at) {
        *place = row;
    }
    Ok(answer(200, shown))
}

/// The place of a ticket with this name in the scope of the request, finished or not.
pub fn place_of(visit: &Visit<'_>, name: &str) -> Option<usize> {
    let mut rows = visit.world.rows("tickets").iter();
    rows.position(|it| is_here(visit, it) && text(it, "name").eq_ignore_ascii_case(name))
}

/// The place of the ticket named first in the path.
pub fn find(visit: &Visit<'_>) -> Result<usize, Response> {
    check_scope(visit)?;
    let at = place_of(visit, visit.arg(0));
    let is_seen = |at: &usize| {
        visit
            .world
            .rows("tickets")
            .get(*at)
            .is_some_and(|it| !operations::is_running(it, visit.now))
    };
    at.filter(is_seen).ok_or_else(|| {
        visit.refuse(
            404,
            "ResourceNotFound",
            "The support ticket could not be found.",
        )
    })
}

/// A ticket as the portal shows it.
pub fn show(visit: &Visit<'_>, row: &Value) -> Value {
    let mut shown = outside(row);
    set(
        &mut shown,
        "id",
        id_in_scope(visit, &["supportTickets", text(row, "name")]),
    );
    set(&mut shown, "type", "Microsoft.Support/supportTickets");
    shown
}

fn is_here(visit: &Visit<'_>, row: &Value) -> bool {
    text(row, "_customer").eq_ignore_ascii_case(&visit.tenant)
        && text(row, "_scope").eq_ignore_ascii_case(&visit.scope)
}

/// Whether a row passes a filter of comparisons joined by `and`.
fn fits(row: &Value, filter: &str) -> bool {
    let properties = member(row, "properties").unwrap_or(&Value::Null);
    filter
        .split(" and ")
        .filter(|it| !it.is_empty())
        .all(|comparison| {
            let mut parts = comparison.trim().splitn(3, ' ');
            let (field, operator) = (
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
            );
            let value = parts.next().unwrap_or_default().trim_matches('\'');
            let held = text(properties, field);
            match operator {
                "eq" => held.eq_ignore_ascii_case(value),
                "ge" => moment::read(held) >= moment::read(value),
                "gt" => moment::read(held) > moment::read(value),
                _ => false,
            }
        })
}
