//! The service health board: what it makes of what the portal tells, and how it reads.

mod days;
mod reading;

use crate::desk::NOON;
use partner_triage::{
    app::{
        Customers, HealthBoard, HealthRead, Load, Reader, Reading, State, Trouble,
        roster::Roster,
        screens::{self, HealthScreen, HealthView, ServiceCell},
    },
    casework::CustomerRef,
    portal::{
        Response,
        graph::{self, Detail, Level, ServiceHealth},
    },
    vocab::Moment,
};
use std::rc::Rc;

const HOUR_MS: i64 = 3_600_000;

/// The services of a reply, read as the client reads them.
fn services(values: &[String]) -> Vec<ServiceHealth> {
    let reply = Response {
        status: 200,
        headers: Vec::new(),
        body: format!(r#"{{"value": [{}]}}"#, values.join(",")),
    };
    let call = graph::health_overviews("1", Detail::Issues);
    call.conclude(Ok(reply)).unwrap().items
}

fn service(name: &str, status: &str, issues: &[&str]) -> String {
    format!(
        r#"{{"id": "{name}", "service": "{name}", "status": "{status}", "issues": [{}]}}"#,
        issues.join(",")
    )
}

/// An issue as the portal writes it; members that are not named are missing.
fn issue(id: &str, members: &[(&str, &str)]) -> String {
    let mut text = format!(r#"{{"id": "{id}", "title": "Trouble {id}", "service": "Mail""#);
    for (key, value) in members {
        let value = match *value {
            "true" | "false" => (*value).to_owned(),
            _ => format!("\"{value}\""),
        };
        text.push_str(&[", \"", key, "\": ", &value].concat());
    }
    text + "}"
}

/// A board with these customers, each with what was read of it.
fn board(read: &[(&str, Vec<ServiceHealth>)]) -> State {
    let mut roster = Roster::default();
    for (id, _) in read {
        roster.add(&CustomerRef {
            id: (*id).to_owned(),
            name: format!("{id} Ltd"),
            domain: String::new(),
        });
    }
    let entry = |(id, services): &(&str, Vec<ServiceHealth>)| {
        let read = HealthRead {
            services: Rc::new(services.clone()),
            read_at: Some(NOON),
            trouble: None,
        };
        ((*id).to_owned(), read)
    };
    State {
        now: NOON,
        customers: Customers {
            roster,
            reader: Reader {
                reading: Reading::Complete,
                ..Reader::default()
            },
            pinned: read.iter().map(|it| it.0.to_owned()).collect(),
            ..Customers::default()
        },
        health: HealthBoard {
            read: read.iter().map(entry).collect(),
            ..HealthBoard::default()
        },
        ..State::default()
    }
}

fn view(n_days: u16, offset_hours: f64) -> HealthView {
    HealthView {
        customer: None,
        service: None,
        n_days,
        #[expect(clippy::cast_possible_truncation, reason = "whole minutes")]
        offset_ms: (offset_hours * 3_600_000.0) as i64,
    }
}

fn seen(read: &[(&str, Vec<ServiceHealth>)], n_days: u16, offset_hours: f64) -> HealthScreen {
    screens::health(&board(read), &view(n_days, offset_hours))
}

fn letter(level: Level) -> char {
    match level {
        Level::Healthy => 'N',
        Level::Unknown => '?',
        Level::Degraded => 'D',
        Level::Outage => 'X',
    }
}

fn hours_ago(at: Moment) -> i64 {
    NOON.ms_since(at) / HOUR_MS
}

/// Letter, hours since, the portal's own word, incidents.
fn say(cell: &ServiceCell) -> String {
    let level = cell.level.map_or('-', letter);
    let since = cell.since.map(hours_ago);
    let parts = [
        level.to_string(),
        since.map(|it| format!("{it}h")).unwrap_or_default(),
        cell.word.clone(),
        cell.incidents.join("+"),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" ")
}

#[test]
fn a_cell_says_the_worst_that_is_told() {
    let running =
        |status: &str, start: &str| issue("A1", &[("status", status), ("startDateTime", start)]);
    let (noon, morning) = ("2026-11-20T12:05:00Z", "2026-11-20T05:05:00Z");
    for (status, issues, expected) in [
        ("serviceOperational", vec![], "N"),
        ("ServiceOperational", vec![], "N"),
        ("postIncidentReviewPublished", vec![], "N"),
        ("FALSEPOSITIVE", vec![], "N"),
        ("serviceDegradation", vec![], "D"),
        ("ExtendedRecovery", vec![], "D"),
        ("investigationSuspended", vec![], "D"),
        ("serviceInterruption", vec![], "X"),
        // What the portal may say one day is not taken for good, nor for bad.
        ("mitigatedExternal", vec![], "? mitigatedExternal"),
        ("", vec![], "?"),
        // What runs is not hidden by a status that says all is well.
        (
            "serviceOperational",
            vec![running("Investigating", noon)],
            "D 1h A1",
        ),
        (
            "serviceDegradation",
            vec![running("serviceInterruption", noon)],
            "X 1h A1",
        ),
        (
            "serviceOperational",
            vec![running("reported", noon)],
            "? 1h reported A1",
        ),
        // The longest trouble counts, and one with no beginning does not hide it.
        (
            "serviceDegradation",
            vec![
                running("serviceDegradation", noon),
                issue(
                    "A2",
                    &[("status", "restoringService"), ("startDateTime", morning)],
                ),
                issue("A3", &[("status", "restoringService")]),
            ],
            "D 8h A1+A2+A3",
        ),
        // A portal's clock can be ahead.
        (
            "serviceDegradation",
            vec![running("serviceDegradation", "2026-11-20T15:05:00Z")],
            "D -2h A1",
        ),
        // What is over, restored or nothing is no reason for trouble now.
        (
            "serviceOperational",
            vec![issue(
                "A1",
                &[("status", "serviceDegradation"), ("isResolved", "true")],
            )],
            "N",
        ),
        (
            "serviceOperational",
            vec![issue(
                "A1",
                &[("status", "serviceDegradation"), ("endDateTime", noon)],
            )],
            "N",
        ),
        (
            "serviceOperational",
            vec![running("serviceRestored", noon)],
            "N",
        ),
        (
            "serviceOperational",
            vec![running("falsePositive", noon)],
            "N",
        ),
    ] {
        let issues: Vec<&str> = issues.iter().map(String::as_str).collect();
        let read = services(&[service("Mail", status, &issues)]);
        let screen = seen(&[("Ash", read)], 7, 0.0);
        assert_eq!(
            say(&screen.rows[0].cells[0]),
            expected,
            "{status} {issues:?}"
        );
    }
}

#[test]
fn the_matrix_has_a_cell_for_every_customer_and_service() {
    let ash = services(&[
        service("Mail", "serviceDegradation", &[]),
        service("Files", "serviceOperational", &[]),
    ]);
    let elm = services(&[service("Calls", "serviceInterruption", &[])]);
    let mut state = board(&[
        ("Elm", elm),
        ("Ash", ash),
        ("Fir", Vec::new()),
        ("Oak", Vec::new()),
    ]);
    state.health.read.remove("Oak");
    let screen = screens::health(&state, &view(7, 0.0));
    assert_eq!(screen.services, ["Calls", "Files", "Mail"]);
    let rows: Vec<_> = screen
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.cells.iter().map(say).collect();
            format!("{}: {}", row.customer.name, cells.join(" "))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "Ash Ltd: - N D",
            "Elm Ltd: X - -",
            "Fir Ltd: - - -",
            "Oak Ltd: "
        ]
    );
    let narrow = |customer: Option<&str>, service: Option<&str>| {
        let view = HealthView {
            customer: customer.map(str::to_owned),
            service: service.map(str::to_owned),
            ..view(7, 0.0)
        };
        let screen = screens::health(&state, &view);
        (screen.rows.len(), screen.services.join(" "))
    };
    for (customer, service, expected) in [
        (None, None, (4, "Calls Files Mail")),
        (Some("Ash"), None, (1, "Files Mail")),
        (None, Some("Mail"), (4, "Mail")),
        (Some("Elm"), Some("Mail"), (1, "")),
        // Whoever has left the board, and a service that nobody has, filter nothing.
        (Some("Yew"), Some("Chess"), (4, "Calls Files Mail")),
    ] {
        let (n, services) = narrow(customer, service);
        assert_eq!((n, services.as_str()), expected, "{customer:?} {service:?}");
    }
}

#[test]
fn each_incident_is_listed_once_with_everybody_who_has_it() {
    let at = |text: &'static str| ("startDateTime", text);
    let old = issue(
        "A1",
        &[
            ("status", "investigating"),
            ("classification", "advisory"),
            at("2026-11-20T08:00:00Z"),
            ("lastModifiedDateTime", "2026-11-20T09:00:00Z"),
        ],
    );
    let new = issue(
        "A1",
        &[
            ("status", "ServiceInterruption"),
            ("classification", "Incident"),
            at("2026-11-20T08:00:00Z"),
            ("lastModifiedDateTime", "2026-11-20T12:00:00Z"),
        ],
    );
    let odd = issue(
        "A2",
        &[
            ("status", "reported"),
            ("classification", "catastrophe"),
            at("2026-11-20T10:00:00Z"),
        ],
    );
    let over = issue(
        "A3",
        &[
            ("status", "serviceRestored"),
            ("classification", "incident"),
            ("isResolved", "true"),
            at("2026-11-15T10:00:00Z"),
            ("endDateTime", "2026-11-16T10:00:00Z"),
        ],
    );
    let long_over = issue(
        "A4",
        &[
            ("status", "serviceRestored"),
            ("classification", "incident"),
            ("isResolved", "true"),
            at("2026-11-01T10:00:00Z"),
            ("endDateTime", "2026-11-02T10:00:00Z"),
        ],
    );
    let read = [
        (
            "Ash",
            services(&[service("Mail", "investigating", &[&old, &over])]),
        ),
        (
            "Elm",
            services(&[service(
                "Mail",
                "serviceInterruption",
                &[&new, &odd, &long_over],
            )]),
        ),
        (
            "Fir",
            services(&[service("Mail", "serviceOperational", &[])]),
        ),
    ];
    let lines = |n_days: u16| {
        let screen = seen(&read, n_days, 0.0);
        let line = |it: &screens::ServiceIncident| {
            let names: Vec<_> = it.affected.iter().map(|it| it.id.as_str()).collect();
            format!(
                "{} {} {} {}{} of {} {:?}",
                it.id,
                letter(it.level),
                it.classification,
                it.word,
                names.join("+"),
                it.n_read,
                it.bar
            )
        };
        let active: Vec<_> = screen.active.iter().map(line).collect();
        let over: Vec<_> = screen.over.iter().map(line).collect();
        [active.join("; "), over.join("; ")]
    };
    assert_eq!(
        lines(7),
        [
            "A2 ? catastrophe reportedElm of 3 (916, 935); A1 X incident Ash+Elm of 3 (904, 935)",
            "A3 D incident Ash of 3 (202, 345)"
        ]
    );
    assert_eq!(
        lines(30)[1],
        "A3 D incident Ash of 3 (813, 847); A4 D incident Elm of 3 (347, 380)"
    );
}

#[test]
fn the_latest_message_is_plain_text_and_the_service_may_tell_the_product() {
    for (name, product) in [
        ("Exchange Online", Some("office_365")),
        ("Dynamics 365 Apps", Some("dynamics_365")),
        ("Microsoft Intune", Some("enterprise_mobility")),
        ("Microsoft 365 suite", None),
        ("Chess", None),
    ] {
        let text = issue("A1", &[("status", "investigating")]).replace("Mail", name);
        let posts = r#", "posts": [
            {"createdDateTime": "2026-11-20T12:00:00Z", "description": {"contentType": "Html", "content": "<p>Last &amp; <script>x()</script>least</p>"}},
            {"createdDateTime": "2026-11-20T11:00:00Z", "description": {"content": "before"}}]}"#;
        let text = text.trim_end_matches('}').to_owned() + posts;
        let screen = seen(
            &[("Ash", services(&[service(name, "investigating", &[&text])]))],
            7,
            0.0,
        );
        let incident = &screen.active[0];
        assert_eq!(incident.product, product, "{name}");
        let (at, text) = incident.latest.clone().unwrap();
        assert_eq!(
            (at.map(hours_ago), text.as_str()),
            (Some(1), "Last & x()least")
        );
    }
    let silent = services(&[service(
        "Mail",
        "investigating",
        &[&issue("A1", &[("status", "investigating")])],
    )]);
    assert_eq!(seen(&[("Ash", silent)], 7, 0.0).active[0].latest, None);
}

#[test]
fn an_empty_board_says_so_in_every_part() {
    let nobody = screens::health(&State::default(), &view(7, 1.0));
    assert_eq!(
        (
            nobody.customers.len(),
            nobody.rows.len(),
            nobody.strips.len()
        ),
        (0, 0, 0)
    );
    assert_eq!(
        (nobody.as_of, nobody.progress, nobody.trouble),
        (None, None, None)
    );
    assert_eq!(nobody.days.len(), 7);
    // An empty page of the portal: the customer has no services that are told of.
    let bare = seen(&[("Ash", services(&[]))], 30, -3.5);
    assert_eq!(
        (bare.rows[0].cells.len(), bare.rows[0].read_at),
        (0, Some(NOON))
    );
    assert_eq!(
        (bare.active.len(), bare.over.len(), bare.strips.len()),
        (0, 0, 0)
    );
}

#[test]
fn troubles_of_all_are_told_once() {
    let trouble = |kind| Trouble {
        kind,
        ..Trouble::default()
    };
    let common = |kinds: &[Option<&'static str>]| {
        let ids = ["Ash", "Elm", "Fir"];
        let read: Vec<_> = ids
            .into_iter()
            .zip(kinds)
            .map(|(id, _)| (id, Vec::new()))
            .collect();
        let mut state = board(&read);
        for (id, kind) in ids.into_iter().zip(kinds) {
            state.health.read.get_mut(id).unwrap().trouble = kind.map(trouble);
        }
        screens::health(&state, &view(7, 0.0))
            .trouble
            .map(|it| it.kind)
    };
    assert_eq!(common(&[Some("offline"), Some("offline")]), Some("offline"));
    assert_eq!(common(&[Some("offline"), None]), None);
    assert_eq!(common(&[Some("offline"), Some("try_later")]), None);
    assert_eq!(common(&[Some("try_later")]), None, "its row says so");
    assert_eq!(common(&[Some("sign_in")]), Some("sign_in"));
}

#[test]
fn as_many_are_shown_as_there_is_room_for() {
    let names: Vec<String> = (0..40).map(|it| format!("c{it:02}")).collect();
    let read: Vec<(&str, Vec<ServiceHealth>)> =
        names.iter().map(|it| (it.as_str(), Vec::new())).collect();
    let mut state = board(&read);
    state.customers.pinned = names[..20].to_vec();
    // Used lately: two that are pinned, ten that are not, and one of another world.
    state.customers.recent = names[18..30].to_vec();
    state.customers.recent.push("elsewhere".to_owned());
    state.health.added = vec!["c39".to_owned(), "c29".to_owned()];
    let screen = screens::health(&state, &view(7, 0.0));
    assert_eq!((screen.customers.len(), screen.n_left_out), (27, 4));
    let offered = |typed: &str| match screens::addable(&state, typed, 3) {
        Load::Known((found, n_more)) => {
            let ids: Vec<_> = found.iter().map(|it| it.id.as_str()).collect();
            format!("{} +{n_more}", ids.join(" "))
        }
        _ => panic!("everybody is known"),
    };
    assert_eq!(offered(""), "c25 c26 c27 +10");
    assert_eq!(offered(" C3"), "c30 c31 c32 +6");
    assert_eq!(offered("c01"), " +0");
    state.customers.forget();
    assert!(matches!(screens::addable(&state, "", 3), Load::Waiting));
}
