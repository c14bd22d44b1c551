//! The JSON of Partner Center; the only place that knows its property names.

use crate::portal::{
    Next, Page,
    call::Reply,
    json::{Misread, Place},
    partner_center::{
        Address, CompanyProfile, Customer, CustomerFilter, ManagedService, NewServiceRequest, Note,
        Person, Relationship, RequestSeverity, RequestStatus, ServiceRequest, Subscription,
        SubscriptionStatus, SupportProfile, SupportTopic,
    },
};
use serde_json::json;

/// Hosts to which a portal link may lead, with all their subdomains.
const MICROSOFT_HOSTS: [&str; 8] = [
    "microsoft.com",
    "office.com",
    "office365.us",
    "azure.com",
    "azure.us",
    "azure.cn",
    "dynamics.com",
    "partner.microsoftonline.cn",
];

pub fn filter(filter: &CustomerFilter) -> String {
    let (field, value) = match filter {
        CustomerFilter::CompanyName(value) => ("CompanyName", value),
        CustomerFilter::Domain(value) => ("Domain", value),
    };
    json!({"Field": field, "Value": value, "Operator": "starts_with"}).to_string()
}

pub fn note(text: &str) -> String {
    json!({"NewNote": {"Text": text}}).to_string()
}

pub fn closing() -> String {
    json!({"Status": "closed"}).to_string()
}

pub fn new_request(new: &NewServiceRequest) -> String {
    json!({
        "Title": new.title,
        "Description": new.description,
        "Severity": new.severity.as_str(),
        "SupportTopicId": new.topic_id,
        "PrimaryContact": {
            "FirstName": new.contact.first_name,
            "LastName": new.contact.last_name,
            "Email": new.contact.email,
            "PhoneNumber": new.contact.phone,
        },
        "CountryCode": new.country,
    })
    .to_string()
}

pub fn customers(reply: &Reply<'_>) -> Result<Page<Customer>, Misread> {
    page(reply, customer)
}

pub fn customer_reply(reply: &Reply<'_>) -> Result<Customer, Misread> {
    customer(&reply.body)
}

fn customer(at: &Place<'_>) -> Result<Customer, Misread> {
    let profile = at.get("companyProfile");
    let billing = at.get("billingProfile");
    Ok(Customer {
        id: at.need("id")?,
        name: profile.need("companyName")?,
        domain: profile.text_at("domain"),
        country: billing.get("defaultAddress").text_at("country"),
        relationship: Relationship::read(&at.get("relationshipToPartner")),
        allow_delegated_access: at.flag_at("allowDelegatedAccess"),
    })
}

pub fn company_profile(reply: &Reply<'_>) -> Result<CompanyProfile, Misread> {
    let at = &reply.body;
    let address = at.get("address");
    Ok(CompanyProfile {
        tenant_id: at.need("tenantId")?,
        name: at.need("companyName")?,
        domain: at.text_at("domain"),
        email: at.text_at("email"),
        address: Address {
            line: address.text_at("addressLine1"),
            city: address.text_at("city"),
            postal_code: address.text_at("postalCode"),
            country: address.text_at("country"),
        },
    })
}

pub fn subscriptions(reply: &Reply<'_>) -> Result<Vec<Subscription>, Misread> {
    reply.body.need_list("items", |at| {
        Ok(Subscription {
            id: at.need("id")?,
            entitlement_id: at.text_at("entitlementId"),
            offer_id: at.text_at("offerId"),
            offer_name: at.text_at("offerName"),
            friendly_name: at.text_at("friendlyName"),
            publisher: at.text_at("publisherName"),
            product_type: at.get("productType").text_at("id"),
            is_microsoft_product: at.flag_at("isMicrosoftProduct"),
            quantity: at.get("quantity").whole().unwrap_or_default(),
            unit: at.text_at("unitType"),
            status: SubscriptionStatus::read(&at.get("status")),
            commitment_end: at
                .moment_at("commitmentEndDate")
                .filter(|it| it.0 < END_OF_TIME_MS),
        })
    })
}

/// The year 9999 stands for "no end".
const END_OF_TIME_MS: i64 = 253_370_764_800_000;

pub fn managed_services(reply: &Reply<'_>) -> Result<Vec<ManagedService>, Misread> {
    reply.body.need_list("items", |at| {
        let links = at.get("links");
        let page = |key| portal_page(links.get(key).text_at("uri"));
        Ok(ManagedService {
            id: at.need("id")?,
            name: at.text_at("name"),
            group: at.text_at("groupName"),
            admin_page: page("adminService"),
            health_page: page("serviceHealth"),
            ticket_page: page("serviceTicket"),
        })
    })
}

fn portal_page(uri: String) -> Option<String> {
    let rest = uri.strip_prefix("https://")?;
    let host = rest
        .split(['/', '?', '#', '\\'])
        .next()?
        .to_ascii_lowercase();
    let leads_home = MICROSOFT_HOSTS.iter().any(|it| {
        host.strip_suffix(it)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    });
    (leads_home && !host.contains(['@', ':', '%'])).then_some(uri)
}

pub fn requests(reply: &Reply<'_>) -> Result<Page<ServiceRequest>, Misread> {
    page(reply, request)
}

pub fn request_reply(reply: &Reply<'_>) -> Result<ServiceRequest, Misread> {
    request(&reply.body)
}

/// The current generation answers a change with nothing, the one before with the changed request.
pub fn changed_request(reply: &Reply<'_>) -> Result<Option<ServiceRequest>, Misread> {
    if reply.response.status == 204 {
        Ok(None)
    } else {
        request(&reply.body).map(Some)
    }
}

fn request(at: &Place<'_>) -> Result<ServiceRequest, Misread> {
    let contact = at.get("primaryContact");
    Ok(ServiceRequest {
        id: at.need("id")?,
        title: at.text_at("title"),
        description: at.text_at("description"),
        severity: RequestSeverity::read(&at.get("severity")),
        status: RequestStatus::read(&at.get("status")),
        topic_id: at.text_at("supportTopicId"),
        topic_name: at.text_at("supportTopicName"),
        product_name: at.text_at("productName"),
        organization: at.get("organization").text_at("name"),
        contact: Person {
            first_name: contact.text_at("firstName"),
            last_name: contact.text_at("lastName"),
            email: contact.text_at("email"),
            phone: contact.text_at("phoneNumber"),
        },
        created: at.moment_at("createdDate"),
        modified: at.moment_at("lastModifiedDate"),
        closed: at.moment_at("lastClosedDate"),
        notes: at.list("notes", |at| {
            Ok(Note {
                author: at.text_at("createdByName"),
                created: at.moment_at("createdDate"),
                text: at.text_at("text"),
            })
        })?,
    })
}

pub fn support_topics(reply: &Reply<'_>) -> Result<Vec<SupportTopic>, Misread> {
    reply.body.need_list("items", |at| {
        Ok(SupportTopic {
            id: at.need("id")?,
            name: at.text_at("name"),
            description: at.text_at("description"),
        })
    })
}

pub fn support_profile(reply: &Reply<'_>) -> Result<SupportProfile, Misread> {
    let at = &reply.body;
    at.object()?;
    Ok(SupportProfile {
        email: at.text_at("email"),
        telephone: at.text_at("telephone"),
        website: at.text_at("website"),
    })
}

fn page<T>(
    reply: &Reply<'_>,
    read: fn(&Place<'_>) -> Result<T, Misread>,
) -> Result<Page<T>, Misread> {
    let at = &reply.body;
    Ok(Page {
        items: at.need_list("items", read)?,
        next: Next::from_link(&at.get("links").get("next"))?,
    })
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
