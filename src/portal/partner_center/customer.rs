//! Customers and what is recorded of them.

use crate::portal::words::open_words;

open_words! {
    /// What the partner is to the customer.
    Relationship {
        /// Not told.
        Unknown = "unknown",
        /// The partner sells to the customer.
        Reseller = "reseller",
        /// The partner advises the customer.
        Advisor = "advisor",
        /// Syndication.
        Syndication = "syndication",
        /// Microsoft support.
        MicrosoftSupport = "microsoft_support",
        /// None.
        None = "none",
    }
}

/// A customer of the partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The tenant id.
    pub id: String,
    /// The company's name.
    pub name: String,
    /// The primary domain.
    pub domain: String,
    /// Two-letter country code; empty in lists, which do not tell it.
    pub country: String,
    /// What the partner is to the customer.
    pub relationship: Relationship,
    /// Whether delegated admin privileges are granted; `None` in lists, which do not tell it.
    pub allow_delegated_access: Option<bool>,
}

/// Narrows a list of customers to those that start with a text, whatever its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomerFilter {
    /// The company's name starts with this.
    CompanyName(String),
    /// The domain starts with this.
    Domain(String),
}

/// The company behind a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyProfile {
    /// The tenant id.
    pub tenant_id: String,
    /// The company's name.
    pub name: String,
    /// The primary domain.
    pub domain: String,
    /// Empty without delegated admin privileges.
    pub email: String,
    /// Empty without delegated admin privileges.
    pub address: Address,
}

/// A postal address; parts that were not told are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub line: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// Two-letter country code.
    pub country: String,
}

/// A service the partner administers for a customer, with the portal pages that open for it.
///
/// The pages are for people, to be opened in a browser. Links that do not lead to Microsoft are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedService {
    /// `Exchange`, `MicrosoftCommunicationsOnline`, …
    pub id: String,
    /// The service's name.
    pub name: String,
    /// The group it is listed in, such as `Office`.
    pub group: String,
    /// Where it is administered.
    pub admin_page: Option<String>,
    /// Where its health is shown.
    pub health_page: Option<String>,
    /// Where a ticket is filed.
    pub ticket_page: Option<String>,
}

/// How customers reach the partner's own support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportProfile {
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub telephone: String,
    /// Web site, as entered, often without scheme.
    pub website: String,
}
