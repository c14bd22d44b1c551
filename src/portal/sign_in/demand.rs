//! What the next sign-in has to bring beyond a session.

use crate::portal::{Api, Response, json};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

/// The longest request for claims that is passed back.
const CLAIMS_BYTES_MAX: usize = 2_000;
/// Partner Center's code for a token that does not meet the conditions of access, such as a second factor
/// (Partner Center REST error codes; a second factor is mandatory for every user token).
const CONDITIONS: &str = "900309";

/// What a portal or the provider wants to see at the next sign-in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Demand {
    /// Nothing in particular: a session will do.
    #[default]
    Session,
    /// Claims, such as a second factor. They are passed back to the provider as it sent them
    /// (Microsoft identity platform, "Claims challenges, claims requests, and client capabilities").
    Claims(String),
    /// A sign-in in which everything is shown anew: with the session that there is, nothing would change.
    Anew,
}

impl Demand {
    /// The demand of a request for claims, as JSON; what is none asks to sign in anew.
    pub fn of_claims(text: &str) -> Self {
        let is_request = text.len() <= CLAIMS_BYTES_MAX
            && json::parse(text).is_ok_and(|it| it.as_object().is_some_and(|it| !it.is_empty()));
        if is_request {
            Self::Claims(text.to_owned())
        } else {
            Self::Anew
        }
    }

    /// What a portal demands by refusing a call; none where it refuses for another reason.
    pub fn of_answer(api: Api, response: &Response) -> Option<Self> {
        match response.status {
            401 => {
                let challenge = response.header("WWW-Authenticate")?;
                let (_, rest) = challenge.split_once("claims=\"")?;
                let (packed, _) = rest.split_once('"')?;
                Some(Self::of_claims(&unpack(packed)))
            }
            403 if api == Api::PartnerCenter => {
                let body = json::parse(&response.body).ok()?;
                let code = json::member(&body, "code").map(json::text_of)?;
                (code == CONDITIONS).then_some(Self::Anew)
            }
            _ => None,
        }
    }
}

/// Claims come in Base64, in either alphabet, with or without padding.
fn unpack(packed: &str) -> String {
    let plain: String = packed
        .trim_end_matches('=')
        .chars()
        .map(|it| match it {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let bytes = STANDARD_NO_PAD.decode(plain).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Demand;
    use crate::portal::{Api, Response};

    fn of(api: Api, status: u16, challenge: &str, body: &str) -> Option<Demand> {
        let response = Response {
            status,
            headers: vec![("www-authenticate".to_owned(), challenge.to_owned())],
            body: body.to_owned(),
        };
        Demand::of_answer(api, &response)
    }

    #[test]
    fn what_a_portal_demands_is_read_from_its_refusal() {
        let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
        let packed = "eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19";
        let challenge = format!(
            r#"Bearer realm="", authorization_uri="https://login.example", error="insufficient_claims", claims="{packed}""#
        );
        let wanted = Some(Demand::Claims(claims.to_owned()));
        assert_eq!(of(Api::Graph, 401, &challenge, ""), wanted);
        assert_eq!(of(Api::AzureSupport, 401, &challenge, ""), wanted);
        assert_eq!(of(Api::Graph, 401, "Bearer", ""), None);
        assert_eq!(
            of(Api::Graph, 401, r#"Bearer claims="!!""#, ""),
            Some(Demand::Anew)
        );
        let body = |code: &str| format!(r#"{{"code":{code},"description":"no"}}"#);
        for code in ["900309", "\"900309\""] {
            let found = of(Api::PartnerCenter, 403, "", &body(code));
            assert_eq!(found, Some(Demand::Anew));
        }
        assert_eq!(of(Api::PartnerCenter, 403, "", &body("900308")), None);
        assert_eq!(of(Api::Graph, 403, "", &body("900309")), None);
        assert_eq!(of(Api::PartnerCenter, 200, "", &body("900309")), None);
    }

    #[test]
    fn only_a_request_for_claims_is_passed_back() {
        for none in ["", "{}", "[]", "1", "{\"a\":", "c1"] {
            assert_eq!(Demand::of_claims(none), Demand::Anew, "`{none}`");
        }
        let long = format!(r#"{{"a":"{}"}}"#, "x".repeat(2_000));
        assert_eq!(Demand::of_claims(&long), Demand::Anew);
        let right = r#"{"id_token":{"amr":null}}"#;
        assert_eq!(Demand::of_claims(right), Demand::Claims(right.to_owned()));
    }
}
