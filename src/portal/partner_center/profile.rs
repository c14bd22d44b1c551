//! The partner's own profiles ("Partner Center REST", profiles).

use crate::portal::{
    partner_center::{Address, Person},
    words::open_words,
};

open_words! {
    /// How far Microsoft has checked a company.
    VettingStatus {
        /// Not told.
        None = "none",
        /// Being checked.
        Pending = "pending",
        /// Checked, and good.
        Authorized = "authorized",
        /// Checked, and not good.
        Rejected = "rejected",
    }
}

open_words! {
    /// What the check of a company is at.
    VettingStep {
        /// Not told.
        None = "none",
        /// What was entered.
        Entry = "entry",
        /// Whether the e-mail address is the company's.
        EmailOwnership = "email_ownership",
        /// Whether the domain is the company's.
        EmailDomain = "email_domain",
        /// Whether the contact works there.
        EmploymentVerification = "employment_verification",
        /// The decision.
        Decision = "decision",
        /// Something else.
        OtherStep = "other",
        /// Whether the company exists.
        BusinessVerification = "business_verification",
    }
}

/// The partner in Microsoft's partner network ("Get a partner's MPN profile").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MpnProfile {
    /// The partner's number, digits.
    pub mpn_id: String,
    /// The name it is listed under; can be empty.
    pub name: String,
}

/// The company behind the partner, as contracts name it ("Get a partner legal business profile").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalProfile {
    /// The company's name.
    pub name: String,
    /// Its seat.
    pub address: Address,
    /// Whom Microsoft contacts.
    pub contact: Person,
    /// Who approves for the company.
    pub approver_email: String,
    /// How far Microsoft has checked it.
    pub vetting: VettingStatus,
    /// What the check is at.
    pub vetting_step: VettingStep,
}

/// The partner's own tenant ("Get an organization profile").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationProfile {
    /// The tenant id.
    pub tenant_id: String,
    /// The company's name.
    pub name: String,
    /// The primary domain.
    pub domain: String,
    /// E-mail address.
    pub email: String,
    /// The company's address.
    pub address: Address,
    /// The language it works in, such as `pl`.
    pub language: String,
    /// Language and country, such as `pl-PL`.
    pub culture: String,
}
