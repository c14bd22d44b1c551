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

/// How well a service works: four words for all that the portal says. The grouping is ours; a later one is graver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// As it should.
    Healthy,
    /// The portal's word is not known here.
    Unknown,
    /// Slow, partly down, or still being looked into.
    Degraded,
    /// Down.
    Outage,
}

impl HealthStatus {
    /// Whether it says that all is well. An unknown word does not.
    pub fn is_healthy(&self) -> bool {
        self.level() == Level::Healthy
    }

    /// How well a service works that stands so.
    pub fn level(&self) -> Level {
        match self {
            Self::ServiceOperational
            | Self::ServiceRestored
            | Self::PostIncidentReviewPublished
            | Self::FalsePositive => Level::Healthy,
            Self::Investigating
            | Self::RestoringService
            | Self::VerifyingService
            | Self::ServiceDegradation
            | Self::ExtendedRecovery
            | Self::InvestigationSuspended => Level::Degraded,
            Self::ServiceInterruption => Level::Outage,
            Self::Other(_) => Level::Unknown,
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

impl Issue {
    /// Whether it is over at a moment.
    pub fn is_over(&self, now: Moment) -> bool {
        self.is_resolved || self.end.is_some_and(|end| end <= now)
    }

    /// How bad it is, or was at its worst as far as that is still told: once an issue is over, its status says only that.
    pub fn worst(&self) -> Level {
        let level = self.status.level();
        match (&self.status, &self.classification) {
            (HealthStatus::FalsePositive, _) => Level::Healthy,
            _ if level != Level::Healthy => level,
            (_, Classification::Incident | Classification::Advisory) => Level::Degraded,
            (_, Classification::Other(_)) => Level::Unknown,
        }
    }

    /// The newest of its messages; of those without a time the last one.
    pub fn latest(&self) -> Option<&Post> {
        self.posts.iter().max_by_key(|it| it.created)
    }
}

/// One message about an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// When it was written.
    pub created: Option<Moment>,
    /// The words, without markup.
    pub text: String,
}
