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
mod service_request;
mod subscription;
mod wire;

pub use calls::{
    add_note, close_request, company_profile, create_request, customer, customers,
    managed_services, request, requests, subscriptions, support_profile, support_topics,
};
pub use customer::{
    Address, CompanyProfile, Customer, CustomerFilter, ManagedService, Relationship, SupportProfile,
};
pub use service_request::{
    NewServiceRequest, Note, Person, RequestSeverity, RequestStatus, ServiceRequest, SupportTopic,
};
pub use subscription::{Subscription, SubscriptionStatus};
