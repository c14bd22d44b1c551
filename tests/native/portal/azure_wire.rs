//! Azure Support as its documentation and its captured answers have it, asked in raw requests.

use crate::portal::Bench;
use partner_triage::portal::{
    Cloud, Method, Response, Signer,
    azure_support::{self, Scope},
    practice,
};
use serde_json::{Value, json};

const NEWEST: &str = "2024-04-01";
pub const OLDEST: &str = "2020-04-01";

/// A customer's subscription, and what can be filed there.
pub struct Place {
    pub bench: Bench,
    pub scope: Scope,
}

impl Place {
    pub fn new() -> Self {
        let bench = Bench::of(Cloud::Public);
        let customer = bench.customer("Harbour");
        let scope = Scope {
            tenant: customer.id,
            subscription: Some(customer.azure_subscription),
        };
        Self { bench, scope }
    }

    /// Asks for a path behind the provider; a query other than the version stands in it.
    pub fn ask(&self, method: Method, path: &str, body: Value) -> Response {
        let mark = if path.contains('?') { '&' } else { '?' };
        let scope = self.scope.subscription.as_deref().unwrap_or_default();
        let path = format!(
            "/subscriptions/{scope}/providers/Microsoft.Support/{path}{mark}api-version={NEWEST}"
        );
        self.ask_at(method, &path, body)
    }

    /// Asks for a whole path.
    pub fn ask_at(&self, method: Method, path: &str, body: Value) -> Response {
        let mut request = azure_support::tickets(&self.scope).request;
        request.method = method;
        path.clone_into(&mut request.path);
        request.signer = Signer::CustomerWithPartner(self.scope.tenant.clone());
        request.body = match body {
            Value::Null => None,
            body => Some(body.to_string()),
        };
        self.bench.raw(&practice::signed(&request))
    }

    pub fn get(&self, path: &str) -> Value {
        body(&self.ask(Method::Get, path, Value::Null))
    }

    /// The service and the kind of problem that tickets here are about.
    pub fn about(&self) -> (String, String) {
        let service = self.get("services")["value"][0]["id"].clone();
        let service = service.as_str().unwrap().to_owned();
        let name = service.rsplit('/').next().unwrap();
        let kinds = self.get(&format!("services/{name}/problemClassifications"));
        (
            service,
            kinds["value"][0]["id"].as_str().unwrap().to_owned(),
        )
    }

    /// A body that files a ticket.
    pub fn wish(&self) -> Value {
        let (service, kind) = self.about();
        json!({"properties": {
            "title": "T", "description": "D", "severity": "minimal", "serviceId": service,
            "problemClassificationId": kind, "advancedDiagnosticConsent": "Yes",
            "contactDetails": {
                "firstName": "Zofia", "lastName": "Wrzos", "preferredContactMethod": "email",
                "primaryEmailAddress": "z@wrzos-services.example", "country": "POL",
                "preferredTimeZone": "Central European Standard Time", "preferredSupportLanguage": "en-us",
            },
        }})
    }

    pub fn put(&self, name: &str, body: Value) -> Response {
        self.ask(Method::Put, &format!("supportTickets/{name}"), body)
    }

    /// Files a ticket and waits until it is made.
    pub fn file(&self, name: &str, wish: Value) -> Value {
        assert_eq!(self.put(name, wish).status, 202, "{name}");
        self.bench.wait_minutes(2);
        self.get(&format!("supportTickets/{name}"))["properties"].clone()
    }

    pub fn patch(&self, name: &str, body: Value) -> Response {
        self.ask(Method::Patch, &format!("supportTickets/{name}"), body)
    }
}

pub fn body(response: &Response) -> Value {
    serde_json::from_str(&response.body).unwrap_or_default()
}

/// Status and code of an answer.
pub fn short(response: &Response) -> String {
    let body = body(response);
    let code = body["error"]["code"].as_str().unwrap_or_default();
    format!("{} {code}", response.status).trim_end().to_owned()
}

/// The wish with another value at a pointer; null takes the member away.
pub fn with(wish: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = wish.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = changed
        .pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap();
    parent.insert(key.to_owned(), value);
    changed
}

/// What is left of the budget of writes, as the answer's header tells.
fn left(response: &Response) -> String {
    let kinds = ["subscription", "tenant"].into_iter();
    let left = kinds.filter_map(|kind| {
        let left = response.header(&format!("x-ms-ratelimit-remaining-{kind}-writes"))?;
        Some(format!("{kind} {left}"))
    });
    left.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_budget_of_writes_goes_down_with_each() {
    let place = Place::new();
    let scope = place.scope.subscription.clone().unwrap();
    let in_tenant = |method, path: &str, body| {
        let path = format!("/providers/Microsoft.Support/{path}?api-version={NEWEST}");
        place.ask_at(method, &path, body)
    };
    let named = json!({"name": "w", "type": "Microsoft.Support/supportTickets"});
    let check = place.ask(Method::Post, "checkNameAvailability", named.clone());
    assert_eq!(left(&check), "subscription 1199");
    let made = place.put("w", place.wish());
    assert_eq!(left(&made), "subscription 1198");
    let location = made.header("Location").unwrap();
    let path = location.split_once(".com").unwrap().1;
    for path in [path, &path.replace("operationResults", "operationsStatus")] {
        let running = place.ask_at(Method::Get, path, Value::Null);
        assert_eq!(left(&running), "", "{path}");
    }
    place.bench.wait_minutes(2);
    let refused = place.patch("w", json!({"severity": "x"}));
    assert_eq!(
        (refused.status, left(&refused)),
        (400, "subscription 1197".to_owned())
    );
    let changed = place.patch("w", json!({"severity": "moderate"}));
    assert_eq!(left(&changed), "subscription 1196");
    let note = json!({"properties": {"subject": "S", "body": "B"}});
    let note = place.ask(Method::Put, "supportTickets/w/communications/n", note);
    assert_eq!(left(&note), "subscription 1195");
    let of_tenant = in_tenant(Method::Put, "supportTickets/t", place.wish());
    assert_eq!(left(&of_tenant), "tenant 1199");
    let of_tenant = in_tenant(Method::Post, "checkNameAvailability", named);
    assert_eq!(left(&of_tenant), "tenant 1198");
    let listed = place.ask(Method::Get, "supportTickets", Value::Null);
    assert_eq!(left(&listed), "", "what is read costs nothing of it");
    place.bench.wait_minutes(60);
    let upper = format!(
        "/subscriptions/{}/providers/Microsoft.Support/supportTickets/w?api-version={NEWEST}",
        scope.to_uppercase()
    );
    let later = place.ask_at(Method::Patch, &upper, json!({"severity": "minimal"}));
    assert_eq!(left(&later), "subscription 1199", "it is one of an hour");
}

#[test]
fn the_oldest_version_has_no_tickets_of_a_tenant() {
    let place = Place::new();
    let ask = |scope: &str, method, path: &str, version: &str| {
        let path = format!("{scope}/providers/Microsoft.Support/{path}?api-version={version}");
        let body = match method {
            Method::Get => Value::Null,
            _ => json!({"name": "o", "type": "Microsoft.Support/supportTickets"}),
        };
        short(&place.ask_at(method, &path, body))
    };
    let scope = format!(
        "/subscriptions/{}",
        place.scope.subscription.clone().unwrap()
    );
    let refused = "400 InvalidApiVersionParameter";
    for (method, path, of_oldest) in [
        (Method::Get, "services", "200"),
        (Method::Get, "operations", "200"),
        (Method::Get, "supportTickets", refused),
        (Method::Get, "SUPPORTTICKETS/o", refused),
        (Method::Put, "supportTickets/o", refused),
        (Method::Post, "checkNameAvailability", refused),
        (Method::Get, "operationsStatus/o", refused),
    ] {
        assert_eq!(ask("", method, path, OLDEST), of_oldest, "{path}");
        assert_ne!(ask("", method, path, NEWEST), refused, "{path}");
        assert_ne!(ask(&scope, method, path, OLDEST), refused, "{path}");
    }
}

#[test]
fn an_operation_that_succeeded_tells_of_no_warning() {
    let place = Place::new();
    let follow = |made: &Response| {
        let path = made.header("Azure-AsyncOperation").unwrap();
        let path = path.split_once(".com").unwrap().1;
        let looks = [(); 2].map(|()| body(&place.ask_at(Method::Get, path, Value::Null)));
        assert_eq!(looks[0]["status"], "InProgress");
        assert_eq!(looks[0]["properties"], Value::Null);
        looks[1].clone()
    };
    let done = follow(&place.put("s", place.wish()));
    let number = place.get("supportTickets/s")["properties"]["supportTicketId"].clone();
    let told = json!({"supportTicketCreationWarning": "", "supportTicketId": number});
    assert_eq!(
        (&done["status"], &done["properties"]),
        (&json!("Succeeded"), &told)
    );
    let note = json!({"properties": {"subject": "S", "body": "B"}});
    let noted = place.ask(Method::Put, "supportTickets/s/communications/n", note);
    assert_eq!(
        follow(&noted)["properties"],
        told,
        "as captured, of a message too"
    );
}

/// What every ticket shows ("Support Tickets - Get", version 2024-04-01, and captured answers).
const OF_EVERY_TICKET: &[&str] = &[
    "advancedDiagnosticConsent",
    "contactDetails",
    "createdDate",
    "description",
    "enrollmentId",
    "fileWorkspaceName",
    "isTemporaryTicket",
    "modifiedDate",
    "problemClassificationDisplayName",
    "problemClassificationId",
    "require24X7Response",
    "serviceDisplayName",
    "serviceId",
    "serviceLevelAgreement",
    "severity",
    "status",
    "supportEngineer",
    "supportPlanDisplayName",
    "supportPlanId",
    "supportPlanType",
    "supportTicketId",
    "title",
];

#[test]
fn a_ticket_has_every_member_wherever_it_is_shown_and_none_that_is_not_known() {
    let place = Place::new();
    let mut wish = with(&place.wish(), "/properties/productionOutage", json!(true));
    wish["tags"] = json!({"a": "b"});
    wish = with(&wish, "/properties/contactDetails/nickname", json!("Zo"));
    wish = with(&wish, "/properties/enrollmentId", Value::Null);
    let made = place.put("k", wish);
    let result = made
        .header("Location")
        .unwrap()
        .split_once(".com")
        .unwrap()
        .1
        .to_owned();
    place.bench.wait_minutes(2);
    let listed = place.get("supportTickets")["value"].clone();
    let listed = listed.as_array().unwrap();
    let mut shown = vec![
        place.get("supportTickets/k"),
        body(&place.ask_at(Method::Get, &result, Value::Null)),
        body(&place.put("k", place.wish())),
        body(&place.patch("k", json!({"tags": 1, "productionOutage": true}))),
    ];
    assert!(listed.len() > 1);
    shown.extend_from_slice(listed);
    for (number, ticket) in shown.iter().enumerate() {
        let members = ticket["properties"].as_object().unwrap();
        let mut names: Vec<_> = members.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.retain(|it| *it != "problemStartTime");
        assert_eq!(names, OF_EVERY_TICKET, "{number}");
        let keys: Vec<_> = ticket.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 4, "{keys:?}");
    }
    let ticket = &shown[0]["properties"];
    assert_eq!(
        (
            &ticket["supportEngineer"],
            &ticket["require24X7Response"],
            &ticket["enrollmentId"]
        ),
        (&json!({}), &json!(false), &json!(""))
    );
    assert_eq!(ticket["contactDetails"]["nickname"], Value::Null);
}

#[test]
fn a_status_is_read_in_any_case_answered_as_captured_and_shown_in_title_case() {
    let place = Place::new();
    place.file("st", place.wish());
    for (sent, answered, shown) in [
        ("CLOSED", "closed", "Closed"),
        ("oPEN", "open", "Open"),
        ("closed", "closed", "Closed"),
        ("Open", "open", "Open"),
    ] {
        let answer = body(&place.patch("st", json!({"Status": sent})));
        assert_eq!(answer["properties"]["status"], answered, "{sent}");
        let later = place.get("supportTickets/st");
        assert_eq!(later["properties"]["status"], shown, "{sent}");
    }
    assert_eq!(
        short(&place.patch("st", json!({"status": "updating"}))),
        "400 InvalidParameter"
    );
}

#[test]
fn the_sender_of_a_message_is_kept() {
    let place = Place::new();
    place.file("m", place.wish());
    for (name, sent, shown) in [
        ("a", json!("desk@x.example"), "desk@x.example"),
        ("b", Value::Null, "z.wrzos@wrzos-services.example"),
        ("c", json!(""), "z.wrzos@wrzos-services.example"),
    ] {
        let note = json!({"properties": {"Subject": "S", "BODY": "B", "Sender": sent}});
        let path = format!("supportTickets/m/communications/{name}");
        assert_eq!(place.ask(Method::Put, &path, note).status, 202);
        place.bench.wait_minutes(2);
        assert_eq!(place.get(&path)["properties"]["sender"], shown, "{name}");
    }
}
