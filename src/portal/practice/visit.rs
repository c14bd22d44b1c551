//! One request on its way through the practice portal.

use crate::{
    portal::{
        Cloud, Request, Response,
        call::Api,
        json::{member, text_of},
        practice::{Customer, Generation, World, ids::is_guid, writer::Writer},
    },
    vocab::Moment,
};
use serde_json::{Value, json};

/// A request that passed the door, with what its handler needs.
pub struct Visit<'a> {
    pub world: &'a mut World,
    pub request: &'a Request,
    pub now: Moment,
    /// The tenant whose token was shown: `partner` or a customer's tenant id.
    pub tenant: String,
    /// The Azure subscription in the path, empty if there is none.
    pub scope: String,
    /// The parts of the path that the route leaves open.
    pub args: Vec<String>,
    pub query: Vec<(String, String)>,
    pub body: Value,
}

impl Visit<'_> {
    /// An open part of the path, empty if there is none.
    pub fn arg(&self, number: usize) -> &str {
        self.args.get(number).map_or("", String::as_str)
    }

    /// A parameter of the query, empty if there is none.
    pub fn parameter(&self, key: &str) -> &str {
        self.query
            .iter()
            .find(|(it, _)| it.eq_ignore_ascii_case(key))
            .map_or("", |it| it.1.as_str())
    }

    /// A parameter that is a number.
    pub fn number(&self, key: &str) -> Option<usize> {
        self.parameter(key).parse().ok()
    }

    /// The customer named in the path of a Partner Center request.
    pub fn customer(&self) -> Result<&Customer, Response> {
        let id = self.arg(0);
        if !is_guid(id) {
            return Err(self.refuse(400, "2000", "The customer identifier is not a GUID."));
        }
        self.world.customer(id).ok_or_else(|| {
            let is_stranger = self
                .world
                .rows("strangers")
                .iter()
                .any(|it| text_of(it).eq_ignore_ascii_case(id));
            if is_stranger {
                self.refuse(
                    403,
                    "20002",
                    "The partner has no relationship with this customer.",
                )
            } else {
                self.refuse(404, "60003", "The tenant could not be found.")
            }
        })
    }

    /// Refuses in a cloud whose documentation does not offer the operation.
    pub fn offered_except(&self, clouds: &[Cloud]) -> Result<(), Response> {
        if !clouds.contains(&self.world.cloud) {
            return Ok(());
        }
        let code = match self.request.api {
            Api::PartnerCenter => "900127",
            Api::Graph | Api::AzureSupport => "notSupported",
        };
        Err(self.refuse(400, code, "This operation is not supported here."))
    }

    /// An error in the shape of the portal asked.
    pub fn refuse(&self, status: u16, code: &str, message: &str) -> Response {
        let is_problem = self.world.dials.generation == Generation::Third
            && self.request.path.contains("servicerequests");
        let body = match self.request.api {
            Api::PartnerCenter if is_problem => json!({
                "type": "about:blank", "title": message, "status": status, "detail": message,
                "instance": self.request.path,
            }),
            Api::PartnerCenter => json!({
                "code": code.parse::<i64>().ok(), "description": message, "data": [], "source": "PartnerFD",
            }),
            Api::Graph => json!({"error": {"code": code, "message": message, "innerError": {}}}),
            Api::AzureSupport => json!({"error": {"code": code, "message": message}}),
        };
        answer(status, body.to_string())
    }

    /// The absolute address of a path in the portal asked.
    pub fn absolute(&self, path: &str) -> String {
        [self.world.origins.origin(self.request.api), path].concat()
    }
}

/// An answer with a body.
pub fn answer(status: u16, body: String) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body,
    }
}

/// An answer of Partner Center: a collection.
pub fn collection(items: &[Value]) -> Response {
    let mut out = Writer::object();
    out.value("totalCount", &items.len().into());
    out.list("items");
    for item in items {
        out.value("", item);
    }
    out.end();
    object_type(&mut out, "Collection");
    answer(200, out.done())
}

/// The attributes that every resource of Partner Center carries.
pub fn object_type(out: &mut Writer, name: &str) {
    out.open("attributes");
    out.text("objectType", name);
    out.close();
}

/// A link of Partner Center.
pub fn link(out: &mut Writer, key: &str, uri: &str) {
    out.open(key);
    out.text("uri", uri);
    out.text("method", "GET");
    out.list("headers");
    out.end();
    out.close();
}

/// What a row shows to the outside: everything but our own keys and nulls.
pub fn outside(row: &Value) -> Value {
    let members = row.as_object().into_iter().flatten();
    let shown = members.filter(|(key, value)| !key.starts_with('_') && !value.is_null());
    Value::Object(
        shown
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}

/// The words of a body's member; empty if missing.
pub fn said(body: &Value, key: &str) -> String {
    member(body, key).map(text_of).unwrap_or_default()
}
