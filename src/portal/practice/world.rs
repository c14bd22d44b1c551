//! The state of the practice portal.

use crate::{
    portal::{
        Cloud, Error, Method, Origins, Request,
        json::{self, Misread, text},
        practice::{Access, Customer, Dials},
        writer::Writer,
    },
    vocab::Moment,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};

const LOG_LENGTH: usize = 100;
const NEEDS: &[&str] = &[
    "cloud",
    "customers/*/id",
    "customers/*/name",
    "customers/*/domain",
    "customers/*/access",
];
/// What is written apart from the tables.
const OWN_KEYS: [&str; 4] = ["cloud", "customers", "dials", "serial"];

/// A practice world: who is in it, what is wrong, what was filed.
///
/// Times in a world's file are relative, `-3h` or `+40m` or `-2d`; they become moments when the first request arrives.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The cloud it plays.
    pub cloud: Cloud,
    /// How it behaves and misbehaves.
    pub dials: Dials,
    /// The partner's customers.
    pub customers: Vec<Customer>,
    /// Where it claims to be; the origins of its cloud unless a server says otherwise.
    pub origins: Origins,
    pub(super) serial: i64,
    /// How many identifiers of requests were made. Not saved: they only have to differ from one another.
    pub(super) n_traces: u64,
    /// Everything else, by table: rows in wire shape. Keys that start with `_` are ours and never leave.
    pub(super) tables: Value,
    log: Vec<Handled>,
}

/// A request that was handled, for an inspector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// When, in the world's time.
    pub at: Moment,
    /// What it was.
    pub method: Method,
    /// Path and query.
    pub path: String,
    /// The answer's status, 0 if it was held back.
    pub status: u16,
}

impl World {
    /// The id of the partner's own tenant.
    pub fn partner_tenant(&self) -> &str {
        json::word(&self.tables, "partner/tenant")
    }

    /// Reads a world, fresh from its file or saved by [`World::to_text`].
    ///
    /// # Errors
    /// [`Error::Unreadable`] with the place.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|it| Error::in_document("practice world", it))
    }

    /// A world in which there is nothing.
    pub(super) fn empty() -> Self {
        Self {
            cloud: Cloud::Public,
            dials: Dials::default(),
            customers: Vec::new(),
            origins: Origins::of(Cloud::Public),
            serial: 0,
            n_traces: 0,
            tables: Value::Object(Map::new()),
            log: Vec::new(),
        }
    }

    fn read(document: &str) -> Result<Self, Misread> {
        let tables = json::parse_trusted(document)?;
        json::check(&tables, NEEDS)?;
        let cloud =
            Cloud::parse(&text(&tables, "cloud")).ok_or_else(|| Misread("/cloud".into()))?;
        let mut customers = Vec::new();
        for (number, row) in json::elements(&tables, "customers").iter().enumerate() {
            let Some(access) = Access::parse(&text(row, "access")) else {
                return Err(Misread(
                    ["/customers/", &number.to_string(), "/access"].concat(),
                ));
            };
            customers.push(Customer::read(row, access));
        }
        Ok(Self {
            cloud,
            dials: Dials::read(&tables),
            customers,
            origins: Origins::of(cloud),
            serial: json::whole(&tables, "serial").unwrap_or_default(),
            n_traces: 0,
            tables,
            log: Vec::new(),
        })
    }

    /// The world as text, to be saved. The log is left out.
    pub fn to_text(&self) -> String {
        let mut out = Writer::object();
        out.text("cloud", self.cloud.as_str());
        out.whole("serial", self.serial);
        self.dials.write(&mut out);
        out.list("customers");
        for customer in &self.customers {
            customer.write(&mut out);
        }
        out.end();
        if let Some(tables) = self.tables.as_object() {
            for (key, table) in tables {
                if !OWN_KEYS.contains(&key.as_str()) {
                    out.value(key, table);
                }
            }
        }
        out.done()
    }

    /// The newest handled requests, oldest first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &Handled> {
        self.log.iter()
    }

    /// The customer with this tenant id.
    pub fn customer(&self, id: &str) -> Option<&Customer> {
        self.customers
            .iter()
            .find(|it| it.id.eq_ignore_ascii_case(id))
    }

    /// The time in this world.
    pub(super) fn now(&self, now_ms: i64) -> Moment {
        Moment(now_ms.saturating_add(self.dials.clock_offset_ms))
    }

    /// Logs a request.
    pub(super) fn note(&mut self, request: &Request, status: u16, now_ms: i64) {
        let at = self.now(now_ms);
        if self.log.len() == LOG_LENGTH {
            self.log.remove(0);
        }
        self.log.push(Handled {
            at,
            method: request.method,
            path: request.path.clone(),
            status,
        });
    }

    /// A table's rows.
    pub(super) fn rows(&self, table: &str) -> &[Value] {
        json::elements(&self.tables, table)
    }

    /// The place of the first row that has these texts, whatever their case.
    #[inline(never)]
    pub(super) fn find(&self, table: &str, texts: &[(&str, &str)]) -> Option<usize> {
        self.rows(table).iter().position(|row| has(row, texts))
    }

    /// The first row that has these texts.
    pub(super) fn first(&self, table: &str, texts: &[(&str, &str)]) -> Option<&Value> {
        self.row(table, self.find(table, texts)?)
    }

    /// The row at a place.
    pub(super) fn row(&self, table: &str, at: usize) -> Option<&Value> {
        self.rows(table).get(at)
    }

    /// The row at a place, to be changed.
    pub(super) fn row_mut(&mut self, table: &str, at: usize) -> Option<&mut Value> {
        self.tables.get_mut(table)?.get_mut(at)
    }

    /// Adds a row to a table.
    pub(super) fn add(&mut self, table: &str, row: Value) {
        if let Some(tables) = self.tables.as_object_mut() {
            let rows = tables
                .entry(table)
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Some(rows) = rows.as_array_mut() {
                rows.push(row);
            }
        }
    }

    /// Whether a customer uses a service through what it bought.
    pub(super) fn uses(&self, customer: &Customer, service: &str) -> bool {
        customer.holdings.iter().any(|holding| {
            let offer = self.offer(holding.split(' ').next().unwrap_or_default());
            json::elements(offer, "_services")
                .iter()
                .any(|it| it == service)
        })
    }

    /// What can be bought, by key.
    pub(super) fn offer(&self, key: &str) -> &Value {
        json::at(json::at(&self.tables, "offers"), key)
    }
}

/// Whether a row has these texts, whatever their case.
#[inline(never)]
pub(super) fn has(row: &Value, texts: &[(&str, &str)]) -> bool {
    texts
        .iter()
        .all(|(path, wanted)| match json::at(row, path) {
            Value::String(text) => text.eq_ignore_ascii_case(wanted),
            other => json::text_of(other) == *wanted,
        })
}

/// Sets the member at the end of a path; objects on the way are made where they are missing.
#[inline(never)]
pub(super) fn set(row: &mut Value, path: &str, value: &str) {
    put(row, path, value.into());
}

/// Sets texts; see [`set`].
#[inline(never)]
pub(super) fn set_all(row: &mut Value, texts: &[(&str, &str)]) {
    for (path, text) in texts {
        set(row, path, text);
    }
}

/// Sets a value; see [`set`].
#[inline(never)]
pub(super) fn put(row: &mut Value, path: &str, value: Value) {
    let mut place = row;
    for key in path.split('/') {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Some(object) = place.as_object_mut() else {
            return;
        };
        place = object.entry(key).or_insert(Value::Null);
    }
    *place = value;
}

impl Serialize for World {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::parse_trusted(&self.to_text())
            .unwrap_or_default()
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for World {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::parse(&value.to_string()).map_err(de::Error::custom)
    }
}
