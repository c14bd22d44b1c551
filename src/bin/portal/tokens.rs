//! From the tokens that clients show to those that the practice portal knows.

use partner_triage::portal::{
    Api,
    practice::{Access, World},
};

/// The token of `--test-token`. It stands for the partner's user, and where a customer's token is needed for the customer
/// named behind it after a full stop, or else the one that the address means, or else the first that fits.
pub struct TestToken(pub String);

impl TestToken {
    /// Whether it stands for the partner itself, as the token beside a customer's must.
    pub fn is_partners(&self, shown: &str, world: &World) -> bool {
        let named = self.named(shown);
        named.is_some_and(|it| it.is_empty() || it.eq_ignore_ascii_case(world.partner_tenant()))
    }

    /// The tenant it stands for in a call, if it is this token at all.
    pub fn tenant(&self, shown: &str, world: &World, api: Api, path: &str) -> Option<String> {
        let named = self.named(shown)?;
        let path = path.to_ascii_lowercase();
        let of_customer = match api {
            Api::PartnerCenter => false,
            Api::Graph => path.contains("/admin/"),
            Api::AzureSupport => true,
        };
        let is_partner = named.eq_ignore_ascii_case(world.partner_tenant());
        if !of_customer || is_partner {
            return Some("partner".into());
        }
        if !named.is_empty() {
            let known = world.customer(named);
            return Some(known.map_or(named, |it| it.id.as_str()).into());
        }
        let of_subscription = match path.split_once("/subscriptions/") {
            Some((_, rest)) if api == Api::AzureSupport => {
                let id = rest.split('/').next().unwrap_or_default();
                let mut customers = world.customers.iter();
                customers.find(|it| it.azure_subscription.eq_ignore_ascii_case(id))
            }
            _ => None,
        };
        // A subscription that nobody has is not found, whoever asks for it.
        let found = of_subscription.or_else(|| {
            world.customers.iter().find(|it| match api {
                Api::AzureSupport => {
                    !it.azure_subscription.is_empty() && it.access != Access::Revoked
                }
                Api::PartnerCenter | Api::Graph => it.access == Access::DelegatedAdmin,
            })
        });
        Some(found.map(|it| it.id.clone()).unwrap_or_default())
    }

    /// The tenant named behind it, empty if there is none; `None` if it is another token.
    fn named<'s>(&self, shown: &'s str) -> Option<&'s str> {
        let rest = shown.strip_prefix(self.0.as_str())?;
        if rest.is_empty() {
            return Some("");
        }
        rest.strip_prefix('.').filter(|it| !it.is_empty())
    }
}
