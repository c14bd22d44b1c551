//! A customer of the practice world.

use crate::portal::{
    json::{list, text, text_of, word},
    words::closed_words,
    writer::Writer,
};
use serde_json::Value;

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
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
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
    pub(super) fn read(row: &Value, access: Access) -> Self {
        Self {
            id: text(row, "id"),
            name: text(row, "name"),
            domain: text(row, "domain"),
            country: text(row, "country"),
            street: text(row, "street"),
            postal_code: text(row, "postal_code"),
            city: text(row, "city"),
            access,
            access_note: text(row, "access_note"),
            azure_subscription: text(row, "azure_subscription"),
            holdings: list(row, "holdings", text_of),
            incidents: list(row, "incidents", text_of),
        }
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.open("");
        out.text("id", &self.id);
        out.text("name", &self.name);
        out.text("domain", &self.domain);
        out.text("country", &self.country);
        out.text("street", &self.street);
        out.text("postal_code", &self.postal_code);
        out.text("city", &self.city);
        out.text("access", self.access.as_str());
        out.text("access_note", &self.access_note);
        out.text("azure_subscription", &self.azure_subscription);
        out.text_list("holdings", &self.holdings);
        out.text_list("incidents", &self.incidents);
        out.close();
    }

    /// Whether an incident concerns the customer.
    pub(super) fn sees(&self, incident: &Value) -> bool {
        self.incidents.iter().any(|it| it == word(incident, "id"))
    }

    /// Whether delegated admin privileges are granted.
    pub(super) fn is_delegated(&self) -> bool {
        self.access == Access::DelegatedAdmin
    }
}
