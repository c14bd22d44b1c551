//! `/customers/{id}/managedservices`: the services to which the partner holds delegated rights, with portal links.

use crate::portal::{
    Cloud, Response,
    practice::{
        visit::{Visit, answer, link, object_type},
        world::text,
        writer::Writer,
    },
};

pub fn list(visit: &mut Visit<'_>) -> Result<Response, Response> {
    visit.offered_except(&[Cloud::China21Vianet])?;
    let customer = visit.customer()?;
    let services = if customer.is_delegated() {
        visit.world.services_of(customer)
    } else {
        Vec::new()
    };
    let mut out = Writer::object();
    out.value("totalCount", &services.len().into());
    out.list("items");
    for service in services {
        let id = text(service, "id");
        out.open("");
        out.text("id", id);
        out.text("name", text(service, "service"));
        out.text("groupName", "Office");
        out.open("links");
        for (key, place) in [
            ("adminService", id),
            ("serviceHealth", "ServiceStatus"),
            ("serviceTicket", "Support"),
        ] {
            let page = "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=";
            link(
                &mut out,
                key,
                &[page, &customer.id, "&CSDEST=", place].concat(),
            );
        }
        out.close();
        object_type(&mut out, "ManagedService");
        out.close();
    }
    out.end();
    object_type(&mut out, "Collection");
    Ok(answer(200, out.done()))
}
