//! The calls of Partner Center.

use crate::portal::{
    Call, Method, Page, Request, Signer, address,
    call::{Api, Reply},
    partner_center::{
        CompanyProfile, Customer, CustomerFilter, LegalProfile, ManagedService, MpnProfile,
        NewServiceRequest, OrganizationProfile, PartnerName, PartnerRelation, RelatedPartner,
        ServiceIncident, ServiceRequest, Subscription, SupportContact, SupportProfile,
        SupportTopic, WhichIncidents, wire,
    },
};

/// The partner's customers, `size` to a page (0: as many as the portal likes).
pub fn customers(size: u32, filter: Option<&CustomerFilter>) -> Call<Page<Customer>> {
    let mut path = String::from("/v1/customers");
    address::push_query(&mut path, "size", &size.to_string());
    if let Some(filter) = filter {
        address::push_query(&mut path, "filter", &wire::filter(filter));
    }
    get(path, wire::ROWS, wire::customers)
}

/// One customer, with what lists do not tell.
pub fn customer(tenant: &str) -> Call<Customer> {
    get(
        address::path("/v1/customers/*", &[tenant]),
        wire::ROW,
        wire::customer_reply,
    )
}

/// The company behind a customer.
pub fn company_profile(tenant: &str) -> Call<CompanyProfile> {
    let path = address::path("/v1/customers/*/profiles/company", &[tenant]);
    get(path, wire::PROFILE, wire::company_profile)
}

/// All subscriptions of a customer.
pub fn subscriptions(tenant: &str) -> Call<Vec<Subscription>> {
    let path = address::path("/v1/customers/*/subscriptions", &[tenant]);
    get(path, wire::ROWS, wire::subscriptions)
}

/// One subscription of a customer.
pub fn subscription(tenant: &str, id: &str) -> Call<Subscription> {
    let path = address::path("/v1/customers/*/subscriptions/*", &[tenant, id]);
    get(path, wire::ROW, wire::subscription_reply)
}

/// Whom a customer turns to about a subscription.
pub fn support_contact(tenant: &str, subscription: &str) -> Call<SupportContact> {
    let path = address::path(CONTACT, &[tenant, subscription]);
    get(path, wire::CONTACT, wire::support_contact)
}

/// Changes whom a customer turns to: the partner itself, or one of its resellers.
pub fn set_support_contact(
    tenant: &str,
    subscription: &str,
    contact: &SupportContact,
) -> Call<SupportContact> {
    let path = address::path(CONTACT, &[tenant, subscription]);
    put(
        path,
        wire::new_support_contact(contact),
        wire::CONTACT,
        wire::support_contact,
    )
}

/// The services the partner administers for a customer; none without delegated admin privileges.
pub fn managed_services(tenant: &str) -> Call<Vec<ManagedService>> {
    let path = address::path("/v1/customers/*/managedservices", &[tenant]);
    get(path, wire::ROWS, wire::managed_services)
}

/// The service requests of one customer, or of all; only the former tells whose they are.
/// Starts with the request number `offset`, `size` to a page.
pub fn requests(tenant: Option<&str>, offset: u32, size: u32) -> Call<Page<ServiceRequest>> {
    let mut path = match tenant {
        Some(tenant) => address::path("/v1/customers/*/servicerequests", &[tenant]),
        None => "/v1/servicerequests".into(),
    };
    address::push_query(&mut path, "offset", &offset.to_string());
    address::push_query(&mut path, "size", &size.to_string());
    get(path, wire::ROWS, wire::requests)
}

/// One service request in full.
pub fn request(id: &str) -> Call<ServiceRequest> {
    get(
        address::path(ONE_REQUEST, &[id]),
        wire::ROW,
        wire::request_reply,
    )
}

/// Adds a note to a service request. The changed request comes back, or nothing; then read it again.
pub fn add_note(id: &str, text: &str) -> Call<Option<ServiceRequest>> {
    change(id, wire::note(text))
}

/// Closes a service request. The changed request comes back, or nothing; then read it again.
pub fn close_request(id: &str) -> Call<Option<ServiceRequest>> {
    change(id, wire::closing())
}

/// What a service request can be about.
pub fn support_topics() -> Call<Vec<SupportTopic>> {
    get(
        "/v1/servicerequests/supporttopics".into(),
        wire::ROWS,
        wire::support_topics,
    )
}

/// Files a service request; see the module about its standing.
///
/// Give it a request id that is stored before it is sent ([`Call::traced`]): repeated with the same id it files nothing new.
pub fn create_request(new: &NewServiceRequest) -> Call<ServiceRequest> {
    let path = address::path(ONE_REQUEST, &[&new.agent_locale]);
    let request = Request::new(Api::PartnerCenter, Method::Post, Signer::Partner, path);
    let request = request.with_body(wire::new_request(new));
    Call {
        request,
        needs: wire::ROW,
        read: wire::request_reply,
    }
}

/// How customers reach the partner's own support.
pub fn support_profile() -> Call<SupportProfile> {
    get(
        "/v1/profiles/support".into(),
        wire::OBJECT,
        wire::support_profile,
    )
}

/// Changes how customers reach the partner's own support.
pub fn set_support_profile(profile: &SupportProfile) -> Call<SupportProfile> {
    // The reference page says `supportprofile`; every library, and so the portal, says `support`.
    put(
        "/v1/profiles/support".into(),
        wire::new_support_profile(profile),
        wire::OBJECT,
        wire::support_profile,
    )
}

/// The partner in Microsoft's partner network, or another one by its number. A number that nobody has is
/// [`Error::NotFound`](crate::portal::Error::NotFound).
pub fn mpn_profile(mpn_id: Option<&str>) -> Call<MpnProfile> {
    let mut path = String::from("/v1/profiles/mpn");
    if let Some(mpn_id) = mpn_id {
        address::push_query(&mut path, "mpnId", mpn_id);
    }
    get(path, wire::MPN, wire::mpn_profile)
}

/// The company behind the partner, as it is now.
pub fn legal_profile() -> Call<LegalProfile> {
    let path = "/v1/profiles/legalbusiness?vettingVersion=Current";
    get(path.into(), wire::COMPANY, wire::legal_profile)
}

/// The partner's own tenant.
pub fn organization_profile() -> Call<OrganizationProfile> {
    let path = "/v1/profiles/organization";
    get(path.into(), wire::COMPANY, wire::organization_profile)
}

/// The partners to whom this one has a relation, all or those whose name starts with a text, whatever its case.
pub fn partners(relation: &PartnerRelation, name: &str) -> Call<Page<RelatedPartner>> {
    let mut path = String::from("/v1/relationships");
    address::push_query(&mut path, "relationship_type", &wire::relation(relation));
    if !name.is_empty() {
        address::push_query(&mut path, "filter", &wire::name_filter(name));
    }
    get(path, wire::ROWS, wire::partners)
}

/// The partners who also serve a customer.
pub fn partners_of(tenant: &str) -> Call<Page<RelatedPartner>> {
    let path = address::path("/v1/customers/*/relationships", &[tenant]);
    get(path, wire::ROWS, wire::partners)
}

/// Whether a partner has signed the Microsoft Partner Agreement.
pub fn agreement_signed(partner: &PartnerName) -> Call<bool> {
    let mut path = String::from("/v1/compliance/csp/agreementstatus");
    let (key, value) = match partner {
        PartnerName::Mpn(value) => ("mpnId", value),
        PartnerName::Tenant(value) => ("tenantId", value),
    };
    address::push_query(&mut path, key, value);
    get(path, wire::AGREEMENT, wire::agreement)
}

/// What is wrong with the Office services of a customer, or of all: the portal's own words warn that the latter is unreliable.
pub fn service_incidents(
    tenant: Option<&str>,
    which: WhichIncidents,
) -> Call<Vec<ServiceIncident>> {
    let mut path = match tenant {
        Some(tenant) => address::path("/v1/customers/*/serviceincidents/office", &[tenant]),
        None => "/v1/serviceincidents/office".into(),
    };
    if which == WhichIncidents::Active {
        address::push_query(&mut path, "filter", &wire::active_filter());
    }
    get(path, wire::LIST, wire::service_incidents)
}

const CONTACT: &str = "/v1/customers/*/subscriptions/*/supportcontact";
const ONE_REQUEST: &str = "/v1/servicerequests/*";

fn change(id: &str, body: String) -> Call<Option<ServiceRequest>> {
    let path = address::path(ONE_REQUEST, &[id]);
    let request = Request::new(Api::PartnerCenter, Method::Patch, Signer::Partner, path);
    Call {
        request: request.with_body(body),
        needs: wire::ROW,
        read: wire::changed_request,
    }
}

fn put<T>(
    path: String,
    body: String,
    needs: &'static [&'static str],
    read: fn(&Reply<'_>) -> T,
) -> Call<T> {
    let request = Request::new(Api::PartnerCenter, Method::Put, Signer::Partner, path);
    Call {
        request: request.with_body(body),
        needs,
        read,
    }
}

fn get<T>(path: String, needs: &'static [&'static str], read: fn(&Reply<'_>) -> T) -> Call<T> {
    let request = Request::new(Api::PartnerCenter, Method::Get, Signer::Partner, path);
    Call {
        request,
        needs,
        read,
    }
}
