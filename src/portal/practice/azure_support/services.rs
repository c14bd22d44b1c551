//! `/services` and their problem classifications.

use crate::portal::{
    Response,
    json::member,
    practice::{
        azure_support::{PROVIDER, customer, list as answer_list},
        visit::{Visit, said},
        world::text,
    },
};
use serde_json::{Value, json};

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    customer(visit)?;
    let services = visit.world.rows("services").iter().map(|it| {
        json!({
            "id": service_id(text(it, "name")),
            "name": text(it, "name"),
            "type": "Microsoft.Support/services",
            "properties": {"displayName": text(it, "displayName"), "resourceTypes": member(it, "resourceTypes")},
        })
    });
    Ok(answer_list(&services.collect::<Vec<_>>(), ""))
}

pub fn classifications(visit: &mut Visit<'_>) -> Result<Response, Response> {
    let service = visit.arg(0);
    let Some(row) = visit
        .world
        .rows("services")
        .iter()
        .find(|it| text(it, "name").eq_ignore_ascii_case(service))
    else {
        return Err(visit.refuse(404, "ResourceNotFound", "The service could not be found."));
    };
    let values = kinds(row).iter().map(|kind| {
        json!({
            "id": classification_id(text(row, "name"), text(kind, "name")),
            "name": text(kind, "name"),
            "type": "Microsoft.Support/problemClassifications",
            "properties": {"displayName": said(kind, "displayName")},
        })
    });
    Ok(answer_list(&values.collect::<Vec<_>>(), ""))
}

/// The service and the kind of problem with these full ids.
pub fn find<'v>(visit: &'v Visit<'_>, service: &str, kind: &str) -> Option<(&'v Value, &'v Value)> {
    let mut rows = visit.world.rows("services").iter();
    let row = rows.find(|it| service_id(text(it, "name")).eq_ignore_ascii_case(service))?;
    let name = text(row, "name");
    let found = kinds(row)
        .iter()
        .find(|it| classification_id(name, text(it, "name")).eq_ignore_ascii_case(kind));
    Some((row, found?))
}

fn kinds(service: &Value) -> &[Value] {
    member(service, "classifications")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn service_id(name: &str) -> String {
    [PROVIDER, "services/", name].concat()
}

fn classification_id(service: &str, name: &str) -> String {
    [
        PROVIDER,
        "services/",
        service,
        "/problemClassifications/",
        name,
    ]
    .concat()
}
