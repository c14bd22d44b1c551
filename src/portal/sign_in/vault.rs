//! The tokens of one sign-in, in memory.

use crate::{
    portal::{
        Api, Signer,
        sign_in::{Account, Grant, Provider, Secret, TokenRequest},
    },
    vocab::Moment,
};
use std::collections::BTreeMap;

/// A token that ends sooner than this is renewed before it is used.
const SPARE_MS: i64 = 2 * 60_000;
/// How long the provider lets a page go on without signing in anew (Microsoft Entra documentation, "Refresh tokens").
const WINDOW_MS: i64 = 24 * 3_600_000;

/// A token that a call needs: of which tenant, for which portal. The partner's own tenant is an empty name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    tenant: String,
    api: &'static str,
}

impl Wanted {
    /// The tokens that a call needs, the one in `Authorization` first.
    pub fn by(signer: &Signer, api: Api) -> Vec<Self> {
        let of = |tenant: &str| Self {
            tenant: tenant.to_ascii_lowercase(),
            api: api.as_str(),
        };
        match signer {
            Signer::Partner => vec![of("")],
            Signer::Customer(tenant) => vec![of(tenant)],
            Signer::CustomerWithPartner(tenant) => vec![of(tenant), of("")],
        }
    }

    /// The tenant's id; empty for the partner's own.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }
}

/// Everything granted since somebody signed in. Dropping it forgets it.
#[derive(Debug, Default)]
pub struct Vault {
    account: Option<Account>,
    refresh: Option<Secret>,
    ends: Option<Moment>,
    held: BTreeMap<Wanted, (Secret, Moment)>,
}

impl Vault {
    /// Takes what a code was redeemed for; whatever was held before is forgotten.
    pub fn open(grant: &Grant, now: Moment) -> Self {
        let mut vault = Self {
            account: grant.account.clone(),
            ends: Some(now.plus_ms(WINDOW_MS)),
            ..Self::default()
        };
        let first = Wanted::by(&Signer::Partner, Api::PartnerCenter);
        for wanted in first {
            vault.take(&wanted, grant.clone());
        }
        vault
    }

    /// Who has signed in.
    pub fn account(&self) -> Option<&Account> {
        self.account.as_ref()
    }

    /// Until when nobody has to sign in anew.
    pub fn ends(&self) -> Option<Moment> {
        self.ends
    }

    /// Until when the token is good, if it is held.
    pub fn until(&self, wanted: &Wanted) -> Option<Moment> {
        self.held.get(wanted).map(|it| it.1)
    }

    /// A token that is still good.
    pub fn token(&self, wanted: &Wanted, now: Moment) -> Option<&Secret> {
        let (token, until) = self.held.get(wanted)?;
        (until.0.saturating_sub(now.0) > SPARE_MS).then_some(token)
    }

    /// The request that brings a token; none where only signing in anew helps.
    pub fn renewal(
        &self,
        provider: &Provider,
        wanted: &Wanted,
        now: Moment,
    ) -> Option<TokenRequest> {
        let refresh = self.refresh.as_ref()?;
        let is_open = self.ends.is_some_and(|it| now < it);
        let api = Api::ALL.into_iter().find(|it| it.as_str() == wanted.api)?;
        is_open.then(|| provider.renew(&wanted.tenant, api, refresh))
    }

    /// Takes a token that was asked for. A refresh token of a customer's tenant is as good as the partner's: it is the user's.
    pub fn take(&mut self, wanted: &Wanted, grant: Grant) {
        if grant.refresh.is_some() {
            self.refresh = grant.refresh;
        }
        self.held
            .insert(wanted.clone(), (grant.access, grant.until));
    }

    /// Forgets a token that a portal refused.
    pub fn drop_token(&mut self, wanted: &Wanted) {
        self.held.remove(wanted);
    }
}
