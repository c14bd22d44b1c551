//! HTTP without its connection: what was asked, and what is answered.

use std::time::Duration;

/// A request.
pub struct Asked {
    pub method: String,
    /// Still percent-encoded, without the query.
    pub path: String,
    /// Empty if there is none.
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The status that says why the body is none, if it cannot be read.
    pub unreadable: Option<u16>,
    /// Scheme and host under which it was sent, as far as the server can tell.
    pub origin: String,
}

impl Asked {
    /// Whether the body is said to be JSON. Another origin's page must ask before it sends such a one, and gets no answer.
    pub fn is_json(&self) -> bool {
        self.header("Content-Type").starts_with("application/json")
    }

    /// The value of a header, whatever its case; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        let found = headers.find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map_or("", |it| it.1.as_str())
    }
}

/// An answer.
#[derive(Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// An answer of a kind.
    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type".into(), kind.into())],
            body: body.into(),
        }
    }

    /// A JSON document.
    pub fn json(status: u16, document: &serde_json::Value) -> Self {
        Self::new(
            status,
            "application/json; charset=utf-8",
            document.to_string(),
        )
    }

    /// That the body of a request cannot be read.
    pub fn unreadable(status: u16) -> Self {
        Self::json(
            status,
            &serde_json::json!({"error": "the body is not usable"}),
        )
    }

    /// That there is nothing.
    pub fn not_found() -> Self {
        Self::new(404, "text/plain; charset=utf-8", "not found\n")
    }

    /// The same with one header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// What the client gets to see.
pub enum Outcome {
    /// An answer.
    Reply(Reply),
    /// Nothing, until it gives up.
    Silence,
    /// The end of the connection.
    Break,
}

/// What comes of a request, and when.
pub struct Answered {
    pub after: Duration,
    pub outcome: Outcome,
}

impl From<Reply> for Answered {
    fn from(reply: Reply) -> Self {
        Self {
            after: Duration::ZERO,
            outcome: Outcome::Reply(reply),
        }
    }
}
