//! Reading the health of a customer's services, for the board and beside a case.

use crate::{
    app::{IncidentRow, Load, Ports, State, Trouble, perform},
    portal::{
        Error, Health, Incident, Product,
        graph::{self, Detail, Issue, ServiceHealth},
        health,
    },
    vocab::Moment,
};

/// How long an incident that is over stays of interest: the longest period that the board shows.
const KEPT_MS: i64 = 31 * 86_400_000;

/// Reads all services of a customer; of an incident the newest message is kept, of old incidents nothing.
pub(super) async fn read(
    ports: &dyn Ports,
    state: &State,
    id: &str,
) -> Result<Vec<ServiceHealth>, Trouble> {
    let mut services = ask(ports, state, id).await.map_err(|it| trouble(&it))?;
    let now = ports.now();
    for service in &mut services {
        service.issues.retain(|it| is_of_interest(it, now));
        for issue in &mut service.issues {
            issue.posts = issue.latest().cloned().into_iter().collect();
        }
    }
    Ok(services)
}

fn is_of_interest(issue: &Issue, now: Moment) -> bool {
    let last = issue.end.or(issue.modified).or(issue.start);
    !issue.is_over(now) || last.is_some_and(|it| now.ms_since(it) < KEPT_MS)
}

async fn ask(ports: &dyn Ports, state: &State, id: &str) -> Result<Vec<ServiceHealth>, Error> {
    let first = graph::health_overviews(id, Detail::Issues);
    perform::read_all(ports, state, first, perform::N_ROWS_MAX).await
}

/// Health that may not be read is an answer of its own, not a fault; whose consent is missing is another.
fn trouble(error: &Error) -> Trouble {
    let kind = match error {
        Error::NotAllowed { support, .. } if support.body.contains("consent_required") => {
            "health_consent"
        }
        Error::NotAllowed { .. } | Error::NotFound(_) | Error::Refused { .. } => "health_hidden",
        Error::SignInNeeded(_)
        | Error::Conflict(_)
        | Error::TryLater { .. }
        | Error::Unreachable { .. }
        | Error::Unreadable { .. } => return perform::trouble(error),
    };
    Trouble {
        kind,
        ..perform::trouble(error)
    }
}

/// The incidents of a customer, for a case: running ones first.
pub(super) async fn read_incidents(
    ports: &dyn Ports,
    state: &State,
    id: &str,
) -> Load<Vec<IncidentRow>> {
    let read = ask(ports, state, id).await;
    let error = read.as_ref().err().map(perform::trouble);
    match health(read.as_deref(), ports.now()) {
        Health::Read { active, ended, .. } => {
            let active = active.into_iter().map(|it| row(it, false));
            let ended = ended.into_iter().map(|it| row(it, true));
            Load::Known(active.chain(ended).collect())
        }
        Health::CannotRead => Load::Failed(Trouble {
            kind: "health_hidden",
            ..error.unwrap_or_default()
        }),
        Health::NotRead => Load::Failed(error.unwrap_or_default()),
    }
}

fn row(incident: Incident, is_over: bool) -> IncidentRow {
    let latest = incident.issue.latest();
    IncidentRow {
        latest: latest.map(|it| (it.created, it.text.clone())),
        products: incident
            .products
            .iter()
            .map(|it| Product::as_str(*it))
            .collect(),
        id: incident.issue.id,
        title: incident.issue.title,
        service: incident.issue.service,
        since: incident.issue.start,
        is_over,
    }
}
