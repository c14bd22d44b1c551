//! The details of the customer that is open.

use crate::{
    app::{
        Content, Details, Load, State, Summary,
        screens::{DraftLine, drafts::draft_of},
    },
    casework::CustomerRef,
    vocab::Moment,
    wording::Arg,
};

/// How many subscriptions, requests and incidents the panel lists.
const N_ITEMS: usize = 5;

/// A subscription, request or incident in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelItem {
    /// Its name.
    pub text: String,
    /// What else is said of it.
    pub more: String,
    /// Since when.
    pub since: Option<Moment>,
    /// The number under which *My requests* shows it.
    pub request: Option<String>,
}

/// One kind of items in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelPart {
    /// The first of them.
    pub items: Vec<PanelItem>,
    /// How many more there are.
    pub n_more: usize,
}

/// What was read of the open customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDetails {
    /// The address; empty where the portal tells none.
    pub address: Load<String>,
    /// Subscriptions.
    pub subscriptions: Load<PanelPart>,
    /// Requests that are not closed.
    pub requests: Load<PanelPart>,
    /// Incidents that are not over.
    pub incidents: Load<PanelPart>,
}

/// The open customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerPanel {
    /// Who it is.
    pub customer: CustomerRef,
    /// Whether it is pinned.
    pub is_pinned: bool,
    /// What the partner may do for it and what not; empty where the portal does not tell of access.
    pub may: Load<Vec<(bool, String)>>,
    /// All else.
    pub details: Load<PanelDetails>,
    /// The newest case about it that is not out yet.
    pub draft: Option<DraftLine>,
}

/// The customer that is open.
pub fn customer_panel(state: &State) -> Option<CustomerPanel> {
    let content = state.content.as_ref()?;
    let id = state.customers.selected.as_ref()?;
    let customer = state.customers.roster.customer(id)?;
    let summary = state.customers.summary(id).unwrap_or(&Load::NotAsked);
    let details = state.customers.details.get(id).unwrap_or(&Load::NotAsked);
    Some(CustomerPanel {
        customer,
        is_pinned: state.customers.pinned.contains(id),
        may: map(summary, |it| may(state, content, it)),
        details: map(details, |it| panel_details(content, it)),
        draft: draft_of(state, id),
    })
}

/// What follows from the access that the portal tells of; a cloud can have words of its own.
fn may(state: &State, content: &Content, summary: &Summary) -> Vec<(bool, String)> {
    let words = &content.words;
    let access = match summary.has_delegated_admin {
        Some(true) => "granted",
        Some(false) => "lacking",
        None => return Vec::new(),
    };
    let own = format!("customers.may.{access}.{}", state.cloud);
    let has = |part: &str| words.has(&format!("{own}.{part}"));
    let base = if has("yes_1") || has("no_1") {
        own
    } else {
        format!("customers.may.{access}")
    };
    [
        (true, "yes_1"),
        (true, "yes_2"),
        (false, "no_1"),
        (false, "no_2"),
    ]
    .into_iter()
    .map(|(is_allowed, part)| (is_allowed, format!("{base}.{part}")))
    .filter(|(_, key)| words.has(key))
    .map(|(is_allowed, key)| (is_allowed, words.say(&key, &[])))
    .collect()
}

fn panel_details(content: &Content, details: &Details) -> PanelDetails {
    let words = &content.words;
    let item = |text: &str, more: &str| PanelItem {
        text: text.to_owned(),
        more: more.to_owned(),
        since: None,
        request: None,
    };
    PanelDetails {
        address: details.address.clone(),
        subscriptions: map(&details.subscriptions, |rows| {
            part(rows.iter().map(|it| {
                let quantity = words.say(
                    "customers.quantity",
                    &[("n", Arg::Number(f64::from(it.quantity)))],
                );
                item(&it.name, if it.quantity > 1 { &quantity } else { "" })
            }))
        }),
        requests: map(&details.requests, |rows| {
            part(
                rows.iter()
                    .filter(|it| it.status != "closed")
                    .map(|it| PanelItem {
                        since: it.created,
                        request: Some(it.number.clone()),
                        ..item(&it.title, &it.number)
                    }),
            )
        }),
        incidents: map(&details.incidents, |rows| {
            part(rows.iter().filter(|it| !it.is_over).map(|it| PanelItem {
                since: it.since,
                ..item(&it.title, &it.service)
            }))
        }),
    }
}

fn part(items: impl Iterator<Item = PanelItem>) -> PanelPart {
    let mut items: Vec<_> = items.collect();
    let n_more = items.len().saturating_sub(N_ITEMS);
    items.truncate(N_ITEMS);
    PanelPart { items, n_more }
}

fn map<T, U>(load: &Load<T>, change: impl FnOnce(&T) -> U) -> Load<U> {
    match load {
        Load::NotAsked => Load::NotAsked,
        Load::Waiting => Load::Waiting,
        Load::Known(value) => Load::Known(change(value)),
        Load::Failed(trouble) => Load::Failed(trouble.clone()),
    }
}
