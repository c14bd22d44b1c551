//! Whole cases, from the customer to what became of the request.

use crate::desk::Desk;
use partner_triage::{
    app::{Command, EditionFiles, Load, Ports, Route, screens},
    casework::{Field, Filing},
    vocab::FactId,
};
use std::{collections::BTreeMap, slice};

fn fill(desk: &mut Desk, fields: &[(Field, &str)]) {
    for (field, text) in fields {
        desk.send(Command::Wrote(desk.case(), *field, (*text).to_owned()));
    }
}

const CONTACT: &[(Field, &str)] = &[
    (Field::Title, "Dispatch machines stop responding"),
    (
        Field::Description,
        "All six machines refuse connections since 12:20.",
    ),
    (Field::FirstName, "Iwona"),
    (Field::LastName, "Sadowska"),
    (Field::Email, "iwona.sadowska@brzoza-cloud.example"),
    (Field::Country, "POL"),
];

/// A case that goes to Azure Support, with a ticket that could be sent.
pub fn azure_outage() -> Desk {
    let mut desk = Desk::open();
    desk.pick("Olszyna Logistyka sp. z o.o.");
    desk.answer_all(OUTAGE);
    check_azure(&mut desk);
    desk
}

const OUTAGE: &[(&str, &str)] = &[
    ("marketplace_product", "false"),
    ("product", "azure"),
    ("issue", "technical"),
    ("health", "healthy"),
    ("category", "service_unavailable"),
    ("impact", "production_down"),
];

fn check_azure(desk: &mut Desk) {
    desk.go(&format!("#/en/case/{}/request", desk.case().as_str()));
    fill(desk, CONTACT);
    let service = desk.state.services.known().expect("services were read")[0]
        .0
        .clone();
    fill(desk, &[(Field::Service, &service)]);
    let kinds = desk.state.classifications[&service]
        .known()
        .expect("kinds of problem were read")
        .clone();
    fill(desk, &[(Field::Classification, &kinds[0].0)]);
    desk.send(Command::Reviewed(desk.case()));
    assert_eq!(desk.state.problems, []);
    assert_eq!(desk.state.route().name(), "check");
}

/// How many tickets of that case the portal has.
pub fn tickets(desk: &Desk) -> usize {
    let world = desk.bench.world.borrow().to_text();
    world.matches("Dispatch machines stop responding").count()
}

pub fn file_azure(desk: &mut Desk) {
    check_azure(desk);
    desk.send(Command::Submitted(desk.case()));
}

#[test]
fn an_azure_outage_is_filed_once_and_gets_a_number() {
    let mut desk = Desk::open();
    desk.pick("Olszyna Logistyka sp. z o.o.");
    let asked = desk.answer_all(OUTAGE);
    assert_eq!(desk.decision(), "file_azure");
    // Cloud, access, kind of partner, contracts, role and language were known; nobody was asked for them.
    assert_eq!(
        asked,
        [
            "marketplace_product",
            "product",
            "issue",
            "health",
            "category",
            "impact"
        ]
    );
    file_azure(&mut desk);
    let case = desk.state.cases[&desk.case()].clone();
    let Filing::Sent(sent) = &case.filing else {
        panic!("{:?}", case.filing)
    };
    assert!(sent.number.len() >= 10, "{}", sent.number);
    let n_before = desk.bench.requests.borrow().len();
    desk.send(Command::Submitted(case.id.clone()));
    assert_eq!(
        desk.bench.requests.borrow().len(),
        n_before,
        "a second click sends nothing"
    );
    desk.go("#/en/requests");
    let lines = screens::request_lines(&desk.state);
    assert!(
        lines
            .iter()
            .any(|it| it.number.as_deref() == Some(&sent.number) && it.target_hours == Some(2))
    );
}

#[test]
fn what_support_writes_about_a_ticket_stands_with_the_request() {
    let mut desk = Desk::open();
    desk.pick("Olszyna Logistyka sp. z o.o.");
    desk.answer_all(OUTAGE);
    file_azure(&mut desk);
    let Filing::Sent(sent) = desk.state.cases[&desk.case()].filing.clone() else {
        panic!("it was not filed")
    };
    let page = format!("#/en/requests/{}", sent.number);
    let written = |desk: &Desk| -> Vec<(String, String)> {
        let screen = screens::request(&desk.state, &sent.number).unwrap();
        let notes = screen.events.into_iter().filter(|it| it.kind == "note");
        notes.map(|it| (it.who, it.text)).collect()
    };
    desk.go(&page);
    assert_eq!(written(&desk), []);
    drop(desk.bench.wait(6 * 60_000));
    desk.go("#/en/requests");
    desk.go(&page);
    let notes = written(&desk);
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].0, "support@practice.example");
    assert_eq!(
        notes[0].1,
        "An engineer has taken up your request.\nWhen did this last work, and what was changed since?"
    );
}

/// Every kind of end, each from a customer whose portal data fits it.
#[test]
fn each_kind_of_case_ends_where_the_documents_send_it() {
    let technical = [
        ("marketplace_product", "false"),
        ("issue", "technical"),
        ("health", "healthy"),
        ("category", "defect"),
        ("impact", "production_partial"),
    ];
    let with = |extra: &[(&'static str, &'static str)]| {
        let mut all: Vec<(&str, &str)> = extra.to_vec();
        all.extend(technical);
        all
    };
    for (customer, organisation, answers, decision) in [
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("product", "azure")]),
            "file_azure",
        ),
        (
            "Młyny Żuławskie S.A.",
            vec![],
            with(&[("product", "azure"), ("access", "not_requested")]),
            "file_azure_direct",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("product", "office_365")]),
            "file_office_365",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("product", "azure"), ("health", "unchecked")]),
            "check_health",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("product", "azure"), ("health", "active_incident")]),
            "monitor",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("product", "azure"), ("health", "ended_but_persists")]),
            "file_azure",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("product", "azure"), ("category", "how_to")]),
            "partner_resolves",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![],
            with(&[("marketplace_product", "true")]),
            "contact_isv",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![("partner", "indirect_reseller"), ("contracts", "empty")],
            with(&[("product", "office_365")]),
            "hand_to_provider",
        ),
        (
            "Olszyna Logistyka sp. z o.o.",
            vec![("role", "helpdesk_agent"), ("contracts", "action_pack")],
            with(&[("product", "azure")]),
            "blocked",
        ),
    ] {
        let mut desk = Desk::open();
        for (fact, answer) in &organisation {
            desk.organisation(fact, answer);
        }
        desk.pick(customer);
        desk.answer_all(&answers);
        assert_eq!(desk.decision(), decision, "{customer} {answers:?}");
        let screen = screens::verdict(&desk.state, &desk.state.cases[&desk.case()]).unwrap();
        assert!(!screen.reasons.is_empty(), "{decision}");
        assert!(
            screen.reasons.iter().all(|it| !it.citations.is_empty()),
            "{decision}"
        );
        assert_eq!(screen.points.len(), 7, "{decision}");
        if decision == "blocked" {
            assert_eq!(screen.tasks.len(), 2);
        }
    }
}

/// Every answer changed from the check page to every other one leads back there, to a question that the change brings up, or to
/// the verdict where that is another one now. Nothing that was answered is asked again.
#[test]
fn an_answer_changed_from_the_check_leads_back_to_it() {
    let checked = azure_outage();
    let case = checked.case();
    let lines = |desk: &Desk| {
        let case = &desk.state.cases[&case];
        screens::check(&desk.state, case).map(|it| [it.problem, it.partner].concat())
    };
    let mut ends = BTreeMap::<&str, usize>::new();
    for line in lines(&checked).expect("the check can be drawn") {
        let Some(Route::Step(_, step)) = line.change else {
            continue;
        };
        let asked = screens::step(&checked.state, &checked.state.cases[&case], &step).unwrap();
        for choice in &asked.questions[0].choices {
            let mut desk = checked.clone();
            desk.go(&format!("#/en/case/{}/step/{step}", case.as_str()));
            let reply = screens::reply(&desk.state, &line.fact, slice::from_ref(&choice.value));
            desk.send(Command::Continued(case.clone(), line.fact.clone(), reply));
            if desk.state.confirm.is_some() {
                desk.send(Command::Agreed);
            }
            let told = format!("{step} is {}", choice.value);
            match desk.state.route().clone() {
                Route::Check(_) => {
                    *ends.entry("check").or_default() += 1;
                    assert_eq!(desk.decision(), "file_azure", "{told}");
                }
                Route::Step(_, next) => {
                    *ends.entry("question").or_default() += 1;
                    let id = FactId::new(next.as_str());
                    let is_new = desk.state.cases[&case].transcript.get(&id).is_none();
                    assert!(is_new, "{told} asks {next} again");
                }
                Route::Verdict(_) => {
                    *ends.entry("verdict").or_default() += 1;
                    assert_ne!(desk.decision(), "file_azure", "{told}");
                }
                other => panic!("{told} leads to {other:?}"),
            }
        }
    }
    for end in ["check", "question", "verdict"] {
        assert!(
            ends.contains_key(end),
            "no change leads to a {end}: {ends:?}"
        );
    }
}

/// Whatever the case has come to meanwhile, what may have arrived can be asked for, and nothing is sent by asking.
#[test]
fn what_may_have_arrived_is_found_although_the_case_has_changed() {
    for (has_arrived, expected) in [(true, "sent"), (false, "refused")] {
        let mut desk = azure_outage();
        let case = desk.case();
        let name = "desk-earlier".to_owned();
        if has_arrived {
            desk.send(Command::Submitted(case.clone()));
        }
        let held = desk.state.cases.get_mut(&case).unwrap();
        let name = held.filing.name().map_or(name, str::to_owned);
        held.filing = Filing::Unsure { name };
        // Another kind of partner files nothing with Microsoft.
        desk.organisation("partner", "indirect_reseller");
        let n_before = desk.bench.requests.borrow().len();
        desk.send(Command::Submitted(case.clone()));
        let screen = screens::done(&desk.state, &desk.state.cases[&case]).unwrap();
        assert_eq!(screen.state, expected);
        let asked = desk.bench.requests.borrow()[n_before..].join("\n");
        assert!(!asked.contains(" PUT "), "{asked}");
        assert!(asked.contains(" GET "), "{asked}");
    }
}

/// Other rules speak for every case; answers stay, and the verdict tells what the rules that are silent would say.
#[test]
fn other_rules_apply_when_they_are_chosen_and_the_answers_stay() {
    let mut desk = azure_outage();
    let case = desk.case();
    desk.go(&format!("#/en/case/{}/verdict", case.as_str()));
    let others = |desk: &Desk| {
        let screen = screens::verdict(&desk.state, &desk.state.cases[&case]).unwrap();
        let others = screen.others.into_iter();
        others
            .map(|it| (it.edition, it.title.is_some(), it.asks.is_some()))
            .collect::<Vec<_>>()
    };
    assert_eq!(others(&desk), [("2025".to_owned(), false, true)]);
    // What is compared with needs no words of its own.
    let fetched = desk.bench.fetched.borrow().join(" ");
    assert!(fetched.contains("playbook-2025.json") && !fetched.contains("words"));
    let before = desk.state.cases[&case].transcript.clone();
    desk.send(Command::EditionChosen("2025".to_owned()));
    assert_eq!(desk.state.edition(), "2025");
    assert_eq!(desk.decision(), "undecided");
    assert_eq!(others(&desk), [("2021".to_owned(), true, false)]);
    assert_eq!(desk.state.cases[&case].transcript, before);
    let saved = desk.bench.saved.borrow().clone().unwrap();
    assert!(saved.contains("\"edition\":\"2025\""));
    desk.send(Command::EditionChosen("1999".to_owned()));
    assert_eq!(
        desk.state.edition(),
        "2025",
        "an edition that does not exist is not chosen"
    );
    desk.send(Command::EditionChosen("2021".to_owned()));
    assert_eq!(desk.decision(), "file_azure");
}

/// An edition that cannot be used leaves the one that spoke.
#[test]
fn an_edition_that_cannot_be_read_leaves_the_rules_as_they_were() {
    let mut desk = Desk::open();
    for files in [
        Err("./data/playbook-2025.json: 404".to_owned()),
        Ok(EditionFiles {
            playbook: "{}".to_owned(),
            words: None,
        }),
    ] {
        desk.state.settings.edition = Some("2025".to_owned());
        desk.send(Command::EditionRead("2025".to_owned(), Box::new(files)));
        assert_eq!(desk.state.edition(), "2021");
        let trouble = desk.state.edition_trouble.clone().unwrap();
        assert!(
            trouble.support.contains("playbook-2025.json"),
            "{}",
            trouble.support
        );
    }
}

/// The portal lists services for a tenant; a case that came by a link has none yet.
#[test]
fn without_a_customer_no_portal_is_asked_what_can_be_filed() {
    let mut desk = azure_outage();
    let case = desk.case();
    let customer = desk.state.cases.get_mut(&case).unwrap().customer.take();
    // As after a reload.
    desk.state.services = Load::NotAsked;
    desk.state.classifications.clear();
    let address = format!("#/en/case/{}/request", case.as_str());
    let n_before = desk.bench.requests.borrow().len();
    desk.go(&address);
    assert_eq!(desk.bench.requests.borrow().len(), n_before);
    assert_eq!(desk.state.services, Load::NotAsked);
    desk.state.cases.get_mut(&case).unwrap().customer = customer;
    desk.go("#/en/customers");
    desk.go(&address);
    assert!(matches!(desk.state.services, Load::Known(_)));
}
