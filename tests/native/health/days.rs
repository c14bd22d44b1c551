//! What each day of the period was like, by the calendar of the user.

use super::{issue, letter, seen, service, services};

/// The strip of one issue, a letter a day.
fn strip(members: &[(&str, &str)], n_days: u16, offset_hours: f64) -> String {
    let read = services(&[service(
        "Mail",
        "serviceOperational",
        &[&issue("A1", members)],
    )]);
    let screen = seen(&[("Ash", read)], n_days, offset_hours);
    assert_eq!(screen.days.len(), usize::from(n_days));
    screen.strips[0]
        .cells
        .iter()
        .map(|it| letter(it.level))
        .collect()
}

#[test]
fn a_strip_shows_the_days_of_the_users_calendar() {
    let of = |start: &'static str, end: &'static str| {
        [
            ("status", "serviceRestored"),
            ("classification", "incident"),
            ("isResolved", "true"),
            ("startDateTime", start),
            ("endDateTime", end),
        ]
    };
    let evening = of("2026-11-17T20:00:00Z", "2026-11-17T21:30:00Z");
    let midnight = of("2026-11-17T22:30:00Z", "2026-11-18T00:00:00Z");
    for (members, offset_hours, expected) in [
        // 14 to 20 November.
        (&evening, 0.0, "NNNDNNN"),
        (&evening, 2.0, "NNNDNNN"),
        (&evening, 3.0, "NNNDDNN"),
        (&evening, 5.5, "NNNNDNN"),
        (&evening, -11.0, "NNNDNNN"),
        // At UTC+14 today is the 21st.
        (&evening, 14.0, "NNNDNNN"),
        // The moment of midnight belongs to the day that begins, but what ends in it does not run on that day.
        (&midnight, 0.0, "NNNDNNN"),
        (&midnight, 1.0, "NNNDDNN"),
        (&midnight, -5.0, "NNNDNNN"),
    ] {
        assert_eq!(
            strip(members, 7, offset_hours),
            expected,
            "{members:?} {offset_hours}"
        );
    }
    let long = of("2026-10-01T00:00:00Z", "2026-11-15T08:00:00Z");
    assert_eq!(strip(&long, 7, 0.0), "DDNNNNN");
    assert_eq!(strip(&long, 30, 0.0), "DDDDDDDDDDDDDDDDDDDDDDDDDNNNNN");
    let days = seen(&[("Ash", Vec::new())], 7, 14.0).days;
    let numbers: Vec<_> = days.iter().map(|it| (it.number, it.is_today)).collect();
    assert_eq!((numbers[0], numbers[6]), ((15, false), (21, true)));
}

#[test]
fn a_strip_makes_the_best_of_what_is_missing() {
    for (members, expected) in [
        // It runs, and nobody knows until when.
        (
            vec![
                ("status", "serviceInterruption"),
                ("startDateTime", "2026-11-18T12:00:00Z"),
            ],
            "NNNNXXX",
        ),
        // It runs until a moment that was foretold.
        (
            vec![
                ("status", "serviceDegradation"),
                ("startDateTime", "2026-11-19T12:00:00Z"),
                ("endDateTime", "2026-11-25T12:00:00Z"),
            ],
            "NNNNNDD",
        ),
        // It runs, and when it began is not told.
        (vec![("status", "investigating")], "NNNNNND"),
        // Over, but the end is missing: the record changed last when it was closed.
        (
            vec![
                ("status", "serviceRestored"),
                ("classification", "advisory"),
                ("isResolved", "true"),
                ("startDateTime", "2026-11-16T12:00:00Z"),
                ("lastModifiedDateTime", "2026-11-17T12:00:00Z"),
            ],
            "NNDDNNN",
        ),
        // Over, and only the beginning is told.
        (
            vec![
                ("status", "serviceRestored"),
                ("classification", "Incident"),
                ("isResolved", "true"),
                ("startDateTime", "2026-11-16T12:00:00Z"),
            ],
            "NNDNNNN",
        ),
        // A portal's clock that is ahead: nothing happens tomorrow.
        (
            vec![
                ("status", "serviceDegradation"),
                ("startDateTime", "2026-11-21T12:00:00Z"),
            ],
            "NNNNNND",
        ),
        // The end lies before the beginning.
        (
            vec![
                ("status", "serviceDegradation"),
                ("isResolved", "true"),
                ("startDateTime", "2026-11-18T12:00:00Z"),
                ("endDateTime", "2026-11-17T12:00:00Z"),
            ],
            "NNNDNNN",
        ),
        // How bad it was cannot be read from words that are not known.
        (
            vec![
                ("status", "serviceRestored"),
                ("classification", "catastrophe"),
                ("isResolved", "true"),
                ("startDateTime", "2026-11-17T12:00:00Z"),
                ("endDateTime", "2026-11-17T13:00:00Z"),
            ],
            "NNN?NNN",
        ),
        (
            vec![
                ("status", "confirmed"),
                ("startDateTime", "2026-11-19T12:00:00Z"),
            ],
            "NNNNN??",
        ),
        // It was nothing.
        (
            vec![
                ("status", "FalsePositive"),
                ("classification", "incident"),
                ("startDateTime", "2026-11-17T12:00:00Z"),
            ],
            "NNNNNNN",
        ),
        // Sentinels and nonsense are no times.
        (
            vec![
                ("status", "serviceDegradation"),
                ("startDateTime", "0001-01-01T00:00:00"),
                ("endDateTime", "tomorrow"),
            ],
            "NNNNNND",
        ),
    ] {
        assert_eq!(strip(&members, 7, 0.0), expected, "{members:?}");
    }
}

#[test]
fn the_worst_of_all_customers_and_issues_makes_the_day() {
    let of = |id: &str, status: &str, start: &str| {
        let members = [("status", status), ("startDateTime", start)];
        services(&[service("Mail", status, &[&issue(id, &members)])])
    };
    let screen = seen(
        &[
            (
                "Ash",
                of("A1", "serviceDegradation", "2026-11-18T12:00:00Z"),
            ),
            (
                "Elm",
                of("A2", "serviceInterruption", "2026-11-20T12:00:00Z"),
            ),
            (
                "Fir",
                of("A1", "serviceDegradation", "2026-11-18T12:00:00Z"),
            ),
        ],
        7,
        0.0,
    );
    let cells: Vec<_> = screen.strips[0]
        .cells
        .iter()
        .map(|it| format!("{}{}", letter(it.level), it.incidents.join("")))
        .collect();
    assert_eq!(cells.join(" "), "N N N N DA1 DA1 XA1A2");
}
