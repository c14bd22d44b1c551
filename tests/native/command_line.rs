//! The native command line, as a shell sees it.

use serde_json::{Value, json};
use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

const CASE: &str = r#"{"edition":"2021","cloud":"public","subject":"customer","marketplace_product":false,"product":"azure","issue":"technical","health":"healthy","category":"defect","partner":"direct_bill","contracts":["premier"],"role":"helpdesk_agent","access":"delegated_admin","impact":"production_down","language":"en"}"#;

fn triage(words: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_triage"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// Exit status, standard output and standard error.
fn run(words: &[&str], input: &str) -> (i32, String, String) {
    let output = triage(words, input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn document(words: &[&str], input: &str) -> Value {
    serde_json::from_str(&run(words, input).1).unwrap()
}

/// A file of its own for one test.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn wrong_usage_says_what_is_wrong() {
    let mut languages: Vec<_> = fs::read_dir("src/content/words")
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    languages.sort();
    let unknown_language = format!(
        "triage: there are no words of `xx`, only of {}\n",
        languages.join(", ")
    );
    for (words, says) in [
        (
            &["decode"][..],
            "triage: unknown arguments `decode`; see `triage help`\n",
        ),
        (
            &["decide", "--fast"],
            "triage: invalid option '--fast'; see `triage help`\n",
        ),
        (
            &["decide", "--json"],
            "triage: `decide` takes no option `--json`; see `triage help`\n",
        ),
        (
            &["diff", "2021"],
            "triage: unknown arguments `diff 2021`; see `triage help`\n",
        ),
        (
            &["bench"],
            "triage: the benchmark needs the wasm build too: `./dev bench`\n",
        ),
        (
            &["diff", "2021", "nowhere.json"],
            "triage: nowhere.json: No such file or directory (os error 2)\n",
        ),
        (
            &["explain", "[]"],
            "triage: facts: a line must hold one JSON object\n",
        ),
        (
            &["explain", r#"{"role":"boss"}"#],
            "triage: facts /role: the value must be one of admin_agent, global_admin, helpdesk_agent, helpdesk_agent_in_support_group, user_management_admin, sales_agent, billing_admin\n",
        ),
        (&["explain", "--lang", "xx", "{}"], &unknown_language),
        (
            &["export", "csv", "fees"],
            "triage: there is no table `fees`; expected one of kind, severity, vehicle, filing_role, access_path, lacking, reseller_files, decision, missing, way, route, entitlement, fee, response, warnings, reasons\n",
        ),
    ] {
        let (status, output, error) = run(words, "");
        assert_eq!(
            (status, output.as_str(), error.as_str()),
            (2, "", says),
            "{words:?}"
        );
    }
    for words in [&[][..], &["help"], &["--help"], &["diff", "-h"]] {
        let (status, output, _) = run(words, "");
        assert_eq!(
            (status, output.starts_with("triage decides")),
            (0, true),
            "{words:?}"
        );
    }
}

#[test]
fn lines_are_answered_in_order_without_an_edition_too() {
    let (status, output, error) = run(&["decide"], "{}\nnot json\n{\"cloud\":\"china_21vianet\"}");
    let answers: Vec<Value> = output
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!((status, answers.len(), error.as_str()), (0, 3, ""));
    assert_eq!(answers[0]["missing_facts"][0], "edition");
    assert_eq!(answers[1]["error"]["at"], "2:");
    assert_eq!(answers[2]["decision"], "route_21vianet");
}

#[test]
fn an_explanation_leads_to_the_failing_cell_and_the_nearest_way_out() {
    let (status, text, _) = run(&["explain", CASE], "");
    assert_eq!(status, 0);
    for line in [
        "One thing is missing before you can file this",
        "  filing_role/helpdesk_azure → filing_role = lacking  R-30",
        "    Failed: “access_path” must be p3; it is p1",
        "      access_path/delegated → access_path = p1  R-02 A-13",
        "  File, Azure\n    If “Your role” is “Admin agent”\n",
        "    https://learn.microsoft.com/partner-center/report-problems-on-behalf-of-a-customer#microsoft-azure",
    ] {
        assert!(text.contains(line), "{line}\n\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours off a terminal");
    let explained = document(&["explain", "--json"], CASE);
    assert_eq!(explained[0]["decision"], "blocked");
    let filed = explained[0]["others"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["decision"] == "file_azure")
        .unwrap();
    assert_eq!(filed["changes"], json!([["Your role", "Admin agent"]]));
    let both = document(&["explain", "--json", r#"{"cloud":"china_21vianet"}"#], "");
    assert_eq!([&both[0]["edition"], &both[1]["edition"]], ["2021", "2025"]);
}

#[test]
fn every_word_of_an_explanation_is_written() {
    let cases: Vec<Value> = ["2021", "2025"]
        .iter()
        .flat_map(|edition| {
            let text =
                fs::read_to_string(format!("tests/native/cases/edition-{edition}.json")).unwrap();
            serde_json::from_str::<Vec<Value>>(&text).unwrap()
        })
        .step_by(5)
        .collect();
    for case in cases {
        let (_, text, error) = run(&["explain"], &case["facts"].to_string());
        assert_eq!(error, "");
        let keys = [
            "decision.",
            "warning.",
            "reason.",
            "rule.",
            "fact.",
            "value.",
            "missing.",
            "path.",
            "fee.",
            "response.",
            "verdict.",
            "point.",
            "resolver.",
            "entitlement.",
        ];
        let said = text.split(|it: char| it.is_whitespace() || "“”;()".contains(it));
        let unwritten: Vec<_> = said
            .filter(|word| {
                keys.iter()
                    .any(|it| word.len() > it.len() && word.starts_with(it))
            })
            .collect();
        assert_eq!(unwritten, [""; 0], "{}", case["id"]);
    }
}

#[test]
fn the_shipped_editions_differ_where_filing_does() {
    let compared = document(&["diff", "2021", "2025", "--json"], "");
    assert_eq!(compared["combinations"], "1238630400000");
    let differences = compared["differences"].as_array().unwrap();
    let decisions: Vec<_> = differences
        .iter()
        .filter(|it| it["before"] != it["after"])
        .collect();
    assert_eq!(decisions.len(), 9);
    assert_eq!(decisions[0]["combinations"], "4524032000");
    let (status, text, _) = run(&["diff", "2021", "2025"], "");
    assert_eq!(status, 0);
    assert!(
        text.contains("4524032000  file_office_365 -> blocked\n"),
        "{text}"
    );
}

#[test]
fn worked_cases_pass_and_a_wrong_one_is_told() {
    let (status, text, _) = run(&["test", "tests/native/cases"], "");
    assert_eq!(status, 0, "{text}");
    assert!(
        text.starts_with("113 of 113 scenarios are decided as written\n"),
        "{text}"
    );
    assert!(
        text.contains("coverage of edition 2021\n") && text.contains(" rows\n"),
        "{text}"
    );
    let wrong = json!([{"id": "W-1", "facts": serde_json::from_str::<Value>(CASE).unwrap(), "expect": {"decision": "file_azure"}, "must_cite": ["R-30", "R-99"]}]);
    let file = file("wrong-scenario.json", &wrong.to_string());
    let (status, text, _) = run(&["test", &file], "");
    assert_eq!(status, 1);
    assert!(
        text.contains("  decision\n    expected \"file_azure\"\n    found    \"blocked\"\n"),
        "{text}"
    );
    assert!(
        text.contains("  must_cite\n    expected [\"R-99\"]\n"),
        "{text}"
    );
    let failed = document(&["test", "--json", &file], "");
    assert_eq!(failed["failed"][0]["failures"][0]["found"], "blocked");
}

#[test]
fn a_playbook_is_tested_with_the_cases_of_its_edition() {
    let (status, text, _) = run(&["test", "tests/native/cases", "--playbook", "2025"], "");
    assert_eq!(status, 0, "{text}");
    let told =
        "67 of 67 scenarios are decided as written\n46 passed over, as they name another edition\n";
    assert!(text.starts_with(told), "{text}");
    // Whoever adds a row, a step, an option or a click writes a case that reaches it.
    assert!(!text.contains("not reached"), "{text}");
}

#[test]
fn a_scenario_file_of_another_form_is_refused_with_its_place() {
    let file = file("no-scenario.json", r#"[{"id":"W-2","facts":[]}]"#);
    let (status, _, error) = run(&["test", &file], "");
    assert_eq!(
        (status, error),
        (
            2,
            format!("triage: {file} at /0/facts: expected an object of facts\n")
        )
    );
}

#[test]
fn a_table_and_the_interview_have_other_forms() {
    let (_, csv, _) = run(&["export", "csv", "severity"], "");
    assert_eq!(
        csv,
        "row,impact,→ severity,rules\r\n\
         production_down,production_down,A,R-51 R-52\r\n\
         production_partial,production_partial,B,R-51 R-53\r\n\
         production_minimal,production_minimal,C,R-51 R-54\r\n\
         nonproduction,nonproduction_down,C,R-51 R-54 A-17\r\n"
    );
    let (_, chart, _) = run(&["export", "mermaid", "--playbook", "2021"], "");
    for line in [
        "flowchart TD",
        r#"  step0 -->|"germany"| step1"#,
        r#"  step1 -->|"closed"| verdict0"#,
    ] {
        assert!(chart.lines().any(|it| it == line), "{line}\n{chart}");
    }
}

fn is_of_type(value: &Value, types: &Value) -> bool {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    match types {
        Value::String(name) => name == kind,
        Value::Array(names) => names.contains(&json!(kind)),
        _ => true,
    }
}

/// Every object of a document whose keys or kinds the schema does not describe; of the schema's language, what it uses.
fn undescribed(value: &Value, schema: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let place = reference.strip_prefix('#').unwrap();
        return undescribed(value, root.pointer(place).unwrap(), root, at, found);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices.iter().any(|it| {
            let mut wrong = Vec::new();
            undescribed(value, it, root, at, &mut wrong);
            wrong.is_empty()
        });
        if !fits {
            found.push(format!("{at}: no choice fits"));
        }
        return;
    }
    if let Some(allowed) = schema["enum"].as_array() {
        if !allowed.contains(value) {
            found.push(format!("{at}: {value}"));
        }
        return;
    }
    if !is_of_type(value, &schema["type"]) {
        found.push(format!("{at}: {value}"));
    }
    for (index, element) in value.as_array().into_iter().flatten().enumerate() {
        undescribed(
            element,
            &schema["items"],
            root,
            &format!("{at}/{index}"),
            found,
        );
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.get(name.as_str().unwrap()).is_none() {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    for (key, member) in value
        .as_object()
        .into_iter()
        .flatten()
        .filter(|_| schema["type"] == "object")
    {
        let described = schema["properties"]
            .get(key)
            .or_else(|| schema.get("additionalProperties"));
        match described {
            Some(schema) => undescribed(member, schema, root, &format!("{at}/{key}"), found),
            None => found.push(format!("{at}/{key}: not described")),
        }
    }
}

#[test]
fn the_schema_describes_all_of_the_shipped_playbooks() {
    let schema = document(&["export", "schema"], "");
    for text in [
        partner_triage::content::shipped::edition_2021(),
        partner_triage::content::shipped::edition_2025(),
    ] {
        let playbook: Value = serde_json::from_str(&text).unwrap();
        let mut found = Vec::new();
        undescribed(&playbook, &schema, &schema, "", &mut found);
        assert_eq!(found, [""; 0]);
    }
}
