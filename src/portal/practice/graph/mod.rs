//! The practice portal's side of Graph, one resource a file.

mod health;
mod relationships;

use crate::portal::{
    Cloud,
    call::Method::Get,
    practice::{
        desk::Route,
        visit::{Answer, Visit},
    },
    writer::Writer,
};

const HEALTH: &str = "/v1.0/admin/serviceAnnouncement/healthOverviews";
const ISSUES: &str = "/v1.0/admin/serviceAnnouncement/issues";
const RELATIONSHIPS: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships";
const NATIONAL: &[Cloud] = &[Cloud::UsGovernment, Cloud::China21Vianet, Cloud::Germany];

/// What is offered.
pub const ROUTES: &[Route] = &[
    Route::new(Get, HEALTH, health::overviews).except(&[Cloud::Germany]),
    Route::new(Get, ISSUES, health::issues).except(&[Cloud::Germany]),
    Route::new(Get, RELATIONSHIPS, relationships::list)
        .for_users()
        .except(NATIONAL),
];

/// One page of a collection; `$top` narrows it, `$skip` moves it.
fn page(visit: &Visit<'_>, values: &[String]) -> Answer {
    let skip = visit.number("$skip", 0);
    let end = skip
        .saturating_add(visit.number("$top", 100))
        .min(values.len());
    let mut out = Writer::object();
    out.text("@odata.context", &visit.absolute(&["/v1.0/$metadata"]));
    if end < values.len() {
        let path = visit
            .request
            .path
            .split("$skip=")
            .next()
            .unwrap_or_default();
        let path = path.strip_suffix('&').unwrap_or(path);
        let join = if path.contains('?') {
            "&$skip="
        } else {
            "?$skip="
        };
        out.text(
            "@odata.nextLink",
            &visit.absolute(&[path, join, &end.to_string()]),
        );
    }
    out.raw_list("value", values.get(skip..end).unwrap_or_default());
    Answer::new(200, out.done())
}
