//! `/admin/serviceAnnouncement`: health, issues and messages of the tenant whose token is shown.

use crate::portal::{
    json::{elements, flag, list, text, text_of, word},
    markup,
    practice::{
        Customer,
        graph::rows::{self, Kind, Pages},
        visit::{Answer, Visit},
        world::set,
    },
    writer::Writer,
};
use serde_json::Value;

/// The status of issues whose review can be read.
const REVIEWED: &str = "postIncidentReviewPublished";

/// "serviceHealth resource type".
const HEALTH: Kind = Kind {
    fields: &["id", "service", "status"],
    others: &["issues"],
    nullable: &[],
    pages: Pages::Usual,
};
/// "serviceHealthIssue resource type".
const ISSUE: Kind = Kind {
    fields: &[
        "id",
        "title",
        "startDateTime",
        "endDateTime",
        "lastModifiedDateTime",
        "impactDescription",
        "classification",
        "origin",
        "status",
        "service",
        "feature",
        "featureGroup",
        "isResolved",
    ],
    others: &["details", "posts"],
    nullable: &["endDateTime", "feature", "featureGroup"],
    pages: Pages::Preferred,
};
/// "serviceUpdateMessage resource type".
const MESSAGE: Kind = Kind {
    fields: &[
        "id",
        "title",
        "startDateTime",
        "endDateTime",
        "lastModifiedDateTime",
        "category",
        "severity",
        "isMajorChange",
        "actionRequiredByDateTime",
        "hasAttachments",
    ],
    others: &["body", "tags", "services", "details", "viewPoint"],
    nullable: &["endDateTime", "actionRequiredByDateTime", "viewPoint"],
    pages: Pages::Preferred,
};

pub fn overviews(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let services = visit.world.rows("health_services").iter();
    let used = services.filter(|it| visit.world.uses(customer, word(it, "id")));
    let overviews: Vec<_> = used.map(|it| health(visit, customer, it)).collect();
    let overviews: Vec<_> = overviews.iter().collect();
    rows::list(visit, &HEALTH, &overviews, &|row, only| {
        show(visit, customer, row, only)
    })
}

/// The one service that has this name.
pub fn overview(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let wanted = [("service", visit.arg(0))];
    let service = visit.world.first("health_services", &wanted);
    let service = service.filter(|it| visit.world.uses(customer, word(it, "id")));
    let overview = service.map(|it| health(visit, customer, it));
    rows::one(visit, &HEALTH, overview.as_ref(), &|row, only| {
        show(visit, customer, row, only)
    })
}

/// A service with its status: that of its last issue that is not resolved.
fn health(visit: &Visit<'_>, customer: &Customer, service: &Value) -> Value {
    let mut status = "serviceOperational";
    for row in issues_of(visit, customer, service) {
        if flag(row, "isResolved") != Some(true) {
            status = word(row, "status");
        }
    }
    let mut overview = service.clone();
    set(&mut overview, "status", status);
    overview
}

/// An overview, with the issues of its service if they were asked for.
fn show(visit: &Visit<'_>, customer: &Customer, overview: &Value, only: &[&str]) -> String {
    let mut out = Writer::object();
    visit.write_row(&mut out, overview, only);
    if visit.parameter("$expand") == "issues" {
        let issues = issues_of(visit, customer, overview).into_iter();
        let issues: Vec<_> = issues
            .map(|it| rows::show(visit, &ISSUE, it, &[]))
            .collect();
        out.raw_list("issues", &issues);
    }
    out.done()
}

/// What concerns a customer of a service.
fn issues_of<'v>(visit: &'v Visit<'_>, customer: &Customer, service: &Value) -> Vec<&'v Value> {
    let name = word(service, "service");
    let incidents = visit.world.rows("incidents").iter();
    incidents
        .filter(|it| customer.sees(it) && word(it, "service") == name)
        .collect()
}

pub fn issues(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let seen = visit.world.rows("incidents").iter();
    let seen: Vec<_> = seen.filter(|it| customer.sees(it)).collect();
    rows::list(visit, &ISSUE, &seen, &|row, only| {
        rows::show(visit, &ISSUE, row, only)
    })
}

pub fn issue(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit.world.first("incidents", &[("id", visit.arg(0))]);
    let row = row.filter(|it| customer.sees(it));
    rows::one(visit, &ISSUE, row, &|row, only| {
        rows::show(visit, &ISSUE, row, only)
    })
}

/// The review of an issue as a document. Only issues of that status have one (Microsoft Learn, "serviceHealthIssue:
/// incidentReport").
pub fn report(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit.world.first("incidents", &[("id", visit.arg(0))]);
    let row = row.filter(|it| customer.sees(it) && word(it, "status") == REVIEWED);
    let Some(row) = row else {
        return Err(rows::none(visit));
    };
    let mut lines = vec![
        word(row, "title").to_owned(),
        text(row, "impactDescription"),
    ];
    lines.extend(list(row, "posts", |it| {
        markup::plain(&text(it, "description/content"))
    }));
    let mut answer = Answer::new(200, lines.join("\n\n"));
    answer.add("Content-Type", "application/octet-stream");
    Ok(answer)
}

pub fn messages(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let meant = visit.world.rows("messages").iter();
    let meant: Vec<_> = meant.filter(|it| concerns(visit, customer, it)).collect();
    rows::list(visit, &MESSAGE, &meant, &|row, only| {
        rows::show(visit, &MESSAGE, row, only)
    })
}

pub fn message(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit.world.first("messages", &[("id", visit.arg(0))]);
    let row = row.filter(|it| concerns(visit, customer, it));
    rows::one(visit, &MESSAGE, row, &|row, only| {
        rows::show(visit, &MESSAGE, row, only)
    })
}

/// Whether a customer uses a service that a message is about.
fn concerns(visit: &Visit<'_>, customer: &Customer, message: &Value) -> bool {
    elements(message, "services").iter().any(|name| {
        let service = [("service", text_of(name))];
        let wanted = service.each_ref().map(|it| (it.0, it.1.as_str()));
        let row = visit.world.first("health_services", &wanted);
        row.is_some_and(|it| visit.world.uses(customer, word(it, "id")))
    })
}

/// The customer whose token was shown, if it has delegated the right to read its health.
fn customer<'v>(visit: &'v Visit<'_>) -> Result<&'v Customer, Answer> {
    match visit.world.customer(&visit.tenant) {
        Some(customer) if customer.is_delegated() => Ok(customer),
        _ => Err(visit.refuse(403, "Forbidden", "ServiceHealth.Read.All is not granted")),
    }
}
