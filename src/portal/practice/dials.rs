//! How the practice portal behaves, and the trouble it makes on request.

use crate::portal::{
    Lost, Request, Response,
    call::Api,
    json::Place,
    practice::{World, desk, world::Handled},
    words::closed_words,
};
use serde_json::{Map, Value, json};

/// How long a sender waits before it gives up.
const GIVE_UP_MS: u32 = 30_000;

closed_words! {
    /// Trouble with one portal.
    Fault {
        /// None.
        None = "none",
        /// Too many requests; not carried out.
        TooMany = "too_many",
        /// The portal failed with its own error; not carried out.
        Broken = "broken",
        /// Not available, with an empty body; not carried out.
        Unavailable = "unavailable",
        /// A gateway's HTML page in place of the answer; carried out.
        Gateway = "gateway",
        /// The answer breaks off; carried out.
        Truncated = "truncated",
        /// The answer is JSON of another shape; carried out.
        WrongShape = "wrong_shape",
        /// The answer never comes; carried out.
        Hang = "hang",
        /// The device is offline; never sent.
        Offline = "offline",
    }
}

closed_words! {
    /// Which generation of the service request interface it plays.
    Generation {
        /// Changes are answered with the changed request.
        Second = "second",
        /// Changes are answered with nothing, errors come as problem details.
        Third = "third",
    }
}

closed_words! {
    /// How Partner Center writes enumerations.
    Enums {
        /// As words.
        Words = "words",
        /// As integers.
        Integers = "integers",
    }
}

closed_words! {
    /// How Graph writes enumerations.
    Spelling {
        /// As in the schema: `serviceOperational`.
        Camel = "camel",
        /// As in the examples: `ServiceOperational`.
        Pascal = "pascal",
    }
}

/// The settings of a practice world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dials {
    /// How long each answer takes.
    pub latency_ms: u32,
    /// Trouble by portal, in the order of [`Api::ALL`].
    pub faults: [Fault; 3],
    /// How far the world's clock is ahead of the caller's.
    pub clock_offset_ms: i64,
    /// Which generation of the service request interface it plays.
    pub generation: Generation,
    /// How Partner Center writes enumerations.
    pub enums: Enums,
    /// How Graph writes enumerations.
    pub spelling: Spelling,
    /// Whether Partner Center's bodies begin with a byte order mark, as the real ones do.
    pub byte_order_mark: bool,
}

impl Default for Dials {
    fn default() -> Self {
        Self {
            latency_ms: 120,
            faults: [Fault::None; 3],
            clock_offset_ms: 0,
            generation: Generation::Second,
            enums: Enums::Words,
            spelling: Spelling::Camel,
            byte_order_mark: true,
        }
    }
}

impl Dials {
    /// The trouble with one portal.
    pub fn fault(&self, api: Api) -> Fault {
        let [partner_center, graph, azure_support] = self.faults;
        match api {
            Api::PartnerCenter => partner_center,
            Api::Graph => graph,
            Api::AzureSupport => azure_support,
        }
    }

    /// Makes trouble with one portal.
    pub fn set_fault(&mut self, api: Api, fault: Fault) {
        let [partner_center, graph, azure_support] = &mut self.faults;
        *match api {
            Api::PartnerCenter => partner_center,
            Api::Graph => graph,
            Api::AzureSupport => azure_support,
        } = fault;
    }

    /// Reads dials; what is missing or unknown is as by default.
    pub(super) fn read(at: &Place<'_>) -> Self {
        let mut dials = Self::default();
        if let Some(latency_ms) = at.get("latency_ms").whole() {
            dials.latency_ms = u32::try_from(latency_ms).unwrap_or_default();
        }
        for api in Api::ALL {
            dials.set_fault(
                api,
                Fault::parse(&at.text_at(api.as_str())).unwrap_or(Fault::None),
            );
        }
        dials.clock_offset_ms = at.get("clock_offset_ms").whole().unwrap_or_default();
        dials.generation = Generation::parse(&at.text_at("generation")).unwrap_or(dials.generation);
        dials.enums = Enums::parse(&at.text_at("enums")).unwrap_or(dials.enums);
        dials.spelling = Spelling::parse(&at.text_at("spelling")).unwrap_or(dials.spelling);
        dials.byte_order_mark = at
            .flag_at("byte_order_mark")
            .unwrap_or(dials.byte_order_mark);
        dials
    }

    pub(super) fn to_value(&self) -> Value {
        let mut value = Map::new();
        for api in Api::ALL {
            value.insert(api.as_str().into(), self.fault(api).as_str().into());
        }
        for (key, word) in [
            ("generation", self.generation.as_str()),
            ("enums", self.enums.as_str()),
            ("spelling", self.spelling.as_str()),
        ] {
            value.insert(key.into(), word.into());
        }
        value.insert("latency_ms".into(), self.latency_ms.into());
        value.insert("clock_offset_ms".into(), self.clock_offset_ms.into());
        value.insert("byte_order_mark".into(), self.byte_order_mark.into());
        Value::Object(value)
    }
}

/// What a sender experiences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// How long until `answer` is known.
    pub after_ms: u32,
    /// What came of the request.
    pub answer: Result<Response, Lost>,
}

/// Handles a request as the dials say: the one place where trouble is made.
pub fn exchange(world: &mut World, request: &Request, now_ms: i64) -> Exchange {
    let fault = world.dials.fault(request.api);
    let after_ms = world.dials.latency_ms;
    let answer = match fault {
        Fault::None => Ok(desk::handle(world, request, now_ms)),
        Fault::Offline => Err(Lost::NotSent),
        Fault::TooMany | Fault::Broken | Fault::Unavailable => {
            let response = refusal(request.api, fault);
            world.note(Handled::new(request, response.status, world.now(now_ms)));
            Ok(response)
        }
        Fault::Gateway | Fault::Truncated | Fault::WrongShape | Fault::Hang => {
            let response = desk::handle(world, request, now_ms);
            if fault == Fault::Hang {
                return Exchange {
                    after_ms: GIVE_UP_MS,
                    answer: Err(Lost::NoAnswer),
                };
            }
            Ok(spoiled(response, fault))
        }
    };
    Exchange { after_ms, answer }
}

/// What a portal says in place of handling the request.
fn refusal(api: Api, fault: Fault) -> Response {
    let (status, body) = match (fault, api) {
        (Fault::TooMany, Api::PartnerCenter) => (
            429,
            json!({"statusCode": 429, "message": "Rate limit is exceeded. Try again in 57 seconds."}),
        ),
        (Fault::TooMany, _) => (
            429,
            json!({"error": {"code": "TooManyRequests", "message": "Please retry later."}}),
        ),
        (Fault::Broken, Api::PartnerCenter) => (
            500,
            json!({"code": 800_003, "description": "Unexpected error.", "data": [], "source": "PartnerFD"}),
        ),
        (Fault::Broken, _) => (
            500,
            json!({"error": {"code": "generalException", "message": "Unexpected error."}}),
        ),
        _ => (503, Value::Null),
    };
    let wait = match api {
        Api::PartnerCenter | Api::AzureSupport => "57",
        Api::Graph => "2.128",
    };
    let mut headers = vec![("Content-Type".into(), "application/json".into())];
    if status == 429 {
        headers.push(("Retry-After".into(), wait.into()));
    }
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    Response {
        status,
        headers,
        body,
    }
}

/// What arrives of an answer.
fn spoiled(response: Response, fault: Fault) -> Response {
    let half = response.body.chars().count() / 2;
    let (status, body) = match fault {
        Fault::Gateway => (
            502,
            "<html><head><title>502 Bad Gateway</title></head></html>".into(),
        ),
        Fault::Truncated if half > 0 => {
            (response.status, response.body.chars().take(half).collect())
        }
        Fault::Truncated => (200, "{\"id\":".into()),
        _ => (200, "[\"unexpected\"]".into()),
    };
    Response {
        status,
        body,
        ..response
    }
}
