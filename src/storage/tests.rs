#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod damage;

use crate::{
    casework::{
        Case, CaseId, Contact, CustomerRef, Field, Filing, Handed, Organisation, Record, Sent, Told,
    },
    facts::Answer,
    flow::Reply,
    storage::{Desk, MAX_CHARS, Preferences, Recovered, expire, read, write},
    vocab::{Date, FactId, Moment},
};
use proptest::{
    collection::{btree_map, btree_set},
    prelude::{Strategy, any, prop, prop_assert_eq, prop_oneof, proptest},
};
use serde_json::Value;

const NOW: Moment = Moment(1_635_500_000_000);
const DAY_MS: i64 = 86_400_000;

fn case(id: &str, filing: Filing) -> Case {
    let mut case = Case::open(CaseId::parse(id).unwrap(), None, NOW);
    case.filing = filing;
    case
}

fn sent(name: Option<&str>, plan: Option<&str>) -> Sent {
    Sent {
        number: "2110290010003340".to_owned(),
        name: name.map(str::to_owned),
        at: Moment(-1),
        plan: plan.map(str::to_owned),
        title: plan.map(|it| format!("Filed under {it}")),
    }
}

/// One case for every state of filing.
fn cases() -> Vec<Case> {
    let name = || "desk-1".to_owned();
    let filings = [
        Filing::NotFiled,
        Filing::Sending { name: name() },
        Filing::Creating {
            name: name(),
            since: NOW.plus_ms(3),
        },
        Filing::Unsure { name: name() },
        Filing::Refused {
            kind: "busy".to_owned(),
            why: "429 at /tickets\n\"x\"".to_owned(),
            name: Some(name()),
        },
        Filing::Sent(sent(Some("desk-1"), Some("Premier"))),
        Filing::Recorded(sent(None, Some(""))),
        Filing::Handed(Handed {
            to: "Vistula Distribution".to_owned(),
            at: NOW,
        }),
    ];
    filings
        .into_iter()
        .enumerate()
        .map(|(n, it)| case(&format!("case{n}"), it))
        .collect()
}

/// A desk in which every variant stands once.
fn desk() -> Desk {
    let mut cases = cases();
    let full = cases.first_mut().unwrap();
    full.customer = Some(CustomerRef {
        id: "11111111-2222-3333-4444-555555555555".to_owned(),
        name: "Olszyna Żółw 🐢".to_owned(),
        domain: String::new(),
    });
    full.opened = Moment(i64::MIN);
    full.changed = Moment(i64::MAX);
    full.n_ticked = 7;
    for (fact, reply) in [
        ("product", Reply::Known(Answer::Word("azure".to_owned()))),
        ("is_down", Reply::Known(Answer::Flag(true))),
        ("has_plan", Reply::Known(Answer::Flag(false))),
        (
            "plans",
            Reply::Known(Answer::Set(
                ["advanced".to_owned(), "premier".to_owned()].into(),
            )),
        ),
        ("tried", Reply::Known(Answer::Set([].into()))),
        (
            "since",
            Reply::Known(Answer::Date(Date::parse("2021-10-29").unwrap())),
        ),
        ("severity", Reply::Unknown),
        ("a/b~c", Reply::Known(Answer::Word("unknown".to_owned()))),
    ] {
        full.transcript.record(FactId::new(fact), reply);
    }
    full.learn(vec![
        Told {
            fact: FactId::new("access"),
            values: vec!["none".to_owned()],
            record: Record::Customer,
            at: NOW,
        },
        Told {
            fact: FactId::new("access"),
            values: vec![],
            record: Record::Relationships,
            at: Moment(0),
        },
        Told {
            fact: FactId::new("cloud"),
            values: vec!["public".to_owned()],
            record: Record::Setting,
            at: NOW,
        },
    ]);
    for field in Field::ALL {
        full.draft
            .write(field, format!(" {}\u{200b}\u{0}\n", field.name()));
    }
    full.draft.write(Field::Phone, String::new());
    Desk {
        organisation: Organisation {
            name: "Sadowska IT".to_owned(),
            facts: [
                (
                    FactId::new("role"),
                    Answer::Word("indirect_reseller".to_owned()),
                ),
                (
                    FactId::new("contracts"),
                    Answer::Set(["asfp".to_owned()].into()),
                ),
            ]
            .into(),
            contact: Contact {
                first_name: "Iwona".to_owned(),
                last_name: "Sadowska".to_owned(),
                email: "iwona@sadowska.example".to_owned(),
                phone: "+48 56 123".to_owned(),
                country: "POL".to_owned(),
                time_zone: "Central European Standard Time".to_owned(),
            },
            provider_name: "Vistula Distribution".to_owned(),
            provider_email: "help@vistula.example".to_owned(),
        },
        cases,
        pinned: vec!["b".to_owned(), "a".to_owned()],
        recent: vec!["a".to_owned(), String::new()],
        cloud: "global".to_owned(),
        preferences: Preferences {
            edition: "2025".to_owned(),
            theme: "dark".to_owned(),
            is_compact: true,
            labels: "both".to_owned(),
            label_language: "pl".to_owned(),
            language: "en".to_owned(),
            list: "pages".to_owned(),
        },
    }
}

/// A desk as version 1 saved it. Never to be changed: people have such documents.
const VERSION_1: &str = r#"{"kind":"desk","version":1,"body":{
    "organisation":{"name":"Sadowska IT","facts":{"role":{"word":"direct_bill"}},
        "contact":{"first_name":"","last_name":"","email":"","phone":"","country":"POL","time_zone":""},
        "provider_name":"","provider_email":""},
    "cases":[
        {"id":"abcd1234","customer":{"id":"1","name":"Olszyna","domain":"olszyna.example"},
            "opened":1635500000000,"changed":1635500000001,
            "answers":{"down":{"flag":true},"tried":{"set":["a","b"]},"since":{"date":"2021-10-29"},"plan":"unknown"},
            "told":[{"fact":"access","values":["none","reader"],"at":1635500000002}],
            "draft":{"title":"Mail is down"},"ticked":2,
            "filing":{"state":"sent","number":"2110","name":"desk-1","at":1635500000003,"plan":null}},
        {"id":"abcd1235","customer":null,"opened":0,"changed":0,"answers":{},"told":[],"draft":{},"ticked":0,
            "filing":{"state":"refused","kind":"busy","why":"429"}}],
    "pinned":["1"],"recent":[],"cloud":"global",
    "preferences":{"theme":"system","is_compact":false,"labels":"english","label_language":"","language":"en"}}}"#;

#[test]
fn a_desk_with_every_variant_comes_back_exactly() {
    assert_eq!(
        read(&write(&desk())),
        Ok(Recovered {
            desk: desk(),
            lost: vec![]
        })
    );
    let empty = Desk::default();
    assert_eq!(
        read(&write(&empty)),
        Ok(Recovered {
            desk: empty,
            lost: vec![]
        })
    );
}

#[test]
fn earlier_versions_are_read_as_ever_and_written_with_what_came_since() {
    let version_2 = VERSION_1
        .replace("\"version\":1", "\"version\":2")
        .replace("{\"theme\"", "{\"edition\":\"\",\"theme\"");
    assert_eq!(read(&version_2), read(VERSION_1));
    let version_3 = version_2
        .replace("\"version\":2", "\"version\":3")
        .replace("{\"edition\"", "{\"list\":\"grid\",\"edition\"");
    assert_eq!(read(&version_3), read(VERSION_1));
    let recovered = read(VERSION_1).unwrap();
    assert_eq!(recovered.lost, []);
    let [first, second] = recovered.desk.cases.as_slice() else {
        panic!("two cases")
    };
    assert_eq!(first.draft.text(Field::Title), "Mail is down");
    assert_eq!(
        first.transcript.get(&FactId::new("plan")),
        Some(&Reply::Unknown)
    );
    assert!(first.filing.is_out());
    assert_eq!(second.customer, None);
    let written: Value = serde_json::from_str(&write(&recovered.desk)).unwrap();
    let version_4 = version_3.replace("\"version\":3", "\"version\":4").replace(
        "\"reader\"],\"at\"",
        "\"reader\"],\"record\":\"customer\",\"at\"",
    );
    assert_eq!(read(&version_4), read(VERSION_1));
    let today = version_4
        .replace("\"version\":4", "\"version\":5")
        .replace("\"plan\":null}", "\"plan\":null,\"title\":null}")
        .replace("\"why\":\"429\"}", "\"why\":\"429\",\"name\":null}");
    assert_eq!(written, serde_json::from_str::<Value>(&today).unwrap());
}

#[test]
fn which_record_told_a_fact_is_known_of_earlier_versions_too() {
    let cloud = "\"told\":[{\"fact\":\"cloud\",\"values\":[\"public\"],\"at\":1},{";
    let recovered = read(&VERSION_1.replace("\"told\":[{", cloud)).unwrap();
    assert_eq!(recovered.lost, []);
    let told = &recovered.desk.cases.first().unwrap().told;
    let records: Vec<_> = told
        .iter()
        .map(|it| (it.fact.as_str(), it.record))
        .collect();
    assert_eq!(
        records,
        [("cloud", Record::Setting), ("access", Record::Customer)]
    );
}

#[test]
fn a_text_as_long_as_allowed_comes_back() {
    let mut desk = desk();
    desk.cases
        .first_mut()
        .unwrap()
        .draft
        .write(Field::Description, "é".repeat(MAX_CHARS));
    assert_eq!(read(&write(&desk)), Ok(Recovered { desk, lost: vec![] }));
}

#[test]
fn only_what_nobody_has_expires_after_fourteen_days() {
    let age = |days: i64, more_ms: i64| {
        let mut desk = Desk {
            cases: cases(),
            ..Desk::default()
        };
        let n_cases = desk.cases.len();
        let n_dropped = expire(&mut desk, NOW.plus_ms(days * DAY_MS + more_ms));
        assert_eq!(n_dropped + desk.cases.len(), n_cases);
        desk.cases
            .iter()
            .map(|it| it.id.as_str().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let all = "case0 case1 case2 case3 case4 case5 case6 case7";
    assert_eq!(age(14, 0), all);
    assert_eq!(age(-400, 0), all, "a clock that was set back");
    assert_eq!(age(14, 1), "case1 case2 case3 case5 case6 case7");
    assert_eq!(age(4_000, 0), "case1 case2 case3 case5 case6 case7");
}

#[test]
fn a_change_begins_the_fourteen_days_anew() {
    let mut desk = Desk {
        cases: vec![case("case0", Filing::NotFiled)],
        ..Desk::default()
    };
    desk.cases.first_mut().unwrap().changed = NOW.plus_ms(10 * DAY_MS);
    assert_eq!(expire(&mut desk, NOW.plus_ms(24 * DAY_MS)), 0);
    assert_eq!(expire(&mut desk, NOW.plus_ms(24 * DAY_MS + 1)), 1);
    assert_eq!(desk, Desk::default());
}

fn any_reply() -> impl Strategy<Value = Reply> {
    let date = (1_u16..=9_999, 1_u8..=12, 1_u8..=28)
        .prop_map(|(y, m, d)| Date::parse(&format!("{y:04}-{m:02}-{d:02}")).unwrap());
    prop_oneof![
        proptest::strategy::Just(Reply::Unknown),
        any::<String>().prop_map(|it| Reply::Known(Answer::Word(it))),
        any::<bool>().prop_map(|it| Reply::Known(Answer::Flag(it))),
        btree_set(any::<String>(), 0..5).prop_map(|it| Reply::Known(Answer::Set(it))),
        date.prop_map(|it| Reply::Known(Answer::Date(it))),
    ]
}

fn any_told() -> impl Strategy<Value = Told> {
    let values = prop::collection::vec(any::<String>(), 0..4);
    let record = prop::sample::select(&Record::ALL[..]);
    (any::<String>(), values, record, any::<i64>()).prop_map(|(fact, values, record, at)| Told {
        fact: FactId::new(fact),
        values,
        record,
        at: Moment(at),
    })
}

proptest! {
    #[test]
    fn any_transcript_comes_back(
        replies in btree_map(any::<String>(), any_reply(), 0..20),
        told in prop::collection::vec(any_told(), 0..6),
        texts in btree_map(prop::sample::select(&Field::ALL[..]), any::<String>(), 0..13),
        changed in any::<i64>(),
        n_ticked in any::<usize>(),
    ) {
        let mut case = case("case0", Filing::NotFiled);
        for (fact, reply) in replies {
            case.transcript.record(FactId::new(fact), reply);
        }
        case.learn(told);
        case.draft.texts = texts;
        case.changed = Moment(changed);
        case.n_ticked = n_ticked;
        let desk = Desk { cases: vec![case], ..Desk::default() };
        prop_assert_eq!(read(&write(&desk)), Ok(Recovered { desk, lost: vec![] }));
    }

    #[test]
    fn no_text_in_place_of_a_part_is_a_panic(junk in any::<String>(), from in 0_usize..4_000, n in 0_usize..60) {
        let mut letters: Vec<char> = write(&desk()).chars().collect();
        let from = from.min(letters.len());
        let to = (from + n).min(letters.len());
        letters.splice(from..to, junk.chars());
        let text: String = letters.into_iter().collect();
        if let Ok(recovered) = read(&text) {
            let again = read(&write(&recovered.desk));
            prop_assert_eq!(again, Ok(Recovered { desk: recovered.desk, lost: vec![] }));
        }
    }
}
