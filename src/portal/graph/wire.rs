//! The JSON of Graph; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    call::Reply,
    graph::{
        Classification, DelegatedAdminRelationship, HealthStatus, Issue, Post, RelationshipStatus,
        ServiceHealth,
    },
    json::{flag, list, moment, text},
    markup,
};
use serde_json::Value;

/// What each reply cannot do without.
pub const OVERVIEWS: &[&str] = &["value/*/service"];
pub const ROWS: &[&str] = &["value/*/id"];

pub fn overviews(reply: &Reply<'_>) -> Page<ServiceHealth> {
    page(reply, |it| ServiceHealth {
        id: text(it, "id"),
        service: text(it, "service"),
        status: HealthStatus::read(it, "status"),
        issues: list(it, "issues", issue),
    })
}

pub fn issues(reply: &Reply<'_>) -> Page<Issue> {
    page(reply, issue)
}

fn issue(it: &Value) -> Issue {
    Issue {
        id: text(it, "id"),
        title: text(it, "title"),
        service: text(it, "service"),
        feature: text(it, "feature"),
        impact: text(it, "impactDescription"),
        classification: Classification::read(it, "classification"),
        status: HealthStatus::read(it, "status"),
        is_resolved: flag(it, "isResolved").unwrap_or_default(),
        start: moment(it, "startDateTime"),
        end: moment(it, "endDateTime"),
        modified: moment(it, "lastModifiedDateTime"),
        posts: list(it, "posts", |it| Post {
            created: moment(it, "createdDateTime"),
            text: markup::plain(&text(it, "description/content")),
        }),
    }
}

pub fn relationships(reply: &Reply<'_>) -> Page<DelegatedAdminRelationship> {
    page(reply, |it| DelegatedAdminRelationship {
        id: text(it, "id"),
        name: text(it, "displayName"),
        customer: text(it, "customer/tenantId"),
        status: RelationshipStatus::read(it, "status"),
        roles: list(it, "accessDetails/unifiedRoles", |it| {
            text(it, "roleDefinitionId")
        }),
        end: moment(it, "endDateTime"),
        auto_extend: text(it, "autoExtendDuration"),
    })
}

fn page<T>(reply: &Reply<'_>, read: fn(&Value) -> T) -> Page<T> {
    let next = Next::read(&reply.body, "@odata.nextLink", "");
    Page {
        items: list(&reply.body, "value", read),
        next,
    }
}
