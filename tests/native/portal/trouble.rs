//! Trouble made by the dials, and what the door refuses.

use crate::portal::{Bench, outcome, request};
use partner_triage::portal::{
    Api, Cloud, Request,
    azure_support::{self, Scope},
    graph::{self, Detail},
    partner_center,
    practice::{self, Fault, World},
};

#[test]
fn each_fault_becomes_the_error_that_tells_what_to_do() {
    let mut lines = Vec::new();
    for fault in Fault::ALL {
        let bench = Bench::of(Cloud::Public);
        let harbour = bench.customer("Harbour");
        for api in Api::ALL {
            bench.world.borrow_mut().dials.set_fault(api, *fault);
        }
        let scope = Scope {
            tenant: harbour.id.clone(),
            subscription: Some(harbour.azure_subscription.clone()),
        };
        let of_partner_center = outcome(bench.ask(partner_center::customers(5, None)));
        let of_graph = outcome(bench.ask(graph::health_overviews(&harbour.id, Detail::Status)));
        let of_azure = outcome(bench.ask(azure_support::tickets(&scope)));
        let log: Vec<_> = bench
            .world
            .borrow()
            .log()
            .map(|it| it.status.to_string())
            .collect();
        lines.push(format!(
            "{}: {of_partner_center} / {of_graph} / {of_azure} / logged {}",
            fault.as_str(),
            log.join(" ")
        ));
    }
    insta::assert_snapshot!(lines.join("\n"), @r"
    none: ok / ok / ok / logged 200 200 200
    too_many: try later: Some(57) / try later: Some(3) / try later: Some(57) / logged 429 429 429
    broken: unreachable: NoAnswer / unreachable: NoAnswer / unreachable: NoAnswer / logged 500 500 500
    unavailable: try later: None / try later: None / try later: None / logged 503 503 503
    gateway: unreachable: NoAnswer / unreachable: NoAnswer / unreachable: NoAnswer / logged 502 502 502
    truncated: unreadable: line 1, column 23 / unreadable: line 1, column 23 / unreadable: line 1, column 23 / logged 200 200 200
    wrong_shape: unreadable: /items / unreadable: /value / unreadable: /value / logged 200 200 200
    hang: unreachable: NoAnswer / unreachable: NoAnswer / unreachable: NoAnswer / logged 0 0 0
    offline: unreachable: NotSent / unreachable: NotSent / unreachable: NotSent / logged
    ");
}

#[test]
fn a_fault_concerns_one_portal_only() {
    let bench = Bench::of(Cloud::Public);
    let id = bench.customer("Harbour").id;
    bench
        .world
        .borrow_mut()
        .dials
        .set_fault(Api::Graph, Fault::Broken);
    assert_eq!(
        outcome(bench.ask(graph::issues(&id))),
        "unreachable: NoAnswer"
    );
    assert_eq!(outcome(bench.ask(partner_center::customer(&id))), "ok");
}

#[test]
fn what_hangs_was_carried_out_and_what_is_refused_was_not() {
    for (fault, n_more) in [
        (Fault::Hang, 1),
        (Fault::Gateway, 1),
        (Fault::TooMany, 0),
        (Fault::Offline, 0),
    ] {
        let bench = Bench::of(Cloud::Public);
        let all = || {
            bench
                .ask_all(partner_center::requests(None, 0, 100))
                .unwrap()
        };
        let before = all();
        bench
            .world
            .borrow_mut()
            .dials
            .set_fault(Api::PartnerCenter, fault);
        bench
            .ask(partner_center::add_note(&before[0].id, "seen?"))
            .unwrap_err();
        bench
            .world
            .borrow_mut()
            .dials
            .set_fault(Api::PartnerCenter, Fault::None);
        let notes = bench
            .ask(partner_center::request(&before[0].id))
            .unwrap()
            .notes;
        assert_eq!(notes.len(), n_more, "{fault:?}");
    }
}

#[test]
fn the_door_refuses_what_the_portals_refuse() {
    let bench = Bench::of(Cloud::Public);
    let stranger = {
        let text = bench.world.borrow().to_text();
        let world: serde_json::Value = serde_json::from_str(&text).unwrap();
        world["strangers"][0].as_str().unwrap().to_owned()
    };
    let unknown = "11111111-0000-4000-8000-000000000000";
    for (tenant, means) in [
        (stranger.as_str(), "not allowed: customer"),
        (&stranger.to_uppercase(), "not allowed: customer"),
        (unknown, "not found"),
        ("harbour", "refused: 2000 not a customer identifier"),
        ("..", "refused: 2000 not a customer identifier"),
        ("", "refused: 2000 not a customer identifier"),
    ] {
        assert_eq!(
            outcome(bench.ask(partner_center::customer(tenant))),
            means,
            "`{tenant}`"
        );
    }
    let call = partner_center::support_profile();
    let asked = |authorization: Option<&str>| {
        let mut request: Request = call.request.clone();
        if let Some(it) = authorization {
            request.set_header("authorization", it);
        }
        let response = bench.raw(&request);
        (outcome(call.read(&response)), response.body)
    };
    for (authorization, means, code) in [
        (None, "sign in", "800001"),
        (Some("Bearer eyJhbGciOi"), "sign in", "800001"),
        (Some("Bearer practice.graph.partner"), "sign in", "900420"),
        (
            Some("Bearer practice.partner_center.partner.app"),
            "not allowed: partner admin",
            "900329",
        ),
        (
            Some("Bearer practice.partner_center.partner.nomfa"),
            "not allowed: partner admin",
            "900309",
        ),
        (
            Some("Bearer practice.partner_center.partner"),
            "ok",
            "support_profile",
        ),
    ] {
        let (meant, body) = asked(authorization);
        assert_eq!(meant, means, "{authorization:?}");
        assert!(body.contains(code), "{body}");
    }
    let id = bench.customer("Harbour").id;
    let mut health = graph::issues(&id);
    health.request.signer = partner_triage::portal::Signer::Partner;
    assert_eq!(outcome(bench.ask(health)), "not allowed: partner admin");
    let mut relationships = graph::relationships(&id);
    relationships.request.signer = partner_triage::portal::Signer::Customer(id);
    assert_eq!(outcome(bench.ask(relationships)), "not allowed: customer");
}

#[test]
fn unknown_addresses_methods_and_versions_are_refused() {
    let bench = Bench::of(Cloud::Public);
    let harbour = bench.customer("Harbour").id;
    let get = partner_center::support_profile().request;
    let arm = azure_support::services(&harbour).request;
    let status = |request: &Request| bench.raw(&practice::signed(request)).status;
    for (path, expected) in [
        ("/V1/Profiles/SUPPORT", 200),
        ("/v1/profiles/support/", 200),
        ("/v1/profiles/support//", 404),
        ("/v1/profiles/organization/?a=b", 200),
        ("/v1/customers/", 200),
        ("/v2/profiles/support", 404),
        ("/v1/servicerequests/en-US/x", 404),
        ("/", 404),
        ("", 404),
        ("?a=b&&=&%", 404),
    ] {
        assert_eq!(status(&request(&get, path)), expected, "`{path}`");
    }
    for (path, expected) in [
        (
            "/providers/microsoft.support/Services?api-version=2020-04-01",
            200,
        ),
        (
            "/providers/Microsoft.Support/services/?api-version=2024-04-01",
            200,
        ),
        ("/providers/Microsoft.Support/services", 400),
        (
            "/providers/Microsoft.Support/services?api-version=2019-01-01",
            400,
        ),
        (
            "/providers/Microsoft.Compute/services?api-version=2024-04-01",
            404,
        ),
        ("/providers/Microsoft.Support/?api-version=2024-04-01", 404),
        (
            "/subscriptions//providers/Microsoft.Support/supportTickets?api-version=2024-04-01",
            200,
        ),
    ] {
        assert_eq!(status(&request(&arm, path)), expected, "`{path}`");
    }
    let mut wrong = get;
    wrong.method = partner_triage::portal::Method::Patch;
    assert_eq!(status(&wrong), 405);
}

#[test]
fn answers_carry_what_the_portals_send_along() {
    let bench = Bench::of(Cloud::Public);
    let call = partner_center::support_profile().traced("the-request", "the-correlation");
    let response = bench.raw(&practice::signed(&call.request));
    assert!(response.body.starts_with('\u{feff}'));
    for (name, value) in [
        ("ms-requestid", "the-request"),
        ("MS-CorrelationId", "the-correlation"),
        ("Date", "Fri, 20 Nov 2026 13:05:00 GMT"),
    ] {
        assert_eq!(response.header(name), Some(value));
    }
    bench.world.borrow_mut().dials.clock_offset_ms = -3_600_000;
    let untraced = bench.raw(&practice::signed(
        &partner_center::support_profile().request,
    ));
    assert_eq!(
        untraced.header("Date"),
        Some("Fri, 20 Nov 2026 12:05:00 GMT")
    );
    assert_eq!(untraced.header("MS-RequestId").map(str::len), Some(36));
}

#[test]
fn the_log_keeps_the_newest_hundred() {
    let bench = Bench::of(Cloud::Public);
    for size in 0..130 {
        bench.ask(partner_center::customers(size, None)).unwrap();
    }
    let world = bench.world.borrow();
    let paths: Vec<_> = world.log().map(|it| it.path.clone()).collect();
    assert_eq!(
        (paths.len(), paths[0].as_str()),
        (100, "/v1/customers?size=30")
    );
}

#[test]
fn the_same_requests_give_the_same_answers() {
    let answers = || {
        let bench = Bench::of(Cloud::Public);
        let id = bench.customer("Harbour").id;
        let requests = [
            partner_center::customers(5, None).request,
            partner_center::subscriptions(&id).request,
            graph::issues(&id).request,
            azure_support::services(&id).request,
        ];
        requests.map(|it| bench.raw(&practice::signed(&it)))
    };
    assert_eq!(answers(), answers());
}

#[test]
fn a_world_that_cannot_be_read_names_the_place() {
    for (text, place) in [
        ("", "unreadable: /cloud"),
        ("{", "unreadable: line 1, column 1"),
        (
            r#"{"cloud": "moon", "customers": []}"#,
            "unreadable: /cloud",
        ),
        (r#"{"cloud": "public"}"#, "unreadable: /customers"),
        (
            r#"{"cloud": "public", "customers": [{"id": "1", "name": "x"}]}"#,
            "unreadable: /customers/0/domain",
        ),
        (
            r#"{"cloud": "public", "customers": [{"id": "1", "name": "x", "domain": "x", "access": "all"}]}"#,
            "unreadable: /customers/0/access",
        ),
    ] {
        assert_eq!(outcome(World::parse(text)), place, "`{text}`");
    }
}
