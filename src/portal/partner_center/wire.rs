//! The JSON of Partner Center; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    call::Reply,
    json::{elements, flag, list, moment, text, whole},
    link::portal_page,
    markup,
    partner_center::{
        Address, CompanyProfile, Customer, CustomerFilter, IncidentStatus, LegalProfile,
        ManagedService, MpnProfile, NewServiceRequest, Note, OrganizationProfile, PartnerRelation,
        Person, RelatedPartner, Relationship, RequestSeverity, RequestStatus, ServiceIncident,
        ServiceRequest, Subscription, SubscriptionStatus, SupportContact, SupportProfile,
        SupportTopic, VettingStatus, VettingStep,
    },
    writer::Writer,
};
use serde_json::Value;

/// What each reply cannot do without.
pub const PROFILE: &[&str] = &["tenantId"];
pub const ROWS: &[&str] = &["items/*/id"];
pub const ROW: &[&str] = &["id"];
pub const OBJECT: &[&str] = &[""];
pub const LIST: &[&str] = &["items/*"];
pub const MPN: &[&str] = &["mpnId"];
pub const COMPANY: &[&str] = &["companyName"];
pub const CONTACT: &[&str] = &["supportTenantId"];
pub const AGREEMENT: &[&str] = &["isAgreementSigned"];

/// The year 9999 stands for "no end".
const END_OF_TIME_MS: i64 = 253_370_764_800_000;

pub fn filter(filter: &CustomerFilter) -> String {
    let (field, value) = match filter {
        CustomerFilter::CompanyName(value) => ("CompanyName", value),
        CustomerFilter::Domain(value) => ("Domain", value),
    };
    filter_text(field, value, "starts_with")
}

pub fn name_filter(name: &str) -> String {
    filter_text("Name", name, "starts_with")
}

pub fn active_filter() -> String {
    filter_text("Resolved", "false", "equals")
}

fn filter_text(field: &str, value: &str, operator: &str) -> String {
    let mut out = Writer::object();
    out.texts(&[("Field", field), ("Value", value), ("Operator", operator)]);
    out.done()
}

/// A relation as a query spells it: `IsIndirectResellerOf`.
pub fn relation(relation: &PartnerRelation) -> String {
    let mut text = String::new();
    for word in relation.as_str().split('_') {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        text.push_str(&first.to_ascii_uppercase());
        text.push_str(rest);
    }
    text
}

pub fn new_support_profile(profile: &SupportProfile) -> String {
    let mut out = Writer::object();
    out.texts(&[
        ("Email", &profile.email),
        ("Telephone", &profile.telephone),
        ("Website", &profile.website),
    ]);
    out.done()
}

pub fn new_support_contact(contact: &SupportContact) -> String {
    let mut out = Writer::object();
    out.texts(&[
        ("SupportTenantId", &contact.tenant_id),
        ("SupportMpnId", &contact.mpn_id),
        ("Name", &contact.name),
    ]);
    out.done()
}

pub fn note(text: &str) -> String {
    let mut out = Writer::object();
    out.open("NewNote");
    out.text("Text", text);
    out.close();
    out.done()
}

pub fn closing() -> String {
    "{\"Status\":\"closed\"}".into()
}

pub fn new_request(new: &NewServiceRequest) -> String {
    let mut out = Writer::object();
    out.text("Title", &new.title);
    out.text("Description", &new.description);
    out.text("Severity", new.severity.as_str());
    out.text("SupportTopicId", &new.topic_id);
    out.text("CountryCode", &new.country);
    out.open("PrimaryContact");
    out.text("FirstName", &new.contact.first_name);
    out.text("LastName", &new.contact.last_name);
    out.text("Email", &new.contact.email);
    out.text("PhoneNumber", &new.contact.phone);
    out.close();
    out.done()
}

pub fn customers(reply: &Reply<'_>) -> Page<Customer> {
    page(reply, customer)
}

pub fn customer_reply(reply: &Reply<'_>) -> Customer {
    customer(&reply.body)
}

fn customer(it: &Value) -> Customer {
    Customer {
        id: text(it, "id"),
        name: named(it),
        domain: text(it, "companyProfile/domain"),
        country: text(it, "billingProfile/defaultAddress/country"),
        relationship: Relationship::read(it, "relationshipToPartner"),
        allow_delegated_access: flag(it, "allowDelegatedAccess"),
    }
}

/// The company's name; a customer without one is called by its domain or its id.
fn named(it: &Value) -> String {
    let names = ["companyProfile/companyName", "companyProfile/domain", "id"];
    let mut names = names.into_iter().map(|path| text(it, path));
    names.find(|it| !it.trim().is_empty()).unwrap_or_default()
}

pub fn company_profile(reply: &Reply<'_>) -> CompanyProfile {
    let it = &reply.body;
    CompanyProfile {
        tenant_id: text(it, "tenantId"),
        name: text(it, "companyName"),
        domain: text(it, "domain"),
        email: text(it, "email"),
        address: postal(it, "address"),
    }
}

fn postal(it: &Value, key: &str) -> Address {
    let part = |name: &str| text(it, &[key, "/", name].concat());
    Address {
        line: part("addressLine1"),
        city: part("city"),
        postal_code: part("postalCode"),
        country: part("country"),
    }
}

pub fn subscriptions(reply: &Reply<'_>) -> Vec<Subscription> {
    list(&reply.body, "items", subscription)
}

pub fn subscription_reply(reply: &Reply<'_>) -> Subscription {
    subscription(&reply.body)
}

fn subscription(it: &Value) -> Subscription {
    Subscription {
        id: text(it, "id"),
        entitlement_id: text(it, "entitlementId"),
        offer_id: text(it, "offerId"),
        offer_name: text(it, "offerName"),
        friendly_name: text(it, "friendlyName"),
        publisher: text(it, "publisherName"),
        product_type: text(it, "productType/id"),
        is_microsoft_product: flag(it, "isMicrosoftProduct"),
        quantity: whole(it, "quantity").unwrap_or_default(),
        unit: text(it, "unitType"),
        status: SubscriptionStatus::read(it, "status"),
        commitment_end: moment(it, "commitmentEndDate").filter(|it| it.0 < END_OF_TIME_MS),
    }
}

pub fn managed_services(reply: &Reply<'_>) -> Vec<ManagedService> {
    list(&reply.body, "items", |it| ManagedService {
        id: text(it, "id"),
        name: text(it, "name"),
        group: text(it, "groupName"),
        admin_page: portal_page(text(it, "links/adminService/uri")),
        health_page: portal_page(text(it, "links/serviceHealth/uri")),
        ticket_page: portal_page(text(it, "links/serviceTicket/uri")),
    })
}

pub fn requests(reply: &Reply<'_>) -> Page<ServiceRequest> {
    page(reply, request)
}

pub fn request_reply(reply: &Reply<'_>) -> ServiceRequest {
    request(&reply.body)
}

/// The current generation answers a change with nothing, the one before with the changed request.
pub fn changed_request(reply: &Reply<'_>) -> Option<ServiceRequest> {
    (reply.response.status != 204).then(|| request(&reply.body))
}

fn request(it: &Value) -> ServiceRequest {
    ServiceRequest {
        id: text(it, "id"),
        title: text(it, "title"),
        description: text(it, "description"),
        severity: RequestSeverity::read(it, "severity"),
        status: RequestStatus::read(it, "status"),
        topic_id: text(it, "supportTopicId"),
        topic_name: text(it, "supportTopicName"),
        product_name: text(it, "productName"),
        organization: text(it, "organization/name"),
        contact: contact(it),
        created: moment(it, "createdDate"),
        modified: moment(it, "lastModifiedDate"),
        closed: moment(it, "lastClosedDate"),
        notes: list(it, "notes", |it| Note {
            author: text(it, "createdByName"),
            created: moment(it, "createdDate"),
            text: text(it, "text"),
        }),
    }
}

fn contact(it: &Value) -> Person {
    Person {
        first_name: text(it, "primaryContact/firstName"),
        last_name: text(it, "primaryContact/lastName"),
        email: text(it, "primaryContact/email"),
        phone: text(it, "primaryContact/phoneNumber"),
    }
}

pub fn support_topics(reply: &Reply<'_>) -> Vec<SupportTopic> {
    list(&reply.body, "items", |it| SupportTopic {
        id: text(it, "id"),
        name: text(it, "name"),
        description: text(it, "description"),
    })
}

pub fn support_profile(reply: &Reply<'_>) -> SupportProfile {
    let it = &reply.body;
    SupportProfile {
        email: text(it, "email"),
        telephone: text(it, "telephone"),
        website: text(it, "website"),
    }
}

pub fn mpn_profile(reply: &Reply<'_>) -> MpnProfile {
    MpnProfile {
        mpn_id: text(&reply.body, "mpnId"),
        name: text(&reply.body, "partnerName"),
    }
}

pub fn legal_profile(reply: &Reply<'_>) -> LegalProfile {
    let it = &reply.body;
    LegalProfile {
        name: text(it, "companyName"),
        address: postal(it, "address"),
        contact: contact(it),
        approver_email: text(it, "companyApproverEmail"),
        vetting: VettingStatus::read(it, "vettingStatus"),
        vetting_step: VettingStep::read(it, "vettingSubStatus"),
    }
}

pub fn organization_profile(reply: &Reply<'_>) -> OrganizationProfile {
    let it = &reply.body;
    OrganizationProfile {
        tenant_id: text(it, "tenantId"),
        name: text(it, "companyName"),
        domain: text(it, "domain"),
        email: text(it, "email"),
        address: postal(it, "defaultAddress"),
        language: text(it, "language"),
        culture: text(it, "culture"),
    }
}

pub fn partners(reply: &Reply<'_>) -> Page<RelatedPartner> {
    page(reply, |it| RelatedPartner {
        id: text(it, "id"),
        name: text(it, "name"),
        relation: PartnerRelation::read(it, "relationshipType"),
        state: text(it, "state"),
        mpn_id: text(it, "mpnId"),
        country: text(it, "location"),
    })
}

pub fn agreement(reply: &Reply<'_>) -> bool {
    flag(&reply.body, "isAgreementSigned") == Some(true)
}

pub fn support_contact(reply: &Reply<'_>) -> SupportContact {
    let it = &reply.body;
    SupportContact {
        tenant_id: text(it, "supportTenantId"),
        mpn_id: text(it, "supportMpnId"),
        name: text(it, "name"),
    }
}

/// Listed one by one, or by service with incidents and messages apart.
pub fn service_incidents(reply: &Reply<'_>) -> Vec<ServiceIncident> {
    let mut incidents = Vec::new();
    for item in elements(&reply.body, "items") {
        let of_group = [
            list(item, "incidents", incident),
            list(item, "messageCenterMessages", incident),
        ];
        incidents.extend(of_group.into_iter().flatten());
        if !text(item, "id").is_empty() {
            incidents.push(incident(item));
        }
    }
    incidents
}

fn incident(it: &Value) -> ServiceIncident {
    ServiceIncident {
        id: text(it, "id"),
        workload: text(it, "workload"),
        status: IncidentStatus::read(it, "status"),
        is_resolved: flag(it, "resolved") == Some(true),
        area: text(it, "impactedArea"),
        start: moment(it, "startTime"),
        end: moment(it, "endTime"),
        messages: list(it, "messages", |it| markup::plain(&text(it, "messageText"))),
    }
}

fn page<T>(reply: &Reply<'_>, read: fn(&Value) -> T) -> Page<T> {
    let next = Next::read(&reply.body, "links/next/uri", "links/next/headers");
    Page {
        items: list(&reply.body, "items", read),
        next,
    }
}
