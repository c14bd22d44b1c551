//! Filing a ticket with Azure Support, so that it is never filed twice.

use crate::{
    app::{
        Attempt, FilingNews, Ports, State, Trouble,
        perform::{ask, origins, trouble},
    },
    casework::{Field, Ticket},
    portal::{
        Error, Lost,
        azure_support::{
            self, Created, NameCheck, NewTicket, Operation, Progress, Scope, TicketName,
            TicketSeverity,
        },
    },
};

/// How long the desk waits before it asks about an operation for the first time, and at most between two times unless it is told to wait
/// longer; and how long in all. Azure Support names no time; its own clients ask every half minute ("Support Tickets - Create",
/// long-running operation).
const POLL_MS: u32 = 3_000;
const POLL_MS_MAX: u32 = 30_000;
const MAKING_MS_MAX: i64 = 180_000;
/// What the portal says of a name that a ticket has, also while it is being made and cannot be read.
const EXISTS: &str = "AlreadyExists";

/// Files a ticket. The name was fixed before: if one of that name exists, it is the one we filed.
pub(super) async fn file(
    ports: &dyn Ports,
    state: &State,
    attempt: &Attempt,
    news: &dyn Fn(FilingNews),
) -> FilingNews {
    let Attempt { name, ticket, .. } = attempt;
    let scope = scope(&attempt.customer, ticket.text(Field::Subscription));
    let zone = azure_support::windows_zone(&ports.zone());
    let Some(new) = new_ticket(name, ticket, &attempt.severity, zone) else {
        return refused(String::new());
    };
    let read = ask(ports, azure_support::ticket(&scope, name)).await;
    match &read {
        Ok(existing) => return sent(existing),
        // Whoever may not look may not file either.
        Err(error @ Error::SignInNeeded(_)) => return not_now(attempt, error),
        Err(_) => (),
    }
    // A name that cannot be used is known before anything is sent; where the question gets no answer, the creation tells.
    let checked = ask(ports, azure_support::check_name(&scope, name)).await;
    match &checked {
        Ok(NameCheck::Taken { reason, message }) => {
            return match find(ports, &scope, name).await {
                // Nobody else has names of this case: what has it was begun by an attempt before or by another tab.
                FilingNews::NoAnswer if reason != EXISTS => refused(format!("{reason}: {message}")),
                found => found,
            };
        }
        Err(error @ Error::SignInNeeded(_)) => return not_now(attempt, error),
        Ok(NameCheck::Available) | Err(_) => (),
    }
    let is_free =
        matches!(read, Err(Error::NotFound(_))) && matches!(checked, Ok(NameCheck::Available));
    match create(ports, state, &scope, &new, news).await {
        // That this time nothing was filed says nothing of the time before.
        FilingNews::NotSent(_) | FilingNews::Refused(_) if attempt.is_repeated && !is_free => {
            FilingNews::NoAnswer
        }
        heard => heard,
    }
}

/// Nothing is sent until somebody signs in; what was sent before may still have arrived.
fn not_now(attempt: &Attempt, error: &Error) -> FilingNews {
    if attempt.is_repeated {
        FilingNews::Unseen(trouble(error))
    } else {
        FilingNews::NotSent(trouble(error))
    }
}

async fn create(
    ports: &dyn Ports,
    state: &State,
    scope: &Scope,
    new: &NewTicket,
    news: &dyn Fn(FilingNews),
) -> FilingNews {
    let name = new.name.as_str();
    match ask(ports, azure_support::create_ticket(scope, new)).await {
        Ok(Created::Done(ticket)) => sent(&ticket),
        Ok(Created::Accepted(operation)) => {
            news(FilingNews::Creating);
            follow(ports, state, scope, name, &operation).await
        }
        Err(error) => after_error(ports, scope, name, &error).await,
    }
}

async fn follow(
    ports: &dyn Ports,
    state: &State,
    scope: &Scope,
    name: &str,
    operation: &Operation,
) -> FilingNews {
    match ended(ports, state, scope, operation).await {
        Ended::Failed(support) => FilingNews::Failed(Trouble {
            kind: "refused",
            after_secs: None,
            support,
        }),
        Ended::Unseen(trouble) => FilingNews::Unseen(trouble),
        Ended::Perhaps => find(ports, scope, name).await,
    }
}

/// How the work that a portal does on its own has ended.
pub(super) enum Ended {
    /// It came to nothing, and the portal says why.
    Failed(String),
    /// It is done, or goes on for longer than anybody waits: what it makes may be there.
    Perhaps,
    /// Nobody may look at it until they have signed in.
    Unseen(Trouble),
}

/// Asks about an operation until it has ended, or for some minutes.
pub(super) async fn ended(
    ports: &dyn Ports,
    state: &State,
    scope: &Scope,
    operation: &Operation,
) -> Ended {
    let begun = ports.now();
    let asked_ms = operation
        .after_secs
        .unwrap_or_default()
        .saturating_mul(1_000);
    let mut usual_ms = POLL_MS.max(asked_ms);
    let mut wait_ms = usual_ms;
    let mut waited_ms = 0;
    loop {
        // The waits alone count where the clock was set back.
        let since_ms = ports.now().ms_since(begun).max(waited_ms);
        if since_ms + i64::from(wait_ms) > MAKING_MS_MAX {
            break;
        }
        waited_ms += i64::from(wait_ms);
        ports.wait(wait_ms).await;
        // Whatever takes longer is asked about more rarely.
        usual_ms = (usual_ms + usual_ms / 2).min(POLL_MS_MAX).max(asked_ms);
        let Ok(call) = azure_support::operation(scope, operation, &origins(state)) else {
            // Its address leads elsewhere.
            break;
        };
        wait_ms = match ask(ports, call).await {
            // Done, or not to be followed: neither will change.
            Ok(Progress::Succeeded { .. }) | Err(Error::NotFound(_) | Error::NotAllowed { .. }) => {
                break;
            }
            Ok(Progress::Failed { code, message }) => {
                return Ended::Failed(format!("{code}: {message}"));
            }
            Err(error @ Error::SignInNeeded(_)) => return Ended::Unseen(trouble(&error)),
            // A poll that got no answer changes nothing: the next one asks again, later where the portal is busy.
            Err(Error::TryLater {
                after_secs: Some(secs),
                ..
            }) => usual_ms.max(secs.saturating_mul(1_000)),
            Ok(Progress::Running) | Err(_) => usual_ms,
        };
    }
    Ended::Perhaps
}

/// Where the ticket of a customer is kept.
pub(super) fn scope(customer: &str, subscription: &str) -> Scope {
    Scope {
        tenant: customer.to_owned(),
        subscription: Some(subscription.to_owned()).filter(|it| !it.is_empty()),
    }
}

/// Asks what became of a ticket, and sends nothing.
pub(super) async fn look_up(ports: &dyn Ports, scope: &Scope, name: &str) -> FilingNews {
    match ask(ports, azure_support::ticket(scope, name)).await {
        Ok(ticket) => sent(&ticket),
        Err(error @ Error::SignInNeeded(_)) => FilingNews::Unseen(trouble(&error)),
        Err(error @ Error::NotFound(_)) => {
            // One that is being made is not found, but has its name.
            match ask(ports, azure_support::check_name(scope, name)).await {
                Ok(NameCheck::Available) => FilingNews::Refused(Trouble {
                    kind: "not_arrived",
                    ..trouble(&error)
                }),
                Ok(NameCheck::Taken { .. }) | Err(_) => FilingNews::NoAnswer,
            }
        }
        Err(_) => FilingNews::NoAnswer,
    }
}

/// Finds a ticket that may be there by now; one that is not yet found proves nothing.
async fn find(ports: &dyn Ports, scope: &Scope, name: &str) -> FilingNews {
    match ask(ports, azure_support::ticket(scope, name)).await {
        Ok(ticket) => sent(&ticket),
        Err(_) => FilingNews::NoAnswer,
    }
}

/// After an answer that is none, the ticket is looked up by its name before anything is said.
async fn after_error(ports: &dyn Ports, scope: &Scope, name: &str, error: &Error) -> FilingNews {
    match error {
        Error::Unreachable {
            lost: Lost::NotSent,
            ..
        }
        | Error::TryLater { .. }
        | Error::SignInNeeded(_) => FilingNews::NotSent(trouble(error)),
        Error::Refused { .. } | Error::NotAllowed { .. } | Error::NotFound(_) => {
            FilingNews::Refused(trouble(error))
        }
        Error::Unreachable { .. } | Error::Unreadable { .. } | Error::Conflict(_) => {
            find(ports, scope, name).await
        }
    }
}

/// The portal does not take it, and says why.
fn refused(support: String) -> FilingNews {
    FilingNews::Refused(Trouble {
        kind: "refused",
        after_secs: None,
        support,
    })
}

fn sent(ticket: &azure_support::Ticket) -> FilingNews {
    FilingNews::Sent {
        number: ticket.number.clone(),
        plan: ticket.plan.clone(),
        title: ticket.title.clone(),
    }
}

fn new_ticket(name: &str, ticket: &Ticket, severity: &str, zone: &str) -> Option<NewTicket> {
    let text = |field: Field| ticket.text(field).to_owned();
    let service = format!(
        "/providers/Microsoft.Support/services/{}",
        ticket.text(Field::Service)
    );
    Some(NewTicket {
        name: TicketName::parse(name)?,
        title: text(Field::Title),
        description: text(Field::Description),
        service_id: service,
        classification_id: text(Field::Classification),
        severity: match severity {
            "critical" => TicketSeverity::Critical,
            "moderate" => TicketSeverity::Moderate,
            _ => TicketSeverity::Minimal,
        },
        problem_start: None,
        allows_diagnostics: false,
        around_the_clock: severity == "critical",
        resource_id: String::new(),
        contact: azure_support::Contact {
            first_name: text(Field::FirstName),
            last_name: text(Field::LastName),
            method: "email".to_owned(),
            email: text(Field::Email),
            phone: text(Field::Phone),
            time_zone: zone.to_owned(),
            country: text(Field::Country),
            language: text(Field::SupportLanguage),
        },
    })
}
