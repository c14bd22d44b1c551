//! `/tenantRelationships/delegatedAdminCustomers`: with whom a relationship is in force, and where their services are managed.

use crate::portal::{
    json::word,
    practice::{
        graph::{
            relationships::check,
            rows::{self, Kind, Pages},
        },
        visit::{Answer, Visit},
        world::set_all,
    },
    writer::Writer,
};
use serde_json::Value;

/// Where services are managed: their key, their name, and the start of the address.
const PLACES: [(&str, &str, &str); 3] = [
    (
        "azureActiveDirectory",
        "Azure Active Directory",
        "https://entra.microsoft.com/",
    ),
    (
        "exchange",
        "Exchange Online",
        "https://admin.exchange.microsoft.com/?delegatedOrg=",
    ),
    (
        "lighthouse",
        "Microsoft 365 Lighthouse",
        "https://lighthouse.microsoft.com/#view/",
    ),
];

/// "delegatedAdminCustomer resource type".
const CUSTOMER: Kind = Kind {
    fields: &["id", "tenantId", "displayName"],
    others: &[],
    nullable: &[],
    pages: Pages::Top,
};

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    let customers = all(visit);
    let customers: Vec<_> = customers.iter().collect();
    rows::list(visit, &CUSTOMER, &customers, &|row, only| {
        rows::show(visit, &CUSTOMER, row, only)
    })
}

pub fn one(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    let customers = all(visit);
    let row = find(visit, &customers);
    rows::one(visit, &CUSTOMER, row, &|row, only| {
        rows::show(visit, &CUSTOMER, row, only)
    })
}

pub fn managed(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    check(visit)?;
    let customers = all(visit);
    let Some(customer) = find(visit, &customers) else {
        return Err(rows::none(visit));
    };
    let mut places = Vec::new();
    for (id, name, address) in PLACES {
        let mut out = Writer::object();
        out.texts(&[
            ("id", id),
            ("serviceName", name),
            (
                "serviceManagementUrl",
                &[address, word(customer, "id")].concat(),
            ),
        ]);
        places.push(out.done());
    }
    let mut out = Writer::object();
    out.text("@odata.context", &visit.absolute(&["/v1.0/$metadata"]));
    out.raw_list("value", &places);
    Ok(Answer::new(200, out.done()))
}

/// The customers of the active relationships, each once.
fn all(visit: &Visit<'_>) -> Vec<Value> {
    let mut customers: Vec<Value> = Vec::new();
    for row in visit.world.rows("relationships") {
        let id = word(row, "customer/tenantId");
        if word(row, "status") != "active" || customers.iter().any(|it| word(it, "id") == id) {
            continue;
        }
        let mut customer = Value::Null;
        set_all(
            &mut customer,
            &[
                ("@odata.etag", "W/\"1\""),
                ("id", id),
                ("tenantId", id),
                ("displayName", word(row, "customer/displayName")),
            ],
        );
        customers.push(customer);
    }
    customers
}

fn find<'c>(visit: &Visit<'_>, customers: &'c [Value]) -> Option<&'c Value> {
    let mut customers = customers.iter();
    customers.find(|it| word(it, "id").eq_ignore_ascii_case(visit.arg(0)))
}
