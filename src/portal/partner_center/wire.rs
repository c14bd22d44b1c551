//! The JSON of Partner Center; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    call::Reply,
    json::{flag, list, moment, text, whole},
    partner_center::{
        Address, CompanyProfile, Customer, CustomerFilter, ManagedService, NewServiceRequest, Note,
        Person, Relationship, RequestSeverity, RequestStatus, ServiceRequest, Subscription,
        SubscriptionStatus, SupportProfile, SupportTopic,
    },
    writer::Writer,
};
use serde_json::Value;

/// What each reply cannot do without.
pub const CUSTOMERS: &[&str] = &["items/*/id", "items/*/companyProfile/companyName"];
pub const CUSTOMER: &[&str] = &["id", "companyProfile/companyName"];
pub const PROFILE: &[&str] = &["tenantId", "companyName"];
pub const ROWS: &[&str] = &["items/*/id"];
pub const ROW: &[&str] = &["id"];
pub const OBJECT: &[&str] = &[""];

/// Hosts to which a portal link may lead, with all their subdomains.
const MICROSOFT_HOSTS: [&str; 8] = [
    ".microsoft.com",
    ".office.com",
    ".office365.us",
    ".azure.com",
    ".azure.us",
    ".azure.cn",
    ".dynamics.com",
    ".partner.microsoftonline.cn",
];

/// The year 9999 stands for "no end".
const END_OF_TIME_MS: i64 = 253_370_764_800_000;

pub fn filter(filter: &CustomerFilter) -> String {
    let (field, value) = match filter {
        CustomerFilter::CompanyName(value) => ("CompanyName", value),
        CustomerFilter::Domain(value) => ("Domain", value),
    };
    let mut out = Writer::object();
    out.texts(&[
        ("Field", field),
        ("Value", value),
        ("Operator", "starts_with"),
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
        name: text(it, "companyProfile/companyName"),
        domain: text(it, "companyProfile/domain"),
        country: text(it, "billingProfile/defaultAddress/country"),
        relationship: Relationship::read(it, "relationshipToPartner"),
        allow_delegated_access: flag(it, "allowDelegatedAccess"),
    }
}

pub fn company_profile(reply: &Reply<'_>) -> CompanyProfile {
    let it = &reply.body;
    CompanyProfile {
        tenant_id: text(it, "tenantId"),
        name: text(it, "companyName"),
        domain: text(it, "domain"),
        email: text(it, "email"),
        address: Address {
            line: text(it, "address/addressLine1"),
            city: text(it, "address/city"),
            postal_code: text(it, "address/postalCode"),
            country: text(it, "address/country"),
        },
    }
}

pub fn subscriptions(reply: &Reply<'_>) -> Vec<Subscription> {
    list(&reply.body, "items", |it| Subscription {
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
    })
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

/// The address of a page, if it is one of Microsoft's.
fn portal_page(uri: String) -> Option<String> {
    let rest = uri.strip_prefix("https://")?;
    let is_of_host = |it: u8| it.is_ascii_alphanumeric() || it == b'.' || it == b'-';
    let end = rest
        .bytes()
        .position(|it| !is_of_host(it))
        .unwrap_or(rest.len());
    let (host, behind) = rest.split_at_checked(end)?;
    // Anything else behind the host, such as `@`, `:` or `\\`, can mean that the host is another one.
    if !behind.is_empty() && !behind.starts_with(['/', '?']) {
        return None;
    }
    let host = [".", &host.to_ascii_lowercase()].concat();
    MICROSOFT_HOSTS
        .iter()
        .any(|it| host.ends_with(it))
        .then_some(uri)
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
        contact: Person {
            first_name: text(it, "primaryContact/firstName"),
            last_name: text(it, "primaryContact/lastName"),
            email: text(it, "primaryContact/email"),
            phone: text(it, "primaryContact/phoneNumber"),
        },
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

fn page<T>(reply: &Reply<'_>, read: fn(&Value) -> T) -> Page<T> {
    let next = Next::read(&reply.body, "links/next/uri", "links/next/headers");
    Page {
        items: list(&reply.body, "items", read),
        next,
    }
}

#[cfg(test)]
mod tests {
    use super::portal_page;

    #[test]
    fn only_pages_of_microsoft_become_links() {
        for (uri, is_page) in [
            (
                "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1",
                true,
            ),
            ("https://OFFICE.com", true),
            ("http://portal.office.com/", false),
            ("javascript:alert(1)", false),
            ("https://notoffice.com/", false),
            ("https://office.com.evil.example/", false),
            ("https://evil.example\\.office.com/", false),
            ("https://evil.example@office.com/", false),
            ("", false),
        ] {
            assert_eq!(portal_page(uri.into()).is_some(), is_page, "`{uri}`");
        }
    }
}
