//! The calls of Azure Support.

use crate::portal::{
    Call, Error, Method, Origins, Page, Request, Signer, address,
    azure_support::{
        Communication, Created, NameCheck, NewTicket, Operation, ProblemClassification, Progress,
        Service, Ticket, TicketChange, TicketName, wire,
    },
    call::{Api, Read},
};

const API_VERSION: &str = "2024-04-01";
const PROVIDER: [&str; 2] = ["providers", "Microsoft.Support"];

/// Where tickets live: in a subscription, or in the tenant for questions that concern no subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The customer's tenant id.
    pub tenant: String,
    /// The Azure subscription's id.
    pub subscription: Option<String>,
}

/// The services a ticket can be about.
pub fn services(tenant: &str) -> Call<Vec<Service>> {
    let path = address::path(&[PROVIDER[0], PROVIDER[1], "services"]);
    get(Signer::Customer(tenant.into()), path, wire::services)
}

/// The kinds of problems with a service, by the service's name.
pub fn classifications(tenant: &str, service: &str) -> Call<Vec<ProblemClassification>> {
    let path = address::path(&[
        PROVIDER[0],
        PROVIDER[1],
        "services",
        service,
        "problemClassifications",
    ]);
    get(Signer::Customer(tenant.into()), path, wire::classifications)
}

/// Whether a ticket can have this name.
pub fn check_name(scope: &Scope, name: &str) -> Call<NameCheck> {
    let path = scope.path(&["checkNameAvailability"]);
    send(
        Method::Post,
        scope.customer(),
        path,
        wire::name_question(name),
        wire::name_check,
    )
}

/// Files a ticket. Repeated with the same name and content it files nothing new.
pub fn create_ticket(scope: &Scope, new: &NewTicket) -> Call<Created<Ticket>> {
    let signer = Signer::CustomerWithPartner(scope.tenant.clone());
    let path = scope.path(&["supportTickets", new.name.as_str()]);
    send(
        Method::Put,
        signer,
        path,
        wire::new_ticket(new),
        wire::created_ticket,
    )
}

/// How far a piece of work has come.
///
/// # Errors
/// [`Error::Unreadable`] when its address leads out of the portal.
pub fn operation(
    scope: &Scope,
    operation: &Operation,
    origins: &Origins,
) -> Result<Call<Progress>, Error> {
    let request = Request::new(
        Api::AzureSupport,
        Method::Get,
        scope.customer(),
        String::new(),
    );
    match origins.path_within(Api::AzureSupport, &operation.uri) {
        Some(path) => Ok(Call::new(Request { path, ..request }, wire::progress)),
        None => Err(Error::unreadable(
            &request,
            None,
            "the operation is elsewhere",
        )),
    }
}

/// One ticket by its name.
pub fn ticket(scope: &Scope, name: &str) -> Call<Ticket> {
    get(
        scope.customer(),
        scope.path(&["supportTickets", name]),
        wire::ticket_reply,
    )
}

/// The tickets of a scope, newest first.
pub fn tickets(scope: &Scope) -> Call<Page<Ticket>> {
    get(
        scope.customer(),
        scope.path(&["supportTickets"]),
        wire::tickets,
    )
}

/// Changes a ticket, for example closes it.
pub fn update_ticket(scope: &Scope, name: &str, change: &TicketChange) -> Call<Ticket> {
    let path = scope.path(&["supportTickets", name]);
    send(
        Method::Patch,
        scope.customer(),
        path,
        wire::ticket_change(change),
        wire::ticket_reply,
    )
}

/// The messages of a ticket.
pub fn communications(scope: &Scope, ticket: &str) -> Call<Page<Communication>> {
    get(
        scope.customer(),
        scope.path(&["supportTickets", ticket, "communications"]),
        wire::communications,
    )
}

/// Adds a message to a ticket. Repeated with the same name it adds nothing new.
pub fn create_communication(
    scope: &Scope,
    ticket: &str,
    name: &TicketName,
    subject: &str,
    body: &str,
) -> Call<Created<Communication>> {
    let path = scope.path(&["supportTickets", ticket, "communications", name.as_str()]);
    let message = wire::new_communication(subject, body);
    send(
        Method::Put,
        scope.customer(),
        path,
        message,
        wire::created_communication,
    )
}

impl Scope {
    fn customer(&self) -> Signer {
        Signer::Customer(self.tenant.clone())
    }

    fn path(&self, rest: &[&str]) -> String {
        let mut segments = match &self.subscription {
            Some(subscription) => vec!["subscriptions", subscription.as_str()],
            None => Vec::new(),
        };
        segments.extend(PROVIDER);
        segments.extend(rest);
        address::path(&segments)
    }
}

fn get<T>(signer: Signer, path: String, read: Read<T>) -> Call<T> {
    Call::new(request(Method::Get, signer, path), read)
}

fn send<T>(method: Method, signer: Signer, path: String, body: String, read: Read<T>) -> Call<T> {
    Call::new(request(method, signer, path).with_body(body), read)
}

fn request(method: Method, signer: Signer, mut path: String) -> Request {
    address::push_query(&mut path, "api-version", API_VERSION);
    Request::new(Api::AzureSupport, method, signer, path)
}
