//! Lists of Azure Support, their filters and pages, and the check of names, in raw requests.

use crate::portal::azure_wire::{Place, body, short};
use partner_triage::portal::Method;
use serde_json::Value;

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
