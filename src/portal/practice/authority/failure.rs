//! What the authority refuses, in the documented shape.

use crate::{
    portal::{moment, practice::ids::guid, writer::Writer},
    vocab::Moment,
};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The error of OAuth.
    pub error: &'static str,
    /// The number behind `AADSTS`.
    pub number: u32,
    /// What is wrong, in words.
    pub words: String,
    /// A further class; often empty.
    pub suberror: &'static str,
    /// What to pass back when the user signs in again; often empty.
    pub claims: &'static str,
}

/// What a customer's policy asks for.
const SECOND_FACTOR: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;

impl Failure {
    pub(super) fn new(error: &'static str, number: u32, words: &[&str]) -> Self {
        Self {
            error,
            number,
            words: words.concat(),
            suberror: "",
            claims: "",
        }
    }

    /// That a tenant does not know the user.
    pub(super) fn stranger(tenant: &str) -> Self {
        Self::new(
            "interaction_required",
            50_020,
            &[
                "User account from identity provider does not exist in tenant '",
                tenant,
                "' and cannot access the application in that tenant.",
            ],
        )
    }

    /// That nobody has consented.
    pub(super) fn without_consent() -> Self {
        Self {
            suberror: "consent_required",
            ..Self::new(
                "invalid_grant",
                65_001,
                &["The user or administrator has not consented to use the application."],
            )
        }
    }

    /// That a second factor is needed.
    pub(super) fn without_second_factor() -> Self {
        Self {
            suberror: "basic_action",
            claims: SECOND_FACTOR,
            ..Self::new(
                "interaction_required",
                50_076,
                &["You must use multi-factor authentication to access this resource."],
            )
        }
    }

    /// HTTP status at the token endpoint.
    pub fn status(&self) -> u16 {
        if self.error == "invalid_client" {
            401
        } else {
            400
        }
    }

    /// `AADSTS…: …`, with the line the real one adds.
    pub fn description(&self, now: Moment) -> String {
        let number = self.number.to_string();
        let trace = self.trace(now);
        [
            "AADSTS",
            &number,
            ": ",
            &self.words,
            " Trace ID: ",
            &trace,
            " Timestamp: ",
            &stamp(now),
        ]
        .concat()
    }

    fn trace(&self, now: Moment) -> String {
        guid(&["trace", &self.number.to_string(), &moment::print(now)])
    }

    /// The body at the token endpoint. `correlation` is the caller's id for the request, if it sent one.
    pub fn body(&self, now: Moment, correlation: &str) -> String {
        let mut out = Writer::object();
        out.text("error", self.error);
        out.text("error_description", &self.description(now));
        out.raw_list("error_codes", &[self.number.to_string()]);
        let trace = self.trace(now);
        out.texts(&[
            ("timestamp", &stamp(now)),
            ("trace_id", &trace),
            (
                "correlation_id",
                if correlation.is_empty() {
                    &trace
                } else {
                    correlation
                },
            ),
            ("suberror", self.suberror),
            ("claims", self.claims),
        ]);
        out.done()
    }

    /// The error of OAuth where the browser is led back: there the further class is the error.
    pub fn redirect_error(&self) -> &'static str {
        if self.suberror == "consent_required" {
            self.suberror
        } else {
            self.error
        }
    }
}

/// `2026-11-20 14:02:11Z`.
fn stamp(now: Moment) -> String {
    let text = moment::print(now);
    let seconds = text.get(..19).unwrap_or_default();
    [&seconds.replace('T', " "), "Z"].concat()
}
