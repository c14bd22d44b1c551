//! Tickets of Azure Support once they are filed: followed, answered once, closed; and the list of requests kept fresh.

use crate::{
    desk::{Desk, NOON, Obstacle},
    journeys::{azure_outage, file_azure},
};
use partner_triage::{
    app::{self, Circumstances, Command, Effect, Load, screens},
    casework::Filing,
};

const MESSAGE: [&str; 2] = ["Put", "/communications/"];
const CHANGE: [&str; 2] = ["Patch", "/supportTickets/"];
const TICKET: [&str; 2] = ["Get", "/supportTickets/"];
const LIST: [&str; 2] = ["Get", "/v1/servicerequests"];
const TEXT: &str = "It began after the update.\n\nDisks < 80 % & quota checked.";

/// A desk that has filed a ticket and looks at its page.
fn filed() -> (Desk, String) {
    let mut desk = azure_outage();
    file_azure(&mut desk);
    let Filing::Sent(sent) = &desk.state.cases[&desk.case()].filing else {
        panic!("it was not filed")
    };
    let number = sent.number.clone();
    desk.go(&format!("#/en/requests/{number}"));
    (desk, number)
}

fn page(desk: &Desk, number: &str) -> screens::RequestScreen {
    screens::request(&desk.state, number).expect("the request is known")
}

fn texts(desk: &Desk, number: &str) -> Vec<String> {
    let events = page(desk, number).events.into_iter();
    let notes = events.filter(|it| it.kind == "note");
    notes.map(|it| it.text).collect()
}

/// How many messages of that text the portal has.
fn at_the_portal(desk: &Desk) -> usize {
    let world = desk.bench.world.borrow().to_text();
    world.matches("It began after the update.").count()
}

#[test]
fn a_message_to_a_ticket_is_there_once_whatever_is_met() {
    for obstacle in [None, Some(Obstacle::Lost), Some(Obstacle::TooMany)] {
        let (mut desk, number) = filed();
        assert!(page(&desk, &number).is_open_there);
        let met: Vec<_> = obstacle.iter().map(|it| (MESSAGE, *it)).collect();
        desk.meet(&met);
        desk.send(Command::Noted(number.clone(), TEXT.to_owned()));
        if obstacle.is_some() {
            assert!(desk.state.freshness.trouble.is_some(), "{obstacle:?}");
            assert!(!page(&desk, &number).is_writing, "{obstacle:?}");
        }
        desk.meet(&[]);
        // Whoever has seen no answer sends it again.
        if desk.state.replies.contains_key(&number) {
            desk.send(Command::Noted(number.clone(), TEXT.to_owned()));
        }
        assert!(desk.state.replies.is_empty(), "{obstacle:?}");
        assert_eq!(texts(&desk, &number), [TEXT], "{obstacle:?}");
        assert_eq!(at_the_portal(&desk), 1, "{obstacle:?}");
        assert_eq!(desk.state.freshness.trouble, None);
        // The same words later are another message.
        desk.send(Command::Noted(number.clone(), TEXT.to_owned()));
        assert_eq!(at_the_portal(&desk), 2, "{obstacle:?}");
    }
}

/// A desk that looks at a request which Partner Center lists, with its number.
fn listed() -> (Desk, String) {
    let mut desk = Desk::open();
    desk.go("#/en/requests");
    let rows = desk.state.requests.known().unwrap();
    let open = rows.iter().find(|it| it.status != "closed").unwrap();
    let number = open.number.clone();
    desk.go(&format!("#/en/requests/{number}"));
    (desk, number)
}

#[test]
fn a_note_to_a_request_is_there_once_whatever_is_met() {
    const NOTE: [&str; 2] = ["Patch", "/v1/servicerequests/"];
    const AGAIN: [&str; 2] = ["Get", "/v1/servicerequests/"];
    for (route, obstacle) in [
        (NOTE, Obstacle::Lost),
        (NOTE, Obstacle::TooMany),
        (NOTE, Obstacle::SignedOut),
        (AGAIN, Obstacle::Lost),
        (AGAIN, Obstacle::TooMany),
    ] {
        let (mut desk, number) = listed();
        desk.meet(&[(route, obstacle)]);
        desk.send(Command::Noted(number.clone(), TEXT.to_owned()));
        assert!(!page(&desk, &number).is_writing, "{obstacle:?}");
        assert!(desk.state.freshness.trouble.is_some(), "{obstacle:?}");
        assert!(
            desk.state.requests.known().is_some_and(|it| it.len() > 1),
            "{obstacle:?}: what was read before is gone"
        );
        desk.meet(&[]);
        desk.send(Command::Noted(number.clone(), TEXT.to_owned()));
        assert!(desk.state.replies.is_empty(), "{obstacle:?}");
        assert_eq!(at_the_portal(&desk), 1, "{route:?} {obstacle:?}");
        // What had arrived is looked for, and not sent again.
        let was_carried_out = obstacle == Obstacle::Lost || route == AGAIN;
        let n_sent = n_asked(&desk, "PATCH /v1/servicerequests/");
        assert_eq!(
            n_sent,
            if was_carried_out { 1 } else { 2 },
            "{route:?} {obstacle:?}"
        );
    }
}

#[test]
fn a_second_click_sends_no_second_message() {
    let outside = Circumstances {
        now: NOON,
        fresh: "once".to_owned(),
    };
    for (mut desk, number) in [filed(), listed()] {
        let note = || Command::Noted(number.clone(), TEXT.to_owned());
        assert_eq!(app::update(&mut desk.state, note(), &outside).len(), 1);
        assert!(page(&desk, &number).is_writing);
        assert_eq!(app::update(&mut desk.state, note(), &outside), []);
    }
}

#[test]
fn a_note_that_was_taken_and_is_not_seen_is_sent_again_under_its_name() {
    let outside = Circumstances {
        now: NOON,
        fresh: "first".to_owned(),
    };
    for (mut desk, number) in [filed(), listed()] {
        let note = || Command::Noted(number.clone(), TEXT.to_owned());
        let first = app::update(&mut desk.state, note(), &outside);
        assert!(page(&desk, &number).is_writing);
        // What is read meanwhile, well or not, does not end the writing.
        desk.send(Command::Retried);
        desk.meet(&[(LIST, Obstacle::Lost), (TICKET, Obstacle::Lost)]);
        desk.send(Command::RequestsDue);
        desk.meet(&[]);
        assert!(page(&desk, &number).is_writing);
        // The portal has changed it, or does not show it yet.
        desk.send(Command::Written(number.clone(), true));
        assert!(!page(&desk, &number).is_writing);
        let other = Circumstances {
            fresh: "second".to_owned(),
            ..outside.clone()
        };
        let again = app::update(&mut desk.state, note(), &other);
        assert_eq!(names(&again), names(&first));
        desk.send(Command::Written(number.clone(), true));
        assert_eq!(
            app::update(&mut desk.state, Command::Retried, &other),
            again
        );
        // What is surely not there is another message the next time.
        desk.send(Command::Written(number.clone(), false));
        let new = app::update(&mut desk.state, note(), &other);
        assert_ne!(names(&new), names(&first));
    }
}

/// Under which names messages are sent.
fn names(effects: &[Effect]) -> Vec<&str> {
    let mut names = Vec::new();
    for effect in effects {
        match effect {
            Effect::AddNote { name, .. } | Effect::WriteToTicket { name, .. } => {
                names.push(name.as_str());
            }
            other => panic!("{other:?}"),
        }
    }
    names
}

#[test]
fn an_empty_message_is_none() {
    let (mut desk, number) = filed();
    desk.send(Command::Noted(number.clone(), " \n".to_owned()));
    assert_eq!(texts(&desk, &number), [""; 0]);
    assert!(!page(&desk, &number).is_writing);
}

#[test]
fn a_ticket_is_closed_and_shows_so() {
    let (mut desk, number) = filed();
    let before = page(&desk, &number);
    assert_eq!(before.line.status, "open");
    assert!(before.answer_due.is_some() && before.clock.is_some());
    desk.meet(&[(CHANGE, Obstacle::Lost)]);
    desk.send(Command::Closed(number.clone()));
    assert!(desk.state.freshness.trouble.is_some());
    desk.meet(&[]);
    desk.send(Command::Retried);
    // What was carried out without an answer is seen once it is read again.
    let after = page(&desk, &number);
    assert_eq!(after.line.status, "closed");
    assert!(!after.is_open_there && after.clock.is_none());
    assert_eq!(after.events[0].kind, "closed");
    assert!(after.events.iter().any(|it| it.kind == "open"));
    let lines = screens::request_lines(&desk.state);
    let line = lines.iter().find(|it| it.name == number).unwrap();
    assert_eq!(
        (line.group, line.target_hours),
        (screens::Group::Closed, None)
    );
}

#[test]
fn the_list_follows_what_microsoft_does_with_a_ticket() {
    let (mut desk, number) = filed();
    desk.go("#/en/requests");
    let status = |desk: &Desk| {
        let lines = screens::request_lines(&desk.state);
        let line = lines.into_iter().find(|it| it.name == number);
        line.unwrap().status
    };
    assert_eq!(status(&desk), "open");
    let world = desk.bench.world.borrow().to_text();
    let closed = world.replace(r#""status":"Open""#, r#""status":"Closed""#);
    assert_ne!(world, closed);
    *desk.bench.world.borrow_mut() =
        partner_triage::portal::practice::World::parse(&closed).unwrap();
    desk.send(Command::RequestsDue);
    assert_eq!(status(&desk), "closed");
    // What is closed is asked for no more.
    let n_before = n_asked(&desk, "/supportTickets/");
    desk.send(Command::RequestsDue);
    assert_eq!(n_asked(&desk, "/supportTickets/"), n_before);
}

/// How many requests of a path were sent.
fn n_asked(desk: &Desk, path: &str) -> usize {
    let requests = desk.bench.requests.borrow();
    requests.iter().filter(|it| it.contains(path)).count()
}

#[test]
fn a_page_that_is_seen_reads_about_once_a_minute_and_one_that_is_not_never() {
    let (mut desk, _) = filed();
    desk.go("#/en/requests");
    for (is_seen, range) in [(true, 35..=60), (false, 0..=0)] {
        desk.bench.is_seen.set(is_seen);
        let n_before = n_asked(&desk, LIST[1]);
        for _ in 0..120 {
            desk.bench.pass(30_000);
            desk.send(Command::Ticked);
        }
        let n = n_asked(&desk, LIST[1]) - n_before;
        assert!(
            range.contains(&n),
            "seen: {is_seen}, read {n} times an hour"
        );
    }
    // A clock that is put right stops nothing, and makes nobody read at each tick.
    desk.bench.is_seen.set(true);
    for ahead_ms in [86_400_000, -86_400_000] {
        desk.bench.pass(ahead_ms);
        let n_before = n_asked(&desk, LIST[1]);
        for _ in 0..20 {
            desk.bench.pass(30_000);
            desk.send(Command::Ticked);
        }
        let n = n_asked(&desk, LIST[1]) - n_before;
        assert!((5..=11).contains(&n), "read {n} times in ten minutes");
    }
    // Whoever looks elsewhere reads nothing either.
    desk.go("#/en/");
    let n_before = n_asked(&desk, LIST[1]);
    desk.bench.pass(600_000);
    desk.send(Command::Ticked);
    assert_eq!(n_asked(&desk, LIST[1]), n_before);
    // And coming back finds what is old read again.
    desk.go("#/en/requests");
    assert_eq!(n_asked(&desk, LIST[1]), n_before + 1);
    desk.go("#/en/");
    desk.go("#/en/requests");
    assert_eq!(n_asked(&desk, LIST[1]), n_before + 1);
}

#[test]
fn what_was_read_stands_while_the_portal_is_away() {
    let (mut desk, number) = filed();
    desk.go("#/en/requests");
    let n_lines = screens::request_lines(&desk.state).len();
    desk.meet(&[(LIST, Obstacle::Lost), (TICKET, Obstacle::TooMany)]);
    desk.send(Command::RequestsDue);
    assert_eq!(screens::request_lines(&desk.state).len(), n_lines);
    assert!(desk.state.freshness.trouble.is_some());
    assert_eq!(page(&desk, &number).line.status, "open");
    desk.meet(&[]);
    desk.send(Command::Retried);
    assert_eq!(desk.state.freshness.trouble, None);
}

#[test]
fn a_ticket_that_is_made_while_the_list_is_open_leaves_no_list_that_waits() {
    let mut desk = azure_outage();
    desk.go("#/en/requests");
    assert!(matches!(desk.state.requests, Load::Known(_)));
    let case = desk.state.cases.keys().next().cloned().expect("a case");
    // The news of an attempt under way come while another page is open.
    let named = desk.state.cases.get_mut(&case).unwrap();
    named.filing = Filing::Creating {
        name: "desk-1".to_owned(),
        since: named.changed,
    };
    desk.send(Command::Heard(
        case,
        app::FilingNews::Sent {
            number: "2611300010000001".to_owned(),
            plan: String::new(),
            title: String::new(),
        },
    ));
    assert!(matches!(desk.state.requests, Load::Known(_)));
    assert!(
        screens::request_lines(&desk.state)
            .iter()
            .any(|it| it.name == "2611300010000001")
    );
}

#[test]
fn what_another_world_answers_is_not_shown_in_this_one() {
    let (mut desk, _) = filed();
    desk.go("#/en/requests");
    desk.send(Command::WorldChosen("china_21vianet".to_owned()));
    desk.send(Command::RequestsRead(Ok(vec![app::RequestRow {
        number: "1".to_owned(),
        title: "Of the world before".to_owned(),
        status: "open".to_owned(),
        severity: "minimal".to_owned(),
        created: None,
        changed: None,
        notes: Vec::new(),
    }])));
    let lines = screens::request_lines(&desk.state);
    assert!(lines.iter().all(|it| it.title != "Of the world before"));
}

#[test]
fn a_list_that_is_cut_says_so() {
    let (mut desk, _) = listed();
    let row = desk.state.requests.known().unwrap()[0].clone();
    for (n, cut) in [(1, None), (999, None), (1_000, Some(1_000))] {
        desk.state.requests = Load::Known(vec![row.clone(); n]);
        assert_eq!(screens::requests_cut(&desk.state), cut, "{n}");
    }
}
