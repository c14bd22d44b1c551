//! The calls of Graph.

use crate::portal::{
    Call, Method, Page, Request, Signer, address,
    call::{Api, Read},
    graph::{DelegatedAdminRelationship, Issue, ServiceHealth, wire},
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
    let mut path = address::path(&["v1.0", "admin", "serviceAnnouncement", "healthOverviews"]);
    match detail {
        Detail::Status => (),
        Detail::Issues => address::push_query(&mut path, "$expand", "issues"),
    }
    get(Signer::Customer(tenant.into()), path, wire::overviews)
}

/// The issues of a customer's services, past and present.
pub fn issues(tenant: &str) -> Call<Page<Issue>> {
    let path = address::path(&["v1.0", "admin", "serviceAnnouncement", "issues"]);
    get(Signer::Customer(tenant.into()), path, wire::issues)
}

/// The delegated admin relationships with a customer.
pub fn relationships(tenant: &str) -> Call<Page<DelegatedAdminRelationship>> {
    let mut path = address::path(&["v1.0", "tenantRelationships", "delegatedAdminRelationships"]);
    // A quote in a literal is doubled; a tenant id has none, but this one comes from outside.
    let filter = ["customer/tenantId eq '", &tenant.replace('\'', "''"), "'"].concat();
    address::push_query(&mut path, "$filter", &filter);
    get(Signer::Partner, path, wire::relationships)
}

fn get<T>(signer: Signer, path: String, read: Read<T>) -> Call<T> {
    Call::new(Request::new(Api::Graph, Method::Get, signer, path), read)
}
