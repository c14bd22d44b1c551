//! `/tenantRelationships/delegatedAdminRelationships`, asked with the partner's token.

use crate::portal::{
    json::{at, word},
    practice::{
        graph::{filtered, one as answer_one, page, show as show_row},
        ids::guid,
        visit::{Answer, Visit},
        world::{put, set_all},
    },
};
use serde_json::Value;

/// Relationships in which roles are assigned.
const IN_FORCE: [&str; 2] = ["active", "expiring"];
/// Relationships that somebody asked to end.
const ENDED: [&str; 3] = ["terminationRequested", "terminating", "terminated"];
const REQUEST: &str = "#microsoft.graph.delegatedAdminRelationshipRequest";
const OPERATION: &str = "#microsoft.graph.delegatedAdminRelationshipOperation";

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    let rows = filtered(visit, visit.world.rows("relationships").iter())?;
    Ok(page(visit, &rows, &|it| show_row(visit, it)))
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    answer_one(visit, find(visit))
}

/// The roles assigned in a relationship: all of them, to one group of the partner's.
pub fn assignments(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    list_of(visit, assigned)
}

/// What was asked of a relationship: that the customer shall decide, and that it shall end.
pub fn requests(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    list_of(visit, requested)
}

pub fn request(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    one_of(visit, requested)
}

/// The work that was done in a relationship: roles were assigned.
pub fn operations(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    list_of(visit, done)
}

pub fn operation(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    one_of(visit, done)
}

/// What belongs to the relationship in the path.
fn list_of(visit: &Visit<'_>, parts: fn(&Value) -> Vec<Value>) -> Result<Answer, Answer> {
    check(visit)?;
    let Some(relationship) = find(visit) else {
        return answer_one(visit, None);
    };
    let parts = parts(relationship);
    let parts = filtered(visit, parts.iter())?;
    Ok(page(visit, &parts, &|it| show_row(visit, it)))
}

/// The one part of the relationship in the path that has the second id.
fn one_of(visit: &Visit<'_>, parts: fn(&Value) -> Vec<Value>) -> Result<Answer, Answer> {
    check(visit)?;
    let parts = find(visit).map(parts).unwrap_or_default();
    let is_meant = |it: &&Value| word(it, "id").eq_ignore_ascii_case(visit.arg(1));
    answer_one(visit, parts.iter().find(is_meant))
}

fn assigned(relationship: &Value) -> Vec<Value> {
    if !IN_FORCE.contains(&word(relationship, "status")) {
        return Vec::new();
    }
    let since = word(relationship, "activatedDateTime");
    let mut row = part(relationship, "assignment", since, "active");
    set_all(
        &mut row,
        &[
            (
                "accessContainer/accessContainerId",
                &guid(&["helpdesk group"]),
            ),
            ("accessContainer/accessContainerType", "securityGroup"),
        ],
    );
    put(
        &mut row,
        "accessDetails",
        at(relationship, "accessDetails").clone(),
    );
    vec![row]
}

fn requested(relationship: &Value) -> Vec<Value> {
    let status = word(relationship, "status");
    let (created, changed) = (
        word(relationship, "createdDateTime"),
        word(relationship, "lastModifiedDateTime"),
    );
    let outcome = if status == "terminated" {
        "succeeded"
    } else {
        "pending"
    };
    let mut rows = Vec::new();
    for (action, since, outcome, is_asked) in [
        ("lockForApproval", created, "succeeded", status != "created"),
        ("terminate", changed, outcome, ENDED.contains(&status)),
    ] {
        if is_asked {
            let mut row = part(relationship, action, since, outcome);
            set_all(&mut row, &[("@odata.type", REQUEST), ("action", action)]);
            rows.push(row);
        }
    }
    rows
}

fn done(relationship: &Value) -> Vec<Value> {
    let mut rows = Vec::new();
    for assignment in assigned(relationship) {
        let since = word(&assignment, "createdDateTime");
        let mut row = part(relationship, "operation", since, "succeeded");
        let mut data = Value::Null;
        for key in ["id", "accessContainer", "accessDetails", "status"] {
            put(&mut data, key, at(&assignment, key).clone());
        }
        set_all(
            &mut row,
            &[
                ("@odata.type", OPERATION),
                ("operationType", "delegatedAdminAccessAssignmentUpdate"),
                ("data", &data.to_string()),
            ],
        );
        rows.push(row);
    }
    rows
}

/// A part of a relationship, with what all parts have.
fn part(relationship: &Value, kind: &str, since: &str, status: &str) -> Value {
    let mut row = Value::Null;
    set_all(
        &mut row,
        &[
            ("@odata.etag", "W/\"1\""),
            ("id", &guid(&[kind, word(relationship, "id")])),
            ("status", status),
            ("createdDateTime", since),
            ("lastModifiedDateTime", since),
        ],
    );
    row
}

fn find<'v>(visit: &'v Visit<'_>) -> Option<&'v Value> {
    visit.world.first("relationships", &[("id", visit.arg(0))])
}

/// Only the partner's own token shows them.
pub fn check(visit: &Visit<'_>) -> Result<(), Answer> {
    if visit.tenant == "partner" {
        return Ok(());
    }
    Err(visit.refuse(
        403,
        "Forbidden",
        "a token of the partner's tenant is needed",
    ))
}
