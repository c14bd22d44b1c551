//! `/tenantRelationships/delegatedAdminRelationships`, asked with the partner's token.

use crate::portal::{
    json::{at, word},
    practice::{
        graph::rows::{self, Kind, Pages},
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
const REQUEST_TYPE: &str = "#microsoft.graph.delegatedAdminRelationshipRequest";
const OPERATION_TYPE: &str = "#microsoft.graph.delegatedAdminRelationshipOperation";

/// "delegatedAdminRelationship resource type", as are the other kinds of the same name.
const RELATIONSHIP: Kind = Kind {
    fields: &[
        "id",
        "displayName",
        "duration",
        "customer/tenantId",
        "customer/displayName",
        "status",
        "autoExtendDuration",
        "createdDateTime",
        "lastModifiedDateTime",
        "activatedDateTime",
        "endDateTime",
    ],
    others: &["customer", "accessDetails"],
    nullable: &["customer", "activatedDateTime", "endDateTime"],
    pages: Pages::Top,
};
const ASSIGNMENT: Kind = Kind {
    fields: &[
        "id",
        "status",
        "accessContainer/accessContainerId",
        "accessContainer/accessContainerType",
        "createdDateTime",
        "lastModifiedDateTime",
    ],
    others: &["accessContainer", "accessDetails"],
    nullable: &[],
    pages: Pages::Top,
};
const REQUEST: Kind = Kind {
    fields: &[
        "id",
        "action",
        "status",
        "createdDateTime",
        "lastModifiedDateTime",
    ],
    others: &[],
    nullable: &[],
    pages: Pages::Top,
};
const OPERATION: Kind = Kind {
    fields: &[
        "id",
        "operationType",
        "data",
        "status",
        "createdDateTime",
        "lastModifiedDateTime",
    ],
    others: &[],
    nullable: &[],
    pages: Pages::Top,
};

/// The parts of a relationship of one kind.
type Parts = fn(&Value) -> Vec<Value>;

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    let all: Vec<_> = visit.world.rows("relationships").iter().collect();
    rows::list(visit, &RELATIONSHIP, &all, &|row, only| {
        rows::show(visit, &RELATIONSHIP, row, only)
    })
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    rows::one(visit, &RELATIONSHIP, find(visit), &|row, only| {
        rows::show(visit, &RELATIONSHIP, row, only)
    })
}

/// The roles assigned in a relationship: all of them, to one group of the partner's.
pub fn assignments(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    list_of(visit, &ASSIGNMENT, assigned)
}

/// What was asked of a relationship: that the customer shall decide, and that it shall end.
pub fn requests(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    list_of(visit, &REQUEST, requested)
}

pub fn request(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    one_of(visit, &REQUEST, requested)
}

/// The work that was done in a relationship: roles were assigned.
pub fn operations(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    list_of(visit, &OPERATION, done)
}

pub fn operation(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    one_of(visit, &OPERATION, done)
}

/// What belongs to the relationship in the path.
fn list_of(visit: &Visit<'_>, kind: &Kind, parts: Parts) -> Result<Answer, Answer> {
    check(visit)?;
    let Some(relationship) = find(visit) else {
        return Err(rows::none(visit));
    };
    let parts = parts(relationship);
    let parts: Vec<_> = parts.iter().collect();
    rows::list(visit, kind, &parts, &|row, only| {
        rows::show(visit, kind, row, only)
    })
}

/// The one part of the relationship in the path that has the second id.
fn one_of(visit: &Visit<'_>, kind: &Kind, parts: Parts) -> Result<Answer, Answer> {
    check(visit)?;
    let parts = find(visit).map(parts).unwrap_or_default();
    let is_meant = |it: &&Value| word(it, "id").eq_ignore_ascii_case(visit.arg(1));
    let row = parts.iter().find(is_meant);
    rows::one(visit, kind, row, &|row, only| {
        rows::show(visit, kind, row, only)
    })
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
            set_all(
                &mut row,
                &[("@odata.type", REQUEST_TYPE), ("action", action)],
            );
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
                ("@odata.type", OPERATION_TYPE),
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
