//! A customer of the practice world.

use crate::portal::{
    json::{Misread, Place},
    words::closed_words,
};
use serde_json::{Value, json};

closed_words! {
    /// What the customer lets the partner do.
    Access {
        /// Delegated admin privileges are granted.
        DelegatedAdmin = "delegated_admin",
        /// They were never asked for.
        NotRequested = "not_requested",
        /// The partner manages only the customer's Azure subscription.
        AzureOnly = "azure_only",
        /// They were taken back; a role on the Azure subscription is left.
        RevokedAzureRoleKept = "revoked_azure_role_kept",
        /// They were taken back, and nothing is left.
        Revoked = "revoked",
    }
}

impl Access {
    /// Whether the partner may act on the customer's Azure subscription.
    pub fn reaches_azure(self) -> bool {
        match self {
            Self::DelegatedAdmin
            | Self::NotRequested
            | Self::AzureOnly
            | Self::RevokedAzureRoleKept => true,
            Self::Revoked => false,
        }
    }
}

/// A fictional customer. Worlds can hold many thousands, so it holds little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The tenant id, a GUID.
    pub id: String,
    /// The company's name.
    pub name: String,
    /// The primary domain.
    pub domain: String,
    /// Two-letter country code.
    pub country: String,
    /// Street, postal code and city.
    pub address: [String; 3],
    /// What the partner may do.
    pub access: Access,
    /// How it came to that, in a sentence for people; no portal tells it.
    pub access_note: String,
    /// The Azure subscription's id, empty if there is none.
    pub azure_subscription: String,
    /// What was bought: the offer's key in the world, the quantity, the status; the latter two may be missing.
    pub holdings: Vec<String>,
    /// Ids of the world's incidents that this customer sees.
    pub incidents: Vec<String>,
}

impl Customer {
    pub(super) fn read(at: &Place<'_>) -> Result<Self, Misread> {
        let access = at.need("access")?;
        let mut address = at.list("address", |it| Ok(it.text()))?.into_iter();
        Ok(Self {
            id: at.need("id")?,
            name: at.need("name")?,
            domain: at.need("domain")?,
            country: at.text_at("country"),
            address: [(); 3].map(|()| address.next().unwrap_or_default()),
            access: Access::parse(&access).ok_or_else(|| at.get("access").misread())?,
            access_note: at.text_at("access_note"),
            azure_subscription: at.text_at("azure_subscription"),
            holdings: at.list("holdings", |it| Ok(it.text()))?,
            incidents: at.list("incidents", |it| Ok(it.text()))?,
        })
    }

    pub(super) fn to_value(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "domain": self.domain,
            "country": self.country,
            "address": self.address,
            "access": self.access.as_str(),
            "access_note": self.access_note,
            "azure_subscription": self.azure_subscription,
            "holdings": self.holdings,
            "incidents": self.incidents,
        })
    }

    /// Whether delegated admin privileges are granted.
    pub(super) fn is_delegated(&self) -> bool {
        self.access == Access::DelegatedAdmin
    }
}
