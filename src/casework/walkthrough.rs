//! The documented way through a portal's menus, click by click.

use crate::vocab::{LabelId, RuleId};
use std::collections::BTreeMap;

/// A literal label of a portal, in the languages a document shows it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its name.
    pub id: LabelId,
    /// Text by language; English always, others where documented.
    pub texts: BTreeMap<String, String>,
    /// Whether it is known only from documents older than the edition.
    pub is_dated: bool,
    /// Where it stands.
    pub rules: Vec<RuleId>,
}

impl Label {
    /// The English label.
    pub fn english(&self) -> &str {
        self.texts.get("en").map_or("", String::as_str)
    }

    /// The label in a language, if a document shows one.
    pub fn documented(&self, language: &str) -> Option<&str> {
        self.texts.get(language).map(String::as_str)
    }
}

/// A screen of a portal, as far as a document describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Its name.
    pub id: String,
    /// The portal it belongs to.
    pub portal: String,
    /// Its heading, if documented.
    pub title: Option<LabelId>,
    /// Its parts, in reading order.
    pub regions: Vec<Region>,
}

/// A part of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its name, unique on the screen.
    pub id: String,
    /// `menu`, `content`, `form` or `list`.
    pub kind: String,
    /// Its heading, if documented.
    pub label: Option<LabelId>,
    /// What it holds, in order.
    pub items: Vec<Item>,
}

/// Something on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// Named by a document.
    Named(Named),
    /// Something no document names, drawn as a bar of that width class (1 to 3).
    Other(u8),
}

/// A documented item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name, unique on the screen.
    pub id: String,
    /// Its label; absent where the content is filled at run time.
    pub label: Option<LabelId>,
    /// `menu`, `section`, `button`, `dropdown`, `option`, `field`, `link` or `row`.
    pub kind: String,
    /// The value to choose in a field.
    pub value: Option<LabelId>,
    /// What of the case fills it: `customer_name`, `own_contact`, …
    pub practice: Option<String>,
    /// The region that a drop-down list opens.
    pub opens: Option<String>,
    /// Where it stands.
    pub rules: Vec<RuleId>,
}

/// One step of a walk-through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// Its name, unique in the walk-through; its words are found under it.
    pub id: String,
    /// The screen it happens on.
    pub screen: String,
    /// The item it concerns.
    pub item: String,
    /// Where it stands.
    pub rules: Vec<RuleId>,
}

/// A documented procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walkthrough {
    /// The procedure's name, such as `P1_P2`.
    pub id: String,
    /// The portal where it begins.
    pub portal: String,
    /// The verdict's portals for which it is the way, where several procedures share a name.
    pub portals: Vec<String>,
    /// Whether its second step opens the customer's directory by an address of its own.
    pub opens_directory: bool,
    /// Whether it is known only from documents older than the edition.
    pub is_dated: bool,
    /// Its steps, in order.
    pub clicks: Vec<Click>,
}

/// Where a portal is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portal {
    /// Its name in verdicts.
    pub id: String,
    /// Its address.
    pub address: String,
    /// The address that opens a customer's directory; `{domain}` stands for the customer's domain.
    pub directory: Option<String>,
}

impl Portal {
    /// The address for a customer, or the plain one where the domain is no host name.
    pub fn address_for(&self, domain: &str) -> String {
        match &self.directory {
            Some(pattern) if is_host_name(domain) => pattern.replace("{domain}", domain),
            _ => self.address.clone(),
        }
    }
}

/// Letters, digits and hyphens between dots: nothing that could leave the place it is put in.
fn is_host_name(domain: &str) -> bool {
    let is_label = |it: &str| {
        (1..=63).contains(&it.len())
            && it
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && !it.starts_with('-')
            && !it.ends_with('-')
    };
    domain.len() <= 253 && domain.contains('.') && domain.split('.').all(is_label)
}

/// Everything a playbook shows of the portals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Atlas {
    /// Labels by name.
    pub labels: Vec<Label>,
    /// Screens by name.
    pub screens: Vec<Screen>,
    /// Procedures by name.
    pub walkthroughs: Vec<Walkthrough>,
    /// Addresses of portals.
    pub portals: Vec<Portal>,
}

impl Atlas {
    /// The label of that name.
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|it| it.id == *id)
    }

    /// The screen of that name.
    pub fn screen(&self, id: &str) -> Option<&Screen> {
        self.screens.iter().find(|it| it.id == id)
    }

    /// The portal of that name, if its address is known.
    pub fn portal(&self, id: &str) -> Option<&Portal> {
        self.portals.iter().find(|it| it.id == id)
    }

    /// The procedure that a verdict's path and portal stand for.
    pub fn way(&self, path: &[String], portal: &str) -> Option<&Walkthrough> {
        let joined = path.join("_");
        let is_variant = |it: &&Walkthrough| {
            it.id
                .strip_prefix(&joined)
                .is_some_and(|rest| rest.starts_with('_'))
                && it.portals.iter().any(|name| name == portal)
        };
        self.walkthrough(&joined)
            .or_else(|| self.walkthroughs.iter().find(is_variant))
    }

    /// The procedure of that name.
    pub fn walkthrough(&self, id: &str) -> Option<&Walkthrough> {
        self.walkthroughs.iter().find(|it| it.id == id)
    }
}

impl Screen {
    /// The documented item of that name.
    pub fn item(&self, id: &str) -> Option<&Named> {
        self.regions
            .iter()
            .flat_map(|it| &it.items)
            .find_map(|item| match item {
                Item::Named(named) if named.id == id => Some(named),
                _ => None,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::Portal;

    #[test]
    fn a_customers_domain_cannot_leave_its_place_in_the_address() {
        let portal = Portal {
            id: "azure_public".to_owned(),
            address: "https://portal.azure.com/".to_owned(),
            directory: Some("https://portal.azure.com/{domain}".to_owned()),
        };
        assert_eq!(
            portal.address_for("olszyna.example"),
            "https://portal.azure.com/olszyna.example"
        );
        for hostile in [
            "",
            "a@evil.example",
            "..",
            "%2e%2e",
            "a\\b.example",
            "a?b.example",
            "a#b",
            "//evil.example",
            "ol\u{202e}.example",
            "-a.example",
            "olszyna",
        ] {
            assert_eq!(
                portal.address_for(hostile),
                "https://portal.azure.com/",
                "{hostile}"
            );
        }
    }
}
