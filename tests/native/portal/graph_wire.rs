//! Graph as its documentation has it, asked in raw requests.

use crate::portal::{Bench, request};
use partner_triage::portal::{Cloud, Response, graph, practice};
use serde_json::Value;

const RELATIONSHIPS: &str = "tenantRelationships/delegatedAdminRelationships";
const ANNOUNCEMENTS: &str = "admin/serviceAnnouncement";

/// Asks with the token that the path needs: the partner's, or that of a customer who suffers.
fn ask(bench: &Bench, path: &str) -> Response {
    let call = if path.starts_with(ANNOUNCEMENTS) {
        graph::issues(&bench.customer("Harbour").id).request
    } else {
        graph::all_relationships().request
    };
    let asked = request(&call, &format!("/v1.0/{path}"));
    bench.raw(&practice::signed(&asked))
}

fn get(bench: &Bench, path: &str) -> Value {
    let response = ask(bench, path);
    assert_eq!(response.status, 200, "{path}: {}", response.body);
    serde_json::from_str(&response.body).unwrap()
}

fn rows(bench: &Bench, path: &str) -> Vec<Value> {
    get(bench, path)["value"].as_array().unwrap().clone()
}

#[test]
fn what_was_asked_and_done_in_a_relationship_is_told() {
    let bench = Bench::of(Cloud::Public);
    let mut lines = Vec::new();
    for row in rows(&bench, RELATIONSHIPS) {
        let path = format!("{RELATIONSHIPS}/{}", row["id"].as_str().unwrap());
        let told = |part: &str, key: &str| {
            let rows = rows(&bench, &format!("{path}/{part}"));
            for row in &rows {
                let id = row["id"].as_str().unwrap();
                assert_eq!(get(&bench, &format!("{path}/{part}/{id}"))["id"], row["id"]);
                assert!(row["createdDateTime"].is_string() && row["@odata.etag"].is_string());
            }
            let lines = rows.iter();
            let lines = lines.map(|it| format!("{} {}", it[key], it["status"]).replace('"', ""));
            let lines: Vec<_> = lines.collect();
            if lines.is_empty() {
                return "nothing".to_owned();
            }
            lines.join(", ")
        };
        lines.push(format!(
            "{}: {} / {}",
            row["status"].as_str().unwrap(),
            told("requests", "action"),
            told("operations", "operationType"),
        ));
    }
    lines.sort();
    lines.dedup();
    insta::assert_snapshot!(lines.join("\n"), @r"
    active: lockForApproval succeeded / delegatedAdminAccessAssignmentUpdate succeeded
    approvalPending: lockForApproval succeeded / nothing
    expired: lockForApproval succeeded / nothing
    expiring: lockForApproval succeeded / delegatedAdminAccessAssignmentUpdate succeeded
    terminated: lockForApproval succeeded, terminate succeeded / nothing
    ");
    let path = format!("{RELATIONSHIPS}/none");
    for part in ["requests", "operations", "requests/1", "operations/1"] {
        assert_eq!(ask(&bench, &format!("{path}/{part}")).status, 404, "{part}");
    }
}

#[test]
fn an_operation_carries_the_assignment_as_text() {
    let bench = Bench::of(Cloud::Public);
    let active = rows(
        &bench,
        &format!("{RELATIONSHIPS}?$filter=status%20eq%20'active'"),
    );
    let path = format!("{RELATIONSHIPS}/{}", active[0]["id"].as_str().unwrap());
    let assigned = rows(&bench, &format!("{path}/accessAssignments"));
    let done = rows(&bench, &format!("{path}/operations"));
    let data: Value = serde_json::from_str(done[0]["data"].as_str().unwrap()).unwrap();
    for key in ["id", "accessContainer", "accessDetails", "status"] {
        assert_eq!(data[key], assigned[0][key], "{key}");
    }
}

#[test]
fn a_review_is_a_document_and_only_of_issues_that_have_one() {
    let world = std::fs::read_to_string("src/portal/practice/worlds/public.json").unwrap();
    let mut world: Value = serde_json::from_str(&world).unwrap();
    for row in world["incidents"].as_array_mut().unwrap() {
        if row["id"] == "SP1058840" {
            row["status"] = "postIncidentReviewPublished".into();
            row["isResolved"] = true.into();
            row["_ends"] = "".into();
        }
    }
    let bench = Bench::from(&world.to_string());
    let report = |id: &str| {
        ask(
            &bench,
            &format!("{ANNOUNCEMENTS}/issues/{id}/incidentReport"),
        )
    };
    let review = report("sp1058840");
    assert_eq!(review.status, 200);
    assert_eq!(
        review.header("Content-Type"),
        Some("application/octet-stream")
    );
    let kinds = review.headers.iter().filter(|it| it.0 == "Content-Type");
    assert_eq!(kinds.count(), 1);
    assert!(review.body.contains("Site search returned no results"));
    assert!(
        review.body.contains("Results are complete again."),
        "{}",
        review.body
    );
    for (id, status) in [("EX1062277", 404), ("XX1", 404)] {
        assert_eq!(report(id).status, status, "{id}");
    }
}
