//! How the board reads: one customer after the other, again and again while somebody looks, whatever fails.

use crate::desk::Desk;
use partner_triage::{
    app::{
        Command, HealthBoard, HealthCommand, Load, Route,
        screens::{self, HealthScreen, HealthView},
    },
    portal::{
        Api,
        graph::{HealthStatus, ServiceHealth},
        practice::Fault,
    },
};

fn id(desk: &Desk, name: &str) -> String {
    let world = desk.bench.world.borrow();
    let customer = world.customers.iter().find(|it| it.name.starts_with(name));
    customer
        .unwrap_or_else(|| panic!("no customer {name}"))
        .id
        .clone()
}

/// A desk whose user has pinned these customers, on the board.
fn board(names: &[&str]) -> Desk {
    let mut desk = Desk::open();
    for name in names {
        let id = id(&desk, name);
        desk.send(Command::Pinned(id));
    }
    desk.go("#/en/health");
    desk
}

fn screen(desk: &Desk) -> HealthScreen {
    let view = HealthView {
        customer: None,
        service: None,
        n_days: 7,
        offset_ms: 3_600_000,
    };
    screens::health(&desk.state, &view)
}

fn health(desk: &mut Desk, command: HealthCommand) {
    desk.send(Command::Health(command));
}

/// How often health was asked for.
fn n_asked(desk: &Desk) -> usize {
    let requests = desk.bench.requests.borrow();
    requests
        .iter()
        .filter(|it| it.contains("healthOverviews"))
        .count()
}

#[test]
fn one_customer_that_cannot_be_read_does_not_keep_the_others() {
    let mut desk = board(&["Čtyři", "Głogowska", "Harbour"]);
    assert_eq!(n_asked(&desk), 3);
    let now = screen(&desk);
    let rows: Vec<_> = now
        .rows
        .iter()
        .map(|it| {
            let kind = it.trouble.as_ref().map(|it| it.kind);
            (
                it.customer.name.as_str(),
                kind,
                it.read_at.is_some(),
                it.cells.is_empty(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Čtyři Lípy a.s.", None, true, false),
            (
                "Głogowska Fabryka Okien S.A.",
                Some("health_hidden"),
                false,
                true
            ),
            ("Harbour & Finch Ltd", None, true, false),
        ]
    );
    assert_eq!((now.progress, now.trouble), (None, None));
    let active: Vec<_> = now.active.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(active, ["SP1063419", "EX1062277", "CR1061777", "TM1060914"]);
    // Only the one that failed is asked again.
    let hidden = id(&desk, "Głogowska");
    health(&mut desk, HealthCommand::Retried(hidden));
    assert_eq!(n_asked(&desk), 4);
    desk.send(Command::Retried);
    assert_eq!(n_asked(&desk), 5);
}

#[test]
fn what_was_read_stays_while_the_portal_fails() {
    let mut desk = board(&["Čtyři", "Harbour"]);
    let before = screen(&desk);
    for (fault, kind, n) in [
        (Fault::TooMany, "try_later", 2),
        (Fault::Gateway, "unreachable", 2),
        (Fault::WrongShape, "unreadable", 2),
        // Whoever is offline is so for all customers.
        (Fault::Offline, "offline", 1),
    ] {
        let n_before = n_asked(&desk);
        desk.bench
            .world
            .borrow_mut()
            .dials
            .set_fault(Api::Graph, fault);
        desk.bench.pass(120_000);
        health(&mut desk, HealthCommand::Refreshed);
        assert_eq!(n_asked(&desk) - n_before, n, "{kind}");
        let now = screen(&desk);
        assert_eq!(now.trouble.as_ref().map(|it| it.kind), Some(kind));
        assert_eq!(now.as_of, before.as_of);
        let cells = |it: &HealthScreen| {
            it.rows
                .iter()
                .map(|it| it.cells.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(&now), cells(&before));
        assert_eq!(desk.state.announcement.1, "Service health has been read");
    }
    desk.bench
        .world
        .borrow_mut()
        .dials
        .set_fault(Api::Graph, Fault::None);
    health(&mut desk, HealthCommand::Refreshed);
    let now = screen(&desk);
    assert_eq!(now.trouble, None);
    assert!(now.as_of > before.as_of);
}

/// Lets an hour pass, half a minute at a time, and counts how often health was asked for.
fn an_hour(desk: &mut Desk) -> usize {
    let before = n_asked(desk);
    for _ in 0..120 {
        desk.bench.pass(30_000);
        desk.send(Command::Ticked);
    }
    n_asked(desk) - before
}

#[test]
fn the_board_is_read_again_only_while_somebody_may_see_it() {
    let mut desk = board(&["Čtyři", "Harbour"]);
    let n = an_hour(&mut desk);
    assert!(
        (60..=120).contains(&n),
        "{n} questions about two customers in an hour"
    );
    desk.bench.is_seen.set(false);
    assert_eq!(an_hour(&mut desk), 0, "in the background");
    desk.bench.is_seen.set(true);
    assert!(an_hour(&mut desk) > 0);
    desk.go("#/en/requests");
    assert_eq!(an_hour(&mut desk), 0, "on another page");
    // Who comes back finds what is old read again, and what is fresh left alone.
    let before = n_asked(&desk);
    desk.go("#/en/health");
    assert_eq!(n_asked(&desk) - before, 2);
    desk.go("#/en/requests");
    desk.go("#/en/health");
    assert_eq!(n_asked(&desk) - before, 2);
    // The user may ask at any time.
    health(&mut desk, HealthCommand::Refreshed);
    assert_eq!(n_asked(&desk) - before, 4);
    assert_eq!(an_hour(&mut board(&[])), 0, "nobody is on the board");
}

#[test]
fn customers_are_put_on_the_board_and_taken_off() {
    let mut desk = board(&[]);
    assert_eq!(n_asked(&desk), 0);
    assert_eq!(screen(&desk).customers.len(), 0);
    let harbour = id(&desk, "Harbour");
    health(&mut desk, HealthCommand::Watched(harbour.clone()));
    assert_eq!(n_asked(&desk), 1);
    let now = screen(&desk);
    assert_eq!(
        (now.customers.len(), now.added.len(), now.active.len()),
        (1, 1, 3)
    );
    health(&mut desk, HealthCommand::Watched(harbour));
    assert_eq!(screen(&desk).customers.len(), 0);
    // Another world knows other customers.
    desk.pick("Čtyři Lípy a.s.");
    desk.go("#/en/health");
    assert_eq!(screen(&desk).customers.len(), 1);
    desk.send(Command::WorldChosen("germany".to_owned()));
    desk.go("#/en/customers");
    desk.go("#/en/health");
    assert_eq!(screen(&desk).customers.len(), 0);
}

#[test]
fn a_round_that_nobody_waits_for_ends() {
    let mut desk = board(&["Čtyři", "Harbour"]);
    let ids = [id(&desk, "Čtyři"), id(&desk, "Harbour")];
    // As it is between the question about the first and its answer.
    desk.state.health.asking = Some(ids[0].clone());
    desk.state.health.queue = vec![ids[1].clone()];
    desk.state.health.n_round = 2;
    assert_eq!(screen(&desk).progress, Some((0, 2)));
    desk.state.address.route = Route::Requests;
    let before = n_asked(&desk);
    let read = vec![ServiceHealth {
        id: "Mail".to_owned(),
        service: "Mail".to_owned(),
        status: HealthStatus::ServiceInterruption,
        issues: Vec::new(),
    }];
    health(
        &mut desk,
        HealthCommand::Read(ids[0].clone(), Ok(read.clone())),
    );
    assert_eq!(n_asked(&desk), before, "the second is not asked for");
    assert_eq!(
        (desk.state.health.asking.clone(), desk.state.health.n_round),
        (None, 0)
    );
    assert!(screen(&desk).services.iter().any(|it| it == "Mail"));
    // An answer that nobody has asked for is not believed.
    health(&mut desk, HealthCommand::Read(ids[1].clone(), Ok(read)));
    assert!(
        !desk.state.health.read[&ids[1]]
            .services
            .iter()
            .any(|it| it.service == "Mail")
    );
}

#[test]
fn a_case_about_an_incident_ends_with_following_it() {
    let mut desk = board(&["Harbour"]);
    let now = screen(&desk);
    let incident = now.active.iter().find(|it| it.id == "SP1063419").unwrap();
    let harbour = incident.affected[0].id.clone();
    let product = incident.product.map(str::to_owned);
    assert_eq!(product.as_deref(), Some("office_365"));
    health(
        &mut desk,
        HealthCommand::Asked {
            customer: harbour,
            incident: incident.id.clone(),
            product,
        },
    );
    let asked = desk.answer_all(&[("marketplace_product", "false"), ("issue", "technical")]);
    assert_eq!(
        asked,
        ["marketplace_product", "issue"],
        "what the board tells is not asked"
    );
    assert_eq!(desk.decision(), "monitor");
    let shown = |desk: &Desk| match screens::followed(&desk.state, &desk.state.cases[&desk.case()])
    {
        Some(Load::Known(it)) => it
            .rows
            .iter()
            .map(|it| {
                let latest = it.latest.clone().map(|it| it.1).unwrap_or_default();
                format!("{}: {}", it.id, latest.lines().next().unwrap_or_default())
            })
            .collect(),
        other => vec![format!("{other:?}")],
    };
    assert_eq!(
        shown(&desk),
        [
            "SP1063419: Current status: A part of the storage network does not answer. Traffic is being moved to the other part."
        ]
    );
    // After a reload nobody knows any more which one it was: all that run and can be about the product are shown.
    let address = desk.state.route().address("en");
    desk.state.health = HealthBoard::default();
    desk.state.customers.details.clear();
    desk.go("#/en/requests");
    desk.go(&address);
    let numbers: Vec<String> = shown(&desk)
        .iter()
        .filter_map(|it| Some(it.split_once(':')?.0.to_owned()))
        .collect();
    assert_eq!(numbers, ["SP1063419", "TM1060914"]);
}
