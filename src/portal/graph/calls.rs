//! The calls of Graph.

use crate::portal::{
    Call, Method, Page, Request, Signer, address,
    call::{Api, Reply},
    graph::{
        AccessAssignment, Announcement, DelegatedAdminRelationship, DelegatedCustomer, Issue,
        ManagedAt, ServiceHealth, wire,
    },
};

/// How much to tell of each service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Its status.
    Status,
    /// Its status and all its issues.
    Issues,
}

/// The health of each service of a customer.
pub fn health_overviews(tenant: &str, detail: Detail) -> Call<Page<ServiceHealth>> {
    let path = match detail {
        Detail::Status => "/v1.0/admin/serviceAnnouncement/healthOverviews",
        Detail::Issues => "/v1.0/admin/serviceAnnouncement/healthOverviews?$expand=issues",
    };
    get(
        Signer::Customer(tenant.into()),
        path.into(),
        wire::OVERVIEWS,
        wire::overviews,
    )
}

/// The issues of a customer's services, past and present.
pub fn issues(tenant: &str) -> Call<Page<Issue>> {
    let path = "/v1.0/admin/serviceAnnouncement/issues";
    get(
        Signer::Customer(tenant.into()),
        path.into(),
        wire::ROWS,
        wire::issues,
    )
}

/// The health of one service of a customer, by the service's name.
pub fn health_of(tenant: &str, service: &str) -> Call<ServiceHealth> {
    let path = "/v1.0/admin/serviceAnnouncement/healthOverviews/*";
    get(
        Signer::Customer(tenant.into()),
        address::path(path, &[service]),
        wire::OVERVIEW,
        wire::overview,
    )
}

/// One issue by its id.
pub fn issue(tenant: &str, id: &str) -> Call<Issue> {
    let path = "/v1.0/admin/serviceAnnouncement/issues/*";
    get(
        Signer::Customer(tenant.into()),
        address::path(path, &[id]),
        wire::ROW,
        wire::issue_reply,
    )
}

/// What Microsoft tells the customer's administrators in advance.
pub fn messages(tenant: &str) -> Call<Page<Announcement>> {
    let path = "/v1.0/admin/serviceAnnouncement/messages";
    get(
        Signer::Customer(tenant.into()),
        path.into(),
        wire::ROWS,
        wire::messages,
    )
}

/// The delegated admin relationships with all customers, those without a customer among them.
pub fn all_relationships() -> Call<Page<DelegatedAdminRelationship>> {
    get(
        Signer::Partner,
        "/v1.0/tenantRelationships/delegatedAdminRelationships".into(),
        wire::ROWS,
        wire::relationships,
    )
}

/// Which groups of the partner's have which roles of a relationship.
pub fn access_assignments(relationship: &str) -> Call<Page<AccessAssignment>> {
    let path = "/v1.0/tenantRelationships/delegatedAdminRelationships/*/accessAssignments";
    get(
        Signer::Partner,
        address::path(path, &[relationship]),
        wire::ROWS,
        wire::assignments,
    )
}

/// The customers with whom a relationship is in force.
pub fn delegated_customers() -> Call<Page<DelegatedCustomer>> {
    get(
        Signer::Partner,
        "/v1.0/tenantRelationships/delegatedAdminCustomers".into(),
        wire::ROWS,
        wire::customers,
    )
}

/// Where the services of such a customer are managed.
pub fn managed_at(tenant: &str) -> Call<Vec<ManagedAt>> {
    let path = "/v1.0/tenantRelationships/delegatedAdminCustomers/*/serviceManagementDetails";
    get(
        Signer::Partner,
        address::path(path, &[tenant]),
        wire::ROWS,
        wire::managed_at,
    )
}

/// The delegated admin relationships with a customer.
pub fn relationships(tenant: &str) -> Call<Page<DelegatedAdminRelationship>> {
    let mut path = String::from("/v1.0/tenantRelationships/delegatedAdminRelationships");
    // A quote would end the literal; a tenant id has none, but this one comes from outside.
    let filter = ["customer/tenantId eq '", &tenant.replace('\'', ""), "'"].concat();
    address::push_query(&mut path, "$filter", &filter);
    get(Signer::Partner, path, wire::ROWS, wire::relationships)
}

fn get<T>(
    signer: Signer,
    path: String,
    needs: &'static [&'static str],
    read: fn(&Reply<'_>) -> T,
) -> Call<T> {
    Call {
        request: Request::new(Api::Graph, Method::Get, signer, path),
        needs,
        read,
    }
}
