//! The people who can sign in.

use crate::portal::practice::ids::guid;

/// A user of the partner's tenant.
#[derive(Debug, PartialEq, Eq)]
pub struct Account {
    /// Its key, as `practice_account` takes it.
    pub key: &'static str,
    /// The person's name.
    pub name: &'static str,
    /// The user name.
    pub user_name: &'static str,
    /// What is particular about it, for the page where one is chosen.
    pub about: &'static str,
    /// Whether a second factor is shown at every sign-in.
    pub has_second_factor: bool,
    /// Whether the app may act for this user.
    pub has_consented: bool,
}

/// The practice accounts.
pub const ACCOUNTS: &[Account] = &[
    Account {
        key: "admin",
        name: "Zofia Wrzos",
        user_name: "z.wrzos@wrzos-services.example",
        about: "Admin agent",
        has_second_factor: true,
        has_consented: true,
    },
    Account {
        key: "helpdesk",
        name: "Tomasz Lipa",
        user_name: "t.lipa@wrzos-services.example",
        about: "Helpdesk agent",
        has_second_factor: true,
        has_consented: true,
    },
    Account {
        key: "nomfa",
        name: "Ilona Bereg",
        user_name: "i.bereg@wrzos-services.example",
        about: "Signs in without a second factor",
        has_second_factor: false,
        has_consented: true,
    },
    Account {
        key: "noconsent",
        name: "Petr Dub",
        user_name: "p.dub@wrzos-services.example",
        about: "Nobody has consented to the app",
        has_second_factor: true,
        has_consented: false,
    },
];

impl Account {
    /// The account with a key or a user name.
    pub fn find(name: &str) -> Option<&'static Self> {
        ACCOUNTS
            .iter()
            .find(|it| it.key == name || it.user_name.eq_ignore_ascii_case(name))
    }

    /// Its object id.
    pub(super) fn id(&self) -> String {
        guid(&["account", self.key])
    }
}
