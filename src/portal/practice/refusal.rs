//! Refusals, in the shape of the portal asked.

use crate::portal::{
    call::Api,
    moment,
    practice::{
        Generation,
        visit::{Answer, Visit},
    },
    writer::Writer,
};

impl Visit<'_> {
    /// A refusal that any portal may give: by this number in Partner Center, elsewhere by the word for the status.
    #[inline(never)]
    pub fn turn_away(&self, status: u16, number: &str, message: &str) -> Answer {
        let code = match self.request.api {
            Api::PartnerCenter => number,
            Api::Graph => word_of_graph(status),
            Api::AzureSupport => word_of_azure(status),
        };
        self.refuse(status, code, message)
    }

    /// An error in the shape of the portal asked.
    #[inline(never)]
    pub fn refuse(&self, status: u16, code: &str, message: &str) -> Answer {
        let mut out = Writer::object();
        if self.request.api != Api::PartnerCenter {
            out.open("error");
            out.texts(&[("code", code), ("message", message)]);
            if self.request.api == Api::Graph {
                let [request_id, client_request_id] = &self.traces;
                out.open("innerError");
                out.texts(&[
                    ("date", &moment::print(self.now)),
                    ("request-id", request_id),
                    ("client-request-id", client_request_id),
                ]);
                out.close();
            }
            out.close();
        } else if self.tells_problems() {
            // RFC 7807, section 4.2: without a type of its own a problem is titled as its status.
            out.texts(&[("type", "about:blank"), ("title", phrase(status))]);
            out.whole("status", status.into());
            out.texts(&[("detail", message), ("instance", self.path())]);
        } else {
            out.raw("code", code);
            out.texts(&[("description", message), ("source", "PartnerFD")]);
        }
        Answer::new(status, out.done())
    }

    /// Whether errors are problem details: those of the third generation of service requests.
    fn tells_problems(&self) -> bool {
        let is_third = self.world.dials.generation == Generation::Third;
        is_third && (self.path().split('/')).any(|it| it.eq_ignore_ascii_case("servicerequests"))
    }
}

/// The words for a status.
fn phrase(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        _ => "Error",
    }
}

/// What Graph calls a refusal (Microsoft Graph REST documentation, "Microsoft Graph error responses and resource types").
fn word_of_graph(status: u16) -> &'static str {
    match status {
        401 => "InvalidAuthenticationToken",
        403 => "Forbidden",
        404 => "itemNotFound",
        405 => "notSupported",
        _ => "BadRequest",
    }
}

/// What Azure Resource Manager calls a refusal.
fn word_of_azure(status: u16) -> &'static str {
    match status {
        401 => "InvalidAuthenticationToken",
        403 => "AuthorizationFailed",
        404 => "ResourceNotFound",
        405 => "MethodNotAllowed",
        _ => "InvalidRequestContent",
    }
}
