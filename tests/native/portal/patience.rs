//! When calls are sent again, when not, and when a portal or the provider is left alone.

use crate::portal::live::{CUSTOMER, LIST, live, net, response, send};
use partner_triage::{
    portal::{
        Error, Lost,
        azure_support::{self, Scope},
        graph,
        live::{PROVIDER_AWAY, Patience, Wire},
        partner_center,
    },
    vocab::Moment,
};

#[test]
fn a_provider_that_is_away_is_no_failure_of_the_portal() {
    let net = net(Vec::new());
    let live = live(&net);
    net.0.token_trouble.replace(Some(response(503, &[], "")));
    let call = graph::issues(CUSTOMER);
    for _ in 0..6 {
        let Err(Error::TryLater { support, .. }) = send(&live, &call) else {
            panic!("it is not said that waiting helps");
        };
        assert!(support.body.contains(PROVIDER_AWAY), "{}", support.body);
    }
    // One that hangs holds up one call, and not each of those that wait behind it.
    net.0.token_takes_ms.set(30_000);
    let began = net.now();
    let n_before = net.0.n_tokens.get();
    for _ in 0..3 {
        assert!(matches!(send(&live, &call), Err(Error::TryLater { .. })));
    }
    assert!(net.now().ms_since(began) < 31_000);
    assert_eq!(net.0.n_tokens.get(), n_before + 1);
    net.0.token_takes_ms.set(0);
    net.0.now.set(net.0.now.get() + 5_000);
    // Graph was never asked, so it need not be left alone.
    net.0.token_trouble.take();
    net.0
        .answers
        .borrow_mut()
        .push_back(Ok(response(200, &[], r#"{"value":[]}"#)));
    assert!(send(&live, &call).is_ok());
}

#[test]
fn what_hangs_is_not_asked_again() {
    let net = net(vec![Err(Lost::NoAnswer), Err(Lost::NoAnswer)]);
    net.0.takes_ms.set(30_000);
    let live = live(&net);
    let answer = send(&live, &partner_center::customers(5, None));
    assert!(matches!(answer, Err(Error::Unreachable { .. })));
    assert_eq!(net.0.sent.borrow().len(), 1);
    assert!(net.0.waits.borrow().is_empty());
}

#[test]
fn reading_is_asked_again_where_that_helps() {
    let short = [("Retry-After", "2")];
    let long = [("Retry-After", "57")];
    let (ok, failed) = (response(200, &[], LIST), response(500, &[], ""));
    for (answers, n_sent, waits) in [
        (vec![Ok(failed.clone()), Ok(ok.clone())], 2, vec![500]),
        (
            vec![Err(Lost::NoAnswer), Ok(failed.clone()), Ok(ok.clone())],
            3,
            vec![500, 1_000],
        ),
        (
            vec![Ok(response(429, &short, "")), Ok(ok.clone())],
            2,
            vec![2_200],
        ),
        // Whoever has to wait longer is told.
        (
            vec![Ok(response(429, &long, "")), Ok(ok.clone())],
            1,
            vec![],
        ),
        (vec![Err(Lost::NotSent), Ok(ok.clone())], 1, vec![]),
        (vec![Ok(response(403, &[], "")), Ok(ok.clone())], 1, vec![]),
        (vec![Ok(failed.clone()); 9], 4, vec![500, 1_000, 2_000]),
    ] {
        let net = net(answers);
        let live = live(&net);
        send(&live, &partner_center::customers(5, None)).ok();
        assert_eq!(net.0.sent.borrow().len(), n_sent);
        assert_eq!(*net.0.waits.borrow(), waits);
        // A repetition is the same call to the portal.
        let sent = net.0.sent.borrow();
        assert!(
            sent.iter()
                .all(|it| it.address == sent[0].address && it.headers == sent[0].headers)
        );
    }
}

#[test]
fn a_change_is_sent_once() {
    for answer in [
        Ok(response(500, &[], "")),
        Err(Lost::NoAnswer),
        Ok(response(429, &[("Retry-After", "1")], "")),
    ] {
        let net = net(vec![answer]);
        let live = live(&net);
        send(&live, &partner_center::close_request("615050113971984")).ok();
        assert_eq!(net.0.sent.borrow().len(), 1);
    }
}

#[test]
fn a_portal_that_keeps_failing_is_left_alone_for_a_while() {
    let net = net(vec![Ok(response(500, &[], "")); 5]);
    let live = live(&net);
    let call = partner_center::customers(5, None);
    for _ in 0..2 {
        send(&live, &call).ok();
    }
    assert_eq!(net.0.sent.borrow().len(), 5);
    let answer = send(&live, &call);
    assert!(
        matches!(
            answer,
            Err(Error::TryLater {
                after_secs: Some(1..=30),
                ..
            })
        ),
        "{answer:?}"
    );
    assert_eq!(net.0.sent.borrow().len(), 5);
    // Another portal is asked as before.
    send(&live, &graph::relationships(CUSTOMER)).ok();
    assert_eq!(net.0.sent.borrow().len(), 6);
    net.0.now.set(net.0.now.get() + 30_000);
    send(&live, &call).unwrap();
}

#[test]
fn a_clock_that_is_set_back_locks_nobody_out() {
    for hours in [1, 24, 24 * 365] {
        let net = net(vec![Ok(response(500, &[], "")); 5]);
        let live = live(&net);
        let call = partner_center::customers(5, None);
        for _ in 0..2 {
            send(&live, &call).ok();
        }
        assert!(send(&live, &call).is_err(), "the portal is left alone");
        net.0.now.set(net.0.now.get() - hours * 3_600_000);
        assert!(send(&live, &call).is_ok(), "{hours} hours");
        // The same with the provider.
        let graph = graph::relationships(CUSTOMER);
        let busy = response(429, &[("Retry-After", "57")], "");
        net.0.token_trouble.replace(Some(busy));
        assert!(send(&live, &graph).is_err());
        net.0.token_trouble.take();
        assert!(send(&live, &graph).is_err(), "the provider is left alone");
        net.0.now.set(net.0.now.get() - hours * 3_600_000);
        let rows = r#"{"value":[]}"#;
        net.0.answers.replace([Ok(response(200, &[], rows))].into());
        assert!(send(&live, &graph).is_ok(), "{hours} hours");
    }
}

#[test]
fn a_provider_that_asks_for_time_is_left_alone_for_that_time() {
    let net = net(Vec::new());
    let live = live(&net);
    let n_before = net.0.n_tokens.get();
    let busy = response(429, &[("Retry-After", "57")], "");
    net.0.token_trouble.replace(Some(busy));
    let call = graph::relationships(CUSTOMER);
    for _ in 0..3 {
        let answer = send(&live, &call);
        assert!(matches!(answer, Err(Error::TryLater { .. })), "{answer:?}");
    }
    assert_eq!(net.0.n_tokens.get(), n_before + 1);
    assert!(net.0.waits.borrow().is_empty());
    net.0.token_trouble.take();
    let rows = r#"{"value":[]}"#;
    net.0.answers.replace([Ok(response(200, &[], rows))].into());
    net.0.now.set(net.0.now.get() + 57_000);
    assert!(send(&live, &call).is_ok());
}

#[test]
fn a_portal_is_never_asked_again_at_once() {
    for (headers, least_ms) in [
        (&[("Retry-After", "0")][..], 1_000),
        (&[("Retry-After", "0.2")], 1_000),
        (&[("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")], 1_000),
        // Without the portal's date, which a page of another host may not read, it is measured by the clock of this device.
        (&[("Retry-After", "Thu, 01 Jan 1970 00:00:05 GMT")], 3_000),
        (&[("Retry-After", "-5")], 500),
        (&[], 500),
    ] {
        let net = net(vec![Ok(response(429, headers, ""))]);
        let live = live(&net);
        send(&live, &partner_center::customers(5, None)).unwrap();
        let waits = net.0.waits.borrow();
        assert_eq!(waits.len(), 1, "{headers:?}");
        assert!(waits[0] >= least_ms, "{headers:?}: {waits:?}");
    }
}

#[test]
fn repetitions_are_a_small_part_of_all_calls() {
    let mut patience = Patience::default();
    let failed = Ok(response(500, &[], ""));
    let fine = Ok(response(200, &[], ""));
    let mut n_repeats = 0;
    for at in 0..1_000 {
        patience.admit(Moment(at)).unwrap();
        patience.heard(&fine, Moment(at));
        let again = patience.again(partner_triage::portal::Method::Get, 1, 0, &failed, 0.5);
        n_repeats += u32::from(again.is_some());
    }
    assert!((90..=110).contains(&n_repeats), "{n_repeats}");
}

/// What headers say is as little to be trusted as bodies.
#[test]
fn hostile_headers_stop_nothing_and_are_waited_for_by_nobody() {
    const VALUES: [&str; 24] = [
        "",
        " ",
        "0",
        "-1",
        "1e9",
        "99999999999999999999999999",
        "18446744073709551616",
        "0.0000000000000000000000001",
        "NaN",
        "Infinity",
        "Fri, 31 Feb 2026 25:61:61 GMT",
        "Fri, 20 Nov 99999999999999 14:02:11 GMT",
        "Fri, 20 Nov -5 14:02:11 GMT",
        "Fri, 20 Nov 2999 14:02:11 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri,",
        "https://evil.example/operationsStatus/1?api-version=x",
        "//evil.example/x",
        "https://management.azure.com/../graph/x",
        "javascript:alert(1)",
        "Bearer claims=\"",
        "Bearer claims=\"!!!!\", error=\"insufficient_claims\"",
        "Bearer claims=\"eyJhIjo=\"",
        "\u{feff}\u{202e}\u{0}",
    ];
    const NAMES: [&str; 5] = [
        "Retry-After",
        "Date",
        "WWW-Authenticate",
        "Azure-AsyncOperation",
        "MS-CorrelationId",
    ];
    let scope = Scope {
        tenant: CUSTOMER.to_owned(),
        subscription: None,
    };
    let mut n_met = 0;
    for value in VALUES {
        for name in NAMES {
            for status in [200, 202, 401, 403, 429, 500, 503] {
                let met = response(status, &[(name, value)], LIST);
                let net = net(vec![Ok(met); 8]);
                let live = live(&net);
                let began = net.now();
                send(&live, &partner_center::customers(5, None)).ok();
                send(&live, &azure_support::ticket(&scope, "desk-1")).ok();
                let waited_ms: u32 = net.0.waits.borrow().iter().sum();
                assert!(waited_ms <= 30_000, "{name}: {value}: {waited_ms} ms");
                assert!(net.0.sent.borrow().len() <= 8, "{name}: {value}");
                assert!(net.0.n_tokens.get() <= 6, "{name}: {value}");
                assert!(net.now().ms_since(began) < 60_000, "{name}: {value}");
                live.clock_offset_ms();
                n_met += 1;
            }
        }
    }
    assert_eq!(n_met, 24 * 5 * 7);
}
