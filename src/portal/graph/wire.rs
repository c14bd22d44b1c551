//! The JSON of Graph; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    call::Reply,
    graph::{
        Classification, DelegatedAdminRelationship, HealthStatus, Issue, Post, RelationshipStatus,
        ServiceHealth,
    },
    json::{Misread, Place},
    markup,
};

pub fn overviews(reply: &Reply<'_>) -> Result<Page<ServiceHealth>, Misread> {
    page(reply, |at| {
        Ok(ServiceHealth {
            id: at.text_at("id"),
            service: at.need("service")?,
            status: HealthStatus::read(&at.get("status")),
            issues: at.list("issues", issue)?,
        })
    })
}

pub fn issues(reply: &Reply<'_>) -> Result<Page<Issue>, Misread> {
    page(reply, issue)
}

fn issue(at: &Place<'_>) -> Result<Issue, Misread> {
    Ok(Issue {
        id: at.need("id")?,
        title: at.text_at("title"),
        service: at.text_at("service"),
        feature: at.text_at("feature"),
        impact: at.text_at("impactDescription"),
        classification: Classification::read(&at.get("classification")),
        status: HealthStatus::read(&at.get("status")),
        is_resolved: at.flag_at("isResolved").unwrap_or_default(),
        start: at.moment_at("startDateTime"),
        end: at.moment_at("endDateTime"),
        modified: at.moment_at("lastModifiedDateTime"),
        posts: at.list("posts", |at| {
            Ok(Post {
                created: at.moment_at("createdDateTime"),
                text: markup::plain(&at.get("description").text_at("content")),
            })
        })?,
    })
}

pub fn relationships(reply: &Reply<'_>) -> Result<Page<DelegatedAdminRelationship>, Misread> {
    page(reply, |at| {
        Ok(DelegatedAdminRelationship {
            id: at.need("id")?,
            name: at.text_at("displayName"),
            customer: at.get("customer").text_at("tenantId"),
            status: RelationshipStatus::read(&at.get("status")),
            roles: at
                .get("accessDetails")
                .list("unifiedRoles", |it| it.need("roleDefinitionId"))?,
            end: at.moment_at("endDateTime"),
            auto_extend: at.text_at("autoExtendDuration"),
        })
    })
}

fn page<T>(
    reply: &Reply<'_>,
    read: fn(&Place<'_>) -> Result<T, Misread>,
) -> Result<Page<T>, Misread> {
    let at = &reply.body;
    Ok(Page {
        items: at.need_list("value", read)?,
        next: Next::from_uri(at.text_at("@odata.nextLink")),
    })
}
