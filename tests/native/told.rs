//! What the portals tell of a case, beside what the user says of it.

use crate::desk::{Desk, NOON, Obstacle};
use partner_triage::{
    app::{
        Command, Details, Load,
        screens::{self, Otherwise},
    },
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

#[test]
fn a_record_that_does_not_come_leaves_what_the_other_portals_tell() {
    for fault in Fault::ALL.iter().copied().filter(|it| *it != Fault::None) {
        let mut desk = Desk::open();
        desk.send(Command::EditionChosen("2025".to_owned()));
        desk.go("#/en/customers");
        if fault == Fault::Hang {
            desk.meet(&[(["Get", "/customers/"], Obstacle::Lost)]);
        } else {
            let mut world = desk.bench.world.borrow_mut();
            world.dials.set_fault(Api::PartnerCenter, fault);
        }
        desk.pick("Olszyna Logistyka sp. z o.o.");
        let customer = case(&desk).customer.clone().unwrap();
        let details = &desk.state.customers.details[&customer.id];
        if fault == Fault::Offline {
            assert!(matches!(details, Load::Failed(it) if it.kind == "offline"));
            continue;
        }
        let details = details
            .known()
            .unwrap_or_else(|| panic!("{fault:?}: nothing was read"));
        assert!(matches!(details.summary, Load::Failed(_)), "{fault:?}");
        assert!(
            matches!(details.subscriptions, Load::Failed(_)),
            "{fault:?}"
        );
        assert!(matches!(details.address, Load::Failed(_)), "{fault:?}");
        assert!(details.incidents.known().is_some(), "{fault:?}");
        assert_eq!(details.relationships, Load::Known(()), "{fault:?}");
        let told = &case(&desk).told;
        assert!(
            told.iter().any(|it| it.fact == *"gdap.relationship"),
            "{fault:?}"
        );
        assert!(!told.iter().any(|it| it.fact == *"product"), "{fault:?}");
    }
}

#[test]
fn what_a_record_told_stands_where_it_cannot_be_read_again() {
    let (mut desk, asked) = answered("2021", "Budapesti Hajnal Kft.", Fault::None);
    assert!(!asked.contains(&"product".to_owned()), "{asked:?}");
    let before = line(&desk, "product").unwrap();
    desk.meet(&[(["Get", "/subscriptions"], Obstacle::TooMany)]);
    desk.send(Command::Retried);
    let customer = case(&desk).customer.clone().unwrap().id;
    let details = desk.state.customers.details[&customer].known().unwrap();
    assert!(matches!(details.subscriptions, Load::Failed(_)));
    assert_eq!(line(&desk, "product"), Some(before));
    assert_eq!(desk.decision(), "file_office_365");
}

/// Says something of a fact, whatever the portals told.
fn say(desk: &mut Desk, fact: &str, value: &str) {
    let fact = FactId::new(fact);
    let reply = screens::reply(&desk.state, &fact, &[value.to_owned()]).unwrap();
    desk.send(Command::Replied(desk.case(), fact, reply));
    if desk.state.confirm.is_some() {
        desk.send(Command::Agreed);
    }
}

/// What an answer contradicts: values, and whether a portal told them after noon.
fn text(otherwise: Option<&Otherwise>) -> String {
    let Some(Otherwise { values, origin }) = otherwise else {
        return "nothing".to_owned();
    };
    let values = values.join(" | ");
    match origin {
        Origin::Portal(at) if *at > NOON => format!("{values}, by a portal"),
        Origin::Relationships(at) if *at > NOON => format!("{values}, by a relationship"),
        Origin::Portal(_) | Origin::Relationships(_) => format!("{values}, at an odd time"),
        Origin::Organisation => format!("{values}, by the organisation"),
        Origin::Clock | Origin::Asked => format!("{values}, by nobody"),
    }
}

/// What is contradicted of a fact in the list of answers, in the question, and in the line of answers beside the verdict.
fn contradicted(desk: &Desk, fact: &str) -> [String; 3] {
    let case = case(desk);
    let standing = screens::stand(&desk.state, case).unwrap();
    let lines = screens::answer_lines(&standing, case);
    let line = lines.iter().find(|it| it.fact == *fact).unwrap();
    let screen = screens::step(&desk.state, case, fact);
    let question = screen.as_ref().map(|it| &it.questions[0]);
    let verdict = screens::verdict(&desk.state, case).unwrap();
    let mut ribbon = verdict.ribbon.iter();
    let ribbon = ribbon.find(|it| it.label == line.label);
    [
        text(line.otherwise.as_ref()),
        text(question.and_then(|it| it.otherwise.as_ref())),
        text(ribbon.and_then(|it| it.otherwise.as_ref())),
    ]
}

#[test]
fn an_answer_that_contradicts_a_portal_counts_and_both_are_shown() {
    let (mut desk, asked) = answered("2021", "Budapesti Hajnal Kft.", Fault::None);
    assert!(!asked.contains(&"product".to_owned()), "{asked:?}");
    assert_eq!(desk.decision(), "file_office_365");
    assert_eq!(contradicted(&desk, "product"), ["nothing"; 3]);
    say(&mut desk, "product", "azure");
    assert_eq!(desk.decision(), "file_azure");
    assert_eq!(
        line(&desk, "product"),
        Some(("Azure".to_owned(), Origin::Asked))
    );
    assert_eq!(
        contradicted(&desk, "product"),
        ["Office 365, by a portal"; 3]
    );
    let check = screens::check(&desk.state, case(&desk)).unwrap();
    let line = check.problem.iter().find(|it| it.fact == *"product");
    let line = line.expect("the product stands on the check page");
    assert_eq!(text(line.otherwise.as_ref()), "Office 365, by a portal");
    say(&mut desk, "product", "office_365");
    assert_eq!(contradicted(&desk, "product"), ["nothing"; 3]);
}

#[test]
fn an_answer_outside_of_what_a_portal_left_open_is_shown_with_all_of_it() {
    let (mut desk, _) = answered("2021", "Olszyna Logistyka sp. z o.o.", Fault::None);
    assert_eq!(contradicted(&desk, "product"), ["nothing"; 3]);
    say(&mut desk, "product", "dynamics_365");
    let expected = "Azure | Office 365 | Enterprise Mobility Suite, by a portal";
    assert_eq!(contradicted(&desk, "product")[..2], [expected; 2]);
}

#[test]
fn an_answer_that_contradicts_a_relationship_names_it() {
    let (mut desk, _) = answered("2025", "Olszyna Logistyka sp. z o.o.", Fault::None);
    say(&mut desk, "gdap.relationship", "none");
    let [line, question, _] = contradicted(&desk, "gdap.relationship");
    assert_eq!([line, question], ["Active, by a relationship"; 2]);
}

#[test]
fn an_answer_that_the_organisation_contradicts_later_is_shown_with_both() {
    let mut desk = Desk::bare();
    desk.pick("Budapesti Hajnal Kft.");
    let partner = [
        ("partner", "direct_bill"),
        ("contracts", "advanced"),
        ("role", "admin_agent"),
        ("language", "en"),
    ];
    let answers: Vec<_> = OFFICE.iter().chain(&partner).copied().collect();
    desk.answer_all(&answers);
    desk.organisation("partner", "indirect_provider");
    let [line, question, _] = contradicted(&desk, "partner");
    assert_eq!(
        [line, question],
        ["Indirect provider, by the organisation"; 2]
    );
}

fn n_spared(desk: &Desk) -> usize {
    screens::n_spared(&desk.state, case(desk))
}

#[test]
fn questions_that_the_portals_answered_are_counted() {
    for (edition, customer, n) in [
        // Only Office 365, and delegated admin.
        ("2021", "Budapesti Hajnal Kft.", 2),
        // Several products, so that one question is left.
        ("2021", "Olszyna Logistyka sp. z o.o.", 1),
        // No delegated admin: whichever kind of access it is does not matter for Office 365 any more.
        ("2021", "Młyny Żuławskie S.A.", 1),
        ("2025", "Olszyna Logistyka sp. z o.o.", 1),
        ("2025", "Pražské vodní stavby a.s.", 0),
    ] {
        let (desk, _) = answered(edition, customer, Fault::None);
        assert_eq!(n_spared(&desk), n, "{edition}, {customer}");
    }
}

#[test]
fn only_questions_before_the_one_that_stands_there_are_counted() {
    let mut desk = Desk::open();
    desk.pick("Budapesti Hajnal Kft.");
    assert_eq!(n_spared(&desk), 0);
    say(&mut desk, "marketplace_product", "false");
    assert_eq!(n_spared(&desk), 1);
}

#[test]
fn a_question_that_was_answered_all_the_same_is_not_counted() {
    let (mut desk, _) = answered("2021", "Budapesti Hajnal Kft.", Fault::None);
    say(&mut desk, "product", "azure");
    assert_eq!(n_spared(&desk), 1);
    say(&mut desk, "product", "office_365");
    assert_eq!(n_spared(&desk), 1);
}

#[test]
fn which_cloud_is_asked_is_the_desks_own_knowledge_and_not_counted() {
    let mut desk = Desk::open();
    desk.go("#/en/new?product=office_365");
    let told = &case(&desk).told;
    assert_eq!(told.len(), 1);
    let answers: Vec<_> = [("subject", "customer")]
        .iter()
        .chain(OFFICE)
        .copied()
        .collect();
    desk.answer_all(&answers);
    assert_eq!(n_spared(&desk), 0);
}
