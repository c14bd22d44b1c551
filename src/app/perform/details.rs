//! All that the portals tell of one customer.

use crate::{
    app::{
        Command, Details, Load, Ports, State, SubscriptionRow, Trouble, customer_of,
        perform::{N_ROWS_MAX, ask, cloud, health, into_load, read_all, summary, trouble},
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
    let record = ask(ports, partner_center::customer(id)).await;
    let is_away = matches!(
        record,
        Err(Error::Unreachable { .. } | Error::TryLater { .. })
    );
    let customer = match &record {
        Ok(customer) => CustomerRef {
            id: customer.id.clone(),
            name: customer.name.clone(),
            domain: customer.domain.clone(),
        },
        Err(error) => {
            let is_whole = matches!(error, Error::NotFound(_)) || trouble(error).is_of_all();
            let known = customer_of(state, id).filter(|_| !is_whole);
            known.ok_or_else(|| trouble(error))?
        }
    };
    let mut details = Details {
        customer,
        summary: match &record {
            Ok(customer) => Load::Known(summary(customer)),
            Err(error) => Load::Failed(trouble(error)),
        },
        address: Load::Waiting,
        subscriptions: Load::Waiting,
        relationships: Load::Waiting,
        requests: Load::Waiting,
        incidents: Load::Waiting,
        told: Vec::new(),
        read_at: ports.now(),
    };
    let subscriptions = match &details.summary {
        // Partner Center is not asked for more while it does not answer.
        Load::Failed(trouble) if is_away => Err(trouble.clone()),
        _ => ask(ports, partner_center::subscriptions(id))
            .await
            .map_err(|it| trouble(&it)),
    };
    details.told = told(
        state,
        ports,
        record.as_ref().ok(),
        subscriptions.as_deref().ok(),
    );
    details.subscriptions = match subscriptions {
        Ok(rows) => Load::Known(rows.iter().map(subscription_row).collect()),
        Err(trouble) => Load::Failed(trouble),
    };
    let send_so_far = |details: &Details| {
        let so_far = Box::new(Ok(details.clone()));
        send(Command::DetailsRead(id.to_owned(), so_far));
    };
    send_so_far(&details);
    read_relationships(ports, state, &mut details).await;
    send_so_far(&details);

    details.incidents = health::read_incidents(ports, state, id).await;
    if let Load::Failed(trouble) = &details.summary
        && is_away
    {
        details.address = Load::Failed(trouble.clone());
        details.requests = Load::Failed(trouble.clone());
        return Ok(details);
    }
    let profile = ask(ports, partner_center::company_profile(id)).await;
    details.address = into_load(profile.map(|it| address(&it.address)));
    details.requests = match super::read_requests(ports, state, Some(id)).await {
        Ok(rows) => Load::Known(rows),
        Err(trouble) => Load::Failed(trouble),
    };
    Ok(details)
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
