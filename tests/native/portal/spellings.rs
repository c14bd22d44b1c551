//! Service requests as other clients spell them: numbers for words, names in any case, members that say nothing.

use crate::portal::Bench;
use partner_triage::portal::{Cloud, Method, Response, partner_center, practice};
use serde_json::{Value, json};

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
