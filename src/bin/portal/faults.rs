//! Trouble by route: which requests meet it, how often, and what it is.
//!
//! `POST /practice/faults` sets the list, an empty one ends all trouble; `GET` shows it with how often each struck.
//! The first rule that fits a request counts.

use crate::http::{Asked, Reply};
use partner_triage::{
    portal::{
        Api, Response,
        practice::{self, authority::Failure},
    },
    vocab::Moment,
};
use serde_json::{Value, json};

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What the practice portal itself can do; none if it only takes longer.
    Of(practice::Fault),
    /// Too many requests, said in the shape of the other portals; not carried out.
    TooManyOther,
    /// The connection ends without an answer; carried out.
    Reset,
}

/// The words for trouble.
const WORDS: [(&str, Trouble); 10] = [
    ("latency", Trouble::Of(practice::Fault::None)),
    ("too_many", Trouble::Of(practice::Fault::TooMany)),
    ("too_many_other", Trouble::TooManyOther),
    ("broken", Trouble::Of(practice::Fault::Broken)),
    ("gateway", Trouble::Of(practice::Fault::Gateway)),
    ("unavailable", Trouble::Of(practice::Fault::Unavailable)),
    ("truncated", Trouble::Of(practice::Fault::Truncated)),
    ("wrong_shape", Trouble::Of(practice::Fault::WrongShape)),
    ("hang", Trouble::Of(practice::Fault::Hang)),
    ("reset", Trouble::Reset),
];
const PREFIXES: [&str; 4] = ["partner-center", "graph", "azure", "authority"];

/// One line of the list.
struct Rule {
    prefix: String,
    /// Empty for all.
    method: String,
    /// `*` stands for any letters; empty for all paths.
    path_pattern: String,
    word: &'static str,
    trouble: Trouble,
    latency_ms: u32,
    /// How often it strikes; `None` for always.
    times: Option<u64>,
    n_struck: u64,
}

/// The trouble in force.
#[derive(Default)]
pub struct Faults(Vec<Rule>);

impl Faults {
    /// Shows or sets the list.
    pub fn answer(&mut self, asked: &Asked) -> Reply {
        match asked.method.as_str() {
            "GET" => Reply::json(200, &self.list()),
            "POST" if asked.is_json() => match read(&asked.body) {
                Ok(rules) => {
                    self.0 = rules;
                    Reply::json(200, &self.list())
                }
                Err(message) => Reply::json(400, &json!({ "error": message })),
            },
            "POST" => Reply::json(415, &json!({"error": "send application/json"})),
            _ => Reply::json(405, &json!({"error": "GET or POST"})),
        }
    }

    fn list(&self) -> Value {
        let show = |it: &Rule| {
            json!({
                "prefix": it.prefix, "method": it.method, "path_pattern": it.path_pattern, "fault": it.word,
                "latency_ms": it.latency_ms, "times": it.times, "struck": it.n_struck,
            })
        };
        self.0.iter().map(show).collect()
    }

    /// The trouble that a request meets, with the milliseconds it takes longer.
    pub fn strike(&mut self, prefix: &str, method: &str, path: &str) -> Option<(Trouble, u32)> {
        let rule = self.0.iter_mut().find(|it| {
            it.prefix == prefix
                && (it.method.is_empty() || it.method.eq_ignore_ascii_case(method))
                && (it.path_pattern.is_empty() || fits(&it.path_pattern, path))
                && it.times.is_none_or(|times| it.n_struck < times)
        })?;
        rule.n_struck += 1;
        Some((rule.trouble, rule.latency_ms))
    }
}

fn read(body: &str) -> Result<Vec<Rule>, String> {
    let list: Value = serde_json::from_str(body).map_err(|it| it.to_string())?;
    let list = list.as_array().ok_or("a list of faults is needed")?;
    list.iter().map(rule).collect()
}

fn rule(it: &Value) -> Result<Rule, String> {
    let text = |key: &str| it.get(key).and_then(Value::as_str).unwrap_or_default();
    let prefix = text("prefix").trim_start_matches('/');
    if !PREFIXES.contains(&prefix) {
        return Err(format!("`{prefix}` is none of {}", PREFIXES.join(", ")));
    }
    let fault = text("fault");
    let known = WORDS.iter().find(|it| it.0 == fault);
    let Some((word, trouble)) = known else {
        let words: Vec<_> = WORDS.iter().map(|it| it.0).collect();
        return Err(format!("`{fault}` is none of {}", words.join(", ")));
    };
    let latency_ms = it.get("latency_ms").and_then(Value::as_u64);
    Ok(Rule {
        prefix: prefix.to_owned(),
        method: text("method").to_owned(),
        path_pattern: text("path_pattern").to_ascii_lowercase(),
        word,
        trouble: *trouble,
        latency_ms: u32::try_from(latency_ms.unwrap_or_default()).unwrap_or(u32::MAX),
        times: it.get("times").and_then(Value::as_u64),
        n_struck: 0,
    })
}

/// Whether a path fits a pattern in lower case.
fn fits(pattern: &str, path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|it| path.strip_prefix(it)) else {
        return false;
    };
    let mut parts: Vec<_> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

/// Too many requests, in the shape that is not this portal's own.
pub fn too_many_other(api: Api) -> Response {
    let (body, after) = if api == Api::PartnerCenter {
        (
            json!({"error": {"code": "TooManyRequests", "message": "Please retry later."}}),
            "2.128",
        )
    } else {
        (
            json!({"statusCode": 429, "message": "Rate limit is exceeded. Try again in 57 seconds."}),
            "57",
        )
    };
    Response {
        status: 429,
        headers: vec![("Retry-After".into(), after.into())],
        body: body.to_string(),
    }
}

const JSON: &str = "application/json; charset=utf-8";

/// What the authority says to a body that it cannot read.
pub fn unreadable_by_authority(status: u16, asked: &Asked, now: Moment) -> Reply {
    let words = "Invalid input received from the user.";
    failure(status, ("invalid_request", 90_013, words), asked, now)
}

/// What the authority says in place of an answer; `None` if it is to answer.
pub fn of_authority(fault: practice::Fault, asked: &Asked, now: Moment) -> Option<Reply> {
    let html = "<html><head><title>502 Bad Gateway</title></head></html>";
    Some(match fault {
        practice::Fault::None | practice::Fault::Hang | practice::Fault::Offline => return None,
        practice::Fault::TooMany => {
            let words = "The request was throttled.";
            let error = ("temporarily_unavailable", 90_055, words);
            failure(429, error, asked, now).with("Retry-After", "5")
        }
        practice::Fault::Broken => {
            let words = "A transient error has occurred.";
            failure(500, ("server_error", 90_006, words), asked, now)
        }
        practice::Fault::Unavailable => Reply {
            status: 503,
            ..Reply::default()
        },
        practice::Fault::Gateway => Reply::new(502, "text/html", html),
        practice::Fault::Truncated => Reply::new(200, JSON, r#"{"token_type":"Bearer","sco"#),
        practice::Fault::WrongShape => Reply::new(200, JSON, r#"["unexpected"]"#),
    })
}

/// A failure of the authority, in its own shape.
fn failure(status: u16, error: (&'static str, u32, &str), asked: &Asked, now: Moment) -> Reply {
    let (error, number, words) = error;
    let failure = Failure {
        error,
        number,
        words: words.into(),
        suberror: "",
        claims: "",
    };
    let correlation = asked.header("client-request-id");
    Reply::new(status, JSON, failure.body(now, correlation))
}
