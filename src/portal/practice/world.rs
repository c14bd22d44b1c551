//! The state of the practice portal.

use crate::{
    portal::{
        Cloud, Error, Method, Origins, Request,
        json::{self, Misread, Place, member},
        moment,
        practice::{Customer, Dials},
    },
    vocab::Moment,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use std::collections::VecDeque;

const LOG_LENGTH: usize = 100;

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
    /// Everything else, by table: rows in wire shape. Keys that start with `_` are ours and never leave.
    tables: Map<String, Value>,
    is_awake: bool,
    log: VecDeque<Handled>,
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

impl Handled {
    pub(super) fn new(request: &Request, status: u16, at: Moment) -> Self {
        Self {
            at,
            method: request.method,
            path: request.path.clone(),
            status,
        }
    }
}

impl World {
    /// Reads a world, fresh from its file or saved by [`World::to_text`].
    ///
    /// # Errors
    /// [`Error::Unreadable`] with the place.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::read(text).map_err(|it| Error::in_document("practice world", it))
    }

    fn read(text: &str) -> Result<Self, Misread> {
        let value = json::parse_trusted(text)?;
        let at = Place::root(&value);
        let cloud = Cloud::parse(&at.need("cloud")?).ok_or_else(|| at.get("cloud").misread())?;
        let customers = at.need_list("customers", Customer::read)?;
        let dials = Dials::read(&at.get("dials"));
        let serial = at.get("serial").whole().unwrap_or_default();
        let is_awake = at.flag_at("is_awake").unwrap_or_default();
        let tables = value.as_object().cloned().unwrap_or_default();
        let origins = Origins::of(cloud);
        Ok(Self {
            cloud,
            dials,
            customers,
            origins,
            serial,
            tables,
            is_awake,
            log: VecDeque::new(),
        })
    }

    /// The world as text, to be saved. The log is left out.
    pub fn to_text(&self) -> String {
        self.to_value().to_string()
    }

    fn to_value(&self) -> Value {
        let mut tables = self.tables.clone();
        let customers = self.customers.iter().map(Customer::to_value).collect();
        for (key, value) in [
            ("cloud", self.cloud.as_str().into()),
            ("customers", Value::Array(customers)),
            ("dials", self.dials.to_value()),
            ("serial", self.serial.into()),
            ("is_awake", self.is_awake.into()),
        ] {
            tables.insert(key.into(), value);
        }
        Value::Object(tables)
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

    pub(super) fn note(&mut self, handled: Handled) {
        self.log.push_back(handled);
        if self.log.len() > LOG_LENGTH {
            self.log.pop_front();
        }
    }

    /// Turns relative times into moments, once.
    pub(super) fn wake(&mut self, now: Moment) {
        if !self.is_awake {
            self.is_awake = true;
            self.tables
                .values_mut()
                .for_each(|it| settle_times(it, now));
        }
    }

    /// A single record.
    pub(super) fn record(&self, table: &str) -> &Value {
        self.tables.get(table).unwrap_or(&Value::Null)
    }

    /// A table's rows.
    pub(super) fn rows(&self, table: &str) -> &[Value] {
        self.record(table).as_array().map_or(&[], Vec::as_slice)
    }

    /// What can be bought, by key.
    pub(super) fn offer(&self, key: &str) -> Option<&Value> {
        member(self.record("offers"), key)
    }

    /// The services a customer uses through what it bought, each once, in the world's order.
    pub(super) fn services_of(&self, customer: &Customer) -> Vec<&Value> {
        let offers = customer
            .holdings
            .iter()
            .filter_map(|it| self.offer(it.split(' ').next()?));
        let keys: Vec<&Value> = offers
            .filter_map(|it| it.get("services")?.as_array())
            .flatten()
            .collect();
        self.rows("health_services")
            .iter()
            .filter(|it| it.get("id").is_some_and(|id| keys.contains(&id)))
            .collect()
    }

    /// A table's rows, to be changed.
    pub(super) fn rows_mut(&mut self, table: &str) -> &mut [Value] {
        self.tables
            .get_mut(table)
            .and_then(Value::as_array_mut)
            .map_or(&mut [], Vec::as_mut_slice)
    }

    /// Adds a row to a table.
    pub(super) fn add(&mut self, table: &str, row: Value) {
        let rows = self
            .tables
            .entry(table)
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Some(rows) = rows.as_array_mut() {
            rows.push(row);
        }
    }
}

/// The text of a row's member, empty if there is none.
pub(super) fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    member(row, key).and_then(Value::as_str).unwrap_or_default()
}

/// Sets a row's member.
pub(super) fn set(row: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(row) = row.as_object_mut() {
        row.insert(key.into(), value.into());
    }
}

fn settle_times(value: &mut Value, now: Moment) {
    match value {
        Value::String(text) => {
            if let Some(ms) = relative_ms(text) {
                *text = moment::print(Moment(now.0 + ms));
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|it| settle_times(it, now)),
        Value::Object(members) => members.values_mut().for_each(|it| settle_times(it, now)),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// `-3h`, `+40m`, `-2d` in milliseconds.
fn relative_ms(text: &str) -> Option<i64> {
    let unit_ms = match text.bytes().last()? {
        b'm' => 60_000,
        b'h' => 3_600_000,
        b'd' => 86_400_000,
        _ => return None,
    };
    let number = text
        .strip_suffix(['m', 'h', 'd'])
        .filter(|it| it.starts_with(['-', '+']))?;
    Some(number.parse::<i64>().ok()? * unit_ms)
}

impl Serialize for World {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for World {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::parse(&value.to_string()).map_err(de::Error::custom)
    }
}
