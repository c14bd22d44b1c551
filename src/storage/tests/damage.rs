//! Documents that are no desk, or not a whole one.

use crate::{
    casework::{Case, Field, Filing},
    flow::Transcript,
    storage::{
        Desk, Loss, MAX_BYTES, MAX_CASES, MAX_CHARS, Recovered, Refusal, read,
        tests::{NOW, VERSION_1, case, desk},
        write,
    },
    vocab::{FactId, Moment},
};
use serde_json::{Value, json};

/// The text of the full desk after a change to its document.
fn changed(pointer: &str, value: Value) -> String {
    let mut document: Value = serde_json::from_str(&write(&desk())).unwrap();
    *document.pointer_mut(pointer).unwrap() = value;
    document.to_string()
}

/// Places and expectations of what is lost, one a line.
fn losses(lost: &[Loss]) -> String {
    let lines: Vec<_> = lost
        .iter()
        .map(|it| format!("{}: expected {}", it.at, it.expected))
        .collect();
    lines.join("\n")
}

#[test]
fn what_is_no_desk_is_refused() {
    for (text, refusal) in [
        ("", Refusal::NotJson),
        ("desk", Refusal::NotJson),
        ("\u{feff}{}", Refusal::NotJson),
        ("null", Refusal::OtherKind),
        ("[1]", Refusal::OtherKind),
        ("{}", Refusal::OtherKind),
        (
            r#"{"kind":"playbook","version":2,"body":{}}"#,
            Refusal::OtherKind,
        ),
        (r#"{"kind":"desk","body":{}}"#, Refusal::OtherKind),
        (
            r#"{"kind":"desk","version":0,"body":{}}"#,
            Refusal::OtherKind,
        ),
        (
            r#"{"kind":"desk","version":"1","body":{}}"#,
            Refusal::OtherKind,
        ),
        (
            r#"{"kind":"desk","version":6,"body":7}"#,
            Refusal::FromTheFuture { version: 6 },
        ),
        (
            r#"{"kind":"desk","version":900}"#,
            Refusal::FromTheFuture { version: 900 },
        ),
    ] {
        assert_eq!(read(text).err(), Some(refusal), "`{text}`");
    }
    assert_eq!(read(&"[".repeat(100_000)).err(), Some(Refusal::NotJson));
    let long = write(&desk()) + &" ".repeat(MAX_BYTES);
    assert_eq!(read(&long).err(), Some(Refusal::OtherKind));
}

#[test]
fn a_broken_case_is_the_only_one_lost() {
    for (place, value, at) in [
        ("", json!(7), ""),
        ("/id", json!("../x"), "/id"),
        ("/customer", json!({"id": "1"}), "/customer"),
        ("/opened", json!(1.5), "/opened"),
        ("/changed", json!("now"), "/changed"),
        ("/filing", json!(null), "/filing/state"),
        (
            "/filing",
            json!({"state": "sent", "number": "1"}),
            "/filing",
        ),
        ("/filing/state", json!("lost"), "/filing/state"),
        (
            "/filing",
            json!({"state": "sending", "name": 1}),
            "/filing/name",
        ),
        (
            "/filing",
            json!({"state": "not_filed", "name": "desk-1"}),
            "/filing",
        ),
    ] {
        let text = changed(&format!("/body/cases/2{place}"), value);
        let document: Value = serde_json::from_str(&text).unwrap();
        let recovered = read(&text).unwrap();
        let mut others = desk();
        others.cases.remove(2);
        assert_eq!(recovered.desk, others, "{text}");
        let [loss] = recovered.lost.as_slice() else {
            panic!("{:?}", recovered.lost)
        };
        assert_eq!(loss.at, format!("/body/cases/2{at}"));
        assert_eq!(
            loss.text,
            document.pointer("/body/cases/2").unwrap().to_string()
        );
    }
}

#[test]
fn a_case_whose_customer_is_not_said_is_lost() {
    let whole = r#""customer":null,"#;
    let recovered = read(&VERSION_1.replace(whole, "")).unwrap();
    assert_eq!(recovered.desk.cases.len(), 1);
    assert_eq!(
        losses(&recovered.lost),
        "/body/cases/1: expected a case with a customer or null"
    );
}

#[test]
fn what_a_case_can_do_without_is_lost_alone() {
    let check = |place: &str, value: Value, lost: &str, forget: &dyn Fn(&mut Case)| {
        let recovered = read(&changed(&format!("/body/cases/0{place}"), value)).unwrap();
        let mut rest = desk();
        forget(rest.cases.first_mut().unwrap());
        assert_eq!(recovered.desk, rest, "{place}");
        assert_eq!(losses(&recovered.lost), format!("/body/cases/0{lost}"));
    };
    let erase = |fact: &'static str| move |it: &mut Case| it.transcript.erase(&FactId::new(fact));
    check(
        "/answers/since",
        json!({"date": "2021-02-29"}),
        "/answers/since/date: expected a date as YYYY-MM-DD",
        &erase("since"),
    );
    check(
        "/answers/a~1b~0c",
        json!("perhaps"),
        "/answers/a~1b~0c: expected an answer or `unknown`",
        &erase("a/b~c"),
    );
    check(
        "/answers/plans/set/1",
        json!(null),
        "/answers/plans/set/1: expected a text of at most 20000 characters",
        &erase("plans"),
    );
    check(
        "/answers/product",
        json!({"word": "azure", "flag": true}),
        "/answers/product: expected one answer",
        &erase("product"),
    );
    check(
        "/answers/product",
        json!({"wird": "azure"}),
        "/answers/product/wird: expected an answer called `word`, `flag`, `set` or `date`",
        &erase("product"),
    );
    check(
        "/answers",
        json!([]),
        "/answers: expected an object",
        &|it| {
            it.transcript = Transcript::default();
        },
    );
    check(
        "/told/0",
        json!({"fact": "access", "values": []}),
        "/told/0: expected exactly the members fact, values, record, at",
        &|it| drop(it.told.remove(0)),
    );
    check("/told", json!(null), "/told: expected an array", &|it| {
        it.told.clear();
    });
    check(
        "/draft/title",
        json!("é".repeat(MAX_CHARS + 1)),
        "/draft/title: expected a text of at most 20000 characters",
        &|it| drop(it.draft.texts.remove(&Field::Title)),
    );
    check("/ticked", json!(-1), "/ticked: expected a count", &|it| {
        it.n_ticked = 0;
    });
}

#[test]
fn what_was_typed_can_be_rescued_from_a_loss() {
    let text = VERSION_1.replace(r#""title":"#, r#""tidle":"#);
    let recovered = read(&text).unwrap();
    let loss = Loss {
        at: "/body/cases/0/draft/tidle".to_owned(),
        expected: "a field of the form".to_owned(),
        text: r#""Mail is down""#.to_owned(),
    };
    assert_eq!(recovered.lost, [loss]);
    assert_eq!(recovered.desk.cases.len(), 2);
}

#[test]
fn every_part_of_the_desk_is_lost_alone() {
    for (place, lost) in [
        ("", "/body: expected an object"),
        ("/organisation", "/body/organisation: expected an object"),
        (
            "/organisation/name",
            "/body/organisation/name: expected a text of at most 20000 characters",
        ),
        (
            "/organisation/facts",
            "/body/organisation/facts: expected an object",
        ),
        (
            "/organisation/facts/role",
            "/body/organisation/facts/role: expected an object",
        ),
        (
            "/organisation/contact",
            "/body/organisation/contact: expected an object",
        ),
        ("/cases", "/body/cases: expected an array"),
        ("/pinned", "/body/pinned: expected an array"),
        (
            "/recent/1",
            "/body/recent/1: expected a text of at most 20000 characters",
        ),
        ("/preferences", "/body/preferences: expected an object"),
        (
            "/preferences/is_compact",
            "/body/preferences/is_compact: expected true or false",
        ),
    ] {
        let recovered = read(&changed(&format!("/body{place}"), json!(5))).unwrap();
        assert_eq!(losses(&recovered.lost), lost);
        assert_eq!(recovered.desk.cloud == "global", !place.is_empty());
    }
    let misspelt = read(&VERSION_1.replace(r#""pinned""#, r#""pimmed""#)).unwrap();
    assert_eq!(
        losses(&misspelt.lost),
        "/body/pimmed: expected a known member\n/body/pinned: expected an array"
    );
    assert_eq!(misspelt.desk.cases.len(), 2);
}

#[test]
fn a_case_is_read_once() {
    let mut twice = desk();
    let again = case("case1", Filing::NotFiled);
    twice.cases.push(again);
    let recovered = read(&write(&twice)).unwrap();
    assert_eq!(recovered.desk, desk());
    assert_eq!(
        losses(&recovered.lost),
        "/body/cases/8: expected a case that did not come before"
    );
}

#[test]
fn of_too_many_cases_the_oldest_are_set_aside() {
    let mut desk = Desk::default();
    for n in 0..=MAX_CASES {
        let mut case = case(&format!("case{n}"), Filing::NotFiled);
        case.changed = if n == 3 { Moment(0) } else { NOW };
        desk.cases.push(case);
    }
    let recovered = read(&write(&desk)).unwrap();
    desk.cases.remove(3);
    assert_eq!(recovered.desk, desk);
    assert_eq!(
        losses(&recovered.lost),
        "/body/cases/3: expected at most 500 cases"
    );
}

#[test]
fn a_document_broken_off_is_no_json() {
    let text = write(&desk());
    for (end, _) in text.char_indices() {
        assert_eq!(read(text.get(..end).unwrap()).err(), Some(Refusal::NotJson));
    }
}

/// Whatever bit is flipped: no panic, and no case goes missing without a word.
#[test]
fn a_flipped_bit_loses_nothing_silently() {
    let whole = read(VERSION_1).unwrap();
    let mut n_read = 0;
    for at in 0..VERSION_1.len() {
        for bit in 0..8 {
            let mut bytes = VERSION_1.as_bytes().to_vec();
            *bytes.get_mut(at).unwrap() ^= 1 << bit;
            let text = String::from_utf8_lossy(&bytes);
            let Ok(recovered) = read(&text) else { continue };
            n_read += 1;
            let n_cases = recovered.desk.cases.len();
            assert!(
                n_cases == whole.desk.cases.len() || !recovered.lost.is_empty(),
                "{text}"
            );
            assert!(
                n_cases + 1 >= whole.desk.cases.len() || recovered.lost.len() > 1,
                "{text}"
            );
            let again = read(&write(&recovered.desk));
            assert_eq!(
                again,
                Ok(Recovered {
                    desk: recovered.desk,
                    lost: vec![]
                })
            );
        }
    }
    assert!(n_read > 1_000, "{n_read}");
}
