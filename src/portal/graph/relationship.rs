//! Delegated admin relationships.

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// The life of a relationship.
    RelationshipStatus {
        /// Drafted.
        Created = "created",
        /// The customer has not answered.
        ApprovalPending = "approvalPending",
        /// The customer said yes.
        Approved = "approved",
        /// Starting.
        Activating = "activating",
        /// In force.
        Active = "active",
        /// About to run out.
        Expiring = "expiring",
        /// Run out.
        Expired = "expired",
        /// An end was asked for.
        TerminationRequested = "terminationRequested",
        /// Ending.
        Terminating = "terminating",
        /// Ended before its time.
        Terminated = "terminated",
    }
}

/// What a customer has delegated to the partner, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegatedAdminRelationship {
    /// The relationship's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The customer's tenant id; empty until a customer has accepted.
    pub customer: String,
    /// Where it stands.
    pub status: RelationshipStatus,
    /// Ids of the directory roles it covers.
    pub roles: Vec<String>,
    /// When it ends.
    pub end: Option<Moment>,
    /// By how much it is extended at its end, such as `P180D`; empty, `P0D` or `PT0S` if it is not.
    pub auto_extend: String,
}

impl DelegatedAdminRelationship {
    /// Whether rights follow from it at this moment.
    pub fn is_usable(&self, now: Moment) -> bool {
        self.status == RelationshipStatus::Active && self.end.is_some_and(|end| end > now)
    }
}

open_words! {
    /// The life of an assignment ("delegatedAdminAccessAssignment resource type").
    AssignmentStatus {
        /// Being made.
        Pending = "pending",
        /// In force.
        Active = "active",
        /// Being taken back.
        Deleting = "deleting",
        /// Taken back.
        Deleted = "deleted",
        /// It came to nothing.
        Error = "error",
    }
}

/// Roles of a relationship, given to a security group of the partner's.
///
/// A role counts for a user only if the relationship has it and an active assignment gives it to a group with the user in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessAssignment {
    /// The assignment's id.
    pub id: String,
    /// Where it stands.
    pub status: AssignmentStatus,
    /// The id of the security group.
    pub group: String,
    /// Ids of the directory roles.
    pub roles: Vec<String>,
}

/// A customer with whom a relationship is in force ("delegatedAdminCustomer resource type").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegatedCustomer {
    /// The tenant id.
    pub tenant: String,
    /// The company's name.
    pub name: String,
}

/// Where a service of a customer is managed, a page for people ("delegatedAdminServiceManagementDetail resource type").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedAt {
    /// The service's name.
    pub service: String,
    /// The page; `None` if the address does not lead to Microsoft.
    pub page: Option<String>,
}
