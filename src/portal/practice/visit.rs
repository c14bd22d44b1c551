//! One request on its way through the practice portal.

use crate::{
    portal::{
        Request, Response,
        call::Api,
        json::{self, number, text, text_of, word},
        practice::{Customer, Enums, Spelling, World, ids::is_guid, world::has},
        words::{self, number_in, same},
        writer::Writer,
    },
    vocab::Moment,
};
use serde_json::Value;

/// The severities of service requests, in the order of their numbers.
pub const SEVERITIES: &[&str] = &["unknown", "critical", "moderate", "minimal"];
/// The states of service requests, in the order of their numbers.
pub const STATUSES: &[&str] = &["none", "open", "closed", "attention_needed"];

/// How often subscriptions are billed, in the order of their numbers.
const BILLING_CYCLES: &[&str] = &[
    "unknown",
    "monthly",
    "annual",
    "none",
    "one_time",
    "triennial",
    "biennial",
];

/// What a handler answers; boxed, because it is handed on many times.
pub struct Answer(pub Box<Response>);

impl Answer {
    /// An answer without headers.
    #[inline(never)]
    pub fn new(status: u16, body: String) -> Self {
        Self(Box::new(Response {
            status,
            headers: Vec::new(),
            body,
        }))
    }

    /// Adds a header.
    #[inline(never)]
    pub fn add(&mut self, name: &str, value: &str) {
        self.0.headers.push((name.into(), value.into()));
    }
}

/// A request that passed the door, with what its handler needs.
pub struct Visit<'a> {
    pub world: &'a mut World,
    pub request: &'a Request,
    pub now: Moment,
    /// The identifiers of the request and of what it belongs to: the caller's, or made where it sent none.
    pub traces: [String; 2],
    /// The tenant whose token was shown: `partner` or a customer's tenant id.
    pub tenant: String,
    /// Whether that token tells of a second factor; `None` before it was read.
    pub has_second_factor: Option<bool>,
    /// The Azure subscription in the path, empty if there is none.
    pub scope: String,
    /// The parts of the path that the route leaves open.
    pub args: Vec<String>,
    pub query: Vec<(String, String)>,
    pub body: Value,
}

impl<'a> Visit<'a> {
    /// A request at the door.
    pub fn new(world: &'a mut World, request: &'a Request, now: Moment) -> Self {
        let traces = trace_names(request.api).map(|name| match request.header(name) {
            None | Some("") => world.next_trace(now),
            Some(trace) => trace.into(),
        });
        Self {
            world,
            request,
            now,
            traces,
            tenant: String::new(),
            has_second_factor: None,
            scope: String::new(),
            args: Vec::new(),
            query: Vec::new(),
            body: Value::Null,
        }
    }
}

impl Visit<'_> {
    /// An open part of the path, empty if there is none.
    #[inline(never)]
    pub fn arg(&self, number: usize) -> &str {
        self.args.get(number).map_or("", String::as_str)
    }

    /// A parameter of the query, empty if there is none.
    #[inline(never)]
    pub fn parameter(&self, key: &str) -> &str {
        let found = self
            .query
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(key));
        found.map_or("", |it| it.1.as_str())
    }

    /// A parameter that is a number; `usual` if it is missing, no number, or zero.
    #[inline(never)]
    pub fn number(&self, key: &str, usual: usize) -> usize {
        let number = number(self.parameter(key)).and_then(|it| usize::try_from(it).ok());
        number.filter(|it| *it > 0).unwrap_or(usual)
    }

    /// A header of the request, empty if there is none.
    #[inline(never)]
    pub fn header(&self, name: &str) -> &str {
        self.request.header(name).unwrap_or_default()
    }

    /// The filter of Partner Center, null if there is none; only these fields and one operator are known to a list.
    #[inline(never)]
    pub fn filter(&self, fields: &[&str], operator: &str) -> Result<Value, Answer> {
        let text = self.parameter("filter");
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let Ok(filter) = json::parse(text) else {
            return Err(self.refuse(400, "3000", "the filter is not JSON"));
        };
        let is_known = number_in(fields, word(&filter, "Field")).is_some()
            && same(word(&filter, "Operator"), operator);
        if is_known {
            return Ok(filter);
        }
        Err(self.refuse(400, "3000", "filter not supported"))
    }

    /// The word of an enumeration at the end of a path, which may stand there as its number; `None` if nothing stands there.
    #[inline(never)]
    pub fn member(
        &self,
        value: &Value,
        path: &str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, Answer> {
        if text(value, path).is_empty() {
            return Ok(None);
        }
        let number = words::read(value, path, words).ok();
        match number.and_then(|it| words.get(it)) {
            Some(word) => Ok(Some(word)),
            None => Err(self.refuse(400, "900126", "not a value of the enumeration")),
        }
    }

    /// The customer named first in the path.
    #[inline(never)]
    pub fn customer(&self) -> Result<&Customer, Answer> {
        let id = self.arg(0);
        if let Some(customer) = self.world.customer(id) {
            return Ok(customer);
        }
        if !is_guid(id) {
            return Err(self.refuse(400, "2000", "not a customer identifier"));
        }
        if self
            .world
            .rows("strangers")
            .iter()
            .any(|it| text_of(it).eq_ignore_ascii_case(id))
        {
            return Err(self.refuse(403, "20002", "not a customer of the partner"));
        }
        Err(self.refuse(404, "60003", "tenant not found"))
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        self.request.path.split('?').next().unwrap_or_default()
    }

    /// The absolute address of a path in the portal asked.
    pub fn absolute(&self, path: &[&str]) -> String {
        [self.world.origins.origin(self.request.api), &path.concat()].concat()
    }

    /// The port as it was captured, spelled out; nothing where the origin has one or is a path of a proxy.
    pub fn port(&self) -> &'static str {
        let origin = self.world.origins.origin(self.request.api);
        let (n_slashes, n_colons) = (origin.matches('/').count(), origin.matches(':').count());
        if (n_slashes, n_colons) == (2, 1) {
            ":443"
        } else {
            ""
        }
    }

    /// Writes a row as the outside sees it: without nulls, empty texts and our own keys; with `only` some keys.
    #[inline(never)]
    pub fn write_row(&self, out: &mut Writer, row: &Value, only: &[&str]) {
        let Some(members) = row.as_object() else {
            return;
        };
        for (key, value) in members {
            if key.starts_with('_') || !only.is_empty() && !only.contains(&key.as_str()) {
                continue;
            }
            match (value, key.as_str()) {
                (Value::String(word), "severity") => self.word(out, key, word, SEVERITIES),
                (Value::String(word), "status") => self.word(out, key, word, STATUSES),
                (Value::String(word), "billingCycle") => self.word(out, key, word, BILLING_CYCLES),
                (Value::String(word), "classification" | "origin" | "category") => {
                    self.word(out, key, word, &[]);
                }
                (Value::String(text), _) => out.text(key, text),
                _ => out.value(key, value),
            }
        }
    }

    /// Writes a word of an enumeration as the dials ask for; `words` has its number in Partner Center.
    #[inline(never)]
    pub fn word(&self, out: &mut Writer, key: &str, word: &str, words: &[&str]) {
        let dials = &self.world.dials;
        let number = number_in(words, word).and_then(|it| i64::try_from(it).ok());
        match (self.request.api, number) {
            (Api::PartnerCenter, Some(number)) if dials.enums == Enums::Integers => {
                out.whole(key, number);
            }
            (Api::Graph, _) if dials.spelling == Spelling::Pascal => {
                out.text(key, &capitalised(word));
            }
            _ => out.text(key, word),
        }
    }

    /// A row as the outside sees it.
    #[inline(never)]
    pub fn show(&self, row: &Value, only: &[&str]) -> String {
        let mut out = Writer::object();
        self.write_row(&mut out, row, only);
        out.done()
    }

    /// The rows of a table that have these texts, as the outside sees them.
    #[inline(never)]
    pub fn select(&self, table: &str, texts: &[(&str, &str)], only: &[&str]) -> Vec<String> {
        let mut shown = Vec::new();
        for row in self.world.rows(table) {
            if has(row, texts) {
                shown.push(self.show(row, only));
            }
        }
        shown
    }

    /// An answer that is one row.
    #[inline(never)]
    pub fn answer_row(&self, row: Option<&Value>) -> Answer {
        Answer::new(200, self.show(row.unwrap_or(&Value::Null), &[]))
    }
}

/// The headers with the identifiers of a request and of what it belongs to.
pub fn trace_names(api: Api) -> [&'static str; 2] {
    match api {
        Api::PartnerCenter => ["MS-RequestId", "MS-CorrelationId"],
        Api::Graph => ["request-id", "client-request-id"],
        Api::AzureSupport => ["x-ms-request-id", "x-ms-correlation-request-id"],
    }
}

/// The word with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// A collection of Partner Center; `links` is written before its end.
#[inline(never)]
pub fn collection(items: &[String], links: &dyn Fn(&mut Writer)) -> Answer {
    let mut out = Writer::object();
    out.value("totalCount", &items.len().into());
    out.raw_list("items", items);
    links(&mut out);
    object_type(&mut out, "Collection");
    Answer::new(200, out.done())
}

/// The attributes that every resource of Partner Center carries.
#[inline(never)]
pub fn object_type(out: &mut Writer, name: &str) {
    out.open("attributes");
    out.text("objectType", name);
    out.close();
}

/// A link of Partner Center, of the parts of its address.
#[inline(never)]
pub fn link(out: &mut Writer, key: &str, uri: &[&str]) {
    out.open(key);
    out.texts(&[("uri", &uri.concat()), ("method", "GET")]);
    out.raw_list("headers", &[]);
    out.close();
}
