//! Other partners: who sells through whom, and whom customers turn to.

use crate::portal::words::open_words;

open_words! {
    /// What the partner is to another one ("Retrieve a list of indirect resellers", "Get a customer's relationships").
    PartnerRelation {
        /// Not told.
        None = "none",
        /// It sells through the other one, its indirect provider.
        IndirectResellerOf = "is_indirect_reseller_of",
        /// The other one sells through it.
        ProviderOf = "is_indirect_cloud_solution_provider_of",
    }
}

/// A partner with whom there is a relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedPartner {
    /// The other partner's tenant id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the one is to the other.
    pub relation: PartnerRelation,
    /// `Active`, or what else the portal says; empty in the list of a customer.
    pub state: String,
    /// Its number in the partner network.
    pub mpn_id: String,
    /// Two-letter country code; empty in the list of a customer.
    pub country: String,
}

/// By what a partner is named when its agreement is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartnerName {
    /// Its number in the partner network.
    Mpn(String),
    /// Its tenant id.
    Tenant(String),
}

/// Whom a customer turns to about a subscription ("Get a subscription's support contact").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportContact {
    /// The tenant id of the partner or of one of its resellers.
    pub tenant_id: String,
    /// Its number in the partner network.
    pub mpn_id: String,
    /// Its name.
    pub name: String,
}
