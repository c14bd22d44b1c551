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

/// A path with a query in which blanks are written out.
fn with(path: &str, query: &str) -> String {
    format!("{path}?{}", query.replace(' ', "%20").replace('#', "%23"))
}

/// The texts of a member of each row.
fn texts(rows: &[Value], key: &str) -> Vec<String> {
    let texts = rows.iter().map(|it| it[key].as_str().unwrap().to_owned());
    texts.collect()
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
    let bench = Bench::of(Cloud::Public);
    let report = |id: &str| {
        ask(
            &bench,
            &format!("{ANNOUNCEMENTS}/issues/{id}/incidentReport"),
        )
    };
    let review = report("sp1048700");
    assert_eq!(review.status, 200);
    assert_eq!(
        review.header("Content-Type"),
        Some("application/octet-stream")
    );
    let kinds = review.headers.iter().filter(|it| it.0 == "Content-Type");
    assert_eq!(kinds.count(), 1);
    assert!(review.body.contains("Files could not be checked out"));
    assert!(
        review.body.contains("Files can be checked out again."),
        "{}",
        review.body
    );
    // One that runs, one that ended yesterday and one that nobody knows.
    for (id, status) in [("EX1062277", 404), ("CR1055021", 404), ("XX1", 404)] {
        assert_eq!(report(id).status, status, "{id}");
    }
}

#[test]
fn filters_choose_nest_and_search_texts() {
    let bench = Bench::of(Cloud::Public);
    let issues = format!("{ANNOUNCEMENTS}/issues");
    let health = format!("{ANNOUNCEMENTS}/healthOverviews");
    let customers = "tenantRelationships/delegatedAdminCustomers";
    for (path, filter, key, expected) in [
        (
            RELATIONSHIPS,
            "status eq 'expired' or status eq 'Terminated'",
            "status",
            "terminated expired",
        ),
        (
            RELATIONSHIPS,
            "(status eq 'expired' or status eq 'active') and endDateTime lt 2026-11-20T00:00:00Z",
            "status",
            "expired",
        ),
        (
            RELATIONSHIPS,
            "contains(displayName,'offered')",
            "displayName",
            "Support, offered",
        ),
        (
            RELATIONSHIPS,
            "startswith(customer/displayName,'harbour')",
            "displayName",
            "Support for Harbour & Finch",
        ),
        (RELATIONSHIPS, "displayName eq 'O''Neil'", "displayName", ""),
        (
            RELATIONSHIPS,
            "activatedDateTime eq null",
            "status",
            "approvalPending",
        ),
        (
            &issues,
            "contains(title,'can''t') or id eq 'SP1058840'",
            "id",
            "SP1058840",
        ),
        (
            &issues,
            "isResolved eq false and (service eq 'Microsoft Teams' or status eq 'restoringService')",
            "id",
            "TM1060914 CR1061777",
        ),
        (&health, "service eq 'Exchange Online'", "id", "Exchange"),
        (
            &health,
            "status ne 'serviceOperational' and startswith(service,'S')",
            "id",
            "SharePoint",
        ),
        (
            customers,
            "contains(displayName,'Finch')",
            "displayName",
            "Harbour & Finch Ltd",
        ),
    ] {
        let filter = filter.replace('&', "%26");
        let found = rows(&bench, &with(path, &format!("$filter={filter}")));
        assert_eq!(texts(&found, key).join(" "), expected, "{filter}");
    }
}

#[test]
fn what_is_not_documented_is_refused() {
    let bench = Bench::of(Cloud::Public);
    let issues = format!("{ANNOUNCEMENTS}/issues");
    let messages = format!("{ANNOUNCEMENTS}/messages");
    let health = format!("{ANNOUNCEMENTS}/healthOverviews");
    let customers = "tenantRelationships/delegatedAdminCustomers";
    let one = rows(&bench, RELATIONSHIPS)[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let one = format!("{RELATIONSHIPS}/{one}");
    let (assignments, requests) = (
        format!("{one}/accessAssignments"),
        format!("{one}/requests"),
    );
    for (path, query, status) in [
        (RELATIONSHIPS, "$filter=nickname eq 'x'", 400),
        (RELATIONSHIPS, "$filter=customer/nickname eq 'x'", 400),
        (RELATIONSHIPS, "$filter=accessDetails eq 'x'", 400),
        (RELATIONSHIPS, "$filter=status eq active", 400),
        (RELATIONSHIPS, "$filter=DisplayName eq 'x'", 200),
        (RELATIONSHIPS, "$select=id,nickname", 400),
        (RELATIONSHIPS, "$select=id, customer", 200),
        (RELATIONSHIPS, "$orderby=status desc", 200),
        (RELATIONSHIPS, "$orderby=nickname", 400),
        (RELATIONSHIPS, "$orderby=status down", 400),
        (RELATIONSHIPS, "$top=0", 400),
        (RELATIONSHIPS, "$top=abc", 400),
        (RELATIONSHIPS, "$top=-1", 400),
        (RELATIONSHIPS, "$top=300", 200),
        (RELATIONSHIPS, "$top=301", 400),
        (RELATIONSHIPS, "$skiptoken=x", 400),
        (customers, "$top=301", 400),
        (customers, "$filter=status eq 'active'", 400),
        (&assignments, "$filter=status eq 'active'", 200),
        (&assignments, "$filter=action eq 'approve'", 400),
        (&requests, "$filter=action eq 'approve'", 200),
        (&requests, "$top=0", 400),
        (&one, "$select=nickname", 400),
        (&issues, "$filter=posts eq 'x'", 400),
        (&issues, "$filter=tags eq 'x'", 400),
        (&issues, "$top=0", 400),
        (&issues, "$top=five", 400),
        (&issues, "$top=500", 200),
        (&issues, "$skip=-1", 400),
        (&issues, "$skip=0", 200),
        (&issues, "$orderby=lastModifiedDateTime desc,id", 200),
        (
            &messages,
            "$filter=isMajorChange eq true and severity eq 'critical'",
            200,
        ),
        (&messages, "$filter=services eq 'x'", 400),
        (&health, "$filter=title eq 'x'", 400),
        (&health, "$select=id,nothing", 400),
    ] {
        let answer = ask(&bench, &with(path, query));
        assert_eq!(answer.status, status, "{path} {query}");
        if status == 400 {
            let body: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(body["error"]["code"], "BadRequest", "{path} {query}");
        }
    }
}

#[test]
fn pages_are_as_long_as_top_and_preference_allow() {
    let bench = Bench::of(Cloud::Public);
    let sized = |path: &str, preferred: &str| {
        let call = graph::issues(&bench.customer("Harbour").id).request;
        let partner = graph::all_relationships().request;
        let call = if path.starts_with(ANNOUNCEMENTS) {
            call
        } else {
            partner
        };
        let mut asked = request(&call, &format!("/v1.0/{path}"));
        asked.set_header("Prefer", preferred);
        let answer = bench.raw(&practice::signed(&asked));
        let body: Value = serde_json::from_str(&answer.body).unwrap();
        let next = body["@odata.nextLink"].as_str().unwrap_or_default();
        let key = next
            .rsplit_once('$')
            .map_or("", |it| it.1.split_once('=').unwrap().0);
        (body["value"].as_array().unwrap().len(), key.to_owned())
    };
    let issues = format!("{ANNOUNCEMENTS}/issues");
    let health = format!("{ANNOUNCEMENTS}/healthOverviews");
    for (path, query, preferred, n_rows, next) in [
        (issues.as_str(), "", "", 8, ""),
        (&issues, "$top=3", "", 3, "skip"),
        (&issues, "", "odata.maxpagesize=2", 2, "skip"),
        (&issues, "$top=5", "odata.maxpagesize=2", 2, "skip"),
        (
            &issues,
            "$top=3",
            "respond-async, odata.maxpagesize=5",
            3,
            "skip",
        ),
        (&issues, "", "odata.maxpagesize=0", 8, ""),
        (&health, "", "odata.maxpagesize=2", 9, ""),
        (&health, "$top=2", "", 2, "skip"),
        (RELATIONSHIPS, "", "odata.maxpagesize=2", 7, ""),
        (
            RELATIONSHIPS,
            "$top=2",
            "odata.maxpagesize=5",
            2,
            "skiptoken",
        ),
    ] {
        let found = sized(&with(path, query), preferred);
        assert_eq!(
            found,
            (n_rows, next.to_owned()),
            "{path} {query} {preferred}"
        );
    }
}

#[test]
fn rows_are_ordered_and_health_is_selected() {
    let bench = Bench::of(Cloud::Public);
    let issues = format!("{ANNOUNCEMENTS}/issues");
    let newest = rows(&bench, &with(&issues, "$orderby=startDateTime desc"));
    let mut sorted = texts(&newest, "startDateTime");
    sorted.sort_unstable();
    sorted.reverse();
    assert_eq!(texts(&newest, "startDateTime"), sorted);
    let by_two = rows(
        &bench,
        &with(RELATIONSHIPS, "$orderby=status,displayName desc"),
    );
    let (statuses, names) = (texts(&by_two, "status"), texts(&by_two, "displayName"));
    let by_two: Vec<_> = statuses.into_iter().zip(names).collect();
    let mut expected = by_two.clone();
    expected.sort_by(|left, right| left.0.cmp(&right.0).then(right.1.cmp(&left.1)));
    assert_eq!(by_two, expected);
    let health = format!("{ANNOUNCEMENTS}/healthOverviews");
    for (query, keys) in [
        ("$select=status", "status"),
        ("$select=Service,id", "id service"),
        ("$select=id&$expand=issues", "id issues"),
    ] {
        for row in rows(&bench, &with(&health, query)) {
            let mut names: Vec<_> = row.as_object().unwrap().keys().cloned().collect();
            names.sort_unstable();
            assert_eq!(names.join(" "), keys, "{query}");
        }
    }
}

#[test]
fn what_is_not_there_is_null() {
    let bench = Bench::of(Cloud::Public);
    let pending = rows(
        &bench,
        &with(RELATIONSHIPS, "$filter=status eq 'approvalPending'"),
    );
    let is_null = |row: &Value, key: &str| row.get(key) == Some(&Value::Null);
    for key in ["activatedDateTime", "endDateTime"] {
        assert!(is_null(&pending[0], key), "{key}");
    }
    let id = pending[0]["id"].as_str().unwrap();
    let alone = get(&bench, &format!("{RELATIONSHIPS}/{id}"));
    assert_eq!(alone, pending[0]);
    let brief = get(
        &bench,
        &with(&format!("{RELATIONSHIPS}/{id}"), "$select=id,endDateTime"),
    );
    assert_eq!(brief, serde_json::json!({"id": id, "endDateTime": null}));
    let issues = format!("{ANNOUNCEMENTS}/issues");
    let listed = rows(&bench, &issues);
    let mut shown = listed.clone();
    shown.push(get(&bench, &format!("{issues}/TM1060914")));
    let health = format!("{ANNOUNCEMENTS}/healthOverviews");
    for service in rows(&bench, &with(&health, "$expand=issues")) {
        shown.extend(service["issues"].as_array().unwrap().clone());
    }
    assert!(shown.len() > listed.len() * 2 - 1);
    for issue in &shown {
        let is_open = issue["isResolved"] == false;
        assert_eq!(is_null(issue, "endDateTime"), is_open, "{}", issue["id"]);
    }
    for message in rows(&bench, &format!("{ANNOUNCEMENTS}/messages")) {
        assert!(message.get("actionRequiredByDateTime").is_some());
        assert!(is_null(&message, "viewPoint"));
    }
}
