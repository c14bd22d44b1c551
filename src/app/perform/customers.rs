//! The partner's customers: a page of their list, whom a portal finds, one row.
//!
//! The list is Partner Center's. It is not documented to answer a page of another host, so straight from the browser the list is Graph's:
//! the customers who have a granular admin relationship in force, by name alone.

use crate::{
    app::{
        CustomerPage, Ports, State, Summary, Trouble, customer_of,
        perform::{ask, origins, trouble},
        roster::Query,
    },
    casework::CustomerRef,
    portal::{
        Call, Error, Next, Page,
        graph::{self, DelegatedCustomer},
        partner_center::{self, Customer, CustomerFilter},
    },
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
    next: Option<Next>,
) -> Result<CustomerPage, Trouble> {
    while !ports.is_seen() {
        ports.wait(HIDDEN_MS).await;
    }
    if state.connection.is_direct() {
        return page(ports, state, graph::delegated_customers(), next, delegated).await;
    }
    let first = partner_center::customers(PAGE_SIZE, None);
    page(ports, state, first, next, named).await
}

async fn page<T: 'static>(
    ports: &dyn Ports,
    state: &State,
    mut call: Call<Page<T>>,
    next: Option<Next>,
    named: fn(&T) -> CustomerRef,
) -> Result<CustomerPage, Trouble> {
    if let Some(next) = next {
        call = call
            .next(&next, &origins(state))
            .map_err(|it| trouble(&it))?;
    }
    let page = ask(ports, call).await.map_err(|it| trouble(&it))?;
    Ok(CustomerPage {
        customers: page.items.iter().map(named).collect(),
        next: page.next,
    })
}

/// Asks for those whose name begins with what was typed, whose domain does, or whose tenant id it is. Graph is not asked: whoever it knows
/// is read by and by.
pub(super) async fn find(
    ports: &dyn Ports,
    state: &State,
    typed: &str,
) -> Result<Vec<CustomerRef>, Trouble> {
    if state.connection.is_direct() {
        return Ok(Vec::new());
    }
    let query = Query::of(typed);
    if let Some(id) = query.tenant_id() {
        return match ask(ports, partner_center::customer(id)).await {
            Ok(found) => Ok(vec![named(&found)]),
            // No such customer is an answer.
            Err(Error::NotFound(_)) => Ok(Vec::new()),
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
    Ok(page.items.iter().map(named).collect())
}

/// Reads what a row shows, of which Graph tells nothing.
pub(super) async fn summary(
    ports: &dyn Ports,
    state: &State,
    id: &str,
) -> Result<(CustomerRef, Summary), Trouble> {
    if let Some(known) = customer_of(state, id).filter(|_| state.connection.is_direct()) {
        return Ok((known, Summary::default()));
    }
    let read = ask(ports, partner_center::customer(id)).await;
    let read = read.map_err(|it| trouble(&it))?;
    let summary = super::summary(&read);
    Ok((named(&read), summary))
}

fn delegated(it: &DelegatedCustomer) -> CustomerRef {
    let name = if it.name.is_empty() {
        &it.tenant
    } else {
        &it.name
    };
    CustomerRef {
        name: name.clone(),
        id: it.tenant.clone(),
        domain: String::new(),
    }
}

/// A customer as a case names it.
pub(super) fn named(it: &Customer) -> CustomerRef {
    CustomerRef {
        id: it.id.clone(),
        name: it.name.clone(),
        domain: it.domain.clone(),
    }
}
