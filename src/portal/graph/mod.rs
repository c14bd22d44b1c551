//! Microsoft Graph: the health of a customer's services, and the partner's delegated admin relationships.
//!
//! Health is told for the tenant whose token is used, so the partner reads a customer's only where the customer has
//! delegated that right. Azure's own services are not in it; they have a health page of their own.
//! In Microsoft Cloud Germany there is no health to read, and relationships are documented for the public cloud only.

mod calls;
mod health;
mod message;
mod relationship;
mod wire;

pub use calls::{
    Detail, access_assignments, all_relationships, delegated_customers, health_of,
    health_overviews, issue, issues, managed_at, messages, relationships,
};
pub use health::{Classification, HealthStatus, Issue, Post, ServiceHealth};
pub use message::{Announcement, MessageCategory, MessageSeverity};
pub use relationship::{
    AccessAssignment, AssignmentStatus, DelegatedAdminRelationship, DelegatedCustomer, ManagedAt,
    RelationshipStatus,
};
