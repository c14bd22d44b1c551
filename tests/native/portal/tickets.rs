//! Azure Support: names, tickets by way of operations, changes, messages.

use crate::portal::{Bench, outcome};
use partner_triage::portal::{
    Api, Cloud, Error, Lost, Origins,
    azure_support::{
        self, Contact, Created, Direction, NameCheck, NewTicket, Operation, Progress, Scope,
        Ticket, TicketChange, TicketName, TicketSeverity, TicketStatus,
    },
    practice::Fault,
};

fn scope(bench: &Bench, name: &str) -> Scope {
    let customer = bench.customer(name);
    Scope {
        tenant: customer.id,
        subscription: Some(customer.azure_subscription),
    }
}

fn new(bench: &Bench, scope: &Scope, name: &str) -> NewTicket {
    let services = bench.ask(azure_support::services(&scope.tenant)).unwrap();
    let service = services
        .into_iter()
        .find(|it| it.display_name == "SQL Database")
        .unwrap();
    let kinds = bench
        .ask(azure_support::classifications(&scope.tenant, &service.name))
        .unwrap();
    NewTicket {
        name: TicketName::parse(name).unwrap(),
        title: "Baza \"zamówienia\" odrzuca zapytania".into(),
        description: "Od rana.\tKod 40501.".into(),
        service_id: service.id,
        classification_id: kinds[0].id.clone(),
        severity: TicketSeverity::Moderate,
        problem_start: Some(crate::portal::NOON),
        allows_diagnostics: true,
        around_the_clock: false,
        resource_id: "/subscriptions/x".into(),
        contact: Contact {
            first_name: "Zofia".into(),
            last_name: "Wrzos".into(),
            method: "email".into(),
            email: "z.wrzos@wrzos-services.example".into(),
            phone: String::new(),
            time_zone: "Central European Standard Time".into(),
            country: "POL".into(),
            language: "en-us".into(),
        },
    }
}

/// Files a ticket and follows its operation to the end.
fn file(bench: &Bench, scope: &Scope, new: &NewTicket) -> Ticket {
    let operation = match bench.ask(azure_support::create_ticket(scope, new)).unwrap() {
        Created::Done(ticket) => return ticket,
        Created::Accepted(operation) => operation,
    };
    let number = follow(bench, scope, &operation);
    let ticket = bench
        .ask(azure_support::ticket(scope, new.name.as_str()))
        .unwrap();
    assert_eq!(ticket.number, number);
    ticket
}

fn follow(bench: &Bench, scope: &Scope, operation: &Operation) -> String {
    let origins = Origins::of(Cloud::Public);
    let look = || {
        bench
            .ask(azure_support::operation(scope, operation, &origins).unwrap())
            .unwrap()
    };
    assert_eq!(look(), Progress::Running, "it takes a while");
    let Progress::Succeeded { ticket_number } = look() else {
        panic!("it is done")
    };
    assert!(matches!(look(), Progress::Succeeded { .. }), "and stays so");
    ticket_number
}

#[test]
fn a_ticket_lives_from_filing_to_closing() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Fjordlys");
    let new = new(&bench, &scope, "desk-1");
    let name = new.name.as_str();
    let available = || bench.ask(azure_support::check_name(&scope, name)).unwrap();
    assert_eq!(available(), NameCheck::Available);
    let ticket = file(&bench, &scope, &new);
    assert!(matches!(available(), NameCheck::Taken { reason, .. } if reason == "AlreadyExists"));
    assert_eq!(ticket.title, new.title);
    assert_eq!(ticket.number.len(), 16);
    assert_eq!(
        (&ticket.severity, &ticket.status),
        (&TicketSeverity::Moderate, &TicketStatus::Open)
    );
    assert_eq!(
        (ticket.service.as_str(), ticket.sla_minutes),
        ("SQL Database", Some(240))
    );
    assert_eq!(
        ticket.answer_due,
        ticket.created.map(|it| it.plus_ms(240 * 60_000))
    );

    let change = |change: TicketChange| {
        bench
            .ask(azure_support::update_ticket(&scope, name, &change))
            .unwrap()
    };
    let graver = change(TicketChange {
        severity: Some(TicketSeverity::Critical),
        status: None,
    });
    assert_eq!(
        (graver.severity, graver.sla_minutes),
        (TicketSeverity::Critical, Some(240)),
        "the deadline lags"
    );
    let later = bench.ask(azure_support::ticket(&scope, name)).unwrap();
    assert_eq!(later.sla_minutes, Some(120));

    let closed = change(TicketChange {
        severity: None,
        status: Some(TicketStatus::Closed),
    });
    assert_eq!(closed.status, TicketStatus::Closed);
    assert_eq!(
        bench.ask_all(azure_support::tickets(&scope)).unwrap().len(),
        1
    );
    assert!(
        bench.world.borrow().to_text().contains("\"Closed\""),
        "later answers are in title case"
    );
}

#[test]
fn the_same_name_never_makes_two_tickets() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Olszyna");
    let before = bench.ask_all(azure_support::tickets(&scope)).unwrap().len();
    let new = new(&bench, &scope, "desk-2");
    let create = || bench.ask(azure_support::create_ticket(&scope, &new));
    let count = || bench.ask_all(azure_support::tickets(&scope)).unwrap().len() - before;
    for fault in [
        Fault::Hang,
        Fault::Gateway,
        Fault::Truncated,
        Fault::WrongShape,
    ] {
        bench
            .world
            .borrow_mut()
            .dials
            .set_fault(Api::AzureSupport, fault);
        create().unwrap_err();
    }
    bench
        .world
        .borrow_mut()
        .dials
        .set_fault(Api::AzureSupport, Fault::None);
    assert_eq!(count(), 0, "it is being made");
    let Ok(Created::Accepted(first)) = create() else {
        panic!("it is being made")
    };
    let Ok(Created::Accepted(second)) = create() else {
        panic!("it is being made")
    };
    assert_eq!(first, second);
    let number = follow(&bench, &scope, &first);
    let Ok(Created::Done(ticket)) = create() else {
        panic!("it is there")
    };
    assert_eq!((ticket.number, count()), (number, 1));

    let other = NewTicket {
        title: "Another problem".into(),
        ..new
    };
    assert_eq!(
        outcome(bench.ask(azure_support::create_ticket(&scope, &other))),
        "conflict"
    );
    assert_eq!(count(), 1);
}

#[test]
fn a_ticket_appears_by_itself_if_nobody_asks() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Fjordlys");
    let new = new(&bench, &scope, "desk-3");
    let Ok(Created::Accepted(_)) = bench.ask(azure_support::create_ticket(&scope, &new)) else {
        panic!("accepted")
    };
    let look = || outcome(bench.ask(azure_support::ticket(&scope, "DESK-3")));
    assert_eq!(look(), "not found");
    bench.wait_minutes(2);
    assert_eq!(look(), "ok");
}

#[test]
fn tickets_without_a_subscription_live_in_the_tenant() {
    let bench = Bench::of(Cloud::Public);
    let of_subscription = scope(&bench, "Fjordlys");
    let of_tenant = Scope {
        subscription: None,
        ..of_subscription.clone()
    };
    file(&bench, &of_tenant, &new(&bench, &of_tenant, "desk-4"));
    assert_eq!(
        bench
            .ask_all(azure_support::tickets(&of_tenant))
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        bench
            .ask_all(azure_support::tickets(&of_subscription))
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn long_lists_come_in_pages_newest_first() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Fjordlys");
    let sample = new(&bench, &scope, "desk-0");
    for number in 0..60 {
        let name = TicketName::parse(&format!("desk-{number}")).unwrap();
        file(
            &bench,
            &scope,
            &NewTicket {
                name,
                ..sample.clone()
            },
        );
    }
    let names: Vec<_> = bench
        .ask_all(azure_support::tickets(&scope))
        .unwrap()
        .into_iter()
        .map(|it| it.name)
        .collect();
    assert_eq!(
        names,
        (0..60)
            .rev()
            .map(|it| format!("desk-{it}"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_service_a_kind_of_problem_and_a_message_are_read_alone_as_in_their_lists() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Harbour");
    let tenant = &scope.tenant;
    for listed in bench.ask(azure_support::services(tenant)).unwrap() {
        let alone = bench.ask(azure_support::service(tenant, &listed.name));
        assert_eq!(alone.unwrap(), listed);
        let kinds = azure_support::classifications(tenant, &listed.name);
        for kind in bench.ask(kinds).unwrap() {
            let name = kind.id.rsplit('/').next().unwrap();
            let alone = azure_support::classification(tenant, &listed.name, name);
            assert_eq!(bench.ask(alone).unwrap(), kind);
        }
    }
    let messages = azure_support::communications(&scope, "desk-4371");
    for message in bench.ask_all(messages).unwrap() {
        let alone = azure_support::communication(&scope, "desk-4371", &message.name);
        assert_eq!(bench.ask(alone).unwrap(), message);
    }
    let none = azure_support::service(tenant, "none");
    assert!(matches!(bench.ask(none), Err(Error::NotFound(_))));
    let none = azure_support::communication(&scope, "desk-4371", "none");
    assert!(matches!(bench.ask(none), Err(Error::NotFound(_))));
}

#[test]
fn messages_are_added_once_and_read_without_markup() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Harbour");
    let read = || {
        bench
            .ask_all(azure_support::communications(&scope, "desk-4371"))
            .unwrap()
    };
    let before = read();
    assert_eq!(
        (before.len(), &before[0].direction),
        (2, &Direction::Outbound)
    );
    let name = TicketName::parse("more-1").unwrap();
    let subject = "A subject that is so long that the portal cuts it before it adds the number";
    let add = || {
        bench.ask(azure_support::create_communication(
            &scope,
            "desk-4371",
            &name,
            subject,
            "a < b & c",
        ))
    };
    let Ok(Created::Accepted(operation)) = add() else {
        panic!("accepted")
    };
    assert_eq!(read().len(), 2);
    follow(&bench, &scope, &operation);
    assert!(matches!(add(), Ok(Created::Done(_))));
    let after = read();
    assert_eq!((after.len(), after[2].body.as_str()), (3, "a < b & c"));
    assert_eq!(
        after[2].subject,
        "A subject that is so long that the portal cuts it before it - TrackingID#2611190010004371"
    );
}

#[test]
fn refusals_say_what_to_change() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Fjordlys");
    let refused = |change: &dyn Fn(&mut NewTicket)| {
        let mut new = new(&bench, &scope, "desk-5");
        change(&mut new);
        outcome(bench.ask(azure_support::create_ticket(&scope, &new)))
    };
    assert_eq!(
        refused(&|it| it.title.clear()),
        "refused: InvalidParameter /properties/title"
    );
    assert_eq!(
        refused(&|it| it.contact.last_name.clear()),
        "refused: InvalidParameter /properties/contactDetails/lastName"
    );
    assert_eq!(
        refused(&|it| it.contact.country = "PL".into()),
        "refused: InvalidParameter contact details not valid"
    );
    assert_eq!(
        refused(&|it| it.contact.method = "phone".into()),
        "refused: InvalidParameter contact details not valid"
    );
    assert_eq!(
        refused(&|it| it.severity = TicketSeverity::HighestCriticalImpact),
        "refused: InvalidParameter severity not offered"
    );
    assert_eq!(
        refused(&|it| it.classification_id.push('x')),
        "refused: InvalidParameter service or classification not known"
    );
    assert_eq!(
        outcome(bench.ask(azure_support::ticket(&scope, "none"))),
        "not found"
    );
    assert_eq!(
        outcome(bench.ask(azure_support::classifications(&scope.tenant, "none"))),
        "not found"
    );
    let check = |name: &str| bench.ask(azure_support::check_name(&scope, name)).unwrap();
    assert!(matches!(check("tmp-1"), NameCheck::Taken { reason, .. } if reason == "Invalid"));
    let elsewhere = Scope {
        subscription: Some("11111111-0000-4000-8000-000000000000".into()),
        ..scope.clone()
    };
    assert_eq!(
        outcome(bench.ask(azure_support::tickets(&elsewhere))),
        "not found"
    );
}

#[test]
fn who_may_file_follows_from_access() {
    let bench = Bench::of(Cloud::Public);
    for (name, means) in [
        ("Głogowska", "ok"),
        ("Młyny", "ok"),
        ("Pražské", "ok"),
        ("Ořechovka", "not allowed: customer"),
    ] {
        let scope = Scope {
            subscription: None,
            ..scope(&bench, name)
        };
        assert_eq!(
            outcome(bench.ask(azure_support::tickets(&scope))),
            means,
            "{name}"
        );
    }
}

#[test]
fn an_operation_elsewhere_is_not_followed() {
    let bench = Bench::of(Cloud::Public);
    let scope = scope(&bench, "Fjordlys");
    let call = azure_support::create_ticket(&scope, &new(&bench, &scope, "desk-6"));
    let accepted = |header: &str| {
        let headers = vec![
            ("azure-asyncoperation".into(), header.into()),
            ("Retry-After".into(), "1.5".into()),
        ];
        call.read(&partner_triage::portal::Response {
            status: 202,
            headers,
            body: String::new(),
        })
    };
    let Ok(Created::Accepted(operation)) = accepted("https://evil.example/operationsStatus/1")
    else {
        panic!("accepted")
    };
    assert_eq!(operation.after_secs, Some(2));
    let origins = Origins::of(Cloud::Public);
    assert_eq!(
        outcome(azure_support::operation(&scope, &operation, &origins)),
        "unreadable: the operation is elsewhere"
    );
    let bare = call.read(&partner_triage::portal::Response {
        status: 202,
        headers: Vec::new(),
        body: String::new(),
    });
    assert_eq!(outcome(bare), "unreadable: Azure-AsyncOperation");
    let lost = call.conclude(Err(Lost::NoAnswer));
    assert!(matches!(
        lost,
        Err(Error::Unreachable {
            lost: Lost::NoAnswer,
            ..
        })
    ));
}
