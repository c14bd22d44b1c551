//! Replies made after the portals' documentation, in every generation; a mistake that clients and practice portal share
//! does not pass here.

use crate::portal::{outcome, read, short};
use partner_triage::portal::{
    Call, Error, Lost, Response, Who,
    azure_support::{
        self, Created, Direction, NameCheck, Progress, Scope, TicketSeverity, TicketStatus,
    },
    graph::{self, Classification, Detail, HealthStatus},
    partner_center::{self, Relationship, RequestSeverity, RequestStatus, SubscriptionStatus},
};

fn good<T>(call: &Call<T>, body: &str) -> T {
    read(call, 200, body).map_err(|it| short(&it)).unwrap()
}

#[test]
fn customers_in_seek_pages() {
    let body = "\u{feff}{\"totalCount\": 1, \"items\": [{\"id\": \"A4E2-x\", \"companyProfile\": {\"tenantId\": \"a4e2-x\",
        \"domain\": \"first.example\", \"companyName\": \"First\", \"links\": {\"self\": {\"uri\": \"/customers/a/profiles/company\",
        \"method\": \"GET\", \"headers\": []}}, \"attributes\": {\"objectType\": \"CustomerCompanyProfile\"}},
        \"relationshipToPartner\": 1, \"attributes\": {\"objectType\": \"Customer\"}}],
        \"links\": {\"next\": {\"uri\": \"/customers?size=1&seekOperation=Next\", \"method\": \"GET\", \"headers\":
        [{\"key\": \"MS-ContinuationToken\", \"value\": \"AAA,b/c==\"}]}}, \"attributes\": {\"objectType\": \"Collection\"}}";
    let page = good(&partner_center::customers(1, None), body);
    assert!(page.next.is_some());
    assert_eq!(page.items[0].relationship, Relationship::Reseller);
    assert_eq!(
        (
            page.items[0].name.as_str(),
            page.items[0].allow_delegated_access
        ),
        ("First", None)
    );
}

#[test]
fn a_customer_with_everything_and_the_unknown() {
    let body = r#"{"Id": "1", "commerceId": "c", "companyProfile": {"companyName": "First", "domain": null},
        "billingProfile": {"defaultAddress": {"country": "CZ"}}, "relationshipToPartner": "cousin",
        "allowDelegatedAccess": false, "userCredentials": {"userName": "x", "password": "never shown"}, "later": [{}]}"#;
    let customer = good(&partner_center::customer("1"), body);
    assert_eq!(
        (customer.country.as_str(), customer.allow_delegated_access),
        ("CZ", Some(false))
    );
    assert_eq!(customer.relationship, Relationship::Other("cousin".into()));
}

#[test]
fn subscriptions_with_words_integers_and_odd_dates() {
    let body = r#"{"totalCount": 7, "items": [
        {"id": "83EF9D05-4169-4EF9-9657-0E86B1EAB1DE", "entitlementId": "e1", "friendlyName": "nickname", "quantity": 1,
         "offerId": "MS-AZR-0145P", "offerName": "Microsoft Azure", "unitType": "none", "status": "active",
         "creationDate": "2015-11-25T06: 41: 12Z", "commitmentEndDate": "9999-12-14T00:00:00Z", "billingType": "usage"},
        {"id": "2", "offerName": "Office 365 E3", "quantity": "12", "status": 2, "commitmentEndDate": "2017-01-09T23:31:15.373",
         "productType": {"id": "OnlineServicesNCE"}, "publisherName": "Microsoft Corporation", "isMicrosoftProduct": true},
        {"id": "3", "status": "frozen", "quantity": null, "commitmentEndDate": "soon"}]}"#;
    let all = good(&partner_center::subscriptions("1"), body);
    assert_eq!(
        all.iter().map(|it| it.quantity).collect::<Vec<_>>(),
        [1, 12, 0]
    );
    assert_eq!(
        all.iter()
            .map(|it| it.commitment_end.is_some())
            .collect::<Vec<_>>(),
        [false, true, false]
    );
    assert_eq!(
        (&all[0].status, &all[1].status),
        (&SubscriptionStatus::Active, &SubscriptionStatus::Suspended)
    );
    assert_eq!(all[2].status, SubscriptionStatus::Other("frozen".into()));
}

#[test]
fn managed_services_with_links_to_pages() {
    let body = r#"{"totalCount": 1, "items": [{"id": "Exchange", "name": "Exchange", "groupName": "Office", "links": {
        "adminService": {"uri": "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=1&CSDEST=Exchange", "method": "GET"},
        "serviceHealth": {"uri": "javascript:alert(1)"}, "serviceTicket": {"uri": "https://office.com.evil.example/"}}}]}"#;
    let services = good(&partner_center::managed_services("1"), body);
    assert!(services[0].admin_page.is_some());
    assert_eq!(
        (&services[0].health_page, &services[0].ticket_page),
        (&None, &None)
    );
}

#[test]
fn service_requests_of_three_generations() {
    let first = r#"{"totalCount": 1, "items": [{"title": "T", "severity": 0, "status": 1, "id": "615123110001234",
        "primaryContact": {"lastName": "L", "firstName": "F"}, "createdDate": "2015-11-25T06:41:12",
        "lastModifiedDate": "2015-11-25T06:41:12", "lastClosedDate": "0001-01-01T00:00:00"}]}"#;
    let page = good(&partner_center::requests(None, 0, 5), first);
    assert_eq!(page.items[0].severity, RequestSeverity::Unknown);
    assert_eq!(
        (&page.items[0].status, page.items[0].closed),
        (&RequestStatus::Open, None)
    );
    let second = r#"{"title": "T", "description": "D", "severity": "critical", "supportTopicId": "32444671",
        "supportTopicName": "Cannot manage my profile", "id": "615123110001234", "status": "attention_needed",
        "organization": {"id": "o", "name": "Partner", "phoneNumber": "1"},
        "primaryContact": {"organization": {"id": "o"}, "contactId": "c", "email": "e@x.example"},
        "createdDate": "2020-09-02T23:26:19.7753934Z", "lastClosedDate": "0001-01-01T00:00:00",
        "notes": [{"createdByName": "N", "createdDate": "2020-09-03T00:00:00Z", "text": "words"}],
        "fileLinks": [{"id": "f"}], "countryCode": "US", "attributes": {"objectType": "ServiceRequest"}}"#;
    let request = good(&partner_center::request("1"), second);
    assert_eq!(request.status, RequestStatus::AttentionNeeded);
    assert_eq!(
        (
            request.notes[0].text.as_str(),
            request.organization.as_str()
        ),
        ("words", "Partner")
    );
    let third = r#"{"id": "1-1234567890123", "severity": 3, "status": 2, "emailCcList": ["x"], "appointment": {}}"#;
    let request = good(&partner_center::request("1"), third);
    assert_eq!(
        (request.severity, request.status),
        (RequestSeverity::Minimal, RequestStatus::Closed)
    );
    let changed = read(&partner_center::close_request("1"), 204, "");
    assert_eq!(changed.unwrap(), None);
    assert!(
        read(&partner_center::close_request("1"), 200, second)
            .unwrap()
            .is_some()
    );
    let topics = good(
        &partner_center::support_topics(),
        r#"{"items": [{"id": 32444667, "name": "Partner Center Issues"}]}"#,
    );
    assert_eq!(topics[0].id, "32444667");
}

#[test]
fn health_in_both_spellings() {
    let body = r#"{"@odata.context": "c", "@odata.nextLink": "https://graph.microsoft.com/v1.0/x?$skip=100", "value": [
        {"id": "Exchange", "service": "Exchange Online", "status": "ServiceDegradation", "issues": [
          {"id": "EX226792", "title": "T", "startDateTime": "2021-01-02T03:04:05Z", "endDateTime": null,
           "classification": "Incident", "origin": "Microsoft", "status": "serviceDegradation", "service": "Exchange Online",
           "isResolved": false, "details": [], "posts": [{"createdDateTime": "2021-01-02T04:00:00Z", "postType": "Regular",
           "description": {"contentType": "Html", "content": "<p>Some <b>users</b> &amp; more</p>"}}]}]},
        {"id": "New", "service": "New Service", "status": "somethingElse"}]}"#;
    let page = good(&graph::health_overviews("1", Detail::Issues), body);
    let issue = &page.items[0].issues[0];
    assert_eq!(
        (&page.items[0].status, &issue.status),
        (
            &HealthStatus::ServiceDegradation,
            &HealthStatus::ServiceDegradation
        )
    );
    assert_eq!(
        (&issue.classification, issue.end),
        (&Classification::Incident, None)
    );
    assert_eq!(issue.posts[0].text, "Some users & more");
    assert!(
        !page.items[1].status.is_healthy(),
        "the unknown is not healthy"
    );
    assert!(page.next.is_some());
}

#[test]
fn relationships_of_resellers_and_drafts() {
    let body = r##"{"value": [{"@odata.type": "#microsoft.graph.resellerDelegatedAdminRelationship", "@odata.etag": "W/\"x\"",
        "id": "a-b", "displayName": "N", "duration": "P730D", "customer": null, "accessDetails": {"unifiedRoles":
        [{"roleDefinitionId": "29232cdf-9323-42fd-ade2-1d097af3e4de"}]}, "status": "approvalPending",
        "autoExtendDuration": "PT0S", "endDateTime": null}]}"##;
    let page = good(&graph::relationships("1"), body);
    assert_eq!(
        (page.items[0].customer.as_str(), page.items[0].roles.len()),
        ("", 1)
    );
}

#[test]
fn tickets_in_title_case() {
    let scope = Scope {
        tenant: "1".into(),
        subscription: None,
    };
    let body = r#"{"id": "/x/supportTickets/t", "name": "t", "type": "Microsoft.Support/supportTickets", "properties": {
        "supportTicketId": "2405100010003340", "title": "T", "serviceDisplayName": "", "severity": "Minimal", "status": "closed",
        "createdDate": "2024-05-10T13:04:05Z", "serviceLevelAgreement": {"startTime": "2024-05-10T13:04:05Z",
        "expirationTime": "2024-05-10T21:04:05Z", "slaMinutes": 480}, "supportEngineer": {"emailAddress": null},
        "supportPlanType": "Azure Internal", "require24X7Response": false}}"#;
    let ticket = good(&azure_support::ticket(&scope, "t"), body);
    assert_eq!(
        (&ticket.severity, &ticket.status),
        (&TicketSeverity::Minimal, &TicketStatus::Closed)
    );
    assert_eq!(
        (ticket.sla_minutes, ticket.engineer.as_str()),
        (Some(480), "")
    );
    let messages = r#"{"value": [{"name": "m", "properties": {"communicationType": "Web", "communicationDirection": "Outbound",
        "sender": "a@x.example", "subject": "S - TrackingID#2405100010003340", "body": "<pre>a &lt; b</pre>"}}], "nextLink": null}"#;
    let page = good(&azure_support::communications(&scope, "t"), messages);
    assert_eq!(
        (&page.items[0].direction, page.items[0].body.as_str()),
        (&Direction::Outbound, "a < b")
    );
    let check = azure_support::check_name(&scope, "1");
    let taken = good(
        &check,
        r#"{"nameAvailable": false, "reason": "Invalid", "message": "M"}"#,
    );
    assert_eq!(
        taken,
        NameCheck::Taken {
            reason: "Invalid".into(),
            message: "M".into()
        }
    );
}

#[test]
fn one_service_one_kind_of_problem_one_message() {
    let service = azure_support::service("1", "a b");
    assert_eq!(
        service.request.path,
        "/providers/Microsoft.Support/services/a%20b?api-version=2024-04-01"
    );
    let body = r#"{"id": "/providers/Microsoft.Support/services/s", "name": "s", "type": "Microsoft.Support/services",
        "properties": {"displayName": "Virtual Machine running Windows", "resourceTypes": ["MICROSOFT.COMPUTE/VIRTUALMACHINES"]}}"#;
    let service = good(&service, body);
    assert_eq!(
        (service.name.as_str(), service.display_name.as_str()),
        ("s", "Virtual Machine running Windows")
    );
    let kind = azure_support::classification("1", "s", "k");
    assert_eq!(
        kind.request.path,
        "/providers/Microsoft.Support/services/s/problemClassifications/k?api-version=2024-04-01"
    );
    let body = r#"{"id": "/providers/Microsoft.Support/services/s/problemClassifications/k", "name": "k",
        "type": "Microsoft.Support/problemClassifications", "properties": {"displayName": "Backup / Restore",
        "secondaryConsentEnabled": [{"description": "D", "type": "VirtualMachine"}]}}"#;
    assert_eq!(good(&kind, body).display_name, "Backup / Restore");
    let scope = Scope {
        tenant: "1".into(),
        subscription: Some("2".into()),
    };
    let message = azure_support::communication(&scope, "t", "m");
    assert_eq!(
        message.request.path,
        "/subscriptions/2/providers/Microsoft.Support/supportTickets/t/communications/m?api-version=2024-04-01"
    );
    let body = r#"{"id": "/x/communications/m", "name": "m", "type": "Microsoft.Support/communications", "properties": {
        "communicationType": "Web", "communicationDirection": "Inbound", "sender": "a@x.example", "subject": "S",
        "body": "<pre>a &lt; b</pre>", "createdDate": "2024-05-10T13:04:05Z"}}"#;
    let message = good(&message, body);
    assert_eq!(
        (&message.direction, message.body.as_str()),
        (&Direction::Inbound, "a < b")
    );
    assert!(message.created.is_some());
}

#[test]
fn operations_end_well_or_badly() {
    let scope = Scope {
        tenant: "1".into(),
        subscription: None,
    };
    let origins = partner_triage::portal::Origins::of(partner_triage::portal::Cloud::Public);
    let address =
        "https://management.azure.com:443/providers/Microsoft.Support/operationsStatus/1?t=1&c=2";
    let response = Response {
        status: 202,
        headers: vec![("Azure-AsyncOperation".into(), address.into())],
        body: String::new(),
    };
    let name = azure_support::TicketName::parse("m").unwrap();
    let call = azure_support::create_communication(&scope, "t", &name, "s", "b");
    let Ok(Created::Accepted(operation)) = call.read(&response) else {
        panic!("accepted")
    };
    let call = azure_support::operation(&scope, &operation, &origins).unwrap();
    assert_eq!(
        call.request.path,
        "/providers/Microsoft.Support/operationsStatus/1?t=1&c=2"
    );
    assert_eq!(
        good(&call, r#"{"id": "x", "status": "InProgress"}"#),
        Progress::Running
    );
    let body = r#"{"status": "Succeeded", "properties": {"supportTicketCreationWarning": "", "supportTicketId": "24"}}"#;
    assert_eq!(
        good(&call, body),
        Progress::Succeeded {
            ticket_number: "24".into()
        }
    );
    let body = r#"{"status": "Failed", "error": {"code": "C", "message": "M"}}"#;
    assert_eq!(
        good(&call, body),
        Progress::Failed {
            code: "C".into(),
            message: "M".into()
        }
    );
}

#[test]
fn errors_in_every_published_shape() {
    let call = partner_center::customer("1");
    for (status, body, means) in [
        (
            400,
            r#"{"code": 3000, "description": "D", "data": [], "source": "PartnerFD"}"#,
            "refused: 3000 D",
        ),
        (
            400,
            r#"{"code": "2000", "description": "D"}"#,
            "refused: 2000 D",
        ),
        (
            400,
            r#"{"code": 2055, "description": "Etag is no longer valid"}"#,
            "conflict",
        ),
        (
            400,
            r#"{"code": 2007, "description": "{\"code\": 60042, \"reason\": \"The zip does not fit\"}"}"#,
            "refused: 2007 The zip does not fit",
        ),
        (
            400,
            r#"{"type": "t", "title": "Bad", "status": 400, "detail": "Longer", "instance": "i"}"#,
            "refused:  Longer",
        ),
        (401, r#"{"code": 900420, "description": "D"}"#, "sign in"),
        (
            403,
            r#"{"code": 20002, "description": "D"}"#,
            "not allowed: customer",
        ),
        (
            403,
            r#"{"code": 900123, "description": "D"}"#,
            "not allowed: partner company",
        ),
        (403, r#"{"code": 900150}"#, "not allowed: partner admin"),
        (403, "", "not allowed: partner admin"),
        (404, "<html>", "not found"),
        (405, "", "refused:  "),
        (409, r#"{"code": 800060}"#, "conflict"),
        (412, "", "conflict"),
        (417, r#"{"code": 800036}"#, "conflict"),
        (
            429,
            r#"{"statusCode": 429, "message": "Rate limit is exceeded."}"#,
            "try later: None",
        ),
        (500, r#"{"code": 800003}"#, "unreachable: NoAnswer"),
        (
            501,
            r#"{"code": 0, "description": "undefined"}"#,
            "refused: 0 undefined",
        ),
        (502, "<html>", "unreachable: NoAnswer"),
        (503, "", "try later: None"),
        (504, "", "unreachable: NoAnswer"),
        (302, "", "refused:  "),
    ] {
        assert_eq!(outcome(read(&call, status, body)), means, "{status} {body}");
    }
    let call = graph::issues("1");
    let body = r#"{"error": {"code": "TooManyRequests", "message": "M", "innererror": {"request-id": "r"}}}"#;
    let headers = vec![
        ("Retry-After".into(), "2.128".into()),
        ("request-id".into(), "the-id".into()),
    ];
    let error = call
        .read(&Response {
            status: 429,
            headers,
            body: body.into(),
        })
        .unwrap_err();
    assert!(matches!(
        error,
        Error::TryLater {
            after_secs: Some(3),
            ..
        }
    ));
    assert_eq!(error.support().correlation_id, "the-id");
    assert_eq!(error.support().body, body);
    assert_eq!(
        error.to_string(),
        "try later: graph GET /v1.0/admin/serviceAnnouncement/issues"
    );
    let error = read(&call, 403, r#"{"error": {"code": "Forbidden"}}"#).unwrap_err();
    assert!(matches!(
        error,
        Error::NotAllowed {
            who: Who::Customer,
            ..
        }
    ));
    let scope = Scope {
        tenant: "1".into(),
        subscription: None,
    };
    let body = r#"{"error": {"code": "ResourceNameInvalid", "message": "M", "details": []}}"#;
    let refused = read(&azure_support::ticket(&scope, "t"), 400, body);
    assert_eq!(outcome(refused), "refused: ResourceNameInvalid M");
    let never_sent = azure_support::tickets(&scope)
        .conclude(Err(Lost::NotSent))
        .unwrap_err();
    assert_eq!(never_sent.support().status, 0);
}

#[test]
fn what_support_sees_holds_no_token() {
    let body = format!(
        r#"{{"error": "bad token eyJ0eXAiOiJKV1QiLCJhbGciOi.eyJhdWQiOi.sig-_x", "filler": "{}"}}"#,
        "ł".repeat(900)
    );
    let error = read(&partner_center::customer("1"), 401, &body).unwrap_err();
    let kept = &error.support().body;
    assert!(kept.contains("bad token …\""), "{kept}");
    assert!(!kept.contains("eyJ") && kept.len() <= 600);
}
