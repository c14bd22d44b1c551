//! `/admin/serviceAnnouncement`: health, issues and messages of the tenant whose token is shown.

use crate::portal::{
    json::{elements, flag, list, text, text_of, word},
    markup,
    practice::{
        Customer,
        graph::{filtered, one, page, show as show_row},
        visit::{Answer, Visit},
    },
    writer::Writer,
};
use serde_json::Value;

/// The status of issues whose review can be read.
const REVIEWED: &str = "postIncidentReviewPublished";

pub fn overviews(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let used: Vec<_> = (visit.world.rows("health_services").iter())
        .filter(|it| visit.world.uses(customer, word(it, "id")))
        .collect();
    Ok(page(visit, &used, &|it| show(visit, customer, it)))
}

/// The one service that has this name.
pub fn overview(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit
        .world
        .first("health_services", &[("service", visit.arg(0))]);
    match row.filter(|it| visit.world.uses(customer, word(it, "id"))) {
        Some(row) => Ok(Answer::new(200, show(visit, customer, row))),
        None => one(visit, None),
    }
}

fn show(visit: &Visit<'_>, customer: &Customer, service: &Value) -> String {
    let with_issues = visit.parameter("$expand") == "issues";
    let mut status = "serviceOperational";
    let mut issues = Vec::new();
    for row in visit.world.rows("incidents") {
        if customer.sees(row) && word(row, "service") == word(service, "service") {
            issues.push(visit.show(row, &[]));
            if flag(row, "isResolved") != Some(true) {
                status = word(row, "status");
            }
        }
    }
    let mut out = Writer::object();
    visit.write_row(&mut out, service, &[]);
    visit.word(&mut out, "status", status, &[]);
    if with_issues {
        out.raw_list("issues", &issues);
    }
    out.done()
}

pub fn issues(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let seen = visit.world.rows("incidents").iter();
    let seen = filtered(visit, seen.filter(|it| customer.sees(it)))?;
    Ok(page(visit, &seen, &|it| show_row(visit, it)))
}

pub fn issue(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit.world.first("incidents", &[("id", visit.arg(0))]);
    one(visit, row.filter(|it| customer.sees(it)))
}

/// The review of an issue as a document. Only issues of that status have one (Microsoft Learn, "serviceHealthIssue:
/// incidentReport").
pub fn report(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit.world.first("incidents", &[("id", visit.arg(0))]);
    let row = row.filter(|it| customer.sees(it) && word(it, "status") == REVIEWED);
    let Some(row) = row else {
        return one(visit, None);
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
    let meant = filtered(visit, meant.filter(|it| concerns(visit, customer, it)))?;
    Ok(page(visit, &meant, &|it| show_row(visit, it)))
}

pub fn message(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = customer(visit)?;
    let row = visit.world.first("messages", &[("id", visit.arg(0))]);
    one(visit, row.filter(|it| concerns(visit, customer, it)))
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
