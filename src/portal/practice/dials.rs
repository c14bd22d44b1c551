//! How the practice portal behaves, and the trouble it makes on request.

use crate::portal::{
    Error, Lost, Request, Response,
    call::Api,
    json::{self, elements, text, text_of, whole},
    practice::{
        World, desk,
        visit::{Answer, Visit},
    },
    words::closed_words,
    writer::Writer,
};
use serde_json::Value;

/// How long a sender waits before it gives up.
const GIVE_UP_MS: u32 = 30_000;
/// What the gateway of Partner Center says when there are too many requests.
const TOO_MANY: &str =
    r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}"#;
/// What Partner Center says when it fails.
const BROKEN: &str =
    r#"{"code":800003,"description":"Unexpected error.","data":[],"source":"PartnerFD"}"#;

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
    /// How Partner Center lists service incidents.
    Incidents {
        /// By service, as the SDK reads them.
        Grouped = "grouped",
        /// One by one, as the interface description has them.
        Flat = "flat",
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
    /// How Partner Center lists service incidents.
    pub incidents: Incidents,
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
            incidents: Incidents::Grouped,
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

    /// Reads dials as a saved world has them, `{"dials": {…}}`; what is missing or unknown is as by default.
    ///
    /// # Errors
    /// [`Error::Unreadable`] if it is no JSON.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let read = json::parse(text).map(|it| Self::read(&it));
        read.map_err(|it| Error::in_document("dials", it))
    }

    /// Reads the dials of a world; what is missing or unknown is as by default.
    pub(super) fn read(world: &Value) -> Self {
        let said = |path: &str| text(world, path);
        let usual = Self::default();
        let latency_ms = whole(world, "dials/latency_ms").and_then(|it| u32::try_from(it).ok());
        let mut dials = Self {
            latency_ms: latency_ms.unwrap_or(usual.latency_ms),
            faults: usual.faults,
            clock_offset_ms: whole(world, "dials/clock_offset_ms").unwrap_or_default(),
            generation: Generation::parse(&said("dials/generation")).unwrap_or(usual.generation),
            enums: Enums::parse(&said("dials/enums")).unwrap_or(usual.enums),
            incidents: Incidents::parse(&said("dials/incidents")).unwrap_or(usual.incidents),
            spelling: Spelling::parse(&said("dials/spelling")).unwrap_or(usual.spelling),
            byte_order_mark: said("dials/byte_order_mark") != "false",
        };
        let faults = dials.faults.iter_mut().zip(elements(world, "dials/faults"));
        for (fault, word) in faults {
            *fault = Fault::parse(&text_of(word)).unwrap_or(Fault::None);
        }
        dials
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.open("dials");
        out.whole("latency_ms", self.latency_ms.into());
        out.whole("clock_offset_ms", self.clock_offset_ms);
        out.text("generation", self.generation.as_str());
        out.text("enums", self.enums.as_str());
        out.text("incidents", self.incidents.as_str());
        out.text("spelling", self.spelling.as_str());
        out.flag("byte_order_mark", self.byte_order_mark);
        out.text_list("faults", &self.faults.map(|it| it.as_str().into()));
        out.close();
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
    let mut after_ms = world.dials.latency_ms;
    let answer = match fault {
        Fault::Offline => {
            return Exchange {
                after_ms,
                answer: Err(Lost::NotSent),
            };
        }
        Fault::TooMany | Fault::Broken | Fault::Unavailable => {
            let now = world.now(now_ms);
            Ok(*refusal(&Visit::new(world, request, now), fault).0)
        }
        Fault::None => Ok(desk::answer(world, request, now_ms)),
        Fault::Gateway | Fault::Truncated | Fault::WrongShape => {
            Ok(spoiled(desk::answer(world, request, now_ms), fault))
        }
        Fault::Hang => {
            desk::answer(world, request, now_ms);
            after_ms = GIVE_UP_MS;
            Err(Lost::NoAnswer)
        }
    };
    world.note(request, answer.as_ref().map_or(0, |it| it.status), now_ms);
    Exchange { after_ms, answer }
}

/// What a portal says in place of handling the request.
fn refusal(visit: &Visit<'_>, fault: Fault) -> Answer {
    let api = visit.request.api;
    let mut answer = match (fault, api) {
        (Fault::TooMany, Api::PartnerCenter) => Answer::new(429, TOO_MANY.into()),
        (Fault::TooMany, Api::Graph | Api::AzureSupport) => {
            visit.refuse(429, "TooManyRequests", "Please retry later.")
        }
        (Fault::Broken, Api::PartnerCenter) => Answer::new(500, BROKEN.into()),
        (Fault::Broken, Api::Graph) => visit.refuse(500, "generalException", "Unexpected error."),
        (Fault::Broken, Api::AzureSupport) => {
            visit.refuse(500, "InternalServerError", "Unexpected error.")
        }
        _ => Answer::new(503, String::new()),
    };
    if fault == Fault::TooMany {
        let wait = if api == Api::Graph { "2.128" } else { "57" };
        answer.add("Retry-After", wait);
    }
    desk::finish(visit, &mut answer);
    answer
}

/// What arrives of an answer.
fn spoiled(mut response: Response, fault: Fault) -> Response {
    let (status, body) = match fault {
        Fault::Gateway => (
            502,
            "<html><head><title>502 Bad Gateway</title></head></html>",
        ),
        Fault::Truncated => (200, r#"{"id":"1","items":[{"id"#),
        _ => (200, r#"["unexpected"]"#),
    };
    let is_marked = response.body.starts_with('\u{feff}');
    response.status = status;
    response.body = body.into();
    if fault == Fault::Gateway {
        // It is the gateway that speaks, not the portal.
        response.headers.retain(|(name, _)| name != "Content-Type");
        let kind = ("Content-Type".into(), "text/html".into());
        response.headers.push(kind);
    } else if is_marked {
        response.body.insert(0, '\u{feff}');
    }
    response
}
