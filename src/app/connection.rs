//! How the desk reaches the portals, and who has signed in there.

use crate::{
    app::Load,
    portal::{
        Cloud, Origins,
        live::Sent,
        sign_in::{Account, Provider},
    },
    vocab::Moment,
};

/// The way to the portals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The practice portal in the page: no network, no sign-in.
    #[default]
    Practice,
    /// Through a relay on the host that the page comes from: one path for each portal and one for the identity provider.
    Relay,
    /// Straight from the browser. Partner Center does not document that it answers a page of another host, so this may fail there.
    Direct,
}

impl Mode {
    /// Its word in the page's settings and in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Relay => "relay",
            Self::Direct => "direct",
        }
    }
}

/// What whoever runs the desk has set in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// `practice`, `relay` or `direct`.
    pub mode: String,
    /// The cloud by its word; empty for the public one.
    pub cloud: String,
    /// The application's id at the identity provider.
    pub client: String,
    /// The partner's tenant, by id or domain; empty where the account decides.
    pub tenant: String,
    /// The identity provider, where it is not the documented one of the cloud: an address, absolute or relative to the page's folder.
    pub authority: String,
    /// The address of the page's folder, with a slash at its end.
    pub folder: String,
}

/// The connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Connection {
    /// The way.
    pub mode: Mode,
    /// Where calls go; none in practice.
    pub origins: Option<Origins>,
    /// The identity provider.
    pub provider: Provider,
    /// Who has signed in.
    pub account: Load<Account>,
    /// Whether somebody has signed out here, whom the identity provider may still know.
    pub was_left: bool,
    /// Until when nobody has to sign in anew.
    pub ends: Option<Moment>,
    /// What the last test of the connection found: how long the answer took, in milliseconds.
    pub test: Load<u32>,
    /// What was asked of the portals lately, newest first.
    pub log: Vec<Sent>,
    /// How far the portals' clock is ahead of this device's, in milliseconds.
    pub clock_offset_ms: Option<i64>,
}

impl Connection {
    /// The connection that a deployment asks for; practice where it asks for nothing known or names no application.
    pub fn of(deployment: &Deployment) -> Self {
        let mode = match deployment.mode.as_str() {
            "relay" => Mode::Relay,
            "direct" => Mode::Direct,
            _ => Mode::Practice,
        };
        if mode == Mode::Practice || deployment.client.is_empty() {
            return Self::default();
        }
        let folder = &deployment.folder;
        let below = |path: &str| [folder.as_str(), path].concat();
        let cloud = Cloud::parse(&deployment.cloud).unwrap_or(Cloud::Public);
        let mut issuers = Provider::issuers_of(cloud);
        let authority = match deployment.authority.as_str() {
            "" => Provider::authority_of(cloud).to_owned(),
            own => {
                let own = own.trim_end_matches('/');
                let own = own.strip_prefix("./").map_or(own.to_owned(), below);
                issuers.push(own.clone());
                own
            }
        };
        let (origins, token_authority) = if mode == Mode::Relay {
            let origins = Origins {
                partner_center: below("partner-center"),
                graph: below("graph"),
                azure_support: below("azure"),
            };
            (origins, below("authority"))
        } else {
            (Origins::of(cloud), authority.clone())
        };
        let tenant = match deployment.tenant.as_str() {
            "" => "organizations",
            tenant => tenant,
        };
        Self {
            mode,
            origins: Some(origins),
            provider: Provider {
                authority,
                token_authority,
                issuers,
                tenant: tenant.to_owned(),
                client: deployment.client.clone(),
                redirect: folder.clone(),
                cloud: Some(cloud),
            },
            ..Self::default()
        }
    }

    /// Whether calls leave the page.
    pub fn is_live(&self) -> bool {
        self.mode != Mode::Practice
    }

    /// Whether the portals are asked straight from the browser, where Partner Center may never answer.
    pub fn is_direct(&self) -> bool {
        self.mode == Mode::Direct
    }

    /// The name under which cases are kept on this device: those of practice and those of real customers never meet.
    pub fn document(&self) -> &'static str {
        if self.is_live() { "desk-live" } else { "desk" }
    }
}

#[cfg(test)]
mod tests {
    use super::{Connection, Deployment, Mode};

    fn deployment(mode: &str) -> Deployment {
        Deployment {
            mode: mode.to_owned(),
            client: "desk".to_owned(),
            folder: "https://desk.example/app/".to_owned(),
            ..Deployment::default()
        }
    }

    #[test]
    fn a_relay_is_below_the_page() {
        let made = Connection::of(&deployment("relay"));
        let partner_center = made.origins.as_ref().map(|it| it.partner_center.as_str());
        assert_eq!(
            partner_center,
            Some("https://desk.example/app/partner-center")
        );
        assert_eq!(made.provider.authority, "https://login.microsoftonline.com");
        assert_eq!(
            made.provider.token_authority,
            "https://desk.example/app/authority"
        );
        assert_eq!(made.provider.redirect, "https://desk.example/app/");
        assert_eq!(made.document(), "desk-live");
        let practised = Connection::of(&Deployment {
            authority: "./authority".to_owned(),
            ..deployment("relay")
        });
        assert_eq!(
            practised.provider.authority,
            "https://desk.example/app/authority"
        );
    }

    #[test]
    fn without_a_way_or_an_application_it_is_practice() {
        for (mode, client) in [
            ("", "desk"),
            ("practice", "desk"),
            ("proxy", "desk"),
            ("relay", ""),
        ] {
            let made = Connection::of(&Deployment {
                client: client.to_owned(),
                ..deployment(mode)
            });
            assert_eq!(made, Connection::default(), "{mode}");
        }
        let direct = Connection::of(&deployment("direct"));
        assert_eq!((direct.mode, direct.is_live()), (Mode::Direct, true));
    }
}
