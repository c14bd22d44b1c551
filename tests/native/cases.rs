//! Worked cases: facts in, the whole verdict and the rules it must cite out.

use partner_triage::content::{Playbook, answer_line, shipped};
use serde_json::Value;
use std::fs;

fn playbook() -> Playbook {
    Playbook::parse(&shipped::edition_2021()).expect("the shipped playbook is sound")
}

#[test]
fn every_worked_case_is_decided_as_written() {
    for (edition, text, n_cases) in [
        ("2021", shipped::edition_2021(), 46),
        ("2025", shipped::edition_2025(), 67),
    ] {
        let playbook = Playbook::parse(&text).expect("the shipped playbook is sound");
        let file = format!("tests/native/cases/edition-{edition}.json");
        let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(cases.len(), n_cases);
        let wrong: Vec<_> = cases
            .iter()
            .flat_map(|it| differences(&playbook, it))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// Where the verdict of a case is not the one written, and what it fails to cite.
fn differences(playbook: &Playbook, case: &Value) -> Vec<String> {
    let id = case["id"].as_str().unwrap();
    let verdict = answer_line(playbook, 1, case["facts"].to_string().as_bytes());
    let mut wrong = Vec::new();
    for (field, expected) in case["expect"].as_object().unwrap() {
        if verdict[field] != *expected {
            wrong.push(format!(
                "{id}: {field} is {}, expected {expected}",
                verdict[field]
            ));
        }
    }
    let reasons = verdict["reasons"].as_array().unwrap();
    for rule in case["must_cite"].as_array().unwrap() {
        if !reasons.iter().any(|it| it["rule"] == *rule) {
            wrong.push(format!("{id}: {rule} is not cited"));
        }
    }
    wrong
}

#[test]
fn partly_known_cases_say_exactly_what_they_hang_on() {
    let playbook = playbook();
    for (facts, decision, missing, open) in [
        (
            "{\"cloud\":\"china_21vianet\"}",
            "route_21vianet",
            "[]",
            "[\"subject\"]",
        ),
        (
            "{\"cloud\":\"germany\",\"as_of\":\"2021-10-30\"}",
            "no_cloud",
            "[]",
            "[]",
        ),
        (
            "{\"cloud\":\"public\",\"subject\":\"own_tenant\",\"product\":\"azure\",\"own_plan\":\"other\"}",
            "needs_facts",
            "[\"marketplace_product\",\"issue\"]",
            "[]",
        ),
        (
            "{\"cloud\":\"public\",\"subject\":\"customer\",\"marketplace_product\":false,\"product\":\"azure\",\
             \"issue\":\"technical\",\"health\":\"healthy\",\"category\":\"defect\",\"partner\":\"direct_bill\",\"contracts\":[]}",
            "blocked",
            "[]",
            "[\"role\",\"access\"]",
        ),
    ] {
        let verdict = answer_line(&playbook, 1, facts.as_bytes());
        assert_eq!(verdict["decision"], decision, "{facts}");
        assert_eq!(verdict["missing_facts"].to_string(), missing, "{facts}");
        assert_eq!(verdict["open_facts"].to_string(), open, "{facts}");
    }
}

#[test]
fn malformed_lines_name_the_place_and_the_others_are_answered() {
    let playbook = playbook();
    for (n_line, line, code, at) in [
        (
            1,
            "{\"cloud\":\"Public\",\"colour\":\"red\"}",
            "unknown_fact",
            "1:/colour",
        ),
        (
            2,
            "{\"contracts\":[\"premier\",\"gold\"],\"role\":7}",
            "invalid_value",
            "2:/contracts/1",
        ),
        (3, "not json", "invalid_json", "3:"),
        (4, "[]", "not_an_object", "4:"),
        (5, "", "invalid_json", "5:"),
        (6, "{\"as_of\":\"2021-02-29\"}", "invalid_value", "6:/as_of"),
        (
            7,
            "{\"gdap\":{\"relationship\":\"gone\"}}",
            "invalid_value",
            "7:/gdap/relationship",
        ),
        (8, "{\"language\":1e999}", "invalid_value", "8:/language"),
        (8, "{\"colour\":-1E+999}", "unknown_fact", "8:/colour"),
        (
            8,
            "{\"language\":\"en_GB\"}",
            "invalid_value",
            "8:/language",
        ),
    ] {
        let answer = answer_line(&playbook, n_line, line.as_bytes());
        assert_eq!(answer["error"]["code"], code, "{line}");
        assert_eq!(answer["error"]["at"], at, "{line}");
        assert!(!answer["error"]["message"].as_str().unwrap().is_empty());
    }
    let nested = "[".repeat(200) + &"]".repeat(200);
    assert_eq!(
        answer_line(&playbook, 9, nested.as_bytes())["error"]["code"],
        "invalid_json"
    );
}
