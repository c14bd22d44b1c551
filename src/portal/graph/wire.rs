//! The JSON of Graph; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    call::Reply,
    graph::{
        AccessAssignment, Announcement, AssignmentStatus, Classification,
        DelegatedAdminRelationship, DelegatedCustomer, HealthStatus, Issue, ManagedAt,
        MessageCategory, MessageSeverity, Post, RelationshipStatus, ServiceHealth,
    },
    json::{flag, list, moment, text, text_of},
    link::portal_page,
    markup,
};
use serde_json::Value;

/// What each reply cannot do without.
pub const OVERVIEWS: &[&str] = &["value/*/service"];
pub const OVERVIEW: &[&str] = &["service"];
pub const ROWS: &[&str] = &["value/*/id"];
pub const ROW: &[&str] = &["id"];

pub fn overviews(reply: &Reply<'_>) -> Page<ServiceHealth> {
    page(reply, health)
}

pub fn overview(reply: &Reply<'_>) -> ServiceHealth {
    health(&reply.body)
}

fn health(it: &Value) -> ServiceHealth {
    ServiceHealth {
        id: text(it, "id"),
        service: text(it, "service"),
        status: HealthStatus::read(it, "status"),
        issues: list(it, "issues", issue),
    }
}

pub fn issue_reply(reply: &Reply<'_>) -> Issue {
    issue(&reply.body)
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
        roles: roles(it),
        end: moment(it, "endDateTime"),
        auto_extend: text(it, "autoExtendDuration"),
    })
}

fn roles(it: &Value) -> Vec<String> {
    list(it, "accessDetails/unifiedRoles", |it| {
        text(it, "roleDefinitionId")
    })
}

pub fn assignments(reply: &Reply<'_>) -> Page<AccessAssignment> {
    page(reply, |it| AccessAssignment {
        id: text(it, "id"),
        status: AssignmentStatus::read(it, "status"),
        group: text(it, "accessContainer/accessContainerId"),
        roles: roles(it),
    })
}

pub fn customers(reply: &Reply<'_>) -> Page<DelegatedCustomer> {
    page(reply, |it| DelegatedCustomer {
        tenant: text(it, "id"),
        name: text(it, "displayName"),
    })
}

pub fn managed_at(reply: &Reply<'_>) -> Vec<ManagedAt> {
    list(&reply.body, "value", |it| ManagedAt {
        service: text(it, "serviceName"),
        page: portal_page(text(it, "serviceManagementUrl")),
    })
}

pub fn messages(reply: &Reply<'_>) -> Page<Announcement> {
    page(reply, |it| Announcement {
        id: text(it, "id"),
        title: text(it, "title"),
        text: markup::plain(&text(it, "body/content")),
        category: MessageCategory::read(it, "category"),
        severity: MessageSeverity::read(it, "severity"),
        services: list(it, "services", text_of),
        is_major: flag(it, "isMajorChange") == Some(true),
        act_by: moment(it, "actionRequiredByDateTime"),
        start: moment(it, "startDateTime"),
        end: moment(it, "endDateTime"),
        modified: moment(it, "lastModifiedDateTime"),
    })
}

fn page<T>(reply: &Reply<'_>, read: fn(&Value) -> T) -> Page<T> {
    let next = Next::read(&reply.body, "@odata.nextLink", "");
    Page {
        items: list(&reply.body, "value", read),
        next,
    }
}
