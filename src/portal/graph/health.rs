//! The health of services.

use crate::{portal::words::open_words, vocab::Moment};

open_words! {
    /// How a service or an issue stands.
    HealthStatus {
        /// In order.
        ServiceOperational = "serviceOperational",
        /// Under investigation.
        Investigating = "investigating",
        /// Being restored.
        RestoringService = "restoringService",
        /// The repair is being verified.
        VerifyingService = "verifyingService",
        /// Restored.
        ServiceRestored = "serviceRestored",
        /// Over, and the review is published.
        PostIncidentReviewPublished = "postIncidentReviewPublished",
        /// Slow, or partly down.
        ServiceDegradation = "serviceDegradation",
        /// Down.
        ServiceInterruption = "serviceInterruption",
        /// Restored for most, not yet for all.
        ExtendedRecovery = "extendedRecovery",
        /// There was nothing.
        FalsePositive = "falsePositive",
        /// The investigation waits for customers.
        InvestigationSuspended = "investigationSuspended",
    }
}

impl HealthStatus {
    /// Whether it says that all is well. An unknown word does not.
    pub fn is_healthy(&self) -> bool {
        match self {
            Self::ServiceOperational
            | Self::ServiceRestored
            | Self::PostIncidentReviewPublished
            | Self::FalsePositive => true,
            Self::Investigating
            | Self::RestoringService
            | Self::VerifyingService
            | Self::ServiceDegradation
            | Self::ServiceInterruption
            | Self::ExtendedRecovery
            | Self::InvestigationSuspended
            | Self::Other(_) => false,
        }
    }
}

open_words! {
    /// How grave an issue is.
    Classification {
        /// Limited in extent or effect.
        Advisory = "advisory",
        /// A service does not work as it should.
        Incident = "incident",
    }
}

/// The health of one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceHealth {
    /// The service's key, such as `Exchange`.
    pub id: String,
    /// The service's name, such as `Exchange Online`.
    pub service: String,
    /// How it stands.
    pub status: HealthStatus,
    /// Its issues, if they were asked for.
    pub issues: Vec<Issue>,
}

/// Something that went wrong with a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The issue's id, such as `EX226792`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The service's name.
    pub service: String,
    /// The part of the service; empty if not told.
    pub feature: String,
    /// What users notice.
    pub impact: String,
    /// How grave it is.
    pub classification: Classification,
    /// How it stands.
    pub status: HealthStatus,
    /// Whether it is over, as the portal says.
    pub is_resolved: bool,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended.
    pub end: Option<Moment>,
    /// When its record last changed.
    pub modified: Option<Moment>,
    /// What Microsoft wrote about it.
    pub posts: Vec<Post>,
}

/// One message about an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// When it was written.
    pub created: Option<Moment>,
    /// The words, without markup.
    pub text: String,
}
