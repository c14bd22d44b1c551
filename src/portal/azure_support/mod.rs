//! Azure Support: tickets filed on behalf of a customer, in the customer's own tenant.
//!
//! A ticket has a name that we choose, so creating it is repeatable: the same name never makes two tickets, and after a
//! lost answer the name finds what became of it.
//!
//! Creating takes time. [`create_ticket`] usually answers with an [`Operation`]; ask [`operation`] from time to time until
//! it is done, then read the ticket.
//!
//! Two habits of the portal show through. It answers in other cases than it was asked (`minimal` becomes `Minimal`), which is
//! read away here. It recomputes deadlines late: after a change of severity the answer still holds the old one, so read the
//! ticket again before showing a deadline.

mod calls;
mod service;
mod ticket;
mod wire;
mod zone;

pub use calls::{
    Scope, check_name, classification, classifications, communication, communications,
    create_communication, create_ticket, operation, service, services, ticket, tickets,
    update_ticket,
};
pub use service::{ProblemClassification, Service};
pub use ticket::{
    Communication, Contact, Created, Direction, NameCheck, NewTicket, Operation, Progress, Ticket,
    TicketChange, TicketName, TicketSeverity, TicketStatus,
};
pub use zone::windows_zone;
