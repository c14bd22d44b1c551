//! What the portals tell about a case, and what they leave to the user.
//!
//! Nothing here answers a question for the user that only the user can answer. Subscriptions tell which products can be
//! meant, not which one is; service health tells of incidents, not whether one of them explains the problem.

use crate::{
    portal::{
        Cloud, Error,
        graph::{DelegatedAdminRelationship, Issue, ServiceHealth},
        partner_center::{Customer, Subscription},
        words::closed_words,
    },
    vocab::Moment,
};

const RECENT_MS: i64 = 7 * 86_400_000;

closed_words! {
    /// A family of products, as the triage knows them.
    Product {
        /// Azure.
        Azure = "azure",
        /// Office 365 and what it grew into.
        Office365 = "office_365",
        /// Dynamics 365.
        Dynamics365 = "dynamics_365",
        /// Enterprise Mobility.
        EnterpriseMobility = "enterprise_mobility",
        /// Anything else, marketplace products among it.
        Other = "other",
    }
}

/// Words in an offer's or a service's name, and the products they speak of. The first line that fits counts:
/// Microsoft 365 suites are two products, and some offers with "Azure" in their name belong to Enterprise Mobility.
const SPEAKS_OF: [(&[&str], &[Product]); 5] = [
    (&["dynamics", "crm online"], &[Product::Dynamics365]),
    (
        &[
            "microsoft 365 business premium",
            "microsoft 365 e",
            "microsoft 365 f",
            "microsoft 365 suite",
        ],
        &[Product::Office365, Product::EnterpriseMobility],
    ),
    (
        &[
            "enterprise mobility",
            "intune",
            "active directory premium",
            "microsoft entra",
            "information protection",
            "identity service",
        ],
        &[Product::EnterpriseMobility],
    ),
    (
        &[
            "office",
            "microsoft 365",
            "exchange",
            "sharepoint",
            "teams",
            "onedrive",
            "skype",
            "project",
            "visio",
            "yammer",
            "viva",
            "planner",
            "o365",
        ],
        &[Product::Office365],
    ),
    (&["azure"], &[Product::Azure]),
];

/// Ids of the directory roles that may create support requests in the admin centers and that playbooks know by name
/// ("Microsoft Entra built-in roles", the templates' ids): Service Support Administrator, Global Administrator.
const FILING_ROLES: [&str; 2] = [
    "f023fd81-a637-4b56-95fd-791ac0226033",
    "62e90394-69f5-4237-9190-012177145e10",
];

/// The record that may tell a fact of a customer; `None` where none can.
pub fn told_by(fact: &str) -> Option<Origin> {
    match fact {
        "access" => Some(Origin::CustomerRecord),
        "product" => Some(Origin::Subscriptions),
        "gdap.relationship" | "gdap.roles" => Some(Origin::Relationships),
        _ => None,
    }
}

/// A fact, or what is left of its possible values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// The fact's name in the playbook.
    pub fact: String,
    /// The values still possible; a single one settles the fact.
    pub values: Vec<String>,
    /// Which record told it.
    pub origin: Origin,
    /// When it was read.
    pub as_of: Moment,
}

/// Which record told a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The app's own setting: which cloud's portals it talks to.
    Setting,
    /// The customer's record in Partner Center.
    CustomerRecord,
    /// The customer's subscriptions in Partner Center.
    Subscriptions,
    /// The customer's delegated admin relationships in Graph.
    Relationships,
}

/// What was read for a case so far; `None` for what was not read or could not be.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The cloud whose portals were asked.
    pub cloud: Cloud,
    /// The customer by id; a list does not tell enough.
    pub customer: Option<&'a Customer>,
    /// The customer's subscriptions.
    pub subscriptions: Option<&'a [Subscription]>,
    /// When they were read.
    pub as_of: Moment,
}

/// What the triage need not ask, or may offer fewer answers for.
pub fn learn(seen: &Seen<'_>) -> Vec<Learned> {
    let mut learned = Vec::new();
    let mut add = |fact: &str, values: &[&str], origin| {
        learned.push(Learned {
            fact: fact.into(),
            values: values.iter().map(|it| (*it).into()).collect(),
            origin,
            as_of: seen.as_of,
        });
    };
    add("cloud", &[seen.cloud.as_str()], Origin::Setting);
    match seen.customer.and_then(|it| it.allow_delegated_access) {
        Some(true) => add("access", &["delegated_admin"], Origin::CustomerRecord),
        Some(false) => add(
            "access",
            &[
                "not_requested",
                "azure_only",
                "revoked_azure_role_kept",
                "revoked",
            ],
            Origin::CustomerRecord,
        ),
        None => (),
    }
    let mut held = Vec::new();
    for subscription in seen.subscriptions.unwrap_or_default() {
        held.extend_from_slice(products_of(subscription));
    }
    let mut possible = Vec::new();
    for product in Product::ALL {
        if held.contains(product) {
            possible.push(product.as_str());
        }
    }
    if !possible.is_empty() {
        add("product", &possible, Origin::Subscriptions);
    }
    learned
}

/// What the delegated admin relationships with a customer tell.
///
/// One in force settles that there is one. That it has a role does not say that the user has it too: for that the role must be assigned to
/// a group with the user in it, which is left to ask. Only a role that none of them has is ruled out. One that is not
/// in force, or whose roles are not told, says nothing; neither does the lack of any.
pub fn learn_of_relationships(
    tenant: &str,
    relationships: &[DelegatedAdminRelationship],
    as_of: Moment,
) -> Vec<Learned> {
    let in_force: Vec<_> = relationships
        .iter()
        .filter(|it| it.customer.eq_ignore_ascii_case(tenant) && it.is_usable(as_of))
        .collect();
    let tells_roles = |it: &DelegatedAdminRelationship| {
        !it.roles.is_empty() && it.roles.iter().all(|it| !it.is_empty())
    };
    let may_file = |role: &String| FILING_ROLES.iter().any(|it| role.eq_ignore_ascii_case(it));
    let learned = |fact: &str, values: &[&str]| Learned {
        fact: fact.into(),
        values: values.iter().map(|it| (*it).into()).collect(),
        origin: Origin::Relationships,
        as_of,
    };
    let mut all = Vec::new();
    if in_force.iter().any(|it| tells_roles(it)) {
        all.push(learned("gdap.relationship", &["active"]));
        let rules_out =
            |it: &&DelegatedAdminRelationship| tells_roles(it) && !it.roles.iter().any(may_file);
        if in_force.iter().all(rules_out) {
            all.push(learned("gdap.roles", &["empty", "other"]));
        }
    }
    all
}

/// The products a subscription belongs to, the likeliest first.
pub fn products_of(subscription: &Subscription) -> &'static [Product] {
    let publisher = subscription.publisher.to_ascii_lowercase();
    let is_foreign = !publisher.is_empty() && !publisher.starts_with("microsoft");
    if is_foreign || subscription.is_microsoft_product == Some(false) && publisher.is_empty() {
        return &[Product::Other];
    }
    // `MS-AZR-0145P` and its like are Azure whatever they are called.
    if subscription
        .offer_id
        .to_ascii_uppercase()
        .starts_with("MS-AZR")
    {
        return &[Product::Azure];
    }
    for name in [&subscription.offer_name, &subscription.product_type] {
        let named = products_in(name);
        if !named.is_empty() {
            return named;
        }
    }
    &[Product::Other]
}

/// The products that a service can belong to; none if its name does not say.
pub fn products_of_service(service: &str) -> &'static [Product] {
    products_in(service)
}

fn products_in(name: &str) -> &'static [Product] {
    let name = name.to_ascii_lowercase();
    for (words, products) in SPEAKS_OF {
        for word in words {
            if name.contains(word) {
                return products;
            }
        }
    }
    &[]
}

/// What service health shows about a customer, as evidence for the user's own answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It cannot be read: the customer has not delegated it, or this cloud does not offer it.
    CannotRead,
    /// It was not read this time; try again.
    NotRead,
    /// It was read.
    Read {
        /// What goes on now, newest first.
        active: Vec<Incident>,
        /// What ended in the last seven days, newest first.
        ended: Vec<Incident>,
        /// The products whose health it covers; Azure's is on a page of its own.
        covers: Vec<Product>,
    },
}

/// An incident as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// The products it can be about; empty if unclear.
    pub products: &'static [Product],
    /// What the portal knows of it.
    pub issue: Issue,
}

/// Sorts what service health shows. `read` is the health of all services with their issues.
pub fn health(read: Result<&[ServiceHealth], &Error>, now: Moment) -> Health {
    let services = match read {
        Ok(services) => services,
        Err(Error::NotAllowed { .. } | Error::NotFound(_) | Error::Refused { .. }) => {
            return Health::CannotRead;
        }
        Err(
            Error::SignInNeeded(_)
            | Error::Conflict(_)
            | Error::TryLater { .. }
            | Error::Unreachable { .. }
            | Error::Unreadable { .. },
        ) => return Health::NotRead,
    };
    let mut covers = Vec::new();
    for product in Product::ALL {
        if services
            .iter()
            .any(|it| products_in(&it.service).contains(product))
        {
            covers.push(*product);
        }
    }
    let (mut active, mut ended) = (Vec::new(), Vec::new());
    for service in services {
        for issue in &service.issues {
            if !issue.is_over(now) {
                put(&mut active, issue);
            } else if issue
                .end
                .or(issue.modified)
                .is_some_and(|it| it.0 > now.0 - RECENT_MS)
            {
                put(&mut ended, issue);
            }
        }
    }
    Health::Read {
        active,
        ended,
        covers,
    }
}

/// Adds an issue to a list kept newest first; the lists are short.
#[inline(never)]
fn put(list: &mut Vec<Incident>, issue: &Issue) {
    let place = list
        .iter()
        .take_while(|it| it.issue.start >= issue.start)
        .count();
    list.insert(
        place,
        Incident {
            products: products_in(&issue.service),
            issue: issue.clone(),
        },
    );
}
