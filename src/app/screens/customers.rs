//! The rows of the customer picker.

use crate::{
    app::{Load, Show, State, Summary},
    casework::CustomerRef,
    vocab::fold,
};

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerLine {
    /// Who it is.
    pub customer: CustomerRef,
    /// Country and access, once read.
    pub summary: Load<Summary>,
    /// Whether it is pinned.
    pub is_pinned: bool,
}

/// The customers that search and filter leave, pinned ones first, otherwise in the order of the portal.
pub fn customer_lines(state: &State, show: Show) -> Vec<CustomerLine> {
    let customers = &state.customers;
    let wanted = fold(customers.query.trim());
    let summary = |id: &str| customers.summaries.get(id).cloned().unwrap_or_default();
    let is_shown = |id: &String| match show {
        Show::All => true,
        Show::Pinned => customers.pinned.contains(id),
        Show::Recent => customers.recent.contains(id),
        Show::NoDelegatedAdmin => summary(id)
            .known()
            .is_some_and(|it| it.has_delegated_admin == Some(false)),
    };
    let rows = customers
        .rows
        .known()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut lines: Vec<_> = rows
        .iter()
        .filter(|row| row.folded.contains(&wanted) && is_shown(&row.customer.id))
        .map(|row| CustomerLine {
            customer: row.customer.clone(),
            summary: summary(&row.customer.id),
            is_pinned: customers.pinned.contains(&row.customer.id),
        })
        .collect();
    if show == Show::Recent {
        lines.sort_by_key(|line| {
            customers
                .recent
                .iter()
                .position(|it| *it == line.customer.id)
        });
    } else {
        lines.sort_by_key(|line| !line.is_pinned);
    }
    lines
}
