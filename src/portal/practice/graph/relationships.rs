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
    check(visit)?;
    let Some(relationship) = find(visit) else {
        return answer_one(visit, None);
    };
    let id = word(relationship, "id");
    let mut row = Value::Null;
    let since = word(relationship, "activatedDateTime");
    set_all(
        &mut row,
        &[
            ("@odata.etag", "W/\"1\""),
            ("id", &guid(&["assignment", id])),
            ("status", "active"),
            ("createdDateTime", since),
            ("lastModifiedDateTime", since),
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
    let rows: &[&Value] = if IN_FORCE.contains(&word(relationship, "status")) {
        &[&row]
    } else {
        &[]
    };
    Ok(page(visit, rows, &|it| show_row(visit, it)))
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
