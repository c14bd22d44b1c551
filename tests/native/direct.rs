//! The desk straight from the browser, where Partner Center answers nothing and Graph and Azure Support do.

use crate::desk::{Desk, Obstacle};
use partner_triage::{
    app::{Command, Connection, Customers, Deployment, Load, Mode, Reading, Summary, screens},
    portal::Api,
};

const CUSTOMER: &str = "Olszyna Logistyka sp. z o.o.";

fn direct() -> Desk {
    let mut desk = Desk::open();
    desk.state.connection = Connection::of(&Deployment {
        mode: "direct".to_owned(),
        client: "desk".to_owned(),
        folder: "https://desk.example/".to_owned(),
        ..Deployment::default()
    });
    assert_eq!(desk.state.connection.mode, Mode::Direct);
    desk.meet(&["/v1/customers", "/v1/servicerequests"].map(|it| (["Get", it], Obstacle::Lost)));
    desk
}

/// How many requests of Partner Center's were sent.
fn n_asked(desk: &Desk) -> usize {
    let requests = desk.bench.requests.borrow();
    let name = Api::PartnerCenter.as_str();
    requests.iter().filter(|it| it.contains(name)).count()
}

#[test]
fn the_customers_are_those_whose_relationship_is_in_force() {
    let mut desk = direct();
    desk.go("#/en/customers");
    let customers = &desk.state.customers;
    assert_eq!(customers.reader.reading, Reading::Complete);
    let rows: Vec<_> = (0..).map_while(|it| customers.roster.get(it)).collect();
    let world = desk.bench.world.borrow().to_text();
    assert!(!rows.is_empty());
    for row in &rows {
        assert!(
            world.contains(&row.name) && world.contains(&row.id),
            "{}",
            row.name
        );
        // Of access and country Graph says nothing, which is no failure.
        let summary = customers.summary(&row.id);
        assert_eq!(
            summary,
            Some(&Load::Known(Summary::default())),
            "{}",
            row.name
        );
    }
    assert!(rows.iter().any(|it| it.name == CUSTOMER));
    // That relationship has ended.
    assert!(!rows.iter().any(|it| it.name == "Pražské vodní stavby a.s."));
    desk.send(Command::Searched("olszyna".to_owned()));
    assert_eq!(desk.state.customers.found.len(), 1);
    assert_eq!(
        n_asked(&desk),
        0,
        "Partner Center is not asked for what Graph lists"
    );
}

#[test]
fn a_customer_without_a_domain_is_told_from_others_by_its_tenant() {
    let mut desk = direct();
    desk.pick(CUSTOMER);
    let case = &desk.state.cases[&desk.case()];
    let customer = case.customer.as_ref().unwrap();
    assert_eq!(
        (customer.domain.as_str(), customer.handle()),
        ("", customer.id.as_str())
    );
    for text in [
        screens::handover_text(&desk.state, case),
        screens::verdict_text(&desk.state, case),
    ] {
        assert!(!text.contains("()") && !text.contains("(, "), "{text}");
        assert!(text.contains(&customer.id), "{text}");
    }
}

#[test]
fn recent_customers_are_not_asked_of_partner_center() {
    let mut desk = direct();
    desk.pick(CUSTOMER);
    let n_before = n_asked(&desk);
    let recent = desk.state.customers.recent.clone();
    assert!(!recent.is_empty());
    desk.state.customers = Customers {
        recent,
        ..desk.state.customers.emptied()
    };
    desk.go("#/en/customers");
    assert_eq!(desk.state.customers.reader.reading, Reading::Complete);
    assert_eq!(n_asked(&desk), n_before);
}

#[test]
fn what_graph_told_stands_on_later_pages() {
    let mut desk = direct();
    desk.pick(CUSTOMER);
    let n_before = desk.bench.requests.borrow().len();
    desk.bench.pass(600_000);
    let page = desk.state.route().address("en");
    desk.go("#/en/");
    desk.go(&page);
    assert_eq!(desk.bench.requests.borrow().len(), n_before);
    // Only the user asks again.
    desk.send(Command::Retried);
    assert!(desk.bench.requests.borrow().len() > n_before);
}

#[test]
fn a_case_hears_of_health_and_relationship_from_graph() {
    let mut desk = direct();
    desk.send(Command::EditionChosen("2025".to_owned()));
    desk.pick(CUSTOMER);
    let case = &desk.state.cases[&desk.case()];
    let customer = case.customer.as_ref().unwrap();
    assert_eq!(customer.name, CUSTOMER);
    let details = desk.state.customers.details[&customer.id].known().unwrap();
    assert!(matches!(&details.subscriptions, Load::Failed(it) if it.kind == "unreachable"));
    assert!(details.incidents.known().is_some());
    assert!(case.told.iter().any(|it| it.fact == *"gdap.relationship"));
    assert_eq!(
        n_asked(&desk),
        1,
        "what does not answer is not asked part by part"
    );
    let requests = desk.bench.requests.borrow();
    let last = requests.last().map(String::as_str).unwrap_or_default();
    assert!(
        last.contains(Api::PartnerCenter.as_str()),
        "it holds nothing up: {last}"
    );
}
