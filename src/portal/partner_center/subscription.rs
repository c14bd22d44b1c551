//! What a customer has bought.

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// The state of a subscription.
    SubscriptionStatus {
        /// Not told.
        None = "none",
        /// In use.
        Active = "active",
        /// Suspended, usually for an unpaid bill.
        Suspended = "suspended",
        /// Cancelled.
        Deleted = "deleted",
        /// Run out.
        Expired = "expired",
        /// Being provided.
        Pending = "pending",
        /// Switched off.
        Disabled = "disabled",
    }
}

/// A subscription of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The subscription's id in Partner Center.
    pub id: String,
    /// The Azure subscription, for Azure offers; else empty.
    pub entitlement_id: String,
    /// The offer's id, in one of several forms.
    pub offer_id: String,
    /// The offer's name.
    pub offer_name: String,
    /// The name the customer gave it.
    pub friendly_name: String,
    /// Who sells it; empty or `Microsoft…` for Microsoft's own.
    pub publisher: String,
    /// The product type's id, such as `Azure` or `OnlineServicesNCE`; often empty.
    pub product_type: String,
    /// Whether Microsoft makes it; `None` if not told.
    pub is_microsoft_product: Option<bool>,
    /// Licences or units.
    pub quantity: i64,
    /// What is counted, such as `Licenses`.
    pub unit: String,
    /// Its state.
    pub status: SubscriptionStatus,
    /// The last day of the commitment; `None` if there is none.
    pub commitment_end: Option<Moment>,
}
