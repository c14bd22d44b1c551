//! Lists of Azure Support, their filters and pages, and the check of names, in raw requests.

use crate::portal::azure_wire::{Place, body, short, with};
use partner_triage::portal::Method;
use serde_json::{Value, json};

/// A path with a filter.
fn filtered(path: &str, filter: &str) -> String {
    format!("{path}?$filter={}", filter.replace(' ', "%20"))
}

#[test]
fn a_page_leads_on_in_the_form_that_was_captured() {
    let place = Place::new();
    for name in ["p-1", "p-2", "p-3"] {
        place.file(name, place.wish());
    }
    let listed = |path: &str| body(&place.ask_at(Method::Get, path, Value::Null));
    let base = format!(
        "/subscriptions/{}/providers/Microsoft.Support/supportTickets",
        place.scope.subscription.clone().unwrap()
    );
    let first =
        format!("{base}?api-version=2024-04-01&%24top=2&%24filter=status%20eq%20%27Open%27");
    let first = listed(&first);
    let next = first["nextLink"].as_str().unwrap();
    let expected = format!(
        "https://management.azure.com:443{base}?api-version=2024-04-01&$top=2&$filter=status+eq+%27Open%27&$skipToken=row%253D2"
    );
    assert_eq!(next, expected);
    let (_, path) = next.split_once(":443").unwrap();
    let mut names = Vec::new();
    for page in [
        &first,
        &listed(path),
        &listed(&path.replace("%253D", "%3D")),
    ] {
        let rows = page["value"].as_array().unwrap().iter();
        let rows = rows.map(|it| it["name"].as_str().unwrap().to_owned());
        names.push(rows.collect::<Vec<_>>());
    }
    assert_eq!(names[0], ["p-3", "p-2"]);
    assert_eq!(names[1], ["p-1", "desk-4371"]);
    assert_eq!(
        names[2], names[1],
        "who decodes it once too often gets on as well"
    );
    let astray = place.ask_at(Method::Get, &path.replace("row", "column"), Value::Null);
    assert_eq!(short(&astray), "400 InvalidParameter");
}

#[test]
fn fields_are_filtered_with_the_operators_that_are_documented() {
    let place = Place::new();
    place.file("l-1", place.wish());
    let (service, kind) = place.about();
    let tickets = [
        ("status eq 'open'".to_owned(), "200"),
        ("Status eq 'Updating'".to_owned(), "200"),
        ("status ne 'Open'".to_owned(), "400 InvalidFilter"),
        ("contains(status,'Op')".to_owned(), "400 InvalidFilter"),
        ("createdDate ge 2026-11-01".to_owned(), "200"),
        (
            "CreatedDate gt 2026-11-01T00:00:00Z and status eq 'Open'".to_owned(),
            "200",
        ),
        (
            "createdDate eq 2026-11-01T00:00:00Z".to_owned(),
            "400 InvalidFilter",
        ),
        (
            "createdDate lt 2026-11-01T00:00:00Z".to_owned(),
            "400 InvalidFilter",
        ),
        (
            "createdDate le 2026-11-01T00:00:00Z".to_owned(),
            "400 InvalidFilter",
        ),
        ("createdDate ge 7".to_owned(), "400 InvalidFilter"),
        ("createdDate ge null".to_owned(), "400 InvalidFilter"),
        (format!("serviceId eq '{service}'"), "200"),
        (format!("serviceId gt '{service}'"), "400 InvalidFilter"),
        (format!("problemClassificationId eq '{kind}'"), "200"),
        (
            "status eq 'Open' or status eq 'Closed'".to_owned(),
            "400 InvalidFilter",
        ),
        ("title eq 'T'".to_owned(), "400 InvalidFilter"),
    ];
    let messages = [
        ("createdDate ge 2026-11-01T00:00:00Z", "200"),
        ("createdDate lt 2026-11-01T00:00:00Z", "400 InvalidFilter"),
        ("communicationType eq 'web'", "200"),
        ("communicationType ne 'web'", "400 InvalidFilter"),
        ("sender eq 'a'", "400 InvalidFilter"),
    ];
    let of_messages =
        messages.map(|it| ("supportTickets/l-1/communications", it.0.to_owned(), it.1));
    let of_tickets = tickets.map(|it| ("supportTickets", it.0, it.1));
    for (path, filter, expected) in of_tickets.into_iter().chain(of_messages) {
        let answer = place.ask(Method::Get, &filtered(path, &filter), Value::Null);
        assert_eq!(short(&answer), expected, "{path} {filter}");
    }
    let of_service = place.get(&filtered(
        "supportTickets",
        &format!("serviceId eq '{service}'"),
    ));
    assert_eq!(of_service["value"].as_array().unwrap().len(), 1);
}

#[test]
fn a_name_is_checked_for_the_type_of_thing_that_shall_have_it() {
    let place = Place::new();
    let wish = with(
        &place.wish(),
        "/properties/fileWorkspaceName",
        json!("files"),
    );
    place.file("taken", wish);
    let note = json!({"properties": {"subject": "S", "body": "B"}});
    place.ask(
        Method::Put,
        "supportTickets/taken/communications/note",
        note,
    );
    let (here, there) = (
        "checkNameAvailability",
        "supportTickets/taken/checkNameAvailability",
    );
    for (path, kind, name, expected) in [
        (here, "Microsoft.Support/supportTickets", "free", "true"),
        (here, "microsoft.support/SUPPORTTICKETS", "free", "true"),
        (
            here,
            "Microsoft.Support/supportTickets",
            "taken",
            "AlreadyExists",
        ),
        (here, "Microsoft.Support/supportTickets", "123", "Invalid"),
        (here, "Microsoft.Support/fileWorkspaces", "taken", "true"),
        (
            here,
            "Microsoft.Support/fileWorkspaces",
            "files",
            "AlreadyExists",
        ),
        (here, "Microsoft.Support/fileWorkspaces", "tmp-1", "Invalid"),
        (
            here,
            "Microsoft.Support/communications",
            "free",
            "400 InvalidParameter",
        ),
        (
            here,
            "Microsoft.Support/services",
            "free",
            "400 InvalidParameter",
        ),
        (here, "", "free", "400 InvalidParameter"),
        (
            here,
            "Microsoft.Support/supportTickets",
            "",
            "400 InvalidParameter",
        ),
        (there, "Microsoft.Support/communications", "free", "true"),
        (
            there,
            "Microsoft.Support/communications",
            "note",
            "AlreadyExists",
        ),
        (
            there,
            "Microsoft.Support/communications",
            "738ec961-2371-5e29-9d95-4a7440180f96",
            "Invalid",
        ),
        (
            there,
            "Microsoft.Support/supportTickets",
            "free",
            "400 InvalidParameter",
        ),
        (there, "", "free", "400 InvalidParameter"),
    ] {
        let answer = place.ask(Method::Post, path, json!({"Name": name, "Type": kind}));
        let told = body(&answer);
        let shown = match (answer.status, told["nameAvailable"].as_bool()) {
            (200, Some(true)) => "true".to_owned(),
            (200, Some(false)) => told["reason"].as_str().unwrap().to_owned(),
            _ => short(&answer),
        };
        assert_eq!(shown, expected, "{path} {kind} {name}");
    }
}
