//! Requests, responses, and calls that join a request to the reading of its answer.

use crate::portal::{Error, Lost, Transport, error};
use serde_json::Value;
use std::fmt;

/// One of the portals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// Partner Center.
    PartnerCenter,
    /// Microsoft Graph.
    Graph,
    /// Azure Support.
    AzureSupport,
}

impl Api {
    /// All portals.
    pub const ALL: [Self; 3] = [Self::PartnerCenter, Self::Graph, Self::AzureSupport];

    /// The portal's key in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PartnerCenter => "partner_center",
            Self::Graph => "graph",
            Self::AzureSupport => "azure_support",
        }
    }
}

/// What to do with a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read it.
    Get,
    /// Make one whose name the portal chooses, or ask a question with a body.
    Post,
    /// Make one under the given name.
    Put,
    /// Change it.
    Patch,
}

impl Method {
    /// The method as it stands in a request.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
        }
    }
}

/// Whose token a request needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// A token issued by the partner's tenant.
    Partner,
    /// A token issued by the tenant of this customer.
    Customer(String),
    /// The same, with a token of the partner's tenant in `x-ms-authorization-auxiliary`.
    CustomerWithPartner(String),
}

/// A request without its token.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The portal asked.
    pub api: Api,
    /// What to do.
    pub method: Method,
    /// Path and query, to be joined to the portal's origin.
    pub path: String,
    /// Whose token to add.
    pub signer: Signer,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// JSON text.
    pub body: Option<String>,
}

impl Request {
    pub(in crate::portal) fn new(api: Api, method: Method, signer: Signer, path: String) -> Self {
        let headers = vec![("Accept".into(), "application/json".into())];
        Self {
            api,
            method,
            path,
            signer,
            headers,
            body: None,
        }
    }

    pub(in crate::portal) fn with_body(mut self, body: String) -> Self {
        self.set_header("Content-Type", "application/json");
        self.body = Some(body);
        self
    }

    /// The value of a header, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// Sets a header, replacing one of the same name.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers
            .retain(|(it, _)| !it.eq_ignore_ascii_case(name));
        self.headers.push((name.into(), value.into()));
    }
}

/// Headers and body can hold secrets and personal data, so they are not printed.
impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&error::endpoint(self))
    }
}

/// An answer, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Body as text.
    pub body: String,
}

impl Response {
    /// The value of a header, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

fn find<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers
        .iter()
        .find(|(it, _)| it.eq_ignore_ascii_case(name))
        .map(|it| it.1.as_str())
}

/// A response that was a success, with its body parsed and checked.
pub struct Reply<'r> {
    pub response: &'r Response,
    pub body: Value,
}

/// A request and the way to read its answer.
pub struct Call<T> {
    /// The request.
    pub request: Request,
    /// What the answer cannot do without; see [`json::check`](crate::portal::json::check).
    pub(in crate::portal) needs: &'static [&'static str],
    pub(in crate::portal) read: fn(&Reply<'_>) -> T,
}

impl<T> Call<T> {
    /// Adds the identifiers under which the portal knows the call.
    ///
    /// `request_id` makes a repetition recognisable: keep it for a retry after no answer came, take a new one after any
    /// answer. `correlation_id` groups the calls of one action of the user.
    #[must_use]
    pub fn traced(mut self, request_id: &str, correlation_id: &str) -> Self {
        let (request_name, correlation_name) = match self.request.api {
            Api::PartnerCenter => ("MS-RequestId", "MS-CorrelationId"),
            Api::Graph => ("client-request-id", "x-correlation-id"),
            Api::AzureSupport => ("x-ms-client-request-id", "x-ms-correlation-request-id"),
        };
        self.request.set_header(request_name, request_id);
        self.request.set_header(correlation_name, correlation_id);
        self
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// One for each reaction; see [`Error`].
    pub fn read(&self, response: &Response) -> Result<T, Error> {
        let body = error::settle(&self.request, self.needs, response)?;
        Ok((self.read)(&Reply { response, body }))
    }

    /// Reads what a transport brought back.
    ///
    /// # Errors
    /// One for each reaction; see [`Error`].
    pub fn conclude(&self, answer: Result<Response, Lost>) -> Result<T, Error> {
        match answer {
            Ok(response) => self.read(&response),
            Err(lost) => Err(Error::lost(&self.request, lost)),
        }
    }

    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// One for each reaction; see [`Error`].
    pub async fn send(&self, transport: &dyn Transport) -> Result<T, Error> {
        self.conclude(transport.send(self.request.clone()).await)
    }
}
