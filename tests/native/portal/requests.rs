//! Service requests: filed, taken up, answered, closed.

use crate::portal::{Bench, outcome};
use partner_triage::portal::{
    Call, Cloud, Error, Method,
    partner_center::{
        self, NewServiceRequest, Person, RequestSeverity, RequestStatus, ServiceRequest,
    },
    practice::{Enums, Generation},
};

fn new(tenant: &str) -> NewServiceRequest {
    NewServiceRequest {
        agent_locale: "pl-PL".into(),
        title: "Poczta nie dochodzi \"od wczoraj\"".into(),
        description: format!("Wiadomości giną.\nCustomer tenant: {tenant}."),
        severity: RequestSeverity::Moderate,
        topic_id: "32444679".into(),
        contact: Person {
            first_name: "Zofia".into(),
            last_name: "Wrzos".into(),
            ..Person::default()
        },
        country: "PL".into(),
    }
}

/// A request in short.
fn stands(request: &ServiceRequest) -> String {
    let notes: Vec<_> = request.notes.iter().map(|it| it.author.as_str()).collect();
    let (created, closed) = (request.created.is_some(), request.closed.is_some());
    let (status, severity) = (request.status.as_str(), request.severity.as_str());
    format!(
        "{status} {severity} created {created} closed {closed} `{}` {notes:?}",
        request.topic_name
    )
}

fn life(bench: &Bench) -> Vec<String> {
    let customer = bench.customer("Budapesti").id;
    let mut lines = Vec::new();
    let made = bench
        .ask(partner_center::create_request(&new(&customer)))
        .unwrap();
    lines.push(stands(&made));
    let mut look = |minutes: i64, done: Option<Call<Option<ServiceRequest>>>| {
        bench.wait_minutes(minutes);
        let changed = done.and_then(|call| bench.ask(call).unwrap());
        let now = bench.ask(partner_center::request(&made.id)).unwrap();
        assert!(changed.is_none_or(|it| it == now));
        lines.push(stands(&now));
    };
    look(0, None);
    look(
        5,
        Some(partner_center::add_note(
            &made.id,
            "Also on phones.\u{1}<b>",
        )),
    );
    look(30, None);
    look(1, Some(partner_center::close_request(&made.id)));
    let of_customer = bench
        .ask_all(partner_center::requests(Some(&customer), 0, 100))
        .unwrap();
    assert_eq!(of_customer[0].id, made.id, "the newest comes first");
    assert_eq!(of_customer[0].status, RequestStatus::Closed);
    lines
}

#[test]
fn a_request_lives_from_filing_to_closing_in_every_generation() {
    let plain = life(&Bench::of(Cloud::Public));
    insta::assert_snapshot!(plain.join("\n"), @r#"
    none moderate created false closed false `` []
    open moderate created true closed false `Office 365: Exchange Online` []
    open moderate created true closed false `Office 365: Exchange Online` ["Zofia Wrzos"]
    open moderate created true closed false `Office 365: Exchange Online` ["Zofia Wrzos"]
    closed moderate created true closed true `Office 365: Exchange Online` ["Zofia Wrzos"]
    "#);
    for (generation, enums) in [
        (Generation::Third, Enums::Words),
        (Generation::Second, Enums::Integers),
        (Generation::Third, Enums::Integers),
    ] {
        let bench = Bench::of(Cloud::Public);
        bench.world.borrow_mut().dials.generation = generation;
        bench.world.borrow_mut().dials.enums = enums;
        assert_eq!(life(&bench), plain, "{generation:?} {enums:?}");
    }
}

#[test]
fn the_portal_asks_back_once_and_a_note_answers_it() {
    let bench = Bench::of(Cloud::Public);
    let made = bench
        .ask(partner_center::create_request(&new("nobody")))
        .unwrap();
    let look = |minutes: i64| {
        bench.wait_minutes(minutes);
        stands(&bench.ask(partner_center::request(&made.id)).unwrap())
    };
    assert!(look(1).starts_with("open"));
    assert!(look(30).starts_with("attention_needed"));
    bench
        .ask(partner_center::add_note(&made.id, "Since Tuesday."))
        .unwrap();
    assert!(look(60).starts_with("open"));
    assert_eq!(
        bench
            .ask(partner_center::request(&made.id))
            .unwrap()
            .notes
            .len(),
        2
    );
}

#[test]
fn the_same_request_id_does_a_thing_once() {
    let bench = Bench::of(Cloud::Public);
    let n_requests = || {
        bench
            .world
            .borrow()
            .to_text()
            .matches("Poczta nie dochodzi")
            .count()
    };
    let create = || partner_center::create_request(&new("x")).traced("fixed", "any");
    let first = bench.ask_again(&create()).unwrap();
    let note = || partner_center::add_note(&first.id, "once").traced("noted", "any");
    bench.ask_again(&note()).unwrap();
    let before = n_requests();
    bench.wait_minutes(60);
    assert_eq!(
        bench.ask_again(&create()).unwrap(),
        first,
        "the first result comes again"
    );
    bench.ask_again(&note()).unwrap();
    assert_eq!(n_requests(), before);
    let now = bench.ask(partner_center::request(&first.id)).unwrap();
    assert_eq!(now.notes.iter().filter(|it| it.text == "once").count(), 1);
    assert_ne!(
        bench
            .ask(partner_center::create_request(&new("x")))
            .unwrap()
            .id,
        first.id
    );
}

#[test]
fn requests_are_listed_by_customer_and_in_parts() {
    let bench = Bench::of(Cloud::Public);
    let listed = |customer: Option<&str>, offset: u32, size: u32| {
        let page = bench
            .ask(partner_center::requests(customer, offset, size))
            .unwrap();
        page.items
            .into_iter()
            .map(|it| it.title)
            .collect::<Vec<_>>()
    };
    let all = listed(None, 0, 100);
    assert_eq!(all.len(), 5);
    assert_eq!(listed(None, 1, 2), all[1..3]);
    assert_eq!(listed(None, 4, 100), all[4..]);
    assert_eq!(listed(None, 100, 100), [""; 0]);
    assert_eq!(listed(Some(&bench.customer("Harbour").id), 0, 10).len(), 2);
    assert_eq!(listed(Some(&bench.customer("Fjordlys").id), 0, 10), [""; 0]);
}

#[test]
fn refusals_say_what_to_change() {
    let bench = Bench::of(Cloud::Public);
    let refused = |change: &dyn Fn(&mut NewServiceRequest)| {
        let mut new = new("x");
        change(&mut new);
        outcome(bench.ask(partner_center::create_request(&new)))
    };
    assert_eq!(refused(&|_| ()), "ok");
    assert_eq!(
        refused(&|it| it.title.clear()),
        "refused: 800002 title, description, severity or topic missing"
    );
    assert_eq!(
        refused(&|it| it.severity = RequestSeverity::Other("grave".into())),
        "refused: 900126 not a value of the enumeration"
    );
    assert_eq!(
        refused(&|it| it.topic_id = "1".into()),
        "refused: 3000 support topic not known"
    );
    assert_eq!(
        outcome(bench.ask(partner_center::request("0"))),
        "not found"
    );
    assert_eq!(
        outcome(bench.ask(partner_center::add_note("0", "x"))),
        "not found"
    );
    bench.world.borrow_mut().dials.generation = Generation::Third;
    let refused = bench.ask(partner_center::create_request(&NewServiceRequest {
        title: String::new(),
        ..new("x")
    }));
    let Err(Error::Refused {
        message, support, ..
    }) = refused
    else {
        panic!("it is refused")
    };
    assert_eq!(message, "title, description, severity or topic missing");
    assert_eq!(
        (support.status, support.correlation_id.as_str()),
        (400, "correlation")
    );
    assert_eq!(
        support.endpoint,
        "partner_center POST /v1/servicerequests/pl-PL"
    );
}

#[test]
fn profile_and_topics_are_there() {
    let bench = Bench::of(Cloud::Public);
    let profile = bench.ask(partner_center::support_profile()).unwrap();
    assert!(profile.email.ends_with(".example") && !profile.telephone.is_empty());
    let topics = bench.ask(partner_center::support_topics()).unwrap();
    assert!(topics.len() >= 10 && topics.iter().all(|it| !it.name.is_empty()));
    assert_eq!(
        partner_center::close_request("1").request.method,
        Method::Patch
    );
}
