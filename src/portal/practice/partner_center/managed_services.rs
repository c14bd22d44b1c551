//! `/customers/{id}/managedservices`: the services to which the partner holds delegated rights, with portal links.

use crate::portal::{
    json::word,
    practice::visit::{Answer, Visit, collection, link, object_type},
    writer::Writer,
};

const PAGE: &str = "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=";

pub fn list(visit: &mut Visit<'_>) -> Result<Answer, Answer> {
    let customer = visit.customer()?;
    let mut items = Vec::new();
    for service in visit.world.rows("health_services") {
        let id = word(service, "id");
        if !customer.is_delegated() || !visit.world.uses(customer, id) {
            continue;
        }
        let mut out = Writer::object();
        out.texts(&[
            ("id", id),
            ("name", word(service, "service")),
            ("groupName", "Office"),
        ]);
        out.open("links");
        link(
            &mut out,
            "adminService",
            &[PAGE, &customer.id, "&CSDEST=", id],
        );
        link(
            &mut out,
            "serviceHealth",
            &[PAGE, &customer.id, "&CSDEST=ServiceStatus"],
        );
        link(
            &mut out,
            "serviceTicket",
            &[PAGE, &customer.id, "&CSDEST=Support"],
        );
        out.close();
        object_type(&mut out, "ManagedService");
        items.push(out.done());
    }
    Ok(collection(&items, &|_| ()))
}
