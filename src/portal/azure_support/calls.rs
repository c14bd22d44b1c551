//! The calls of Azure Support.

use crate::portal::{
    Call, Error, Method, Origins, Page, Request, Signer, address,
    azure_support::{
        Communication, Created, NameCheck, NewTicket, Operation, ProblemClassification, Progress,
        Service, Ticket, TicketChange, TicketName, wire,
    },
    call::{Api, Reply},
};

const SERVICES: &str = "/providers/Microsoft.Support/services";
const VERSION: &str = "?api-version=2024-04-01";

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
    let path = [SERVICES, VERSION].concat();
    Call {
        request: of_tenant(tenant, Method::Get, path),
        needs: wire::SERVICES,
        read: wire::services,
    }
}

/// One service by its name (Microsoft Learn, REST API reference for Azure Support, "Services - Get", version 2024-04-01).
pub fn service(tenant: &str, name: &str) -> Call<Service> {
    let path = [SERVICES, &address::path("/*", &[name]), VERSION].concat();
    Call {
        request: of_tenant(tenant, Method::Get, path),
        needs: wire::SERVICE,
        read: wire::service_reply,
    }
}

/// The kinds of problems with a service, by the service's name.
pub fn classifications(tenant: &str, service: &str) -> Call<Vec<ProblemClassification>> {
    let path = [
        SERVICES,
        &address::path("/*/problemClassifications", &[service]),
        VERSION,
    ]
    .concat();
    Call {
        request: of_tenant(tenant, Method::Get, path),
        needs: wire::CLASSIFICATIONS,
        read: wire::classifications,
    }
}

/// One kind of problem with a service, by the names of both (Microsoft Learn, REST API reference for Azure Support,
/// "Problem Classifications - Get", version 2024-04-01).
pub fn classification(tenant: &str, service: &str, name: &str) -> Call<ProblemClassification> {
    let path = address::path("/*/problemClassifications/*", &[service, name]);
    Call {
        request: of_tenant(tenant, Method::Get, [SERVICES, &path, VERSION].concat()),
        needs: wire::CLASSIFICATION,
        read: wire::classification_reply,
    }
}

/// Whether a ticket can have this name.
pub fn check_name(scope: &Scope, name: &str) -> Call<NameCheck> {
    let request = scope.request(Method::Post, "/checkNameAvailability", &[]);
    let request = request.with_body(wire::name_question(name));
    Call {
        request,
        needs: wire::NAME_CHECK,
        read: wire::name_check,
    }
}

/// Files a ticket. Repeated with the same name and content it files nothing new.
pub fn create_ticket(scope: &Scope, new: &NewTicket) -> Call<Created<Ticket>> {
    let mut request = scope.request(Method::Put, ONE_TICKET, &[new.name.as_str()]);
    request.signer = Signer::CustomerWithPartner(scope.tenant.clone());
    let request = request.with_body(wire::new_ticket(new));
    Call {
        request,
        needs: wire::TICKET,
        read: wire::created_ticket,
    }
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
    let mut request = scope.request(Method::Get, "", &[]);
    let Some(path) = origins.path_within(Api::AzureSupport, &operation.uri) else {
        return Err(Error::unreadable(
            &request,
            None,
            "the operation is elsewhere",
        ));
    };
    request.path = path;
    Ok(Call {
        request,
        needs: wire::PROGRESS,
        read: wire::progress,
    })
}

/// One ticket by its name.
pub fn ticket(scope: &Scope, name: &str) -> Call<Ticket> {
    get(scope, ONE_TICKET, &[name], wire::TICKET, wire::ticket_reply)
}

/// The tickets of a scope, newest first.
pub fn tickets(scope: &Scope) -> Call<Page<Ticket>> {
    get(scope, "/supportTickets", &[], wire::TICKETS, wire::tickets)
}

/// Changes a ticket, for example closes it.
pub fn update_ticket(scope: &Scope, name: &str, change: &TicketChange) -> Call<Ticket> {
    let request = scope.request(Method::Patch, ONE_TICKET, &[name]);
    let request = request.with_body(wire::ticket_change(change));
    Call {
        request,
        needs: wire::TICKET,
        read: wire::ticket_reply,
    }
}

/// The messages of a ticket.
pub fn communications(scope: &Scope, ticket: &str) -> Call<Page<Communication>> {
    let path = "/supportTickets/*/communications";
    get(
        scope,
        path,
        &[ticket],
        wire::COMMUNICATIONS,
        wire::communications,
    )
}

/// One message of a ticket by its name (Microsoft Learn, REST API reference for Azure Support, "Communications - Get",
/// version 2024-04-01).
pub fn communication(scope: &Scope, ticket: &str, name: &str) -> Call<Communication> {
    get(
        scope,
        ONE_COMMUNICATION,
        &[ticket, name],
        wire::COMMUNICATION,
        wire::communication_reply,
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
    let request = scope.request(Method::Put, ONE_COMMUNICATION, &[ticket, name.as_str()]);
    let request = request.with_body(wire::new_communication(subject, body));
    Call {
        request,
        needs: wire::COMMUNICATION,
        read: wire::created_communication,
    }
}

const ONE_TICKET: &str = "/supportTickets/*";
const ONE_COMMUNICATION: &str = "/supportTickets/*/communications/*";

impl Scope {
    /// A request below the provider in this scope.
    fn request(&self, method: Method, pattern: &str, segments: &[&str]) -> Request {
        let mut path = match &self.subscription {
            Some(subscription) => address::path("/subscriptions/*", &[subscription]),
            None => String::new(),
        };
        path.push_str("/providers/Microsoft.Support");
        path.push_str(&address::path(pattern, segments));
        path.push_str(VERSION);
        of_tenant(&self.tenant, method, path)
    }
}

/// A request signed for the customer's tenant.
fn of_tenant(tenant: &str, method: Method, path: String) -> Request {
    let signer = Signer::Customer(tenant.to_owned());
    Request::new(Api::AzureSupport, method, signer, path)
}

fn get<T>(
    scope: &Scope,
    pattern: &str,
    segments: &[&str],
    needs: &'static [&'static str],
    read: fn(&Reply<'_>) -> T,
) -> Call<T> {
    Call {
        request: scope.request(Method::Get, pattern, segments),
        needs,
        read,
    }
}
