//! Service requests as other clients spell them: numbers for words, names in any case, members that say nothing.

use crate::portal::Bench;
use partner_triage::portal::{
    Cloud, Method, Response, partner_center,
    practice::{self, Generation, World},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A request of the public world that Microsoft waits for, and one that is open.
const WAITING: &str = "126111900004397";
const OPEN: &str = "126111900004380";

fn send(
    bench: &Bench,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Response {
    let mut request = partner_center::support_profile().request;
    request.method = method;
    request.path = path.into();
    request.body = (!body.is_null()).then(|| body.to_string());
    for (name, value) in headers {
        request.set_header(name, value);
    }
    bench.raw(&practice::signed(&request))
}

fn read(response: &Response) -> Value {
    serde_json::from_str(response.body.trim_start_matches('\u{feff}')).unwrap_or_default()
}

/// What comes of a change: status and severity then, or the code of the refusal.
fn patched(bench: &Bench, id: &str, body: &Value) -> String {
    let path = format!("/v1/servicerequests/{id}");
    let answer = read(&send(bench, Method::Patch, &path, &[], body));
    match &answer["code"] {
        Value::Null => format!("{} {}", answer["status"], answer["severity"]).replace('"', ""),
        code => code.to_string(),
    }
}

fn listed(bench: &Bench, query: &str) -> Result<Vec<String>, String> {
    let answer = read(&send(
        bench,
        Method::Get,
        &format!("/v1/servicerequests?{query}"),
        &[],
        &Value::Null,
    ));
    let Some(items) = answer["items"].as_array() else {
        return Err(answer["code"].to_string());
    };
    Ok(items
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect())
}

#[test]
fn enumerations_are_changed_by_word_in_any_spelling_and_by_number() {
    for (body, then) in [
        (json!({"Status": 2}), "closed moderate"),
        (json!({"Severity": 1}), "open critical"),
        (
            json!({"status": 3, "severity": 3}),
            "attention_needed minimal",
        ),
        (
            json!({"Status": "AttentionNeeded"}),
            "attention_needed moderate",
        ),
        (
            json!({"Status": "attention_needed"}),
            "attention_needed moderate",
        ),
        (
            json!({"STATUS": "CLOSED", "Severity": "Critical"}),
            "closed critical",
        ),
        (
            json!({"Status": "unknown", "Severity": "none"}),
            "open moderate",
        ),
        (
            json!({"Status": "None", "Severity": "Unknown"}),
            "open moderate",
        ),
        (json!({"Status": 0, "Severity": 0}), "open moderate"),
        (json!({"Status": null, "Severity": null}), "open moderate"),
        (json!({"Status": 4}), "900126"),
        (json!({"Status": -1}), "900126"),
        (json!({"Severity": 1.5}), "900126"),
        (json!({"Severity": "grave"}), "900126"),
    ] {
        let bench = Bench::of(Cloud::Public);
        assert_eq!(patched(&bench, OPEN, &body), then, "{body}");
    }
}

#[test]
fn a_state_is_found_by_word_in_any_spelling_and_by_number() {
    let bench = Bench::of(Cloud::Public);
    let value = |it: Value| {
        let filter = json!({"Field": "Status", "Value": it, "Operator": "equals"}).to_string();
        listed(&bench, &format!("filter={}", filter.replace('"', "%22")))
    };
    let waiting = Ok(vec![WAITING.to_owned()]);
    for it in [
        json!("attention_needed"),
        json!("AttentionNeeded"),
        json!(3),
        json!("3"),
    ] {
        assert_eq!(value(it.clone()), waiting, "{it}");
    }
    assert_eq!(value(json!("lost")), Err("900126".into()));
    patched(&bench, OPEN, &json!({"Status": "AttentionNeeded"}));
    assert_eq!(value(json!("AttentionNeeded")).map(|it| it.len()), Ok(2));
}

#[test]
fn a_note_comes_once_however_many_came_between() {
    let bench = Bench::of(Cloud::Public);
    let path = format!("/v1/servicerequests/{OPEN}");
    for (request_id, n_notes) in [
        ("a", 1),
        ("b", 2),
        ("a", 2),
        ("c", 3),
        ("b", 3),
        ("", 4),
        ("", 5),
    ] {
        let headers = [("MS-RequestId", request_id)];
        let note = json!({"NewNote": {"Text": "more"}});
        let answer = read(&send(&bench, Method::Patch, &path, &headers, &note));
        assert_eq!(
            answer["notes"].as_array().map(Vec::len),
            Some(n_notes),
            "{request_id}"
        );
    }
}

#[test]
fn a_filter_that_cannot_be_read_is_refused() {
    let bench = Bench::of(Cloud::Public);
    let harbour = bench.customer("Harbour").id;
    let lists = [
        "/v1/customers?".to_owned(),
        "/v1/servicerequests?".to_owned(),
        format!("/v1/customers/{harbour}/serviceincidents/office?"),
        "/v1/relationships?relationship_type=IsIndirectResellerOf&".to_owned(),
    ];
    for list in lists {
        for (filter, status) in [
            ("", 200),
            ("{", 400),
            ("open", 400),
            ("null", 400),
            ("5", 400),
            ("[]", 400),
        ] {
            let path = format!("{list}filter={filter}");
            let response = send(&bench, Method::Get, &path, &[], &Value::Null);
            assert_eq!(response.status, status, "{path}");
            if status == 400 {
                assert_eq!(read(&response)["code"], 3000, "{path}");
            }
        }
    }
}

/// A new request as the library writes one: every member there, those not set null.
fn new_request() -> Value {
    json!({
        "Title": "Mail is late", "Description": "since noon", "Severity": "Minimal", "SupportTopicId": "32444679",
        "PrimaryContact": null, "CountryCode": null, "NewNote": null, "Notes": null, "Id": null, "Status": "none",
        "CreatedDate": "0001-01-01T00:00:00", "Attributes": {"ObjectType": "ServiceRequest"},
    })
}

fn created(bench: &Bench, locale: &str, changes: &Value) -> (u16, Value) {
    let mut body = new_request();
    for (key, value) in changes.as_object().unwrap() {
        body[key] = value.clone();
    }
    let path = format!("/v1/servicerequests/{locale}");
    let response = send(bench, Method::Post, &path, &[], &body);
    (response.status, read(&response))
}

#[test]
fn a_new_request_names_the_caller_where_the_body_names_nobody() {
    let bench = Bench::of(Cloud::Public);
    let (status, made) = created(&bench, "en-US", &json!({}));
    assert_eq!((status, &made["countryCode"]), (201, &json!("PL")));
    assert_eq!(made["primaryContact"]["lastName"], "Wrzos");
    assert!(made["primaryContact"]["email"].is_string());
    let contact = json!({"PrimaryContact": {"FirstName": "Jan"}, "CountryCode": "CZ"});
    let (_, made) = created(&bench, "en-US", &contact);
    assert_eq!(made["primaryContact"], json!({"firstName": "Jan"}));
    assert_eq!(made["countryCode"], "CZ");
}

#[test]
fn members_of_a_new_request_are_read_in_any_case_and_answered_in_the_documented_one() {
    let bench = Bench::of(Cloud::Public);
    let body = json!({
        "TITLE": "Mail", "description": "late", "sEVERITY": 3, "supporttopicid": 32_444_679,
        "primarycontact": {"FIRSTNAME": "Jan", "phonenumber": "1"}, "unheard": "of", "id": "7", "createdDate": "2020-01-01T00:00:00Z",
    });
    let made = read(&send(
        &bench,
        Method::Post,
        "/v1/servicerequests/en-US",
        &[],
        &body,
    ));
    let id = made["id"].as_str().unwrap();
    let path = format!("/v1/servicerequests/{id}");
    let later = read(&send(&bench, Method::Get, &path, &[], &Value::Null));
    for it in [&made, &later] {
        assert_eq!(it["title"], "Mail");
        assert_eq!(it["description"], "late");
        assert_eq!(it["severity"], "minimal");
        assert_eq!(it["supportTopicId"], "32444679");
        assert_eq!(
            it["primaryContact"],
            json!({"firstName": "Jan", "phoneNumber": "1"})
        );
        assert_eq!(it.get("unheard"), None);
    }
    assert_eq!(id.len(), 15);
    assert_eq!(made["createdDate"], "0001-01-01T00:00:00");
}

#[test]
fn notes_of_a_new_request_are_shown_from_the_next_look() {
    let bench = Bench::of(Cloud::Public);
    let notes = json!({"NewNote": {"Text": "third"}, "Notes": [{"TEXT": "first"}, {"text": "second", "CreatedByName": "x"}, {}]});
    let (_, made) = created(&bench, "en-US", &notes);
    assert_eq!((made.get("notes"), made.get("newNote")), (None, None));
    let path = format!("/v1/servicerequests/{}", made["id"].as_str().unwrap());
    let later = read(&send(&bench, Method::Get, &path, &[], &Value::Null));
    let shown = ["first", "second", "third"].map(|text| {
        json!({"createdByName": "Zofia Wrzos", "createdDate": "2026-11-20T13:05:00.000Z", "text": text})
    });
    assert_eq!(later["notes"], json!(shown));
}

#[test]
fn titles_have_a_limit_and_agents_a_language() {
    let bench = Bench::of(Cloud::Public);
    for (locale, n_letters, expected) in [
        ("en-US", 255, (201, Value::Null)),
        ("en-US", 256, (400, json!(3000))),
        ("SR-Latn-RS", 1, (201, Value::Null)),
        ("pl-PL", 1, (201, Value::Null)),
        ("tlh-QO", 1, (400, json!(800_002))),
        ("en", 1, (400, json!(800_002))),
    ] {
        let title = "ł".repeat(n_letters);
        let (status, answer) = created(&bench, locale, &json!({"Title": title}));
        assert_eq!(
            (status, answer["code"].clone()),
            expected,
            "{locale} {n_letters}"
        );
    }
    assert_eq!(
        patched(&bench, OPEN, &json!({"Title": "x".repeat(256)})),
        "3000"
    );
    assert_eq!(
        patched(&bench, OPEN, &json!({"Title": "x".repeat(255)})),
        "open moderate"
    );
}

#[test]
fn the_third_generation_filters_by_field_and_value() {
    let bench = Bench::of(Cloud::Public);
    let all = listed(&bench, "").map(|it| it.len());
    assert_eq!(
        listed(&bench, "Field=Status&Value=closed").map(|it| it.len()),
        all
    );
    bench.world.borrow_mut().dials.generation = Generation::Third;
    let waiting = Ok(vec![WAITING.to_owned()]);
    for query in [
        "Field=Status&Value=AttentionNeeded",
        "field=status&value=3",
        "Value=attention_needed&Field=STATUS",
    ] {
        assert_eq!(listed(&bench, query), waiting, "{query}");
    }
    assert_eq!(
        listed(&bench, "Field=Status&Value=").map(|it| it.len()),
        all
    );
    let refused = |query: &str| {
        send(
            &bench,
            Method::Get,
            &format!("/v1/servicerequests?{query}"),
            &[],
            &Value::Null,
        )
        .status
    };
    assert_eq!(refused("Field=Title&Value=x"), 400);
    assert_eq!(refused("Field=Status&Value=lost"), 400);
}

#[test]
fn customers_are_found_by_the_partner_that_serves_them_too() {
    let bench = Bench::of(Cloud::Public);
    let found = |field: &str, value: &str, operator: &str| {
        let filter = format!(
            "%7B%22Value%22:%22{value}%22,%22FIELD%22:%22{field}%22,%22operator%22:%22{operator}%22%7D"
        );
        let path = format!("/v1/customers?size=40&filter={filter}");
        let answer = read(&send(&bench, Method::Get, &path, &[], &Value::Null));
        let names = answer["items"].as_array().map(|items| {
            let name = |it: &Value| {
                it["companyProfile"]["companyName"]
                    .as_str()
                    .unwrap()
                    .chars()
                    .take(4)
                    .collect()
            };
            items.iter().map(name).collect::<Vec<String>>()
        });
        names.ok_or_else(|| answer["code"].to_string())
    };
    let (reseller, provider) = (
        "0A4B8C1D-93e7-5f2a-8b6c-5d1e9f3a7c24",
        "7d2c5f84-5b1e-5c4a-9d0b-2f6c1a7e3b90",
    );
    let names = |list: &[&str]| Ok(list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    assert_eq!(
        found("IndirectReseller", reseller, "starts_with"),
        names(&["Buda", "Őrsé"])
    );
    assert_eq!(
        found("indirectreseller", "0a4b", "StartsWith"),
        names(&["Buda", "Őrsé"])
    );
    assert_eq!(
        found("IndirectCloudSolutionProvider", provider, "starts_with"),
        names(&["Olsz", "Głog"])
    );
    assert_eq!(
        found("IndirectReseller", provider, "starts_with"),
        names(&[])
    );
    assert_eq!(
        found("IndirectReseller", reseller, "equals"),
        Err("3000".into())
    );
}

#[test]
fn made_up_customers_have_other_partners_too() {
    let bench = Bench::from(&World::generated(300, 3).to_text());
    let mut seen = BTreeSet::new();
    for (field, partner) in [
        ("IndirectReseller", "0a4b8c1d"),
        ("IndirectReseller", "f19e6a27"),
        ("IndirectCloudSolutionProvider", "7d2c5f84"),
    ] {
        let path = format!(
            "/v1/customers?size=500&filter=%7B%22Field%22:%22{field}%22,%22Value%22:%22{partner}%22,%22Operator%22:%22starts_with%22%7D"
        );
        let answer = read(&send(&bench, Method::Get, &path, &[], &Value::Null));
        let found = answer["items"].as_array().cloned().unwrap_or_default();
        assert_eq!(found.len(), 34, "{partner}");
        for row in found {
            assert!(
                seen.insert(row["id"].to_string()),
                "two partners have {row}"
            );
        }
    }
}
