//! The clients of the portals against the practice portal, against documented replies, and against hostile ones.

mod authority;
mod azure_form;
mod azure_lists;
mod azure_wire;
mod company;
mod customers;
mod documented;
mod door;
mod generated;
mod graph_wire;
mod hostile;
mod live;
mod patience;
mod relationships;
mod requests;
mod sign_in;
mod spellings;
mod tickets;
mod trouble;
mod worlds;

use partner_triage::{
    portal::{
        Call, Cloud, Error, Lost, Method, Next, Origins, Page, Request, Response, Signer,
        Transport, Who,
        practice::{self, Customer, World},
    },
    vocab::Moment,
};
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

/// 20 November 2026, 13:05 UTC.
const NOON: Moment = Moment(1_795_179_900_000);

/// A practice world and a clock that only the test moves.
struct Bench {
    world: RefCell<World>,
    now: Cell<i64>,
    n_ids: Cell<u32>,
}

impl Transport for Bench {
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Lost>> + '_>> {
        let signed = practice::signed(&request);
        let mut world = self.world.borrow_mut();
        let exchange = practice::exchange(&mut world, &signed, self.now.get());
        Box::pin(std::future::ready(exchange.answer))
    }
}

impl Bench {
    /// The world of a cloud, as shipped.
    fn of(cloud: Cloud) -> Self {
        let path = format!("src/portal/practice/worlds/{}.json", cloud.as_str());
        Self::from(&std::fs::read_to_string(path).unwrap())
    }

    /// The tenant ids of its customers.
    fn customer_ids(&self) -> Vec<String> {
        let world = self.world.borrow();
        world.customers.iter().map(|it| it.id.clone()).collect()
    }

    fn from(text: &str) -> Self {
        let world = RefCell::new(World::parse(text).unwrap());
        Self {
            world,
            now: Cell::new(NOON.0),
            n_ids: Cell::new(0),
        }
    }

    /// Sends a call under a fresh request id.
    fn ask<T>(&self, call: Call<T>) -> Result<T, Error> {
        self.n_ids.set(self.n_ids.get() + 1);
        let id = format!("request-{}", self.n_ids.get());
        self.ask_again(&call.traced(&id, "correlation"))
    }

    /// Sends a call under the request id it has.
    fn ask_again<T>(&self, call: &Call<T>) -> Result<T, Error> {
        block_on(call.send(self))
    }

    /// All pages of a list.
    fn ask_all<T>(&self, call: Call<Page<T>>) -> Result<Vec<T>, Error> {
        let origins = Origins::of(self.world.borrow().cloud);
        let mut call = call;
        let mut all = Vec::new();
        loop {
            let page = block_on(call.send(self))?;
            all.extend(page.items);
            let Some(next) = page.next else {
                return Ok(all);
            };
            call = call.next(&next, &origins)?;
        }
    }

    /// A request outside of what the clients send.
    fn raw(&self, request: &Request) -> Response {
        practice::handle(&mut self.world.borrow_mut(), request, self.now.get())
    }

    fn wait_minutes(&self, minutes: i64) {
        self.now.set(self.now.get() + minutes * 60_000);
    }

    /// The customer whose name begins like this.
    fn customer(&self, name: &str) -> Customer {
        let world = self.world.borrow();
        let mut customers = world.customers.iter();
        customers
            .find(|it| it.name.starts_with(name))
            .unwrap()
            .clone()
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let Poll::Ready(done) = future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("nothing here waits");
    };
    done
}

/// An error in short: the reaction it asks for, with what distinguishes it.
fn short(error: &Error) -> String {
    match error {
        Error::SignInNeeded(_) => "sign in".into(),
        Error::NotAllowed {
            who: Who::Customer, ..
        } => "not allowed: customer".into(),
        Error::NotAllowed {
            who: Who::PartnerAdmin,
            ..
        } => "not allowed: partner admin".into(),
        Error::NotAllowed {
            who: Who::PartnerCompany,
            ..
        } => "not allowed: partner company".into(),
        Error::NotFound(_) => "not found".into(),
        Error::Conflict(_) => "conflict".into(),
        Error::TryLater { after_secs, .. } => format!("try later: {after_secs:?}"),
        Error::Unreachable { lost, .. } => format!("unreachable: {lost:?}"),
        Error::Refused { code, message, .. } => format!("refused: {code} {message}"),
        Error::Unreadable { place, .. } => format!("unreadable: {place}"),
    }
}

/// What came of a call, in short.
fn outcome<T>(result: Result<T, Error>) -> String {
    result.map_or_else(|it| short(&it), |_| "ok".into())
}

/// A call is read from a reply that somebody else sent.
fn read<T>(call: &Call<T>, status: u16, body: &str) -> Result<T, Error> {
    call.read(&Response {
        status,
        headers: Vec::new(),
        body: body.into(),
    })
}

fn request(call_to: &Request, path: &str) -> Request {
    Request {
        path: path.into(),
        ..call_to.clone()
    }
}

#[test]
fn a_request_prints_neither_headers_nor_query() {
    let call = partner_triage::portal::partner_center::customers(5, None);
    assert_eq!(
        format!("{:?}", practice::signed(&call.request)),
        "partner_center GET /v1/customers"
    );
    assert_eq!(
        (call.request.method, &call.request.signer),
        (Method::Get, &Signer::Partner)
    );
}

/// A next link is opaque, so it is made by reading a page that has one.
fn next_of(uri: &str) -> Next {
    let body = serde_json::json!({"items": [], "links": {"next": {"uri": uri}}}).to_string();
    let call = partner_triage::portal::partner_center::customers(5, None);
    read(&call, 200, &body).unwrap().next.unwrap()
}
