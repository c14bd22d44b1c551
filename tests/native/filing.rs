//! Filing under trouble: what may have arrived is never filed again under another name.

use crate::{
    desk::{Desk, Obstacle},
    journeys::{azure_outage, tickets},
};
use partner_triage::{
    app::{Command, FilingNews, Ports, Trouble, screens},
    casework::{Field, Filing},
};

const PUT: [&str; 2] = ["Put", "/supportTickets/"];
const READ: [&str; 2] = ["Get", "/supportTickets/"];
const NAME: [&str; 2] = ["Post", "/checkNameAvailability"];
const POLL: [&str; 2] = ["Get", "/operations"];

fn submit(desk: &mut Desk, obstacles: &[([&'static str; 2], Obstacle)]) {
    desk.meet(obstacles);
    let case = desk.state.cases.keys().next().cloned().expect("a case");
    desk.send(Command::Submitted(case));
}

fn filing(desk: &Desk) -> &Filing {
    &desk.state.cases.values().next().expect("a case").filing
}

/// Whatever is met, asking again once it is over ends with one ticket.
fn goes_on(mut desk: Desk, met: &str) {
    assert!(
        !matches!(
            filing(&desk),
            Filing::Sending { .. } | Filing::Creating { .. }
        ),
        "{met}: it goes on for ever"
    );
    // A ticket that is being made is not to be seen for a minute.
    for _ in 0..3 {
        submit(&mut desk, &[]);
        desk.bench.pass(40_000);
    }
    assert!(
        matches!(filing(&desk), Filing::Sent(_)),
        "{met}: {:?}",
        filing(&desk)
    );
    assert_eq!(tickets(&desk), 1, "{met}");
}

#[test]
fn each_route_of_filing_meets_trouble_and_one_ticket_is_filed() {
    for route in [PUT, READ, NAME, POLL] {
        for obstacle in [
            Obstacle::Lost,
            Obstacle::Denied,
            Obstacle::TooMany,
            Obstacle::SignedOut,
        ] {
            let mut desk = azure_outage();
            submit(&mut desk, &[(route, obstacle)]);
            goes_on(desk, &format!("{obstacle:?} at {route:?}"));
        }
    }
}

#[test]
fn a_request_that_arrived_unseen_is_not_filed_again_while_its_ticket_is_being_made() {
    let mut desk = azure_outage();
    submit(&mut desk, &[(PUT, Obstacle::Lost)]);
    assert!(matches!(filing(&desk), Filing::Unsure { .. }));
    // At once again: the name is taken, and the ticket cannot be read yet.
    submit(&mut desk, &[]);
    assert!(
        matches!(filing(&desk), Filing::Unsure { .. }),
        "{:?}",
        filing(&desk)
    );
    goes_on(desk, "asked again at once");
}

#[test]
fn a_portal_that_is_busy_the_second_time_does_not_make_the_first_time_undone() {
    for busy in [&[READ, NAME, PUT][..], &[NAME, PUT]] {
        let mut desk = azure_outage();
        submit(&mut desk, &[(PUT, Obstacle::Lost)]);
        let busy: Vec<_> = busy.iter().map(|it| (*it, Obstacle::TooMany)).collect();
        submit(&mut desk, &busy);
        assert!(
            matches!(filing(&desk), Filing::Unsure { .. }),
            "{:?}",
            filing(&desk)
        );
        goes_on(desk, "busy the second time");
    }
}

#[test]
fn a_ticket_in_the_making_is_asked_about_for_some_minutes_and_not_while_the_portal_is_busy() {
    for obstacle in [Obstacle::Lost, Obstacle::TooMany] {
        let mut desk = azure_outage();
        let began = desk.bench.now();
        submit(&mut desk, &[(POLL, obstacle), (READ, Obstacle::Lost)]);
        assert!(matches!(filing(&desk), Filing::Unsure { .. }));
        assert!(
            desk.bench.now().ms_since(began) < 6 * 60_000,
            "{obstacle:?}"
        );
        let requests = desk.bench.requests.borrow();
        let n_polls = requests
            .iter()
            .filter(|it| it.contains("/operations"))
            .count();
        assert!(n_polls < 10, "{obstacle:?}: asked {n_polls} times");
    }
}

#[test]
fn what_is_being_made_is_not_said_not_to_have_arrived() {
    let mut desk = azure_outage();
    submit(&mut desk, &[(PUT, Obstacle::Lost)]);
    let case = desk.case();
    // Without a service nothing can be filed any more, so it is only looked up.
    desk.send(Command::Wrote(case, Field::Service, String::new()));
    submit(&mut desk, &[]);
    assert!(
        matches!(filing(&desk), Filing::Unsure { .. }),
        "{:?}",
        filing(&desk)
    );
    desk.bench.pass(60_000);
    submit(&mut desk, &[]);
    assert!(matches!(filing(&desk), Filing::Sent(_)));
}

/// How many requests went out that contain this.
fn n_sent(desk: &Desk, part: &str) -> usize {
    let requests = desk.bench.requests.borrow();
    requests.iter().filter(|it| it.contains(part)).count()
}

#[test]
fn whoever_is_not_signed_in_is_told_so_before_anything_is_filed() {
    for route in [READ, NAME] {
        let mut desk = azure_outage();
        submit(&mut desk, &[(route, Obstacle::SignedOut)]);
        assert!(
            matches!(filing(&desk), Filing::Refused { kind, .. } if kind == "sign_in"),
            "{:?}",
            filing(&desk)
        );
        assert_eq!(n_sent(&desk, "azure_support PUT"), 0, "{route:?}");
    }
}

#[test]
fn an_operation_that_may_not_be_seen_is_asked_about_once() {
    let mut desk = azure_outage();
    submit(&mut desk, &[(POLL, Obstacle::SignedOut)]);
    assert!(matches!(filing(&desk), Filing::Unsure { .. }));
    assert_eq!(n_sent(&desk, "azure_support PUT"), 1);
    assert_eq!(n_sent(&desk, "/operations"), 1);
}

#[test]
fn two_tabs_with_the_same_case_file_one_ticket() {
    for met in [&[][..], &[(PUT, Obstacle::Lost)]] {
        let mut desk = azure_outage();
        let other = desk.state.clone();
        submit(&mut desk, met);
        // The other tab knows nothing of it, and files at once and later.
        desk.state = other;
        submit(&mut desk, &[]);
        goes_on(desk, "another tab");
    }
}

#[test]
fn what_had_arrived_before_is_found_and_said_to_have_another_text() {
    let mut desk = azure_outage();
    let before = screens::done(&desk.state, &desk.state.cases[&desk.case()]);
    assert_eq!(before.and_then(|it| it.title), None);
    submit(&mut desk, &[(PUT, Obstacle::Denied)]);
    assert!(matches!(filing(&desk), Filing::Refused { .. }));
    // A ticket that is being made is not to be seen for a minute.
    desk.bench.pass(120_000);
    let case = desk.case();
    let title = desk.state.cases[&case].draft.text(Field::Title).to_owned();
    desk.send(Command::Wrote(
        case.clone(),
        Field::Title,
        "Another title".to_owned(),
    ));
    submit(&mut desk, &[]);
    assert_eq!(tickets(&desk), 1);
    let done = screens::done(&desk.state, &desk.state.cases[&case]).unwrap();
    assert_eq!((done.state, done.title), ("sent", Some(title)));
}

#[test]
fn whoever_cannot_look_is_told_that_signing_in_helps() {
    let mut desk = azure_outage();
    submit(&mut desk, &[(PUT, Obstacle::Lost)]);
    let unseen = |desk: &Desk| {
        let case = &desk.state.cases[&desk.case()];
        screens::done(&desk.state, case)
            .unwrap()
            .unseen
            .map(|it| it.kind)
    };
    assert_eq!(unseen(&desk), None);
    submit(&mut desk, &[(READ, Obstacle::SignedOut)]);
    assert!(matches!(filing(&desk), Filing::Unsure { .. }));
    assert_eq!(unseen(&desk), Some("sign_in"));
    desk.bench.pass(120_000);
    submit(&mut desk, &[]);
    assert!(matches!(filing(&desk), Filing::Sent(_)));
    assert_eq!(unseen(&desk), None);
}

#[test]
fn a_ticket_that_could_not_be_made_is_begun_anew_under_the_next_name() {
    let mut desk = azure_outage();
    let case = desk.case();
    submit(&mut desk, &[(POLL, Obstacle::Lost), (READ, Obstacle::Lost)]);
    let Filing::Unsure { name } = filing(&desk).clone() else {
        panic!("{:?}", filing(&desk))
    };
    let trouble = Trouble {
        kind: "refused",
        support: "Failed: quota".to_owned(),
        ..Trouble::default()
    };
    for n in [2, 3] {
        desk.send(Command::Heard(
            case.clone(),
            FilingNews::Failed(trouble.clone()),
        ));
        let Filing::Refused {
            name: Some(next), ..
        } = filing(&desk).clone()
        else {
            panic!("{:?}", filing(&desk))
        };
        assert_eq!(next, format!("{name}-{n}"));
        submit(&mut desk, &[(PUT, Obstacle::Lost), (READ, Obstacle::Lost)]);
        assert_eq!(*filing(&desk), Filing::Unsure { name: next });
    }
}

#[test]
fn a_ticket_names_the_zone_in_which_its_contact_works() {
    let mut desk = azure_outage();
    submit(&mut desk, &[]);
    assert!(matches!(filing(&desk), Filing::Sent(_)));
    let world = desk.bench.world.borrow().to_text();
    assert!(world.contains(r#""preferredTimeZone":"Central European Standard Time""#));
}
