//! Hostile replies: whatever comes, nothing panics, and what cannot be read says where.

use crate::portal::{Bench, NOON};
use partner_triage::portal::{
    Call, Cloud, Error, Origins, Response,
    azure_support::{self, Scope, TicketChange, TicketName},
    graph::{self, Detail},
    partner_center,
    practice::{self, handle},
};

/// Reads a reply with one call; the error if there is one.
type Reader = Box<dyn Fn(&Response) -> Option<Error>>;

fn reader<T: 'static>(call: Call<T>) -> Reader {
    Box::new(move |response| call.read(response).err())
}

/// Every call of every client.
fn readers() -> Vec<Reader> {
    let scope = Scope {
        tenant: "1".into(),
        subscription: Some("2".into()),
    };
    let name = TicketName::parse("m").unwrap();
    vec![
        reader(partner_center::customers(5, None)),
        reader(partner_center::customer("1")),
        reader(partner_center::company_profile("1")),
        reader(partner_center::subscriptions("1")),
        reader(partner_center::managed_services("1")),
        reader(partner_center::requests(None, 0, 5)),
        reader(partner_center::request("1")),
        reader(partner_center::add_note("1", "x")),
        reader(partner_center::support_topics()),
        reader(partner_center::support_profile()),
        reader(graph::health_overviews("1", Detail::Issues)),
        reader(graph::issues("1")),
        reader(graph::relationships("1")),
        reader(azure_support::services("1")),
        reader(azure_support::classifications("1", "2")),
        reader(azure_support::check_name(&scope, "t")),
        reader(azure_support::ticket(&scope, "t")),
        reader(azure_support::tickets(&scope)),
        reader(azure_support::update_ticket(
            &scope,
            "t",
            &TicketChange::default(),
        )),
        reader(azure_support::communications(&scope, "t")),
        reader(azure_support::create_communication(
            &scope, "t", &name, "s", "b",
        )),
        reader(partner_center::subscription("1", "2")),
        reader(partner_center::support_contact("1", "2")),
        reader(partner_center::mpn_profile(None)),
        reader(partner_center::legal_profile()),
        reader(partner_center::organization_profile()),
        reader(partner_center::partners_of("1")),
        reader(graph::health_of("1", "Exchange Online")),
        reader(graph::issue("1", "EX1")),
        reader(graph::messages("1")),
        reader(graph::all_relationships()),
        reader(graph::access_assignments("1")),
        reader(graph::delegated_customers()),
        reader(graph::managed_at("1")),
        reader(azure_support::service("1", "2")),
        reader(azure_support::classification("1", "2", "3")),
        reader(azure_support::communication(&scope, "t", "m")),
    ]
}

fn check(body: &str, statuses: &[u16]) {
    for status in statuses {
        for (number, read) in readers().iter().enumerate() {
            let response = Response {
                status: *status,
                headers: Vec::new(),
                body: body.into(),
            };
            let Some(error) = read(&response) else {
                continue;
            };
            let support = error.support();
            assert_eq!(support.status, *status);
            assert!(!support.endpoint.is_empty() && support.body.len() <= 600 + 3);
            if let Error::Unreadable { place, .. } = &error {
                assert!(!place.is_empty(), "{number}");
            }
        }
    }
}

const STATUSES: [u16; 14] = [
    200, 201, 202, 204, 400, 401, 403, 404, 409, 429, 500, 503, 0, 999,
];

#[test]
fn no_body_makes_a_reader_panic() {
    let deep = [1, 40, 10_000].map(|depth| "[".repeat(depth) + &"]".repeat(depth));
    let deep_objects = "{\"items\":".repeat(200);
    let long = format!("{{\"items\": \"{}\"}}", "x".repeat(6 * 1024 * 1024));
    for body in [
        "",
        " ",
        "\u{feff}",
        "null",
        "true",
        "1",
        "1e999",
        "NaN",
        "\"text\"",
        "[]",
        "{}",
        "[{}]",
        "{\"",
        "<html><body>Sign in</body></html>",
        "{\"items\": null}",
        "{\"items\": {}}",
        "{\"items\": \"x\"}",
        "{\"items\": [null, 1, [], \"x\"]}",
        "{\"items\": [{}]}",
        "{\"items\": [{\"id\": {}}]}",
        "{\"items\": [{\"id\": \"1\", \"companyProfile\": 7}]}",
        "{\"id\": null}",
        "{\"id\": []}",
        "{\"id\": \"1\", \"notes\": 5, \"severity\": -1, \"status\": 99, \"createdDate\": {}, \"primaryContact\": []}",
        "{\"value\": [[[]]]}",
        "{\"value\": [{\"id\": 1e308, \"issues\": {}, \"service\": true}]}",
        "{\"items\": [], \"links\": []}",
        "{\"items\": [], \"links\": {\"next\": {\"uri\": [], \"headers\": \"x\"}}}",
        "{\"value\": [], \"nextLink\": {}}",
        "{\"name\": \"t\", \"properties\": null}",
        "{\"name\": \"t\", \"properties\": {\"supportTicketId\": {}}}",
        "{\"nameAvailable\": \"maybe\"}",
        "{\"status\": {}}",
        "{\"error\": {\"error\": {\"code\": []}}}",
        "{\"error\": \"x\"}",
        "{\"code\": {}, \"description\": \"{\\\"code\\\":\"}",
        "{\"a\": \"\\ud800\"}",
        "\u{0}",
        "}{",
        &deep_objects,
    ] {
        check(body, &STATUSES);
    }
    check(&long, &[200, 400]);
    for body in &deep {
        check(body, &STATUSES);
    }
}

#[test]
fn the_place_is_named() {
    let place = |number: usize, body: &str| {
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body: body.into(),
        };
        match readers()[number](&response) {
            Some(Error::Unreadable { place, .. }) => place,
            other => format!("{other:?}"),
        }
    };
    assert_eq!(place(0, ""), "/items");
    assert_eq!(place(0, "{\"items\": {}}"), "/items");
    assert_eq!(
        place(
            0,
            "{\"items\": [{\"id\": \"1\", \"companyProfile\": {\"companyName\": \"x\"}}, {\"id\": []}]}"
        ),
        "/items/1/id"
    );
    assert_eq!(
        place(0, "{\"items\": [{\"companyProfile\": 7}]}"),
        "/items/0/id"
    );
    assert_eq!(place(0, "<html>"), "line 1, column 1");
    assert_eq!(place(0, "{\"items\": [\n{\"id\""), "line 2, column 5");
    assert_eq!(place(0, &"[".repeat(40)), "size");
    assert_eq!(
        place(16, "{\"name\": \"t\"}"),
        "/properties/supportTicketId"
    );
    assert_eq!(place(9, "[]"), "body");
}

#[test]
fn no_cut_through_a_good_reply_makes_a_reader_panic() {
    let bench = Bench::of(Cloud::Public);
    let harbour = bench.customer("Harbour");
    let scope = Scope {
        tenant: harbour.id.clone(),
        subscription: Some(harbour.azure_subscription),
    };
    let requests = [
        partner_center::customers(2, None).request,
        partner_center::request("126111900004397").request,
        graph::health_overviews(&harbour.id, Detail::Issues).request,
        azure_support::ticket(&scope, "desk-4371").request,
    ];
    let readers = readers();
    for (request, number) in requests.iter().zip([0, 6, 10, 16]) {
        let signed = practice::signed(request);
        let response = handle(&mut bench.world.borrow_mut(), &signed, NOON.0);
        assert!(readers[number](&response).is_none());
        let ends: Vec<usize> = response.body.char_indices().map(|it| it.0).collect();
        for end in ends {
            let cut = Response {
                body: response.body[..end].into(),
                ..response.clone()
            };
            assert!(
                matches!(readers[number](&cut), Some(Error::Unreadable { .. })),
                "cut at {end}"
            );
        }
        for (from, to) in [
            ("\"", "1"),
            (":", ":null,\"x\":"),
            ("{", "["),
            ("[", "{"),
            ("\"id\"", "\"no\""),
            (",", ""),
        ] {
            let spoiled = Response {
                body: response.body.replace(from, to),
                ..response.clone()
            };
            for read in &readers {
                read(&spoiled);
            }
        }
    }
}

#[test]
fn no_request_makes_the_practice_portal_panic() {
    let bench = Bench::of(Cloud::Public);
    let harbour = bench.customer("Harbour").id;
    let base = practice::signed(&azure_support::services(&harbour).request);
    let segments = [
        "",
        "v1",
        "customers",
        &harbour,
        "servicerequests",
        "%",
        "%ff%fe",
        "..",
        "providers",
        "Microsoft.Support",
        "supportTickets",
        "operationsStatus",
        "ł",
        "subscriptions",
        "v1.0",
        "admin",
        "serviceAnnouncement",
        "issues",
    ];
    let bodies = [
        "",
        "{",
        "[]",
        "null",
        "{\"properties\": []}",
        "{\"Title\": {}, \"NewNote\": 5}",
        "{\"name\": []}",
    ];
    let queries = [
        "",
        "?",
        "?api-version=2024-04-01&$top=0&$skipToken=99999999999999999999",
        "?filter=%7B&size=-1&seekOperation=Next",
        "?$skip=18446744073709551615&$top=18446744073709551615&api-version=2024-04-01",
        "?$filter='&api-version=2024-04-01",
    ];
    let mut n_asked = 0;
    for api in partner_triage::portal::Api::ALL {
        for method in [
            partner_triage::portal::Method::Get,
            partner_triage::portal::Method::Post,
            partner_triage::portal::Method::Put,
            partner_triage::portal::Method::Patch,
        ] {
            for (at, first) in segments.iter().enumerate() {
                for second in &segments {
                    let third = segments[(at * 7 + second.len()) % segments.len()];
                    let query = queries[(at + second.len()) % queries.len()];
                    let mut request = base.clone();
                    request.api = api;
                    request.method = method;
                    request.path = format!("/{first}/{second}/{third}{query}");
                    request.body = Some(bodies[(at * 3 + second.len()) % bodies.len()].into());
                    request.set_header(
                        "Authorization",
                        &format!("Bearer practice.{}.{harbour}", api.as_str()),
                    );
                    request.set_header("MS-ContinuationToken", "practice,99999999999999999999/==");
                    let status = bench.raw(&request).status;
                    assert!((200..500).contains(&status), "{}", request.path);
                    n_asked += 1;
                }
            }
        }
    }
    assert!(n_asked > 3_000);
}

/// What a call cannot have meant: whatever a portal, a gateway or a captive network may put in the place of an answer.
fn hostile() -> Vec<String> {
    let many = format!("[{}0]", "0,".repeat(100_000));
    let long = format!(
        "{{\"items\":[\"{0}\"],\"value\":[\"{0}\"]}}",
        "x".repeat(300_000)
    );
    vec![
        "<!doctype html><title>Sign in</title><form action=https://evil.example>".to_owned(),
        "\u{1f}\u{8b}\u{8}\0\0\0\0\0".to_owned(),
        "\u{fffd}\u{fffd}{\"items\":[]}".to_owned(),
        many,
        long,
        "[".repeat(100_000),
        "{\"items\":[{\"id\":NaN}],\"value\":[{\"id\":NaN}],\"id\":NaN}".to_owned(),
        "{\"items\":[{\"id\":{}}],\"value\":[{\"id\":{},\"properties\":[]}],\"id\":{},\"name\":[],\"status\":[]}".to_owned(),
        "{\"items\":\"<script>alert(1)</script>\",\"value\":\"<script>\"}".to_owned(),
        "\"{\\\"items\\\":[]}\"".to_owned(),
        "{\"items\":[],\"value\":[],\"id\":\"1\"".to_owned(),
        "{\"items\":{\"0\":{\"id\":\"1\"}},\"value\":{\"0\":{\"id\":\"1\"}}}".to_owned(),
        "1e400".to_owned(),
        "true".to_owned(),
    ]
}

/// The reader of a support profile, of which nothing is sure to be there: it takes any object.
const SUPPORT_PROFILE: usize = 9;

#[test]
fn four_hundred_hostile_answers_are_refused() {
    let mut n_refused = 0;
    let mut accepted: Vec<String> = Vec::new();
    for body in hostile() {
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body,
        };
        let start: String = response.body.chars().take(60).collect();
        for (number, read) in readers().iter().enumerate() {
            if matches!(read(&response), Some(Error::Unreadable { .. })) {
                n_refused += 1;
            } else if number != SUPPORT_PROFILE {
                accepted.push(format!("{number}: {start}"));
            }
        }
    }
    // A million elements, and more than anybody reads.
    for n in [1_000_000, 3_000_000] {
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body: format!("[{}0]", "0,".repeat(n)),
        };
        n_refused += usize::from(readers()[0](&response).is_some());
    }
    assert_eq!(accepted, [""; 0]);
    assert!(n_refused >= 400, "{n_refused}");
}

#[test]
fn pages_that_lead_in_a_circle_or_never_end_are_not_followed() {
    let origins = Origins::of(Cloud::Public);
    let next = |path: &str| {
        let uri = format!("https://graph.microsoft.com/v1.0/x?page={path}");
        let body = serde_json::json!({"value": [], "@odata.nextLink": uri}).to_string();
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body,
        };
        graph::issues("1").read(&response).unwrap().next.unwrap()
    };
    let endless: Vec<_> = (0..1_000).map(|it| it.to_string()).collect();
    let circle: Vec<_> = ["a", "b", "c"]
        .map(str::to_owned)
        .into_iter()
        .cycle()
        .take(1_000)
        .collect();
    for (pages, most) in [(endless, 200), (circle, 3)] {
        let (mut call, mut way, mut n_followed) = (graph::issues("1"), Vec::new(), 0);
        let mut end = None;
        for page in pages {
            match call.after(next(&page), &mut way, &origins) {
                Ok(next) => (call, n_followed) = (next, n_followed + 1),
                Err(error) => {
                    end = Some(error);
                    break;
                }
            }
        }
        assert_eq!(n_followed, most);
        assert!(matches!(end, Some(Error::Unreadable { .. })), "{end:?}");
    }
}

#[test]
fn the_next_page_is_never_elsewhere_and_never_the_same() {
    let origins = Origins::of(Cloud::Public);
    let elsewhere = [
        "https://evil.example/v1.0/x",
        "//evil.example/x",
        "https://graph.microsoft.com.evil.example/v1.0/x",
        "https://graph.microsoft.com@evil.example/x",
        "http://graph.microsoft.com/v1.0/x",
        "javascript:alert(1)",
        "\\\\evil.example\\x",
        "/v1.0/x\r\nHost: evil.example",
        "ftp://graph.microsoft.com/x",
        "https:evil",
        " https://graph.microsoft.com/v1.0/x",
        "https://graph.microsoft.com/v1.0/../../partner-center/v1/x",
        "/../authority/x",
        "/v1.0/%2e%2e/%2E%2e/partner-center/x",
        "/v1.0/.%2e/x",
        "/v1.0/x/..",
        "/v1.0/./x",
        "/v1.0/x/..?y=1",
        "/v1.0/x#y",
        "https://graph.microsoft.com:443/../authority/x",
    ];
    let call = graph::issues("1");
    let own = "/v1.0/admin/serviceAnnouncement/issues";
    for uri in elsewhere.iter().chain([&own]) {
        let body = serde_json::json!({"value": [], "@odata.nextLink": uri}).to_string();
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body,
        };
        let page = call.read(&response).unwrap();
        let next = call.next(&page.next.unwrap(), &origins);
        assert!(matches!(next, Err(Error::Unreadable { .. })), "{uri}");
    }
}
