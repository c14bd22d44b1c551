//! What can go wrong with a call, sorted by who must react.

use crate::portal::{
    Lost, Method, Request, Response, Signer,
    json::{self, Misread, member, number, text_of},
    moment,
};
use serde_json::Value;
use std::fmt;

/// The start of a body that is kept for support.
const CLIPPED_BYTES: usize = 600;

/// Why a call brought no result; one variant for each reaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Sign in, then try again.
    SignInNeeded(Box<Support>),
    /// Ask whoever can lift the obstacle.
    NotAllowed {
        /// Who that is.
        who: Who,
        /// For support.
        support: Box<Support>,
    },
    /// It does not exist, or not for this partner. Where absence is an answer, it is the answer.
    NotFound(Box<Support>),
    /// Somebody else changed it, or it exists already: look again, then decide.
    Conflict(Box<Support>),
    /// Wait. The request was not carried out.
    TryLater {
        /// What the server asked for; `None` if it did not say.
        after_secs: Option<u32>,
        /// For support.
        support: Box<Support>,
    },
    /// Try again; after [`Lost::NoAnswer`] look first whether the request was carried out.
    Unreachable {
        /// What may have happened to the request. A failing server counts as no answer.
        lost: Lost,
        /// For support.
        support: Box<Support>,
    },
    /// Change the request: the portal understood it and does not accept it.
    Refused {
        /// The portal's code, empty if it gave none.
        code: String,
        /// The portal's words, empty if it gave none.
        message: String,
        /// For support.
        support: Box<Support>,
    },
    /// Report a bug: the answer is not what the documentation says.
    Unreadable {
        /// Where in the answer: a JSON Pointer, a line and column, or a word.
        place: String,
        /// For support.
        support: Box<Support>,
    },
}

/// Who can lift an obstacle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An administrator of the partner: the user's role, account or app lacks rights.
    PartnerAdmin,
    /// The customer: it has not granted the access, or has taken it back.
    Customer,
    /// The partner as a company: an agreement, a program membership or a review is open.
    PartnerCompany,
}

/// What support needs to find the call. Holds no token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// HTTP status, 0 if there was no answer.
    pub status: u16,
    /// Portal, method and path without its query.
    pub endpoint: String,
    /// The identifier under which the portal logged the call, if it gave one.
    pub correlation_id: String,
    /// The start of the body.
    pub body: String,
}

impl Error {
    /// What support needs to find the call.
    pub fn support(&self) -> &Support {
        match self {
            Self::SignInNeeded(support)
            | Self::NotFound(support)
            | Self::Conflict(support)
            | Self::NotAllowed { support, .. }
            | Self::TryLater { support, .. }
            | Self::Unreachable { support, .. }
            | Self::Refused { support, .. }
            | Self::Unreadable { support, .. } => support,
        }
    }

    pub(in crate::portal) fn unreadable(
        request: &Request,
        response: Option<&Response>,
        place: &str,
    ) -> Self {
        Self::Unreadable {
            place: place.into(),
            support: Box::new(support(request, response)),
        }
    }

    pub(in crate::portal) fn lost(request: &Request, lost: Lost) -> Self {
        Self::Unreachable {
            lost,
            support: Box::new(support(request, None)),
        }
    }

    /// The complaint about a document of our own.
    pub(in crate::portal) fn in_document(name: &str, misread: Misread) -> Self {
        let support = Support {
            endpoint: name.into(),
            ..Support::default()
        };
        Self::Unreadable {
            place: misread.0,
            support: Box::new(support),
        }
    }
}

/// For logs; what users read is worded elsewhere.
impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, detail) = match self {
            Self::SignInNeeded(_) => ("sign-in needed", ""),
            Self::NotAllowed { .. } => ("not allowed", ""),
            Self::NotFound(_) => ("not found", ""),
            Self::Conflict(_) => ("conflict", ""),
            Self::TryLater { .. } => ("try later", ""),
            Self::Unreachable {
                lost: Lost::NotSent,
                ..
            } => ("not sent", ""),
            Self::Unreachable {
                lost: Lost::NoAnswer,
                ..
            } => ("no answer", ""),
            Self::Refused { code, .. } => ("refused with code ", code.as_str()),
            Self::Unreadable { place, .. } => ("unreadable at ", place.as_str()),
        };
        for part in [what, detail, ": ", &self.support().endpoint] {
            out.write_str(part)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl Error {
    /// Whether what was asked for may have been done all the same: no answer says that it was not.
    pub fn may_be_done(&self) -> bool {
        match self {
            Self::Unreachable { lost, .. } => *lost == Lost::NoAnswer,
            Self::Unreadable { .. } | Self::Conflict(_) => true,
            Self::SignInNeeded(_)
            | Self::NotAllowed { .. }
            | Self::NotFound(_)
            | Self::TryLater { .. }
            | Self::Refused { .. } => false,
        }
    }
}

/// The parsed and checked body of a success, or what the refusal means.
pub fn settle(request: &Request, needs: &[&str], response: &Response) -> Result<Value, Error> {
    match (response.status, request.method) {
        // A change may be answered with nothing, a creation with the address of the work it began.
        (204, Method::Patch) => return Ok(Value::Null),
        (202, Method::Put) => {
            return match response.header("Azure-AsyncOperation") {
                Some(_) => Ok(Value::Null),
                None => Err(Error::unreadable(
                    request,
                    Some(response),
                    "Azure-AsyncOperation",
                )),
            };
        }
        (200..300, _) => {
            let body = json::parse(&response.body);
            let body = body.and_then(|body| json::check(&body, needs).map(|()| body));
            return body.map_err(|it| Error::unreadable(request, Some(response), &it.0));
        }
        _ => (),
    }
    let body = json::parse(&response.body).unwrap_or_default();
    let (code, message) = complaint(&body);
    let support = Box::new(support(request, Some(response)));
    Err(match response.status {
        401 => Error::SignInNeeded(support),
        403 => Error::NotAllowed {
            who: who_can_help(&request.signer, &code),
            support,
        },
        404 | 410 => Error::NotFound(support),
        409 | 412 | 417 => Error::Conflict(support),
        // A stale version has this code, with the status of an ordinary refusal.
        400 if code == "2055" => Error::Conflict(support),
        429 | 503 => Error::TryLater {
            after_secs: retry_after(response),
            support,
        },
        // "Not implemented" is an answer. Other failures may come after the work was done.
        500 | 502 | 504..600 => Error::Unreachable {
            lost: Lost::NoAnswer,
            support,
        },
        _ => Error::Refused {
            code,
            message,
            support,
        },
    })
}

/// Code and message of an error body in any of the published shapes:
/// `{code, description}`, `{statusCode, message}`, `{title, detail, status}` and `{error: {code, message}}`.
fn complaint(body: &Value) -> (String, String) {
    let inner = member(body, "error").unwrap_or(body);
    let first = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| member(inner, key))
            .map(text_of)
            .unwrap_or_default()
    };
    let message = first(&["message", "description", "detail", "title"]);
    // Address validation puts a JSON document into the description.
    let nested = json::parse(&message).unwrap_or_default();
    let reason = member(&nested, "reason").map(text_of);
    (first(&["code", "statusCode"]), reason.unwrap_or(message))
}

fn who_can_help(signer: &Signer, code: &str) -> Who {
    match (signer, code) {
        // Their tokens are issued by the customer's tenant: what is missing, the customer has to grant.
        (Signer::Customer(_) | Signer::CustomerWithPartner(_), _)
        | (Signer::Partner, "20002" | "2030" | "2085" | "13605") => Who::Customer,
        (
            Signer::Partner,
            "800039" | "900149" | "900123" | "900124" | "800073" | "800074" | "800075",
        ) => Who::PartnerCompany,
        (Signer::Partner, _) => Who::PartnerAdmin,
    }
}

/// Seconds to wait, at least one: a whole or decimal number, rounded up, or a date relative to the response's own. A time that no number holds
/// is as long as one can be.
pub fn retry_after(response: &Response) -> Option<u32> {
    let text = response.header("Retry-After")?.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds = if !whole.is_empty() && whole.bytes().all(|it| it.is_ascii_digit()) {
        let has_more = fraction.bytes().any(|it| it != b'0');
        let seconds = number(whole).unwrap_or(i64::MAX);
        seconds.saturating_add(i64::from(has_more))
    } else {
        let until = moment::read_http(text)?;
        let now = moment::read_http(response.header("Date")?)?;
        until.ms_since(now) / 1_000
    };
    Some(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
}

/// Portal, method and path of a request; the query is left out because it can hold names.
pub fn endpoint(request: &Request) -> String {
    let path = request.path.split('?').next().unwrap_or_default();
    [
        request.api.as_str(),
        " ",
        request.method.as_str(),
        " ",
        path,
    ]
    .concat()
}

fn support(request: &Request, response: Option<&Response>) -> Support {
    let mut support = Support {
        endpoint: endpoint(request),
        ..Support::default()
    };
    if let Some(response) = response {
        support.status = response.status;
        support.body = clipped(&response.body);
        let names = [
            "MS-CorrelationId",
            "request-id",
            "x-ms-correlation-request-id",
            "x-ms-request-id",
        ];
        let id = names.iter().find_map(|name| response.header(name));
        support.correlation_id = id.unwrap_or_default().into();
    }
    support
}

/// The start of a body, with anything that looks like a token cut out: the parts of a JWT begin with `eyJ`, `{"` in base64.
fn clipped(body: &str) -> String {
    let mut clipped = String::new();
    let mut rest = clip(body, CLIPPED_BYTES);
    while let Some((before, token)) = rest.split_once("eyJ") {
        clipped.push_str(before);
        clipped.push('…');
        let is_of_token = |it: u8| it.is_ascii_alphanumeric() || b"-_.=".contains(&it);
        let end = token
            .bytes()
            .position(|it| !is_of_token(it))
            .unwrap_or(token.len());
        rest = token.get(end..).unwrap_or_default();
    }
    clipped.push_str(rest);
    clipped
}

/// The start of a text, at most so many bytes of it.
#[inline(never)]
pub fn clip(text: &str, n_bytes: usize) -> &str {
    let mut end = n_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{clipped, retry_after};
    use crate::portal::Response;

    #[test]
    fn tokens_are_cut_out_of_what_support_sees() {
        assert_eq!(
            clipped(r#"{"t":"eyJhbGc.eyJzdWI-x_.sig=","u":1}"#),
            r#"{"t":"…","u":1}"#
        );
        assert_eq!(clipped(&["x", &"ł".repeat(900)].concat()).len(), 599);
    }

    #[test]
    fn waiting_times_are_read_in_every_form() {
        for (text, seconds) in [
            ("57", Some(57)),
            ("2.128", Some(3)),
            ("4.0", Some(4)),
            ("Fri, 20 Nov 2026 14:03:11 GMT", Some(60)),
            ("Fri, 20 Nov 2026 14:00:00 GMT", Some(1)),
            ("0", Some(1)),
            ("0.2", Some(1)),
            ("99999999999", Some(u32::MAX)),
            ("99999999999999999999999", Some(u32::MAX)),
            ("Fri, 20 Nov 999999999999999999 14:00:00 GMT", None),
            ("-5", None),
            ("", None),
            ("soon", None),
        ] {
            let headers = vec![
                ("retry-after".into(), text.into()),
                ("date".into(), "Fri, 20 Nov 2026 14:02:11 GMT".into()),
            ];
            let response = Response {
                status: 429,
                headers,
                body: String::new(),
            };
            assert_eq!(retry_after(&response), seconds, "`{text}`");
        }
    }
}
