//! All that the portals tell of one customer.

use crate::{
    app::{
        Command, Details, Load, Ports, State, SubscriptionRow, Trouble, customer_of,
        perform::{
            N_ROWS_MAX, ask, cloud, customers, health, into_load, read_all, read_requests, summary,
            trouble,
        },
    },
    casework::{CustomerRef, Record, Told},
    portal::{
        Cloud, Error, Learned, Origin, Product, Seen, graph, learn, learn_of_relationships,
        partner_center,
    },
    vocab::FactId,
};

/// Reads a customer part by part; each part can fail alone.
///
/// # Errors
/// The record did not come, and either nothing else would or nobody knows who the customer is.
pub(super) async fn read(
    ports: &dyn Ports,
    state: &State,
    id: &str,
    send: &dyn Fn(Command),
) -> Result<Details, Trouble> {
    let known = customer_of(state, id);
    let send_so_far = |details: &Details| {
        let so_far = Box::new(Ok(details.clone()));
        send(Command::DetailsRead(id.to_owned(), so_far));
    };
    // Straight from the browser Partner Center may never answer: nothing waits for it there.
    let early = known.clone().filter(|_| state.connection.is_direct());
    let mut early = early.map(|it| unread(state, ports, it));
    if let Some(details) = &mut early {
        read_graph(ports, state, details, &send_so_far).await;
        send_so_far(details);
    }

    let record = ask(ports, partner_center::customer(id)).await;
    let named = record.as_ref().ok().map(customers::named);
    let away = record.as_ref().err().map(trouble);
    let is_whole =
        matches!(record, Err(Error::NotFound(_))) || away.as_ref().is_some_and(Trouble::is_of_all);
    let named = named.or_else(|| known.filter(|_| !is_whole));
    let has_heard = early.is_some();
    let mut details = match (early, named, &away) {
        (Some(details), _, _) => details,
        (None, Some(customer), _) => unread(state, ports, customer),
        (None, None, away) => return Err(away.clone().unwrap_or_default()),
    };
    details.summary = match (&record, &away) {
        (Ok(customer), _) => Load::Known(summary(customer)),
        (Err(_), away) => Load::Failed(away.clone().unwrap_or_default()),
    };
    // Partner Center is not asked for more while it does not answer.
    let away = away.filter(|_| {
        matches!(
            record,
            Err(Error::Unreachable { .. } | Error::TryLater { .. })
        )
    });
    let subscriptions = match &away {
        Some(trouble) => Err(trouble.clone()),
        None => ask(ports, partner_center::subscriptions(id))
            .await
            .map_err(|it| trouble(&it)),
    };
    let of_records = told(
        state,
        ports,
        record.as_ref().ok(),
        subscriptions.as_deref().ok(),
    );
    details.told.retain(|it| it.record == Record::Relationships);
    details.told.extend(of_records);
    details.subscriptions = match subscriptions {
        Ok(rows) => Load::Known(rows.iter().map(subscription_row).collect()),
        Err(trouble) => Load::Failed(trouble),
    };
    send_so_far(&details);
    if !has_heard {
        read_graph(ports, state, &mut details, &send_so_far).await;
    }
    if let Some(trouble) = away {
        details.address = Load::Failed(trouble.clone());
        details.requests = Load::Failed(trouble);
        return Ok(details);
    }
    let profile = ask(ports, partner_center::company_profile(id)).await;
    details.address = into_load(profile.map(|it| address(&it.address)));
    details.requests = match read_requests(ports, state, Some(id)).await {
        Ok(rows) => Load::Known(rows),
        Err(trouble) => Load::Failed(trouble),
    };
    Ok(details)
}

/// A customer of whom nothing was read.
fn unread(state: &State, ports: &dyn Ports, customer: CustomerRef) -> Details {
    Details {
        customer,
        summary: Load::Waiting,
        address: Load::Waiting,
        subscriptions: Load::Waiting,
        relationships: Load::Waiting,
        requests: Load::Waiting,
        incidents: Load::Waiting,
        told: told(state, ports, None, None),
        read_at: ports.now(),
    }
}

/// What Graph tells: relationships, then incidents.
async fn read_graph(
    ports: &dyn Ports,
    state: &State,
    details: &mut Details,
    send_so_far: &dyn Fn(&Details),
) {
    read_relationships(ports, state, details).await;
    send_so_far(details);
    let id = &details.customer.id;
    details.incidents = health::read_incidents(ports, state, id).await;
}

fn told(
    state: &State,
    ports: &dyn Ports,
    customer: Option<&partner_center::Customer>,
    subscriptions: Option<&[partner_center::Subscription]>,
) -> Vec<Told> {
    let seen = Seen {
        cloud: cloud(state),
        customer,
        subscriptions,
        as_of: ports.now(),
    };
    learn(&seen).into_iter().map(of_learned).collect()
}

fn of_learned(learned: Learned) -> Told {
    Told {
        fact: FactId::new(learned.fact),
        values: learned.values,
        record: match learned.origin {
            Origin::Setting => Record::Setting,
            Origin::CustomerRecord | Origin::Subscriptions => Record::Customer,
            Origin::Relationships => Record::Relationships,
        },
        at: learned.as_of,
    }
}

/// Reads the delegated admin relationships with a customer, which are documented for the public cloud only.
async fn read_relationships(ports: &dyn Ports, state: &State, details: &mut Details) {
    if cloud(state) != Cloud::Public {
        details.relationships = Load::NotAsked;
        return;
    }
    let tenant = &details.customer.id;
    let read = read_all(ports, state, graph::relationships(tenant), N_ROWS_MAX).await;
    if let Ok(relationships) = &read {
        let learned = learn_of_relationships(tenant, relationships, ports.now());
        details.told.extend(learned.into_iter().map(of_learned));
    }
    details.relationships = into_load(read.map(drop));
}

fn subscription_row(subscription: &partner_center::Subscription) -> SubscriptionRow {
    let names = [&subscription.friendly_name, &subscription.offer_name];
    let id = if subscription.entitlement_id.is_empty() {
        &subscription.id
    } else {
        &subscription.entitlement_id
    };
    SubscriptionRow {
        id: id.clone(),
        name: names
            .into_iter()
            .find(|it| !it.is_empty())
            .cloned()
            .unwrap_or_default(),
        product: crate::portal::products_of(subscription)
            .first()
            .map_or("other", |it| Product::as_str(*it))
            .to_owned(),
        quantity: u32::try_from(subscription.quantity).unwrap_or_default(),
    }
}

fn address(address: &partner_center::Address) -> String {
    let town = format!("{} {}", address.postal_code, address.city);
    let parts = [address.line.as_str(), town.trim()];
    parts
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
