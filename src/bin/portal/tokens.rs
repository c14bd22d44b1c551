//! From the tokens that clients show to those that the practice portal knows.

use partner_triage::portal::{
    Api,
    practice::{Access, World},
};

/// The token of `--test-token`. It stands for the partner's user, and where a customer's token is needed for the customer
/// named behind it after a full stop, or else the one that the address means, or else the first that fits.
pub struct TestToken(pub String);

impl TestToken {
    /// Whether it was shown, with or without a customer behind it.
    pub fn is(&self, shown: &str) -> bool {
        shown.starts_with(&self.0)
    }

    /// The tenant it stands for in a call, if it is this token at all.
    pub fn tenant(&self, shown: &str, world: &World, api: Api, path: &str) -> Option<String> {
        let rest = shown.strip_prefix(self.0.as_str())?;
        let named = rest.strip_prefix('.');
        if named.is_none() && !rest.is_empty() {
            return None;
        }
        let path = path.to_ascii_lowercase();
        let of_customer = match api {
            Api::PartnerCenter => false,
            Api::Graph => path.contains("/admin/"),
            Api::AzureSupport => true,
        };
        if !of_customer {
            return Some("partner".into());
        }
        if let Some(named) = named {
            return Some(named.into());
        }
        let mut customers = world.customers.iter();
        let found = match (api, path.split_once("/subscriptions/")) {
            (Api::AzureSupport, Some((_, rest))) => {
                let id = rest.split('/').next().unwrap_or_default();
                customers.find(|it| it.azure_subscription.eq_ignore_ascii_case(id))
            }
            (Api::AzureSupport, None) => customers
                .find(|it| !it.azure_subscription.is_empty() && it.access != Access::Revoked),
            _ => customers.find(|it| it.access == Access::DelegatedAdmin),
        };
        Some(found.map(|it| it.id.clone()).unwrap_or_default())
    }
}
