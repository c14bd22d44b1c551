//! Partner Center: the partner's customers, what they have bought, and the requests filed for them.
//!
//! The functions describe calls; the types are what comes back, without a trace of the wire.
//! Service requests exist in three generations of the interface, and replies of all three are read.
//!
//! Creating a request is no longer documented by Microsoft: [`create_request`] speaks the last documented form, for the
//! practice portal and for a deployment that knows what it does. It has no field for the customer, so the description
//! must name the customer's tenant id.

mod calls;
mod customer;
mod incident;
mod partner;
mod profile;
mod service_request;
mod subscription;
mod wire;

pub use calls::{
    add_note, agreement_signed, close_request, company_profile, create_request, customer,
    customers, legal_profile, managed_services, mpn_profile, organization_profile, partners,
    partners_of, request, requests, service_incidents, set_support_contact, set_support_profile,
    subscription, subscriptions, support_contact, support_profile, support_topics,
};
pub use customer::{
    Address, CompanyProfile, Customer, CustomerFilter, ManagedService, Relationship, SupportProfile,
};
pub use incident::{IncidentStatus, ServiceIncident, WhichIncidents};
pub use partner::{PartnerName, PartnerRelation, RelatedPartner, SupportContact};
pub use profile::{LegalProfile, MpnProfile, OrganizationProfile, VettingStatus, VettingStep};
pub use service_request::{
    NewServiceRequest, Note, Person, RequestSeverity, RequestStatus, ServiceRequest, SupportTopic,
};
pub use subscription::{Subscription, SubscriptionStatus};
