//! Whole cases, from the customer to what became of the request.

use crate::desk::Desk;
use partner_triage::{
    app::{Command, screens},
    casework::{Field, Filing},
};

fn fill(desk: &mut Desk, fields: &[(Field, &str)]) {
    for (field, text) in fields {
        desk.send(Command::Wrote(desk.case(), *field, (*text).to_owned()));
    }
}

const CONTACT: &[(Field, &str)] = &[
    (Field::Title, "Dispatch machines stop responding"),
    (Field::Description, "All six machines refuse connections since 12:20."),
    (Field::FirstName, "Iwona"),
    (Field::LastName, "Sadowska"),
    (Field::Email, "iwona.sadowska@brzoza-cloud.example"),
    (Field::Country, "POL"),
];

fn file_azure(desk: &mut Desk) {
    desk.go(&format!("#/en/case/{}/request", desk.case().as_str()));
    fill(desk, CONTACT);
    let service = desk.state.services.known().expect("services were read")[0].0.clone();
    fill(desk, &[(Field::Service, &service)]);
    let kinds = desk.state.classifications[&service].known().expect("kinds of problem were read").clone();
    fill(desk, &[(Field::Classification, &kinds[0].0)]);
    desk.send(Command::Reviewed(desk.case()));
    assert_eq!(desk.state.problems, []);
    assert_eq!(desk.state.route().name(), "check");
    desk.send(Command::Submitted(desk.case()));
}

#[test]
fn an_azure_outage_is_filed_once_and_gets_a_number() {
    let mut desk = Desk::open();
    desk.pick("Olszyna Logistyka sp. z o.o.");
    let asked = desk.answer_all(&[
        ("marketplace_product", "false"),
        ("product", "azure"),
        ("issue", "technical"),
        ("health", "healthy"),
        ("category", "service_unavailable"),
        ("impact", "production_down"),
    ]);
    assert_eq!(desk.decision(), "file_azure");
    // Cloud, access, kind of partner, contracts, role and language were known; nobody was asked for them.
    assert_eq!(asked, ["marketplace_product", "product", "issue", "health", "category", "impact"]);
    file_azure(&mut desk);
    let case = desk.state.cases[&desk.case()].clone();
    let Filing::Sent(sent) = &case.filing else { panic!("{:?}", case.filing) };
    assert!(sent.number.len() >= 10, "{}", sent.number);
    let n_before = desk.bench.requests.borrow().len();
    desk.send(Command::Submitted(case.id.clone()));
    assert_eq!(desk.bench.requests.borrow().len(), n_before, "a second click sends nothing");
    desk.go("#/en/requests");
    let lines = screens::request_lines(&desk.state);
    assert!(lines.iter().any(|it| it.number.as_deref() == Some(&sent.number) && it.target_hours == Some(2)));
}
