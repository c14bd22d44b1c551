//! `/services` and their problem classifications.

use crate::portal::{
    practice::{
        azure_support,
        visit::{Answer, Visit},
    },
    writer::Writer,
};
use serde_json::Value;

/// What the provider can do, as its list of operations names it.
const OPERATIONS: [(&str, &str); 6] = [
    ("services/read", "Lists services"),
    (
        "services/problemClassifications/read",
        "Lists problem classifications",
    ),
    ("supportTickets/read", "Reads support tickets"),
    (
        "supportTickets/write",
        "Creates and changes support tickets",
    ),
    ("checkNameAvailability/action", "Checks a name"),
    ("register/action", "Registers the provider"),
];

#[expect(clippy::unnecessary_wraps, reason = "handlers have one signature")]
pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    Ok(azure_support::list(&visit.select("services", &[], &[]), ""))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    one_of(
        visit,
        visit.world.first("services", &[("name", visit.arg(0))]),
    )
}

pub fn classifications(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let rows = visit.select("classifications", &[("_service", visit.arg(0))], &[]);
    if rows.is_empty() {
        return Err(visit.refuse(404, "ResourceNotFound", "service not found"));
    }
    Ok(azure_support::list(&rows, ""))
}

pub fn classification(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let wanted = [("_service", visit.arg(0)), ("name", visit.arg(1))];
    one_of(visit, visit.world.first("classifications", &wanted))
}

#[expect(clippy::unnecessary_wraps, reason = "handlers have one signature")]
pub fn operations(_: &mut Visit<'_>) -> Result<Answer, Answer> {
    let show = |(name, words): (&str, &str)| {
        let mut out = Writer::object();
        out.text("name", &["Microsoft.Support/", name].concat());
        out.open("display");
        out.texts(&[("provider", "Microsoft Support"), ("operation", words)]);
        out.close();
        out.done()
    };
    Ok(azure_support::list(&OPERATIONS.map(show), ""))
}

fn one_of(visit: &Visit<'_>, row: Option<&Value>) -> Result<Answer, Answer> {
    match row {
        Some(row) => Ok(visit.answer_row(Some(row))),
        None => Err(visit.refuse(404, "ResourceNotFound", "not found")),
    }
}
