//! The calls of Graph.

use crate::portal::{
    Call, Method, Page, Request, Signer, address,
    call::{Api, Reply},
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
