//! Customers, what they bought, who may act for them, and how their services are.

use crate::portal::{Bench, NOON, next_of, outcome, read, request, short};
use partner_triage::portal::{
    Cloud, Error, Health, Origins, Page, Response, Seen,
    graph::{self, Detail},
    health, learn,
    partner_center::{self, CustomerFilter, SubscriptionStatus},
    practice::{Access, Enums, Spelling},
};

#[test]
fn every_page_size_reaches_every_customer_once() {
    let bench = Bench::of(Cloud::Public);
    let ids = bench.customer_ids();
    for size in [0, 1, 2, 5, 17, 18, 19, 500] {
        let all = bench
            .ask_all(partner_center::customers(size, None))
            .unwrap();
        assert_eq!(
            all.iter().map(|it| it.id.clone()).collect::<Vec<_>>(),
            ids,
            "size {size}"
        );
    }
}

#[test]
fn a_customer_without_a_name_leaves_the_others_readable() {
    for (record, name) in [
        (
            r#"{"id": "1", "companyProfile": {"companyName": "Olszyna", "domain": "olszyna.example"}}"#,
            "Olszyna",
        ),
        (
            r#"{"id": "1", "companyProfile": {"companyName": " ", "domain": "olszyna.example"}}"#,
            "olszyna.example",
        ),
        (
            r#"{"id": "1", "companyProfile": {"companyName": null}}"#,
            "1",
        ),
        (r#"{"id": "1", "companyProfile": 7}"#, "1"),
        (r#"{"id": "1"}"#, "1"),
    ] {
        let body = format!(
            r#"{{"items": [{record}, {{"id": "2", "companyProfile": {{"companyName": "Żeglarska"}}}}]}}"#
        );
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body,
        };
        let page = partner_center::customers(5, None).read(&response).unwrap();
        let names: Vec<_> = page.items.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, [name, "Żeglarska"], "{record}");
    }
}

#[test]
fn a_filter_takes_the_beginning_in_any_case() {
    let bench = Bench::of(Cloud::Public);
    let found = |filter: CustomerFilter| {
        let all = bench
            .ask_all(partner_center::customers(1, Some(&filter)))
            .unwrap();
        all.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    let by_name = |it: &str| found(CustomerFilter::CompanyName(it.into()));
    assert_eq!(by_name("żEGL"), ["Żeglarska Przystań sp. j."]);
    assert_eq!(by_name("ČTYŘI LÍPY"), ["Čtyři Lípy a.s."]);
    assert_eq!(by_name("северный"), ["Северный причал"]);
    assert_eq!(
        by_name("O"),
        ["Olszyna Logistyka sp. z o.o.", "Ořechovka stavby s.r.o."]
    );
    assert_eq!(by_name("& + % \" ' \\"), [""; 0]);
    assert_eq!(
        found(CustomerFilter::Domain("SWIERK".into())),
        ["Świerkowe Wzgórze sp. z o.o."]
    );
    let call = partner_center::customers(5, None);
    let path = "/v1/customers?size=5&filter=%7B%22Field%22%3A%22Name%22%2C%22Operator%22%3A%22equals%22%7D";
    let response = bench.raw(&partner_triage::portal::practice::signed(&request(
        &call.request,
        path,
    )));
    assert_eq!(
        outcome(call.read(&response)),
        "refused: 3000 filter not supported"
    );
}

#[test]
fn links_that_leave_the_portal_or_lead_back_are_refused() {
    let origins = Origins::of(Cloud::Public);
    let call = partner_center::customers(5, None);
    for (uri, means) in [
        ("/customers?size=5&seekOperation=Next", "ok"),
        (
            "https://api.partnercenter.microsoft.com/v1/customers?size=6",
            "ok",
        ),
        (
            "https://graph.microsoft.com/v1.0/me",
            "unreadable: the next page is elsewhere",
        ),
        (
            "https://api.partnercenter.microsoft.com.evil.example/v1/customers",
            "unreadable: the next page is elsewhere",
        ),
        (
            "//evil.example/v1/customers",
            "unreadable: the next page is elsewhere",
        ),
        (
            "/customers?size=5",
            "unreadable: the next page is the same page",
        ),
    ] {
        assert_eq!(
            outcome(call.next(&next_of(uri), &origins)),
            means,
            "`{uri}`"
        );
    }
    let body = r#"{"items": [], "links": {"next": {"uri": "/customers?size=5", "headers": [
        {"key": "Authorization", "value": "x"}, {"key": "MS-ContinuationToken", "value": "a,b/c=="}]}}}"#;
    let next = read(&call, 200, body).unwrap().next.unwrap();
    let request = call.next(&next, &origins).unwrap().request;
    assert_eq!(request.header("ms-continuationtoken"), Some("a,b/c=="));
    assert_eq!(request.header("Authorization"), None);
}

/// What the portals tell of one customer, in one line.
fn line(bench: &Bench, id: &str) -> Result<String, Error> {
    let cloud = bench.world.borrow().cloud;
    let customer = bench.ask(partner_center::customer(id))?;
    let profile = bench.ask(partner_center::company_profile(id))?;
    let subscriptions = bench.ask(partner_center::subscriptions(id))?;
    let managed = bench
        .ask(partner_center::managed_services(id))
        .map_or_else(|it| short(&it), |it| it.len().to_string());
    let seen = Seen {
        cloud,
        customer: Some(&customer),
        subscriptions: Some(&subscriptions),
        as_of: NOON,
    };
    let learned = learn(&seen);
    let fact = |name: &str| {
        learned
            .iter()
            .find(|it| it.fact == name)
            .map(|it| it.values.join("|"))
            .unwrap_or_default()
    };
    assert_eq!(fact("cloud"), cloud.as_str());
    let access = if fact("access") == "delegated_admin" {
        "delegated"
    } else {
        "four left"
    };
    assert_eq!(
        profile.address.city.is_empty(),
        customer.allow_delegated_access != Some(true)
    );
    let overviews = bench.ask_all(graph::health_overviews(id, Detail::Issues));
    let health = match health(overviews.as_deref(), NOON) {
        Health::CannotRead => "cannot read".into(),
        Health::NotRead => "not read".into(),
        Health::Read { active, ended, .. } => {
            let ids = |list: &[partner_triage::portal::Incident]| {
                list.iter()
                    .map(|it| it.issue.id.clone())
                    .collect::<Vec<_>>()
                    .join("+")
            };
            format!("active {} ended {}", ids(&active), ids(&ended))
        }
    };
    let issues = bench.ask_all(graph::issues(id)).map_or(0, |it| it.len());
    let requests = bench
        .ask_all(partner_center::requests(Some(id), 0, 100))
        .map_or(0, |it| it.len());
    Ok(format!(
        "{} | {} | {access} | {} | {health} | managed {managed} issues {issues} requests {requests}",
        customer.name,
        customer.country,
        fact("product")
    ))
}

#[test]
fn the_public_world_shows_every_kind_of_customer() {
    let bench = Bench::of(Cloud::Public);
    let ids = bench.customer_ids();
    let lines: Vec<_> = ids.iter().map(|it| line(&bench, it).unwrap()).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    Olszyna Logistyka sp. z o.o. | PL | delegated | azure|office_365|enterprise_mobility | active  ended  | managed 8 issues 0 requests 0
    Budapesti Hajnal Kft. | HU | delegated | office_365 | active TM1062508+OD1061888 ended EX1057310+MO1059920 | managed 5 issues 6 requests 1
    Čtyři Lípy a.s. | CZ | delegated | office_365|enterprise_mobility | active EX1062277 ended  | managed 8 issues 1 requests 1
    Głogowska Fabryka Okien S.A. | PL | four left | azure | cannot read | managed 0 issues 0 requests 0
    Harbour & Finch Ltd | IE | delegated | azure|office_365|dynamics_365|enterprise_mobility|other | active SP1063419+CR1061777+TM1060914 ended SP1058840+ID1062011+MO1059920 | managed 9 issues 8 requests 2
    Młyny Żuławskie S.A. | PL | four left | azure|office_365 | cannot read | managed 0 issues 0 requests 0
    Ořechovka stavby s.r.o. | CZ | four left | office_365 | cannot read | managed 0 issues 0 requests 0
    Őrségi Pékség Zrt. | HU | delegated | azure|office_365|enterprise_mobility | active SP1063419+IT1062900 ended ID1062011 | managed 8 issues 3 requests 0
    Северный причал | KZ | delegated | office_365 | active EX1062277+OD1061888 ended MO1059920 | managed 5 issues 3 requests 1
    Żeglarska Przystań sp. j. | PL | delegated |  | active  ended  | managed 0 issues 0 requests 0
    Kékfény Gépgyár Kft. | HU | delegated | dynamics_365 | active  ended CR1055021 | managed 1 issues 1 requests 0
    Pražské vodní stavby a.s. | CZ | four left | azure|office_365 | cannot read | managed 0 issues 0 requests 0
    Lantern Quay LLP | GB | delegated | other | active  ended  | managed 0 issues 0 requests 0
    Fjordlys Eiendom AS | NO | delegated | azure | active  ended  | managed 0 issues 0 requests 0
    Изумрудна долина ООД | BG | four left | office_365|enterprise_mobility | cannot read | managed 0 issues 0 requests 0
    Świerkowe Wzgórze sp. z o.o. | PL | delegated | enterprise_mobility | active IT1062900 ended ID1062011+RM1060400 | managed 3 issues 3 requests 0
    Šumavské sklo s.r.o. | CZ | delegated | office_365|enterprise_mobility | active IT1062900+OD1061888 ended  | managed 8 issues 3 requests 0
    Tengerszem Utazás Bt. | HU | delegated | azure|dynamics_365|other | active CR1061777 ended  | managed 1 issues 1 requests 0
    ");
}

#[test]
fn every_other_world_answers_as_its_cloud_does() {
    let mut lines = Vec::new();
    for cloud in [Cloud::UsGovernment, Cloud::China21Vianet, Cloud::Germany] {
        let bench = Bench::of(cloud);
        let ids = bench.customer_ids();
        for id in ids {
            let relationships = outcome(bench.ask(graph::relationships(&id)));
            let topics = outcome(bench.ask(partner_center::support_topics()));
            lines.push(format!(
                "{}: {} / {relationships} / {topics}",
                cloud.as_str(),
                line(&bench, &id).unwrap()
            ));
        }
    }
    insta::assert_snapshot!(lines.join("\n"), @r"
    us_government: Cedar Hollow County | US | delegated | azure|office_365 | active EX1061502 ended  | managed 5 issues 1 requests 0 / refused: notSupported not supported in this cloud / ok
    us_government: Larkin School District | US | delegated | office_365|enterprise_mobility | active  ended  | managed 8 issues 0 requests 1 / refused: notSupported not supported in this cloud / ok
    us_government: Dunmore Water Authority | US | four left | azure | cannot read | managed 0 issues 0 requests 0 / refused: notSupported not supported in this cloud / ok
    china_21vianet: 青禾物流有限公司 | CN | delegated | azure|office_365 | active  ended EX1059033 | managed refused: 900127 not supported in this cloud issues 1 requests 0 / refused: notSupported not supported in this cloud / refused: 900127 not supported in this cloud
    china_21vianet: 松云软件股份有限公司 | CN | delegated | azure | active  ended  | managed refused: 900127 not supported in this cloud issues 0 requests 0 / refused: notSupported not supported in this cloud / refused: 900127 not supported in this cloud
    china_21vianet: 海棠纺织有限公司 | CN | four left | office_365 | cannot read | managed refused: 900127 not supported in this cloud issues 0 requests 0 / refused: notSupported not supported in this cloud / refused: 900127 not supported in this cloud
    germany: Mühlenbach Werkzeugbau GmbH | DE | delegated | azure|office_365 | cannot read | managed 5 issues 0 requests 1 / refused: notSupported not supported in this cloud / ok
    germany: Stadtwerke Lindenau GmbH | DE | four left | azure | cannot read | managed 0 issues 0 requests 0 / refused: notSupported not supported in this cloud / ok
    germany: Möwensand Reederei KG | DE | four left | office_365 | cannot read | managed 0 issues 0 requests 0 / refused: notSupported not supported in this cloud / ok
    ");
}

#[test]
fn the_public_world_covers_access_health_and_products() {
    let bench = Bench::of(Cloud::Public);
    let world = bench.world.borrow();
    assert!(world.customers.len() >= 14);
    for access in Access::ALL {
        assert!(
            world.customers.iter().any(|it| it.access == *access),
            "{access:?}"
        );
    }
    for customer in &world.customers {
        assert!(customer.domain.ends_with(".example"), "{}", customer.domain);
        assert!(
            !customer.access_note.is_empty() && !customer.country.is_empty(),
            "{}",
            customer.name
        );
    }
}

#[test]
fn enumerations_are_read_in_every_spelling() {
    let bench = Bench::of(Cloud::Public);
    let harbour = bench.customer("Harbour").id;
    let prague = bench.customer("Pražské").id;
    let told = || {
        let customer = bench.ask(partner_center::customer(&harbour)).unwrap();
        let requests = bench
            .ask_all(partner_center::requests(Some(&harbour), 0, 100))
            .unwrap();
        let health = bench
            .ask_all(graph::health_overviews(&harbour, Detail::Issues))
            .unwrap();
        let subscriptions = bench.ask(partner_center::subscriptions(&prague)).unwrap();
        (customer, requests, health, subscriptions)
    };
    let before = told();
    assert_eq!(before.3[1].status, SubscriptionStatus::Suspended);
    bench.world.borrow_mut().dials.enums = Enums::Integers;
    bench.world.borrow_mut().dials.spelling = Spelling::Pascal;
    bench.world.borrow_mut().dials.byte_order_mark = false;
    assert_eq!(told(), before);
}

#[test]
fn an_incident_ends_when_its_time_comes_and_is_forgotten_a_week_later() {
    let bench = Bench::of(Cloud::Public);
    let lipy = bench.customer("Čtyři").id;
    let seen = |hours: i64| {
        bench.now.set(NOON.0 + hours * 3_600_000);
        let overviews = bench
            .ask_all(graph::health_overviews(&lipy, Detail::Issues))
            .unwrap();
        match health(
            Ok(&overviews),
            partner_triage::vocab::Moment(bench.now.get()),
        ) {
            Health::Read { active, ended, .. } => (active.len(), ended.len()),
            _ => panic!("it can be read"),
        }
    };
    assert_eq!(
        [0, 4, 6, 24 * 7, 24 * 8].map(seen),
        [(1, 0), (1, 0), (0, 1), (0, 1), (0, 0)]
    );
}

#[test]
fn what_graph_delegates_is_usable_only_while_it_is_active() {
    let bench = Bench::of(Cloud::Public);
    let usable = |name: &str| {
        let all = bench
            .ask_all(graph::relationships(&bench.customer(name).id))
            .unwrap();
        all.iter()
            .map(|it| (it.status.as_str().to_owned(), it.is_usable(NOON)))
            .collect::<Vec<_>>()
    };
    assert_eq!(usable("Harbour"), [("active".into(), true)]);
    assert_eq!(usable("Młyny"), [("approvalPending".into(), false)]);
    assert_eq!(usable("Ořechovka"), [("terminated".into(), false)]);
    assert_eq!(usable("Pražské"), [("expired".into(), false)]);
    assert_eq!(usable("Fjordlys"), []);
}

#[test]
fn long_lists_of_graph_come_in_pages() {
    let text = std::fs::read_to_string("src/portal/practice/worlds/public.json").unwrap();
    let mut world: serde_json::Value = serde_json::from_str(&text).unwrap();
    let sample = world["incidents"][0].clone();
    let mut ids = Vec::new();
    for number in 0..250 {
        let mut issue = sample.clone();
        issue["id"] = format!("EX{number}").into();
        ids.push(issue["id"].clone());
        world["incidents"].as_array_mut().unwrap().push(issue);
    }
    world["customers"][0]["incidents"] = ids.into();
    let bench = Bench::from(&world.to_string());
    let id = bench.customer("Olszyna").id;
    let first: Page<_> = bench.ask(graph::issues(&id)).unwrap();
    assert_eq!((first.items.len(), first.next.is_some()), (100, true));
    assert_eq!(bench.ask_all(graph::issues(&id)).unwrap().len(), 250);
}

#[test]
fn a_hundred_thousand_customers_are_paged_and_filtered() {
    let bench = Bench::of(Cloud::Public);
    {
        let mut world = bench.world.borrow_mut();
        let sample = world.customers[0].clone();
        for number in world.customers.len()..100_000 {
            let mut customer = sample.clone();
            customer.id = format!("{number:08x}-0000-4000-8000-000000000000");
            customer.name = format!("Kontrahent {number}");
            world.customers.push(customer);
        }
    }
    assert_eq!(
        bench
            .ask_all(partner_center::customers(500, None))
            .unwrap()
            .len(),
        100_000
    );
    let filter = CustomerFilter::CompanyName("kontrahent 9999".into());
    assert_eq!(
        bench
            .ask_all(partner_center::customers(4, Some(&filter)))
            .unwrap()
            .len(),
        11
    );
}
