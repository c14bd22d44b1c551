//! The identity provider of a cloud: where to send the page, and what to ask for tokens.

use crate::portal::{
    Api, Cloud, Origins,
    address::{path, push_query},
    sign_in::{Attempt, Demand, Secret},
};

/// What every sign-in asks for beside the portals: who it is, and to go on without asking again.
const WHO: &str = "openid profile offline_access";

/// The identity provider, as this deployment reaches it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// Where the page goes to sign in: scheme and host, or a path on this host.
    pub authority: String,
    /// Where tokens are asked for: the same, or the relay before it.
    pub token_authority: String,
    /// What the addresses in identity tokens begin with: the issuer.
    pub issuers: Vec<String>,
    /// The tenant of the partner, by id or domain; `organizations` where the account decides.
    pub tenant: String,
    /// The application's id there.
    pub client: String,
    /// The address that the provider sends the page back to, as it is registered.
    pub redirect: String,
    /// The cloud, which decides what tokens are for.
    pub cloud: Option<Cloud>,
}

/// The tenant that a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The partner's own.
    Partner,
    /// A customer's.
    Customer,
}

/// A request for tokens: where to, and the form to send.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// The address.
    pub address: String,
    /// The body, of the type `application/x-www-form-urlencoded`. It holds secrets.
    pub form: Secret,
}

impl Provider {
    /// The address of a cloud's identity provider (Microsoft Entra documentation, "National clouds").
    pub fn authority_of(cloud: Cloud) -> &'static str {
        match cloud {
            Cloud::Public => "https://login.microsoftonline.com",
            Cloud::UsGovernment => "https://login.microsoftonline.us",
            Cloud::China21Vianet => "https://login.chinacloudapi.cn",
            Cloud::Germany => "https://login.microsoftonline.de",
        }
    }

    /// What identity tokens of a cloud name as their issuer, without the tenant. That of 21Vianet has another host than its address.
    pub fn issuers_of(cloud: Cloud) -> Vec<String> {
        let alias = (cloud == Cloud::China21Vianet)
            .then(|| "https://login.partner.microsoftonline.cn".to_owned());
        let own = Self::authority_of(cloud).to_owned();
        [own].into_iter().chain(alias).collect()
    }

    /// Where the whole page goes to sign in; `hint` is the account that was signed in before, empty if there is none.
    pub fn authorize(&self, attempt: &Attempt, hint: &str, demand: &Demand) -> String {
        let (claims, prompt) = match demand {
            Demand::Session => ("", ""),
            Demand::Claims(claims) => (claims.as_str(), ""),
            Demand::Anew => ("", "login"),
        };
        let base = path("/*/oauth2/v2.0/authorize", &[&self.tenant]);
        let mut address = [self.authority.as_str(), &base].concat();
        let scope = self.scope(Api::PartnerCenter, Whose::Partner);
        for (key, value) in [
            ("client_id", self.client.as_str()),
            ("response_type", "code"),
            ("redirect_uri", &self.redirect),
            ("response_mode", "fragment"),
            ("scope", &scope),
            ("state", attempt.state()),
            ("nonce", attempt.nonce()),
            ("code_challenge", &attempt.challenge()),
            ("code_challenge_method", "S256"),
            ("login_hint", hint),
            ("claims", claims),
            ("prompt", prompt),
        ] {
            if !value.is_empty() {
                push_query(&mut address, key, value);
            }
        }
        address
    }

    /// Where the whole page goes to end the session that the provider keeps in this browser
    /// (`OpenID` Connect RP-Initiated Logout 1.0; Microsoft identity platform, "Send a sign-out request").
    pub fn end_session(&self) -> String {
        let base = path("/*/oauth2/v2.0/logout", &[&self.tenant]);
        let mut address = [self.authority.as_str(), &base].concat();
        push_query(&mut address, "post_logout_redirect_uri", &self.redirect);
        address
    }

    /// Redeems a code: the partner's token for Partner Center, with which everything else is asked for.
    pub fn redeem(&self, attempt: &Attempt, code: &Secret) -> TokenRequest {
        let scope = self.scope(Api::PartnerCenter, Whose::Partner);
        self.token_request(
            &self.tenant,
            &[
                ("grant_type", "authorization_code"),
                ("client_id", &self.client),
                ("code", code.reveal()),
                ("redirect_uri", &self.redirect),
                ("code_verifier", attempt.verifier().reveal()),
                ("scope", &scope),
            ],
        )
    }

    /// Asks for the token of one portal in one tenant: one resource a request, as the provider wants it.
    pub(super) fn renew(&self, tenant: &str, api: Api, refresh: &Secret) -> TokenRequest {
        let (tenant, whose) = match tenant {
            "" => (self.tenant.as_str(), Whose::Partner),
            tenant => (tenant, Whose::Customer),
        };
        let scope = self.scope(api, whose);
        self.token_request(
            tenant,
            &[
                ("grant_type", "refresh_token"),
                ("client_id", &self.client),
                ("refresh_token", refresh.reveal()),
                ("scope", &scope),
            ],
        )
    }

    fn token_request(&self, tenant: &str, fields: &[(&str, &str)]) -> TokenRequest {
        // Written like a query, of which only what is behind the first mark is kept.
        let mut form = String::new();
        for (key, value) in fields {
            push_query(&mut form, key, value);
        }
        form.remove(0);
        TokenRequest {
            address: [
                self.token_authority.as_str(),
                &path("/*/oauth2/v2.0/token", &[tenant]),
            ]
            .concat(),
            form: Secret::new(form),
        }
    }

    /// What a token of a portal is asked for in a tenant: the least that the desk needs there. A right that a customer has not
    /// agreed to would cost the others too, so relationships are asked of the partner's tenant alone, and health of the customer's.
    pub fn scope(&self, api: Api, whose: Whose) -> String {
        let origins = Origins::of(self.cloud.unwrap_or(Cloud::Public));
        let resource = origins.origin(api);
        let right = match (api, whose) {
            (Api::PartnerCenter | Api::AzureSupport, _) => "/user_impersonation ",
            (Api::Graph, Whose::Partner) => "/DelegatedAdminRelationship.Read.All ",
            (Api::Graph, Whose::Customer) => "/ServiceHealth.Read.All ",
        };
        [resource, right, WHO].concat()
    }
}
