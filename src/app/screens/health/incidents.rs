//! The incidents of all customers shown, each once.

use super::{Watched, days::Period};
use crate::{
    casework::CustomerRef,
    portal::{
        Product,
        graph::{Issue, Level},
        products_of_service,
    },
    vocab::{Moment, sort_by},
};

/// An incident with everybody who has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceIncident {
    /// Its number.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The service.
    pub service: String,
    /// How bad it is, or was.
    pub level: Level,
    /// The portal's own word for how it stands, where that is not known here.
    pub word: String,
    /// `incident`, `advisory`, or the portal's own word.
    pub classification: String,
    /// Whether it is over.
    pub is_over: bool,
    /// When it began.
    pub since: Option<Moment>,
    /// When it ended, where it is over and that is told.
    pub until: Option<Moment>,
    /// What Microsoft wrote last, and when.
    pub latest: Option<(Option<Moment>, String)>,
    /// The customers shown that have it.
    pub affected: Vec<CustomerRef>,
    /// How many of the customers shown have been read.
    pub n_read: usize,
    /// The product, where the service tells it.
    pub product: Option<&'static str>,
    /// From where to where it ran on the axis of the period, in thousandths.
    pub bar: (u16, u16),
}

/// Those that run, and those of the period that are over; the newest first.
pub(super) fn of(
    shown: &[Watched],
    services: &[String],
    period: &Period,
) -> (Vec<ServiceIncident>, Vec<ServiceIncident>) {
    let mut found: Vec<(&Issue, Vec<CustomerRef>)> = Vec::new();
    for watched in shown {
        let of_service = watched
            .services()
            .iter()
            .filter(|it| services.contains(&it.service));
        for issue in of_service.flat_map(|it| &it.issues) {
            match found.iter_mut().find(|(it, _)| it.id == issue.id) {
                Some((known, affected)) => {
                    // Customers are read one after the other: the record that changed last is the one that counts.
                    if issue.modified > known.modified {
                        *known = issue;
                    }
                    if !affected.contains(&watched.customer) {
                        affected.push(watched.customer.clone());
                    }
                }
                None => found.push((issue, vec![watched.customer.clone()])),
            }
        }
    }
    sort_by(&mut found, |one, other| other.0.start.cmp(&one.0.start));
    let n_read = shown
        .iter()
        .filter(|it| it.read.is_some_and(|it| it.read_at.is_some()));
    let n_read = n_read.count();
    let (mut active, mut over) = (Vec::new(), Vec::new());
    for (issue, affected) in found {
        let is_over = issue.is_over(period.now());
        let line = line(issue, affected, n_read, period);
        if !is_over {
            active.push(line);
        } else if period.holds(issue) {
            over.push(line);
        }
    }
    (active, over)
}

fn line(
    issue: &Issue,
    affected: Vec<CustomerRef>,
    n_read: usize,
    period: &Period,
) -> ServiceIncident {
    let is_over = issue.is_over(period.now());
    let level = issue.worst();
    let word = match issue.status.level() {
        Level::Unknown => issue.status.as_str(),
        Level::Healthy | Level::Degraded | Level::Outage => "",
    };
    let product = match products_of_service(&issue.service) {
        [product] => Some(Product::as_str(*product)),
        _ => None,
    };
    let latest = issue.latest().filter(|it| !it.text.is_empty());
    ServiceIncident {
        id: issue.id.clone(),
        title: issue.title.clone(),
        service: issue.service.clone(),
        level,
        word: word.to_owned(),
        classification: issue.classification.as_str().to_owned(),
        is_over,
        since: issue.start,
        until: issue.end.filter(|_| is_over),
        latest: latest.map(|it| (it.created, it.text.clone())),
        affected,
        n_read,
        product,
        bar: period.bar(issue),
    }
}
