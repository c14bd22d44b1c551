//! Scopes, and the one resource they may name.

use crate::portal::{
    Api, Cloud, Origins,
    practice::{
        Access, World,
        authority::{Account, Failure, Tenant},
    },
};

/// Resources by the ids of their apps.
const APPS: [(&str, Api); 4] = [
    ("fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd", Api::PartnerCenter),
    ("00000003-0000-0000-c000-000000000000", Api::Graph),
    ("797f4846-ba00-4fd7-ba43-dac1f8f63013", Api::AzureSupport),
    ("https://management.core.windows.net", Api::AzureSupport),
];
const OF_GRAPH: [&str; 4] = [
    "DelegatedAdminRelationship.Read.All",
    "ServiceHealth.Read.All",
    "ServiceMessage.Read.All",
    "User.Read",
];

/// The scopes of a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    pub has_openid: bool,
    pub has_offline: bool,
    /// The resources named, each once.
    pub resources: Vec<Api>,
    /// The scopes of resources, as they were written.
    pub named: Vec<String>,
}

impl Scopes {
    /// Reads a list of scopes.
    pub fn parse(world: &World, text: &str) -> Result<Self, Failure> {
        let mut scopes = Self::default();
        for scope in text.split(' ').filter(|it| !it.is_empty()) {
            match scope {
                "openid" => scopes.has_openid = true,
                "offline_access" => scopes.has_offline = true,
                "profile" | "email" => (),
                _ => {
                    let api = resource(world, scope)?;
                    if !scopes.resources.contains(&api) {
                        scopes.resources.push(api);
                    }
                    scopes.named.push(scope.into());
                }
            }
        }
        Ok(scopes)
    }

    /// The one resource of a token; Graph if none is named.
    pub fn only(&self) -> Result<Api, Failure> {
        match self.resources.as_slice() {
            [] => Ok(Api::Graph),
            [one] => Ok(*one),
            _ => Err(Failure::new(
                "invalid_request",
                28_000,
                &[
                    "Provided value for the input parameter scope is not valid because it contains more than one resource.",
                ],
            )),
        }
    }

    /// The scopes as a reply lists them.
    pub fn granted(&self) -> String {
        let mut granted = self.named.join(" ");
        if self.has_openid {
            granted.push_str(" openid profile");
        }
        granted.trim_start().into()
    }
}

/// The resource that a scope belongs to.
fn resource(world: &World, scope: &str) -> Result<Api, Failure> {
    let invalid = || {
        Failure::new(
            "invalid_scope",
            70_011,
            &[
                "The provided value for the input parameter 'scope' is not valid. The scope ",
                scope,
                " does not exist.",
            ],
        )
    };
    let Some((resource, permission)) = scope.rsplit_once('/') else {
        return if OF_GRAPH.contains(&scope) {
            Ok(Api::Graph)
        } else {
            Err(invalid())
        };
    };
    let resource = resource.trim_end_matches('/');
    let found = APPS.into_iter().find(|it| it.0 == resource).or_else(|| {
        let real = Origins::of(world.cloud);
        Api::ALL.into_iter().find_map(|api| {
            let is_here = real.origin(api) == resource || world.origins.origin(api) == resource;
            is_here.then_some(("", api))
        })
    });
    let Some((_, api)) = found else {
        return Err(Failure::new(
            "invalid_resource",
            500_011,
            &[
                "The resource principal named ",
                resource,
                " was not found in the tenant.",
            ],
        ));
    };
    let is_known = match api {
        Api::PartnerCenter | Api::AzureSupport => permission == "user_impersonation",
        Api::Graph => OF_GRAPH.contains(&permission),
    };
    if is_known || permission == ".default" {
        Ok(api)
    } else {
        Err(invalid())
    }
}

/// Whether a user of the partner gets tokens of a tenant for these resources.
pub fn check(
    world: &World,
    tenant: &Tenant<'_>,
    account: &Account,
    has_second_factor: bool,
    scopes: &Scopes,
) -> Result<(), Failure> {
    if let Tenant::Customer(customer) = tenant
        && customer.access == Access::Revoked
    {
        return Err(Failure::stranger(&customer.id));
    }
    for api in &scopes.resources {
        if !account.has_consented {
            return Err(Failure::without_consent());
        }
        if *api == Api::AzureSupport && !has_second_factor {
            return Err(Failure::without_second_factor());
        }
        let Tenant::Customer(customer) = tenant else {
            continue;
        };
        match api {
            Api::PartnerCenter => {
                return Err(Failure::new(
                    "invalid_resource",
                    500_011,
                    &["The resource principal of Partner Center was not found in the tenant."],
                ));
            }
            Api::Graph if !customer.is_delegated() || world.cloud == Cloud::Germany => {
                return Err(Failure::without_consent());
            }
            Api::Graph | Api::AzureSupport => (),
        }
    }
    Ok(())
}
