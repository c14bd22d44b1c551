//! The transport over the network.

use crate::{
    portal::{
        Api, Lost, Method, Origins, Request, Response, Transport,
        live::{Patience, Sent, masked},
        moment,
        sign_in::{Demand, Grant, Provider, Refused, Secret, TokenRequest, Vault, Wanted},
    },
    vocab::{Moment, Pause},
};
use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
};

const LOG_LENGTH: usize = 200;
/// How many answers the difference of the clocks is taken from.
const N_CLOCKS: usize = 5;
/// How many calls may be on their way at a time.
const N_READING_MAX: u32 = 4;
const N_CHANGING_MAX: u32 = 1;
/// A provider that took so long to say nothing is not asked again at once for the next of several tokens.
const PROVIDER_SLOW_MS: i64 = 10_000;
const PROVIDER_REST_MS: i64 = 5_000;
/// One that asks for more is asked again then all the same, when somebody wants something.
const PROVIDER_REST_MS_MAX: i64 = 600_000;
/// For a portal that refuses a new token too no other one is asked for so long, unless somebody signs in.
const REFUSED_MS: i64 = 10_000;
/// How often somebody who waits for a turn looks.
const TURN_MS: u32 = 20;

/// Something that comes later.
type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A request as it goes over the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Plain {
    /// Where to.
    pub address: String,
    /// The method.
    pub method: &'static str,
    /// The headers, tokens among them.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<String>,
}

/// What the network and the clock are to a [`Live`].
pub trait Wire {
    /// Sends a request and brings back whatever comes, within half a minute.
    fn fetch(&self, request: Plain) -> Later<'_, Result<Response, Lost>>;
    /// The time.
    fn now(&self) -> Moment;
    /// Lets time pass.
    fn wait(&self, ms: u32) -> Later<'_, ()>;
    /// A number at random, from 0 up to 1.
    fn chance(&self) -> f64;
}

/// The portals over the network.
pub struct Live<W> {
    wire: W,
    origins: Origins,
    provider: Provider,
    vault: RefCell<Vault>,
    patience: [RefCell<Patience>; 3],
    log: RefCell<Vec<Sent>>,
    clocks: RefCell<Vec<i64>>,
    demand: RefCell<Demand>,
    refused: RefCell<Vec<(Vec<Wanted>, Pause)>>,
    n_sign_outs: Cell<u32>,
    is_renewing: Cell<bool>,
    provider_rest: Cell<Option<Pause>>,
    n_reading: Cell<u32>,
    n_changing: Cell<u32>,
}

impl<W: Wire> Live<W> {
    /// The portals at these origins, with tokens of this provider; nobody is signed in.
    pub fn new(wire: W, origins: Origins, provider: Provider) -> Self {
        Self {
            wire,
            origins,
            provider,
            vault: RefCell::default(),
            patience: Default::default(),
            log: RefCell::default(),
            clocks: RefCell::default(),
            demand: RefCell::default(),
            refused: RefCell::default(),
            n_sign_outs: Cell::new(0),
            is_renewing: Cell::new(false),
            provider_rest: Cell::new(None),
            n_reading: Cell::new(0),
            n_changing: Cell::new(0),
        }
    }

    /// The provider.
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// Looks at what was granted.
    pub fn look<T>(&self, look: impl FnOnce(&Vault) -> T) -> T {
        look(&self.vault.borrow())
    }

    /// Forgets every token, those that are on their way too.
    pub fn sign_out(&self) {
        self.n_sign_outs.set(self.n_sign_outs.get() + 1);
        self.vault.take();
        self.log.take();
        self.demand.take();
        self.refused.take();
    }

    /// Redeems a code and keeps what is granted.
    ///
    /// # Errors
    /// Why nothing was granted.
    pub async fn redeem(&self, request: TokenRequest, nonce: &str) -> Result<(), Refused> {
        let granted = self.granted(request, nonce).await;
        if let Err(Refused::SignIn { claims, .. }) = &granted
            && !claims.is_empty()
        {
            self.expect(Demand::of_claims(claims));
        }
        let grant = granted?;
        self.vault.replace(Vault::open(&grant, self.wire.now()));
        self.demand.take();
        self.refused.take();
        Ok(())
    }

    /// What the next sign-in has to bring, by what was refused since the last one.
    pub fn demand(&self) -> Demand {
        self.demand.borrow().clone()
    }

    /// Remembers a demand. Claims say more than that the session is not enough.
    fn expect(&self, demand: Demand) {
        let has_claims = matches!(*self.demand.borrow(), Demand::Claims(_));
        if !has_claims || demand != Demand::Anew {
            self.demand.replace(demand);
        }
    }

    /// What was asked lately, oldest first.
    pub fn log(&self) -> Vec<Sent> {
        self.log.borrow().clone()
    }

    /// How far the portals' clock is ahead of this device's, in milliseconds: the median of the last answers that told the time.
    pub fn clock_offset_ms(&self) -> Option<i64> {
        let mut clocks = self.clocks.borrow().clone();
        clocks.sort_unstable();
        clocks.get(clocks.len() / 2).copied()
    }

    async fn granted(&self, request: TokenRequest, nonce: &str) -> Result<Grant, Refused> {
        let form = "application/x-www-form-urlencoded";
        let plain = Plain {
            address: request.address,
            method: "POST",
            headers: vec![("Content-Type".into(), form.into())],
            body: Some(request.form.reveal().into()),
        };
        let n_sign_outs = self.n_sign_outs.get();
        match self.wire.fetch(plain).await {
            // What was asked for somebody who has signed out since is for nobody.
            Ok(_) if self.n_sign_outs.get() != n_sign_outs => Err(Refused::SignIn {
                code: "signed_out".into(),
                says: String::new(),
                claims: String::new(),
            }),
            Ok(reply) => Grant::read(&self.provider, &reply, nonce, self.wire.now()),
            Err(Lost::NotSent) => Err(Refused::Offline),
            Err(Lost::NoAnswer) => Err(Refused::Later { after_secs: None }),
        }
    }

    /// The tokens of a call, those that are missing asked for.
    async fn tokens(&self, wanted: &[Wanted]) -> Result<Vec<Secret>, Result<Response, Lost>> {
        let mut tokens = Vec::new();
        for wanted in wanted {
            tokens.push(self.token(wanted).await?);
        }
        Ok(tokens)
    }

    async fn token(&self, wanted: &Wanted) -> Result<Secret, Result<Response, Lost>> {
        // A refresh token is good for one use, so only one request for tokens is on its way.
        while self.is_renewing.get() {
            self.wire.wait(TURN_MS).await;
        }
        let now = self.wire.now();
        if let Some(token) = self.look(|it| it.token(wanted, now).cloned()) {
            return Ok(token);
        }
        let renewal = self.look(|it| it.renewal(&self.provider, wanted, now));
        let Some(renewal) = renewal else {
            return Err(Ok(answer(401, "sign_in_required", &[])));
        };
        if self
            .provider_rest
            .get()
            .is_some_and(|it| it.left_ms(now) > 0)
        {
            return Err(Ok(provider_away(None)));
        }
        self.is_renewing.set(true);
        let granted = self.granted(renewal, "").await;
        self.is_renewing.set(false);
        let end = self.wire.now();
        let rest_ms = match granted {
            Err(Refused::Later {
                after_secs: Some(secs),
            }) => (i64::from(secs) * 1_000).min(PROVIDER_REST_MS_MAX),
            Err(Refused::Later { after_secs: None }) if end.ms_since(now) > PROVIDER_SLOW_MS => {
                PROVIDER_REST_MS
            }
            _ => 0,
        };
        self.provider_rest.set(Some(Pause::of(end, rest_ms)));
        match granted {
            Ok(grant) => {
                let token = grant.access.clone();
                self.vault.borrow_mut().take(wanted, grant);
                Ok(token)
            }
            Err(Refused::Consent { .. }) => Err(Ok(answer(403, "consent_required", &[]))),
            Err(Refused::NoAccess { .. }) => Err(Ok(answer(403, "no_access", &[]))),
            Err(Refused::SignIn { code, claims, .. }) => {
                if !claims.is_empty() {
                    self.expect(Demand::of_claims(&claims));
                    return Err(Ok(answer(401, MORE_NEEDED, &[])));
                }
                Err(Ok(answer(401, &code, &[])))
            }
            Err(Refused::Unreadable(claim)) => Err(Ok(answer(401, claim, &[]))),
            Err(Refused::Later {
                after_secs: Some(secs),
            }) => Err(Ok(provider_away(Some(secs)))),
            Err(Refused::Later { after_secs: None }) => Err(Ok(answer(503, PROVIDER_AWAY, &[]))),
            Err(Refused::Offline) => Err(Err(Lost::NotSent)),
        }
    }

    /// Sends a request under its tokens; one that is refused for them is sent again once under new ones.
    async fn signed(&self, request: &Request) -> Result<Response, Lost> {
        let wanted = Wanted::by(&request.signer, request.api);
        let mut is_second = self.is_refused(&wanted);
        loop {
            let tokens = match self.tokens(&wanted).await {
                Ok(tokens) => tokens,
                Err(answer) => return answer,
            };
            let answer = self.once(request, &tokens).await;
            if let Ok(response) = &answer
                && let Some(demand) = Demand::of_answer(request.api, response)
            {
                // A new token of the same session would be refused like this one.
                self.expect(demand);
                return Ok(self::answer(401, MORE_NEEDED, &[]));
            }
            let is_refused = matches!(&answer, Ok(response) if response.status == 401);
            if !is_refused {
                return answer;
            }
            if is_second {
                if !self.is_refused(&wanted) {
                    let pause = Pause::of(self.wire.now(), REFUSED_MS);
                    self.refused.borrow_mut().push((wanted, pause));
                }
                return answer;
            }
            is_second = true;
            let mut vault = self.vault.borrow_mut();
            for wanted in &wanted {
                vault.drop_token(wanted);
            }
        }
    }

    /// Whether a portal has just refused even a new token: another one would not help, and a call goes with the one that is held.
    fn is_refused(&self, wanted: &[Wanted]) -> bool {
        let now = self.wire.now();
        let mut refused = self.refused.borrow_mut();
        refused.retain(|it| it.1.left_ms(now) > 0);
        refused.iter().any(|it| it.0 == wanted)
    }

    async fn once(&self, request: &Request, tokens: &[Secret]) -> Result<Response, Lost> {
        let mut headers = request.headers.clone();
        let names = ["Authorization", "x-ms-authorization-auxiliary"];
        for (name, token) in names.iter().zip(tokens) {
            headers.push(((*name).into(), ["Bearer ", token.reveal()].concat()));
        }
        let plain = Plain {
            address: [self.origins.origin(request.api), &request.path].concat(),
            method: request.method.as_str(),
            headers,
            body: request.body.clone(),
        };
        let begun = self.wire.now();
        let mut answer = self.wire.fetch(plain).await;
        self.note(request, begun, &answer);
        if let Ok(response) = &mut answer
            && response.header("Date").is_none()
        {
            // Pages of another host may not read it; a time to wait can be told by it.
            let date = moment::print_http(self.wire.now());
            response.headers.push(("Date".to_owned(), date));
        }
        let mut patience = self.patience(request.api).borrow_mut();
        patience.heard(&answer, self.wire.now());
        answer
    }

    fn note(&self, request: &Request, begun: Moment, answer: &Result<Response, Lost>) {
        let now = self.wire.now();
        let response = answer.as_ref().ok();
        let header = |name: &str| response.and_then(|it| it.header(name));
        let names = [
            "MS-CorrelationId",
            "request-id",
            "x-ms-correlation-request-id",
        ];
        let correlation = names.iter().find_map(|it| header(it)).unwrap_or_default();
        if let Some(date) = header("Date").and_then(moment::read_http) {
            let mut clocks = self.clocks.borrow_mut();
            if clocks.len() == N_CLOCKS {
                clocks.remove(0);
            }
            // The answer was written at some time between, and says the second that had begun.
            let between = i64::midpoint(begun.0, now.0);
            clocks.push(date.0.saturating_add(500).saturating_sub(between));
        }
        let mut log = self.log.borrow_mut();
        if log.len() == LOG_LENGTH {
            log.remove(0);
        }
        log.push(Sent {
            at: begun,
            api: request.api,
            method: request.method,
            path: masked(request),
            status: response.map_or(0, |it| it.status),
            took_ms: u32::try_from(now.0.saturating_sub(begun.0)).unwrap_or_default(),
            correlation: correlation.chars().take(64).collect(),
        });
    }

    fn patience(&self, api: Api) -> &RefCell<Patience> {
        let [partner_center, graph, azure_support] = &self.patience;
        match api {
            Api::PartnerCenter => partner_center,
            Api::Graph => graph,
            Api::AzureSupport => azure_support,
        }
    }

    async fn patiently(&self, request: &Request) -> Result<Response, Lost> {
        let patience = self.patience(request.api);
        let begun = self.wire.now();
        let mut n_sent = 0;
        loop {
            let admitted = patience.borrow_mut().admit(self.wire.now());
            if let Err(left_ms) = admitted {
                let seconds = left_ms.div_ceil(1_000).to_string();
                return Ok(answer(503, PORTAL_RESTS, &[("Retry-After", &seconds)]));
            }
            let answer = self.signed(request).await;
            n_sent += 1;
            let waited_ms = self.wire.now().ms_since(begun);
            let chance = self.wire.chance();
            let again =
                patience
                    .borrow_mut()
                    .again(request.method, n_sent, waited_ms, &answer, chance);
            match again {
                Some(ms) => self.wire.wait(ms).await,
                None => return answer,
            }
        }
    }

    async fn in_turn(&self, request: &Request) -> Result<Response, Lost> {
        let (on_their_way, most) = match request.method {
            Method::Get => (&self.n_reading, N_READING_MAX),
            Method::Post | Method::Put | Method::Patch => (&self.n_changing, N_CHANGING_MAX),
        };
        while on_their_way.get() >= most {
            self.wire.wait(TURN_MS).await;
        }
        on_their_way.set(on_their_way.get() + 1);
        let turn = Turn(on_their_way);
        let answer = self.patiently(request).await;
        drop(turn);
        answer
    }
}

impl<W: Wire> Transport for Live<W> {
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Lost>> + '_>> {
        Box::pin(async move { self.in_turn(&request).await })
    }
}

/// That only a sign-in which shows more, such as a second factor, opens the portal.
pub const MORE_NEEDED: &str = "sign_in_more";
/// That a portal which kept failing is left alone for a while, so that nothing was sent to it.
pub const PORTAL_RESTS: &str = "portal_rests";
/// That the identity provider grants no token for the time being, so that nothing was sent to the portal.
pub const PROVIDER_AWAY: &str = "provider_away";

/// A call on its way; it ends even where whoever waits for it has gone.
struct Turn<'a>(&'a Cell<u32>);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// The provider is left alone: for longer than a call waits by itself, so that it does not hang in its turn.
fn provider_away(secs: Option<u32>) -> Response {
    let secs = secs.unwrap_or_default().max(30).to_string();
    answer(503, PROVIDER_AWAY, &[("Retry-After", &secs)])
}

/// An answer of our own, in the shape that the portals' answers have.
fn answer(status: u16, code: &str, headers: &[(&str, &str)]) -> Response {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Response {
        status,
        headers: headers.iter().map(owned).collect(),
        body: ["{\"error\":{\"code\":\"", code, "\"}}"].concat(),
    }
}
