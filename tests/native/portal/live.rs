//! Calls over the network: tokens, patience, turns and the log, over a wire that a test makes.

use crate::portal::block_on;
use partner_triage::{
    portal::{
        Call, Error, Lost, Origins, Response, Transport, graph,
        live::{Live, MORE_NEEDED, Plain, Wire, masked},
        partner_center,
        sign_in::{Attempt, Demand, Provider, Return},
    },
    vocab::Moment,
};
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::Future,
    pin::Pin,
    rc::Rc,
};

pub const CUSTOMER: &str = "6e9a0f53-6b58-4c1f-b8a1-3f8f4a6d2c10";
pub const LIST: &str = r#"{"totalCount":0,"items":[]}"#;

/// A network that answers calls from a list, and token requests with numbered tokens.
#[derive(Clone, Default)]
pub struct Net(pub Rc<Inner>);

#[derive(Default)]
pub struct Inner {
    pub now: Cell<i64>,
    pub answers: RefCell<VecDeque<Result<Response, Lost>>>,
    pub sent: RefCell<Vec<Plain>>,
    pub n_tokens: Cell<u32>,
    pub token_trouble: RefCell<Option<Response>>,
    pub takes_ms: Cell<i64>,
    pub token_takes_ms: Cell<i64>,
    /// What happens while a token is on its way.
    pub meanwhile: RefCell<Option<Box<dyn Fn()>>>,
    pub waits: RefCell<Vec<u32>>,
}

pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    Response {
        status,
        headers: headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: body.to_owned(),
    }
}

type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

impl Wire for Net {
    fn fetch(&self, request: Plain) -> Later<'_, Result<Response, Lost>> {
        self.0.now.set(self.0.now.get() + 100);
        if request.address.contains("/oauth2/") {
            self.0
                .now
                .set(self.0.now.get() + self.0.token_takes_ms.get());
            if let Some(happens) = self.0.meanwhile.take() {
                happens();
            }
            let n = self.0.n_tokens.get() + 1;
            self.0.n_tokens.set(n);
            let body = format!(
                r#"{{"token_type":"Bearer","expires_in":3600,"access_token":"TAINT-{n}","refresh_token":"TAINT-r{n}"}}"#
            );
            let trouble = self.0.token_trouble.borrow().clone();
            let answer = trouble.unwrap_or_else(|| response(200, &[], &body));
            return Box::pin(async { Ok(answer) });
        }
        self.0.now.set(self.0.now.get() + self.0.takes_ms.get());
        self.0.sent.borrow_mut().push(request);
        let answer = self.0.answers.borrow_mut().pop_front();
        Box::pin(async { answer.unwrap_or_else(|| Ok(response(200, &[], LIST))) })
    }
    fn now(&self) -> Moment {
        Moment(self.0.now.get())
    }
    fn wait(&self, ms: u32) -> Later<'_, ()> {
        self.0.waits.borrow_mut().push(ms);
        self.0.now.set(self.0.now.get() + i64::from(ms));
        Box::pin(async {})
    }
    fn chance(&self) -> f64 {
        0.5
    }
}

pub fn provider() -> Provider {
    Provider {
        token_authority: "/authority".to_owned(),
        tenant: "organizations".to_owned(),
        client: "desk".to_owned(),
        ..Provider::default()
    }
}

pub fn origins() -> Origins {
    Origins {
        partner_center: "/partner-center".to_owned(),
        graph: "/graph".to_owned(),
        azure_support: "/azure".to_owned(),
    }
}

/// A desk on that network, with somebody signed in.
pub fn live(net: &Net) -> Live<Net> {
    let live = Live::new(net.clone(), origins(), provider());
    let random = "a1b2c3d4e5".repeat(10);
    let attempt = Attempt::begin(&random, "/", Moment(0)).unwrap();
    let answer = Return::parse(&format!("code=1&state={}", &random[..26])).unwrap();
    let code = attempt.accept(&answer, Moment(1)).unwrap();
    let request = live.provider().redeem(&attempt, &code);
    block_on(live.redeem(request, "")).unwrap();
    live
}

pub fn net(answers: Vec<Result<Response, Lost>>) -> Net {
    let net = Net::default();
    net.0.answers.replace(answers.into());
    net
}

pub fn send<T>(live: &Live<Net>, call: &Call<T>) -> Result<T, Error> {
    block_on(call.send(live))
}

fn authorization(plain: &Plain) -> Vec<&str> {
    let tokens = plain.headers.iter().filter(|(name, _)| {
        ["Authorization", "x-ms-authorization-auxiliary"].contains(&name.as_str())
    });
    tokens.map(|it| it.1.as_str()).collect()
}

#[test]
fn a_call_carries_the_token_of_its_tenant_and_portal() {
    let net = net(Vec::new());
    let live = live(&net);
    send(&live, &partner_center::customers(5, None)).unwrap();
    send(&live, &graph::relationships(CUSTOMER)).ok();
    send(&live, &graph::issues(CUSTOMER)).ok();
    send(&live, &partner_center::customers(5, None)).unwrap();
    let sent = net.0.sent.borrow();
    let tokens: Vec<_> = sent.iter().map(|it| authorization(it).concat()).collect();
    // The first was granted with the code; the second and third were asked for when they were needed.
    assert_eq!(
        tokens,
        [
            "Bearer TAINT-1",
            "Bearer TAINT-2",
            "Bearer TAINT-3",
            "Bearer TAINT-1"
        ]
    );
    assert_eq!(sent[0].address, "/partner-center/v1/customers?size=5");
    assert_eq!(net.0.n_tokens.get(), 3);
}

#[test]
fn nobody_signed_in_means_sign_in() {
    let net = net(Vec::new());
    let live = Live::new(net.clone(), origins(), provider());
    let answer = send(&live, &partner_center::customers(5, None));
    assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    assert!(net.0.sent.borrow().is_empty());
    assert_eq!(net.0.n_tokens.get(), 0);
}

#[test]
fn a_refused_token_is_renewed_once() {
    let net = net(vec![
        Ok(response(401, &[], "")),
        Ok(response(200, &[], LIST)),
    ]);
    let live = live(&net);
    send(&live, &partner_center::customers(5, None)).unwrap();
    let tokens: Vec<_> = net
        .0
        .sent
        .borrow()
        .iter()
        .map(|it| authorization(it).concat())
        .collect();
    assert_eq!(tokens, ["Bearer TAINT-1", "Bearer TAINT-2"]);
    // For ever refused: asked for again once, and no more.
    let net = self::net(vec![Ok(response(401, &[], "")); 20]);
    let live = self::live(&net);
    let answer = send(&live, &partner_center::customers(5, None));
    assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    assert_eq!((net.0.sent.borrow().len(), net.0.n_tokens.get()), (2, 2));
    // What else one action of the user asks goes with the token that is held: one route may refuse what another takes.
    for _ in 0..5 {
        let answer = send(&live, &partner_center::customer(CUSTOMER));
        assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    }
    assert_eq!((net.0.sent.borrow().len(), net.0.n_tokens.get()), (7, 2));
    net.0
        .answers
        .borrow_mut()
        .push_front(Ok(response(200, &[], LIST)));
    assert!(send(&live, &partner_center::customers(5, None)).is_ok());
    // Another portal has tokens of its own.
    send(&live, &graph::relationships(CUSTOMER)).ok();
    assert_eq!((net.0.sent.borrow().len(), net.0.n_tokens.get()), (10, 4));
    net.0.now.set(net.0.now.get() + 10_000);
    net.0.answers.take();
    assert!(send(&live, &partner_center::customers(5, None)).is_ok());
}

#[test]
fn what_the_provider_refuses_is_said_as_what_helps() {
    for (status, body, expected) in [
        (
            400,
            r#"{"error":"invalid_grant","error_description":"AADSTS70008"}"#,
            "sign in",
        ),
        (
            400,
            r#"{"error":"invalid_grant","error_description":"AADSTS65001"}"#,
            "customer",
        ),
        (503, "", "later"),
        (200, "<html>", "sign in"),
    ] {
        let net = net(Vec::new());
        let live = live(&net);
        net.0
            .token_trouble
            .replace(Some(response(status, &[], body)));
        let said = match send(&live, &graph::issues(CUSTOMER)) {
            Err(Error::SignInNeeded(_)) => "sign in",
            Err(Error::NotAllowed { .. }) => "customer",
            Err(Error::TryLater { .. }) => "later",
            _ => "other",
        };
        assert_eq!(said, expected, "{body}");
        assert!(net.0.sent.borrow().is_empty());
    }
}

#[test]
fn what_is_demanded_is_kept_for_the_next_sign_in() {
    const CLAIMS: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    // The provider wants to see more before it grants a token.
    let net = net(Vec::new());
    let live = live(&net);
    assert_eq!(live.demand(), Demand::Session);
    let body = serde_json::json!({"error": "interaction_required", "error_description": "AADSTS50076", "claims": CLAIMS});
    net.0
        .token_trouble
        .replace(Some(response(400, &[], &body.to_string())));
    let call = graph::issues(CUSTOMER);
    let Err(Error::SignInNeeded(support)) = send(&live, &call) else {
        panic!("it is not said that signing in helps");
    };
    assert!(support.body.contains(MORE_NEEDED), "{}", support.body);
    assert_eq!(live.demand(), Demand::Claims(CLAIMS.to_owned()));
    // What Partner Center says of the same session adds nothing to that.
    let refusal = r#"{"code":900309,"description":"no second factor"}"#;
    net.0
        .answers
        .replace([Ok(response(403, &[], refusal))].into());
    let answer = send(&live, &partner_center::customers(5, None));
    assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    assert_eq!(live.demand(), Demand::Claims(CLAIMS.to_owned()));
    net.0.token_trouble.take();
    let attempt = Attempt::begin(&"a1b2c3d4e5".repeat(10), "/", Moment(0)).unwrap();
    let state = &"a1b2c3d4e5".repeat(10)[..26];
    let answer = Return::parse(&format!("code=1&state={state}")).unwrap();
    let code = attempt.accept(&answer, Moment(1)).unwrap();
    block_on(live.redeem(live.provider().redeem(&attempt, &code), "")).unwrap();
    assert_eq!(live.demand(), Demand::Session);

    // The same while a code is redeemed.
    let live = self::live(&self::net(Vec::new()));
    let net = self::net(Vec::new());
    net.0
        .token_trouble
        .replace(Some(response(400, &[], &body.to_string())));
    let fresh = Live::new(net, origins(), provider());
    assert!(block_on(fresh.redeem(live.provider().redeem(&attempt, &code), "")).is_err());
    assert_eq!(fresh.demand(), Demand::Claims(CLAIMS.to_owned()));

    // A portal refuses the session; another token of it is not even asked for.
    let net = self::net(vec![Ok(response(403, &[], refusal))]);
    let live = self::live(&net);
    let answer = send(&live, &partner_center::customers(5, None));
    assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    assert_eq!(live.demand(), Demand::Anew);
    assert_eq!((net.0.sent.borrow().len(), net.0.n_tokens.get()), (1, 1));
    live.sign_out();
    assert_eq!(live.demand(), Demand::Session);
}

#[test]
fn a_token_that_comes_after_signing_out_is_not_kept() {
    let net = net(Vec::new());
    let live = Rc::new(live(&net));
    let signs_out = |net: &Net| {
        let live = live.clone();
        let leave = move || live.sign_out();
        net.0.meanwhile.replace(Some(Box::new(leave)));
    };
    // One that was asked for by a call; the call is not sent.
    signs_out(&net);
    let call = graph::issues(CUSTOMER);
    let answer = send(&live, &call);
    assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    assert!(net.0.sent.borrow().is_empty());
    // And the first one of a sign-in.
    let attempt = Attempt::begin(&"a1b2c3d4e5".repeat(10), "/", Moment(0)).unwrap();
    let state = &"a1b2c3d4e5".repeat(10)[..26];
    let answer = Return::parse(&format!("code=1&state={state}")).unwrap();
    let code = attempt.accept(&answer, Moment(1)).unwrap();
    signs_out(&net);
    let redeemed = block_on(live.redeem(live.provider().redeem(&attempt, &code), ""));
    assert!(redeemed.is_err());
    let n_before = net.0.n_tokens.get();
    let answer = send(&live, &partner_center::customers(5, None));
    assert!(matches!(answer, Err(Error::SignInNeeded(_))));
    assert_eq!(net.0.n_tokens.get(), n_before, "nothing renews it");
}

#[test]
fn the_log_names_nothing_that_is_secret_or_about_somebody() {
    let date = ("Date", "Thu, 01 Jan 1970 00:01:00 GMT");
    let tracked = response(200, &[("MS-CorrelationId", "c-1"), date], LIST);
    let net = net(vec![Ok(tracked), Err(Lost::NoAnswer)]);
    let live = live(&net);
    let filter = partner_center::CustomerFilter::CompanyName("Anna".to_owned());
    send(&live, &partner_center::customers(5, Some(&filter))).unwrap();
    send(
        &live,
        &partner_center::add_note("615050113971984", "TAINT-note"),
    )
    .ok();
    let log = live.log();
    let lines: Vec<_> = log
        .iter()
        .map(|it| {
            (
                it.path.as_str(),
                it.status,
                it.took_ms,
                it.correlation.as_str(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("/v1/customers", 200, 100, "c-1"),
            ("/v1/servicerequests/…", 0, 100, "")
        ]
    );
    let all = format!("{log:?}");
    assert!(!all.contains("TAINT") && !all.contains("Anna"));
    // The portal's clock was a minute ahead, less what has passed here.
    assert_eq!(live.clock_offset_ms(), Some(60_000 + 500 - 150));
    live.sign_out();
    assert!(live.log().is_empty() && live.look(|it| it.account().is_none()));
    let calls = [
        (
            masked(&partner_center::subscriptions(CUSTOMER).request),
            "/v1/customers/…/subscriptions",
        ),
        (
            masked(&partner_triage::portal::azure_support::services(CUSTOMER).request),
            "/providers/Microsoft.Support/services",
        ),
        (
            masked(&graph::issues(CUSTOMER).request),
            "/v1.0/admin/serviceAnnouncement/issues",
        ),
    ];
    for (shown, expected) in calls {
        assert_eq!(shown, expected);
    }
}

#[test]
fn a_transport_is_what_the_clients_take() {
    let net = net(Vec::new());
    let live = live(&net);
    let transport: &dyn Transport = &live;
    let call = partner_center::customers(1, None);
    assert!(block_on(call.send(transport)).unwrap().items.is_empty());
}
