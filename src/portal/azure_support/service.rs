//! What a ticket can be about. The ids change; read them when they are needed.

/// A service of Azure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The full id, as a ticket wants it.
    pub id: String,
    /// The last part of the id, as [`crate::portal::azure_support::classifications`] wants it.
    pub name: String,
    /// The name for people.
    pub display_name: String,
}

/// A kind of problem with a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemClassification {
    /// The full id, as a ticket wants it.
    pub id: String,
    /// The name for people, `Group / Leaf`.
    pub display_name: String,
}
