//! Filing a ticket with Azure Support, so that it is never filed twice.

use crate::{
    app::{
        FilingNews, Ports, State, Trouble,
        perform::{ask, origins, trouble},
    },
    casework::{Field, Ticket},
    portal::{
        Error, Lost,
        azure_support::{
            self, Created, NameCheck, NewTicket, Progress, Scope, TicketName, TicketSeverity,
        },
    },
};

/// How often an operation is asked about before the desk stops waiting, and how long it waits between.
const N_POLLS_MAX: u32 = 40;
const POLL_MS: u32 = 3_000;

/// Files a ticket. The name was fixed before: if one of that name exists, it is the one we filed.
pub(super) async fn file(
    ports: &dyn Ports,
    state: &State,
    customer: &str,
    name: &str,
    ticket: &Ticket,
    severity: &str,
    news: &dyn Fn(FilingNews),
) -> FilingNews {
    let scope = scope(customer, ticket.text(Field::Subscription));
    let Some(new) = new_ticket(name, ticket, severity) else {
        return FilingNews::Refused(Trouble {
            kind: "refused",
            after_secs: None,
            support: String::new(),
        });
    };
    if let Ok(existing) = ask(ports, azure_support::ticket(&scope, name)).await {
        return sent(&existing);
    }
    // A name that cannot be used is known before anything is sent; where the question gets no answer, the creation tells.
    let checked = ask(ports, azure_support::check_name(&scope, name)).await;
    if let Ok(NameCheck::Taken { reason, message }) = checked {
        return match find(ports, &scope, name).await {
            FilingNews::NoAnswer => FilingNews::Refused(Trouble {
                kind: "refused",
                after_secs: None,
                support: format!("{reason}: {message}"),
            }),
            found => found,
        };
    }
    let created = ask(ports, azure_support::create_ticket(&scope, &new)).await;
    let operation = match created {
        Ok(Created::Done(ticket)) => return sent(&ticket),
        Ok(Created::Accepted(operation)) => operation,
        Err(error) => return after_error(ports, &scope, name, &error).await,
    };
    news(FilingNews::Creating);
    for _ in 0..N_POLLS_MAX {
        let wait_ms = operation
            .after_secs
            .map_or(POLL_MS, |it| it.saturating_mul(1_000));
        ports.wait(wait_ms).await;
        let progress = match azure_support::operation(&scope, &operation, &origins(state)) {
            Ok(call) => ask(ports, call).await,
            Err(error) => Err(error),
        };
        match progress {
            Ok(Progress::Succeeded { .. }) => {
                return find(ports, &scope, name).await;
            }
            Ok(Progress::Failed { code, message }) => {
                let support = format!("{code}: {message}");
                return FilingNews::Refused(Trouble {
                    kind: "refused",
                    after_secs: None,
                    support,
                });
            }
            // A poll that got no answer changes nothing: the next one asks again.
            Ok(Progress::Running) | Err(_) => (),
        }
    }
    FilingNews::NoAnswer
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
        Err(error @ Error::NotFound(_)) => FilingNews::Refused(Trouble {
            kind: "not_arrived",
            ..trouble(&error)
        }),
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

fn sent(ticket: &azure_support::Ticket) -> FilingNews {
    FilingNews::Sent {
        number: ticket.number.clone(),
        plan: ticket.plan.clone(),
    }
}

fn new_ticket(name: &str, ticket: &Ticket, severity: &str) -> Option<NewTicket> {
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
            time_zone: "UTC".to_owned(),
            country: text(Field::Country),
            language: text(Field::SupportLanguage),
        },
    })
}
