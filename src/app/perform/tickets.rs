//! Tickets of Azure Support once they are filed: how they stand, what is written back and forth, closing.

use crate::{
    app::{
        Note, Ports, State, TicketPlace, TicketRow, Trouble,
        perform::{
            ask,
            filing::{self, Ended},
            read_all, trouble,
        },
    },
    portal::azure_support::{
        self, Communication, Created, Scope, TicketChange, TicketName, TicketStatus,
    },
};

/// How many messages of a ticket are read.
const N_MESSAGES_MAX: usize = 200;

fn scope(place: &TicketPlace) -> Scope {
    filing::scope(&place.customer, &place.subscription)
}

/// Reads how a ticket stands.
pub(super) async fn stand(ports: &dyn Ports, place: &TicketPlace) -> Result<TicketRow, Trouble> {
    let read = ask(ports, azure_support::ticket(&scope(place), &place.name)).await;
    let ticket = read.map_err(|it| trouble(&it))?;
    let status = match ticket.status {
        // A change that is being recorded leaves it open.
        TicketStatus::Updating => TicketStatus::Open,
        other => other,
    };
    Ok(TicketRow {
        status: status.as_str().to_owned(),
        changed: ticket.modified,
        answer_due: ticket.answer_due,
        engineer: ticket.engineer,
        notes: None,
    })
}

/// Reads a ticket with its messages.
pub(super) async fn read(
    ports: &dyn Ports,
    state: &State,
    place: &TicketPlace,
) -> Result<TicketRow, Trouble> {
    let row = stand(ports, place).await?;
    let call = azure_support::communications(&scope(place), &place.name);
    let read = read_all(ports, state, call, N_MESSAGES_MAX).await;
    let messages = read.map_err(|it| trouble(&it))?;
    Ok(TicketRow {
        notes: Some(messages.into_iter().map(note).collect()),
        ..row
    })
}

/// The subject repeats the title and the number, so it stands only where there is nothing else.
fn note(message: Communication) -> Note {
    let text = if message.body.trim().is_empty() {
        message.subject
    } else {
        message.body
    };
    (message.sender, message.created, text.trim().to_owned())
}

/// Adds a message under a name, then reads the ticket. Sent again under the same name it is there once.
pub(super) async fn write(
    ports: &dyn Ports,
    state: &State,
    place: &TicketPlace,
    name: &str,
    (subject, text): (&str, &str),
) -> Result<TicketRow, Trouble> {
    let scope = scope(place);
    if let Some(name) = TicketName::parse(name) {
        let call = azure_support::create_communication(&scope, &place.name, &name, subject, text);
        let created = ask(ports, call).await.map_err(|it| trouble(&it))?;
        if let Created::Accepted(operation) = created
            && let Ended::Failed(support) = filing::ended(ports, state, &scope, &operation).await
        {
            return Err(Trouble {
                kind: "refused",
                after_secs: None,
                support,
            });
        }
    }
    read(ports, state, place).await
}

/// Closes a ticket, then reads it.
pub(super) async fn close(
    ports: &dyn Ports,
    state: &State,
    place: &TicketPlace,
) -> Result<TicketRow, Trouble> {
    let change = TicketChange {
        status: Some(TicketStatus::Closed),
        ..TicketChange::default()
    };
    let call = azure_support::update_ticket(&scope(place), &place.name, &change);
    ask(ports, call).await.map_err(|it| trouble(&it))?;
    read(ports, state, place).await
}
