//! What the portals tell of a case, beside what the user says of it.

use crate::desk::{Desk, NOON};
use partner_triage::{
    app::{Command, Details, Load, screens},
    casework::{Case, Record},
    facts::Origin,
    portal::{Api, practice::Fault},
    vocab::FactId,
};

const OFFICE: &[(&str, &str)] = &[
    ("marketplace_product", "false"),
    ("product", "office_365"),
    ("issue", "technical"),
    ("health", "healthy"),
    ("category", "defect"),
    ("access", "delegated_admin"),
    ("gdap.relationship", "?"),
    ("gdap.roles", "?"),
    ("impact", "production_partial"),
];

fn case(desk: &Desk) -> &Case {
    &desk.state.cases[&desk.case()]
}

/// A case of a customer by the rules of an edition, with the questions that were asked.
fn answered(edition: &str, customer: &str, fault: Fault) -> (Desk, Vec<String>) {
    let mut desk = Desk::open();
    desk.send(Command::EditionChosen(edition.to_owned()));
    desk.bench
        .world
        .borrow_mut()
        .dials
        .set_fault(Api::Graph, fault);
    desk.pick(customer);
    let asked = desk.answer_all(OFFICE);
    (desk, asked)
}

/// What is known of a fact: value and origin.
fn line(desk: &Desk, fact: &str) -> Option<(String, Origin)> {
    let standing = screens::stand(&desk.state, case(desk)).unwrap();
    let lines = screens::answer_lines(&standing, case(desk));
    let line = lines.into_iter().find(|it| it.fact == *fact)?;
    Some((line.value, line.origin))
}

#[test]
fn a_relationship_in_force_is_not_asked_for_and_shown_with_where_and_when_it_was_read() {
    let (desk, asked) = answered("2025", "Olszyna Logistyka sp. z o.o.", Fault::None);
    assert!(
        !asked.contains(&"gdap.relationship".to_owned()),
        "{asked:?}"
    );
    assert!(asked.contains(&"gdap.roles".to_owned()), "{asked:?}");
    let (value, origin) = line(&desk, "gdap.relationship").unwrap();
    assert_eq!(value, "Active");
    assert!(
        matches!(origin, Origin::Relationships(at) if at > NOON),
        "{origin:?}"
    );
    assert_eq!(
        line(&desk, "access"),
        None,
        "this edition does not ask for it"
    );
}

#[test]
fn a_relationship_that_is_not_in_force_is_asked_for() {
    for customer in [
        "Ořechovka stavby s.r.o.",
        "Pražské vodní stavby a.s.",
        "Młyny Żuławskie S.A.",
    ] {
        let (_, asked) = answered("2025", customer, Fault::None);
        assert!(
            asked.contains(&"gdap.relationship".to_owned()),
            "{customer}: {asked:?}"
        );
    }
}

#[test]
fn an_edition_without_such_relationships_takes_nothing_from_them() {
    let (desk, asked) = answered("2021", "Olszyna Logistyka sp. z o.o.", Fault::None);
    assert!(!asked.contains(&"access".to_owned()), "{asked:?}");
    assert_eq!(line(&desk, "gdap.relationship"), None);
    let told = &case(&desk).told;
    assert!(told.iter().any(|it| it.fact == *"gdap.relationship"));
}

#[test]
fn relationships_that_cannot_be_read_leave_everything_else_as_it_is() {
    for fault in Fault::ALL.iter().copied().filter(|it| *it != Fault::Hang) {
        let (desk, asked) = answered("2025", "Olszyna Logistyka sp. z o.o.", fault);
        let is_read = fault == Fault::None;
        assert_eq!(
            !asked.contains(&"gdap.relationship".to_owned()),
            is_read,
            "{fault:?}"
        );
        let customer = case(&desk).customer.as_ref().unwrap();
        let details = desk.state.customers.details[&customer.id].known().unwrap();
        assert_eq!(
            details.relationships == Load::Known(()),
            is_read,
            "{fault:?}"
        );
        assert!(details.subscriptions.known().is_some(), "{fault:?}");
        assert!(details.requests.known().is_some(), "{fault:?}");
        assert_eq!(line(&desk, "cloud").unwrap().0, "Public cloud", "{fault:?}");
    }
}

#[test]
fn a_question_waits_for_the_relationships_where_only_they_may_answer_it() {
    let mut desk = Desk::open();
    desk.send(Command::EditionChosen("2025".to_owned()));
    desk.pick("Olszyna Logistyka sp. z o.o.");
    let customer = case(&desk).customer.clone().unwrap().id;
    let mut case = case(&desk).clone();
    case.told
        .retain(|it| !it.fact.as_str().starts_with("gdap."));
    for (fact, answer) in OFFICE.iter().filter(|it| it.1 != "?") {
        let fact = FactId::new(*fact);
        let reply = screens::reply(&desk.state, &fact, &[(*answer).to_owned()]);
        case.transcript.record(fact, reply.unwrap());
    }
    let is_awaited = |desk: &Desk| {
        let screen = screens::step(&desk.state, &case, "gdap.relationship").unwrap();
        screen.questions[0].is_awaited
    };
    assert!(!is_awaited(&desk));
    let Some(Load::Known(details)) = desk.state.customers.details.get_mut(&customer) else {
        panic!("the customer was read")
    };
    details.relationships = Load::Waiting;
    assert!(is_awaited(&desk));
    desk.state.customers.details.insert(customer, Load::Waiting);
    assert!(is_awaited(&desk));
}

#[test]
fn what_relationships_told_stands_while_they_are_read_again() {
    let (mut desk, _) = answered("2025", "Olszyna Logistyka sp. z o.o.", Fault::None);
    let customer = case(&desk).customer.clone().unwrap().id;
    let mut details = desk.state.customers.details[&customer]
        .known()
        .unwrap()
        .clone();
    details.told.retain(|it| it.record != Record::Relationships);
    details.relationships = Load::Waiting;
    let read = |it: &Details| Command::DetailsRead(customer.clone(), Box::new(Ok(it.clone())));
    desk.send(read(&details));
    assert!(line(&desk, "gdap.relationship").is_some());
    details.relationships = Load::Known(());
    desk.send(read(&details));
    assert_eq!(line(&desk, "gdap.relationship"), None);
}
