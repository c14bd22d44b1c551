//! What every answer of the practice portal carries, and in what shape it refuses.

use crate::portal::Bench;
use partner_triage::portal::{
    Api, Cloud, Method, Request, Response, azure_support, graph, partner_center,
    practice::{self, Generation},
};

/// A request of each portal, with its token.
fn one_of_each(bench: &Bench) -> [Request; 3] {
    let id = bench.customer("Harbour").id;
    let requests = [
        partner_center::support_profile().request,
        graph::issues(&id).request,
        azure_support::services(&id).request,
    ];
    requests.map(|it| practice::signed(&it))
}

fn trace_names(api: Api) -> [&'static str; 2] {
    match api {
        Api::PartnerCenter => ["MS-RequestId", "MS-CorrelationId"],
        Api::Graph => ["request-id", "client-request-id"],
        Api::AzureSupport => ["x-ms-request-id", "x-ms-correlation-request-id"],
    }
}

/// The identifiers that an answer carries.
fn traces(api: Api, response: &Response) -> Vec<String> {
    let header = |name| response.header(name).unwrap_or_default().to_owned();
    trace_names(api).map(header).to_vec()
}

#[test]
fn identifiers_that_nobody_sent_are_made_and_all_differ() {
    let made = || {
        let bench = Bench::of(Cloud::Public);
        let mut made = Vec::new();
        for request in one_of_each(&bench) {
            let mut empty = request.clone();
            for name in trace_names(request.api) {
                empty.set_header(name, "");
            }
            for request in [&request, &request, &empty] {
                made.extend(traces(request.api, &bench.raw(request)));
            }
        }
        made
    };
    let mut all = made();
    assert_eq!(all, made(), "the same requests make the same ones");
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 18);
    assert!(all.iter().all(|it| it.len() == 36), "{all:?}");
}

/// What a request can be refused for at the door, whichever portal it is for.
type Spoil = fn(&mut Request);

const SPOILT: [(u16, Spoil); 6] = [
    (401, |it| {
        it.headers.retain(|(name, _)| name != "Authorization");
    }),
    (403, |it| {
        let token = practice::token(it.api.as_str(), "partner", "nomfa");
        it.set_header("Authorization", &token);
    }),
    (404, |it| it.path = nowhere(it.api).into()),
    (405, |it| it.method = Method::Patch),
    (400, |it| {
        if it.api == Api::AzureSupport {
            it.method = Method::Post;
            it.path = it.path.replace("/services", "/checkNameAvailability");
        }
        it.body = Some("{".into());
    }),
    (403, |it| {
        if it.api == Api::Graph {
            it.path = "/v1.0/tenantRelationships/delegatedAdminCustomers".into();
        }
        // Azure lets apps in, but none of the partner's.
        let token = practice::token(it.api.as_str(), "partner", "app");
        it.set_header("Authorization", &token);
    }),
];

fn nowhere(api: Api) -> &'static str {
    match api {
        Api::PartnerCenter => "/v1/nowhere",
        Api::Graph => "/v1.0/nowhere",
        Api::AzureSupport => "/providers/Microsoft.Support/nowhere?api-version=2024-04-01",
    }
}

#[test]
fn each_portal_names_refusals_in_its_own_way() {
    let bench = Bench::of(Cloud::Public);
    let mut lines = Vec::new();
    for request in one_of_each(&bench) {
        let codes = SPOILT.map(|(status, spoil)| {
            let mut request = request.clone();
            spoil(&mut request);
            let response = bench.raw(&request);
            assert_eq!(response.status, status, "{request:?}: {}", response.body);
            let body = json(&response);
            match request.api {
                Api::PartnerCenter => body["code"].to_string(),
                Api::Graph | Api::AzureSupport => body["error"]["code"].as_str().unwrap().into(),
            }
        });
        lines.push(format!("{}: {}", request.api.as_str(), codes.join(" ")));
    }
    insta::assert_snapshot!(lines.join("\n"), @r"
    partner_center: 800001 900309 1000 1000 800002 900329
    graph: InvalidAuthenticationToken Forbidden itemNotFound notSupported BadRequest Forbidden
    azure_support: InvalidAuthenticationToken AuthorizationFailed ResourceNotFound MethodNotAllowed InvalidRequestContent AuthorizationFailed
    ");
}

#[test]
fn errors_of_graph_name_the_request_and_its_time() {
    let bench = Bench::of(Cloud::Public);
    let [_, mut request, _] = one_of_each(&bench);
    request.path = nowhere(Api::Graph).into();
    request.set_header("client-request-id", "mine");
    let response = bench.raw(&request);
    let inner = &json(&response)["error"]["innerError"];
    assert_eq!(inner["date"], "2026-11-20T13:05:00.000Z");
    assert_eq!(inner["client-request-id"], "mine");
    assert_eq!(inner["request-id"].as_str(), response.header("request-id"));
}

#[test]
fn partner_center_tells_of_itself_and_on_request_of_the_second_factor() {
    let bench = Bench::of(Cloud::Public);
    let [mut request, graph, _] = one_of_each(&bench);
    let service = bench.raw(&request);
    let service = service.header("Request-Context").unwrap_or_default();
    assert!(service.starts_with("appId=cid-v1:"), "{service}");
    assert_eq!(bench.raw(&graph).header("Request-Context"), None);
    let is_compliant = |request: &Request| {
        let response = bench.raw(request);
        response.header("isMfaCompliant").map(str::to_owned)
    };
    assert_eq!(is_compliant(&request), None);
    request.set_header("ValidateMfa", "true");
    for (holder, expected) in [("", "true"), ("nomfa", "false"), ("app", "false")] {
        let token = practice::token("partner_center", "partner", holder);
        request.set_header("Authorization", &token);
        assert_eq!(
            is_compliant(&request).as_deref(),
            Some(expected),
            "{holder}"
        );
    }
    request.set_header("Authorization", "Bearer unknown");
    assert_eq!(is_compliant(&request), None);
}

#[test]
fn azure_says_where_to_get_a_token() {
    let bench = Bench::of(Cloud::Public);
    let harbour = bench.customer("Harbour");
    let of_subscription = format!(
        "/subscriptions/{}/providers/Microsoft.Support/supportTickets?api-version=2024-04-01",
        harbour.azure_subscription.to_uppercase()
    );
    let [_, _, mut request] = one_of_each(&bench);
    request.set_header("Authorization", "Bearer unknown");
    let mut said = |path: &str, place: &str| {
        request.path = path.into();
        let response = bench.raw(&request);
        let challenge = response.header("WWW-Authenticate").unwrap_or_default();
        let start = format!("Bearer authorization_uri=\"{place}\", error=\"invalid_token\"");
        assert!(challenge.starts_with(&start), "{challenge}");
    };
    let public = "https://login.microsoftonline.com";
    said(nowhere(Api::AzureSupport), &format!("{public}/common"));
    said(&of_subscription, &format!("{public}/{}", harbour.id));
    bench.world.borrow_mut().origins.azure_support = "https://localhost:1/azure".into();
    said("/", "https://localhost:1/authority/common");
}

#[test]
fn the_third_generation_tells_problems_of_service_requests() {
    let bench = Bench::of(Cloud::Public);
    bench.world.borrow_mut().dials.generation = Generation::Third;
    let [mut request, ..] = one_of_each(&bench);
    request.path = "/V1/ServiceRequests/1?x=y".into();
    assert_eq!(
        json(&bench.raw(&request)),
        serde_json::json!({
            "type": "about:blank", "title": "Not Found", "status": 404,
            "detail": "service request not found", "instance": "/V1/ServiceRequests/1",
        })
    );
    request.path = "/v1/customers/servicerequest".into();
    assert_eq!(json(&bench.raw(&request))["code"], 2000);
}

fn json(response: &Response) -> serde_json::Value {
    serde_json::from_str(response.body.trim_start_matches('\u{feff}')).unwrap()
}
