//! Partner Center's list of customers: a page of it, whom it finds, one row of it.

use crate::{
    app::{
        CustomerPage, Ports, State, Summary, Trouble,
        perform::{ask, origins, trouble},
        roster::Query,
    },
    casework::CustomerRef,
    portal::partner_center::{self, Customer, CustomerFilter},
};

/// How many customers a page holds: few pages, and none takes long to read in.
const PAGE_SIZE: u32 = 500;
/// How many customers the portal is asked to find; whoever wants more types more.
const N_FOUND: u32 = 100;
/// How often a tab that nobody sees looks whether it is seen.
const HIDDEN_MS: u32 = 1_000;

/// Reads a page, once the page is seen.
pub(super) async fn read(
    ports: &dyn Ports,
    state: &State,
    next: Option<crate::portal::Next>,
) -> Result<CustomerPage, Trouble> {
    while !ports.is_seen() {
        ports.wait(HIDDEN_MS).await;
    }
    let mut call = partner_center::customers(PAGE_SIZE, None);
    if let Some(next) = next {
        call = call
            .next(&next, &origins(state))
            .map_err(|it| trouble(&it))?;
    }
    let page = ask(ports, call).await.map_err(|it| trouble(&it))?;
    Ok(CustomerPage {
        customers: page.items.into_iter().map(customer).collect(),
        next: page.next,
    })
}

/// Asks for those whose name begins with what was typed, whose domain does, or whose tenant id it is.
pub(super) async fn find(ports: &dyn Ports, typed: &str) -> Result<Vec<CustomerRef>, Trouble> {
    let query = Query::of(typed);
    if let Some(id) = query.tenant_id() {
        return match ask(ports, partner_center::customer(id)).await {
            Ok(found) => Ok(vec![customer(found)]),
            // No such customer is an answer.
            Err(crate::portal::Error::NotFound(_)) => Ok(Vec::new()),
            Err(error) => Err(trouble(&error)),
        };
    }
    let mut found = ask_for(ports, CustomerFilter::CompanyName(typed.to_owned())).await?;
    if query.is_domain() {
        found.extend(ask_for(ports, CustomerFilter::Domain(typed.to_owned())).await?);
    }
    Ok(found)
}

async fn ask_for(ports: &dyn Ports, filter: CustomerFilter) -> Result<Vec<CustomerRef>, Trouble> {
    let call = partner_center::customers(N_FOUND, Some(&filter));
    let page = ask(ports, call).await.map_err(|it| trouble(&it))?;
    Ok(page.items.into_iter().map(customer).collect())
}

/// Reads what a row shows.
pub(super) async fn summary(
    ports: &dyn Ports,
    id: &str,
) -> Result<(CustomerRef, Summary), Trouble> {
    let read = ask(ports, partner_center::customer(id)).await;
    let read = read.map_err(|it| trouble(&it))?;
    let summary = super::summary(&read);
    Ok((customer(read), summary))
}

fn customer(it: Customer) -> CustomerRef {
    CustomerRef {
        id: it.id,
        name: it.name,
        domain: it.domain,
    }
}
