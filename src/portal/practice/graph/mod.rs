//! The practice portal's side of Graph, one resource a file.

mod health;
mod relationships;

use crate::portal::{
    Response,
    call::Method::Get,
    practice::{
        Spelling,
        desk::{Route, any, user},
        visit::{Visit, answer},
        writer::Writer,
    },
};
use serde_json::Value;

/// What is offered.
pub const ROUTES: &[Route] = &[
    any(
        Get,
        "v1.0/admin/serviceAnnouncement/healthOverviews",
        health::overviews,
    ),
    any(Get, "v1.0/admin/serviceAnnouncement/issues", health::issues),
    user(
        Get,
        "v1.0/tenantRelationships/delegatedAdminRelationships",
        relationships::list,
    ),
];

const MAX_PAGE: usize = 100;

/// One page of a collection; `$top` or `Prefer: odata.maxpagesize` narrows it, `$skip` moves it.
fn page(visit: &Visit<'_>, values: &[Value]) -> Response {
    let preferred = visit
        .request
        .header("Prefer")
        .and_then(|it| it.strip_prefix("odata.maxpagesize=")?.parse().ok());
    let size = preferred
        .or(visit.number("$top"))
        .filter(|it| *it > 0)
        .unwrap_or(MAX_PAGE);
    let skip = visit.number("$skip").unwrap_or_default();
    let path = visit.request.path.split('?').next().unwrap_or_default();
    let mut out = Writer::object();
    out.text("@odata.context", &visit.absolute("/v1.0/$metadata"));
    let after = skip.saturating_add(size);
    if after < values.len() {
        let mut next = visit.absolute(path);
        next.push('?');
        for (key, value) in visit
            .query
            .iter()
            .filter(|(key, _)| !key.is_empty() && key != "$skip")
        {
            next.push_str(&[key, "=", &value.replace(' ', "%20"), "&"].concat());
        }
        next.push_str("$skip=");
        next.push_str(&after.to_string());
        out.text("@odata.nextLink", &next);
    }
    out.list("value");
    for value in values.iter().skip(skip).take(size) {
        out.value("", value);
    }
    out.end();
    answer(200, out.done())
}

/// A word of an enumeration in the spelling the dials ask for.
fn spelled(visit: &Visit<'_>, word: &str) -> String {
    let mut letters = word.chars();
    match (visit.world.dials.spelling, letters.next()) {
        (Spelling::Pascal, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => word.into(),
    }
}
