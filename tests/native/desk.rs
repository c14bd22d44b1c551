//! The whole app without a browser: commands in, effects carried out against the practice portal.

use partner_triage::{
    app::{self, Address, Circumstances, Command, Content, DateStyle, Later, Ports, Route, State},
    casework::CaseId,
    content::{Playbook, shipped},
    facts::Answer,
    flow::Reply,
    portal::{
        Lost, Request, Response, Transport,
        practice::{self, World},
    },
    vocab::{FactId, Moment},
};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, VecDeque},
    future::Future,
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll, Waker},
};

/// 20 November 2026, 13:05 UTC.
pub const NOON: Moment = Moment(1_795_179_900_000);

/// A world whose clock moves only when somebody waits.
pub struct Bench {
    pub world: RefCell<World>,
    now: Cell<i64>,
    n_names: Cell<u32>,
    pub saved: RefCell<Option<String>>,
    pub went: RefCell<Vec<String>>,
    pub requests: RefCell<Vec<String>>,
    /// The files that were read.
    pub fetched: RefCell<Vec<String>>,
    /// A file that does not come.
    pub refused: RefCell<Option<String>>,
    pub is_offline: Cell<bool>,
    /// What becomes of requests whose method and path hold both words.
    pub obstacles: RefCell<Vec<([&'static str; 2], Obstacle)>>,
    /// Whether somebody may see the page.
    pub is_seen: Cell<bool>,
}

/// What a request meets on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is carried out, and its answer is lost.
    Lost,
    /// It is carried out, and the transport says that nothing was sent.
    Denied,
    /// It is not carried out: nobody is signed in.
    SignedOut,
    /// It is not carried out: there were too many.
    TooMany,
    /// It is not sent: the desk leaves a portal alone that kept failing.
    Resting,
}

impl Bench {
    fn obstacle(&self, request: &Request) -> Option<Obstacle> {
        let method = format!("{:?}", request.method);
        let obstacles = self.obstacles.borrow();
        let met = obstacles
            .iter()
            .find(|([it, part], _)| method == *it && request.path.contains(part));
        met.map(|it| it.1)
    }

    /// Lets time pass.
    pub fn pass(&self, ms: i64) {
        self.now.set(self.now.get() + ms);
    }
}

impl Transport for Bench {
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Lost>> + '_>> {
        Box::pin(async move {
            self.requests.borrow_mut().push(format!("{request:?}"));
            let obstacle = self.obstacle(&request);
            if obstacle == Some(Obstacle::TooMany) {
                let headers = vec![("Retry-After".to_owned(), "57".to_owned())];
                return Ok(Response {
                    status: 429,
                    headers,
                    body: String::new(),
                });
            }
            if obstacle == Some(Obstacle::SignedOut) {
                return Ok(Response {
                    status: 401,
                    headers: Vec::new(),
                    body: String::new(),
                });
            }
            if obstacle == Some(Obstacle::Resting) {
                let headers = vec![("Retry-After".to_owned(), "29".to_owned())];
                let code = partner_triage::portal::live::PORTAL_RESTS;
                return Ok(Response {
                    status: 503,
                    headers,
                    body: format!(r#"{{"error":{{"code":"{code}"}}}}"#),
                });
            }
            let signed = practice::signed(&request);
            let exchange =
                practice::exchange(&mut self.world.borrow_mut(), &signed, self.now.get());
            self.now.set(self.now.get() + i64::from(exchange.after_ms));
            if obstacle == Some(Obstacle::Lost) {
                self.pass(30_000);
                return Err(Lost::NoAnswer);
            }
            if obstacle == Some(Obstacle::Denied) {
                return Err(Lost::NotSent);
            }
            exchange.answer
        })
    }
}

impl Ports for Bench {
    fn transport(&self) -> &dyn Transport {
        self
    }
    fn now(&self) -> Moment {
        Moment(self.now.get())
    }
    fn fresh(&self) -> String {
        self.n_names.set(self.n_names.get() + 1);
        format!("name{:08}", self.n_names.get())
    }
    fn zone(&self) -> String {
        "Europe/Warsaw".to_owned()
    }
    fn is_seen(&self) -> bool {
        self.is_seen.get()
    }
    fn wait(&self, ms: u32) -> Later<'_, ()> {
        self.now.set(self.now.get() + i64::from(ms));
        Box::pin(async {})
    }
    fn load(&self, _: &str) -> Option<String> {
        self.saved.borrow().clone()
    }
    fn save(&self, _: &str, text: &str) -> bool {
        self.saved.replace(Some(text.to_owned()));
        true
    }
    fn fetch(&self, path: &str) -> Later<'_, Result<String, String>> {
        self.fetched.borrow_mut().push(path.to_owned());
        if self.refused.borrow().as_deref() == Some(path) {
            let failure = format!("{path}: 404");
            return Box::pin(async { Err(failure) });
        }
        let text = match path {
            _ if self.is_offline.get() => Err(format!("{path}: offline")),
            "terms.json" => Ok(shipped::terms().to_owned()),
            "playbook-2021.json" => Ok(shipped::edition_2021()),
            "playbook-2025.json" => Ok(shipped::edition_2025()),
            words if words.starts_with("keys-") || words.starts_with("words-") => {
                Ok(crate::content::asset(words))
            }
            world => {
                std::fs::read_to_string(world.replace("world-", "src/portal/practice/worlds/"))
                    .map_err(|it| it.to_string())
            }
        };
        Box::pin(async { text })
    }
    fn use_world(&self, text: &str, n_customers: usize) -> Result<(), String> {
        let mut world = World::parse(text).map_err(|it| it.to_string())?;
        if n_customers > 0 {
            world.populate(n_customers, 1);
        }
        *self.world.borrow_mut() = world;
        Ok(())
    }
    fn inspect(&self) -> Option<(practice::Dials, Vec<app::LogLine>)> {
        Some((self.world.borrow().dials.clone(), Vec::new()))
    }
    fn dial(&self, dials: practice::Dials) {
        self.world.borrow_mut().dials = dials;
    }
    fn go(&self, address: &str, _: bool) {
        self.went.borrow_mut().push(address.to_owned());
    }
    fn focus(&self, _: &str) {}
    fn copy(&self, _: &str) -> Later<'_, bool> {
        Box::pin(async { true })
    }
    fn write(&self, moment: Moment, _: &str, _: DateStyle) -> String {
        moment.date().map(|it| it.to_string()).unwrap_or_default()
    }
    fn tongue(&self, code: &str, _: &str) -> String {
        code.to_owned()
    }
    fn country(&self, code: &str, _: &str) -> String {
        code.to_owned()
    }
}

/// The desk of a user in a test. Copies share the world.
#[derive(Clone)]
pub struct Desk {
    pub state: State,
    pub bench: Rc<Bench>,
}

impl Desk {
    /// A first visit, with an organisation that is a direct-bill partner whose user is an Admin agent with Advanced Support.
    pub fn open() -> Self {
        let mut desk = Self::bare();
        for (fact, answer) in [
            ("partner", "direct_bill"),
            ("contracts", "advanced"),
            ("role", "admin_agent"),
            ("language", "en"),
        ] {
            desk.organisation(fact, answer);
        }
        desk
    }

    /// A first visit of somebody who has said nothing about the organisation.
    pub fn bare() -> Self {
        let world = std::fs::read_to_string("src/portal/practice/worlds/public.json").unwrap();
        let bench = Rc::new(Bench {
            world: RefCell::new(World::parse(&world).unwrap()),
            now: Cell::new(NOON.0),
            n_names: Cell::new(0),
            saved: RefCell::new(None),
            went: RefCell::new(Vec::new()),
            requests: RefCell::new(Vec::new()),
            fetched: RefCell::default(),
            refused: RefCell::default(),
            is_offline: Cell::new(false),
            obstacles: RefCell::default(),
            is_seen: Cell::new(true),
        });
        let content = Content {
            playbook: Rc::new(Playbook::parse(&shipped::edition_2021()).unwrap()),
            words: crate::content::early_words(),
            is_whole: true,
        };
        let content = Rc::new(content);
        let state = State {
            words: Some(Rc::new(content.words.clone())),
            editions: BTreeMap::from([("2021".to_owned(), content.clone())]),
            content: Some(content),
            cloud: "public".to_owned(),
            ..State::default()
        };
        Self { state, bench }
    }

    /// Does something and everything that follows from it.
    pub fn send(&mut self, command: Command) {
        let mut waiting = VecDeque::from([command]);
        while let Some(command) = waiting.pop_front() {
            let outside = Circumstances {
                now: self.bench.now(),
                fresh: self.bench.fresh(),
            };
            for effect in app::update(&mut self.state, command, &outside) {
                let heard = RefCell::new(Vec::new());
                let n_went = self.bench.went.borrow().len();
                block_on(app::perform(
                    &*self.bench,
                    &self.state.clone(),
                    effect,
                    &|it| heard.borrow_mut().push(it),
                ));
                waiting.extend(heard.into_inner());
                if let Some(address) = self.bench.went.borrow().get(n_went) {
                    waiting.push_back(Command::Arrived(Address::parse(address)));
                }
            }
        }
    }

    pub fn go(&mut self, address: &str) {
        self.send(Command::Arrived(Address::parse(address)));
    }

    pub fn organisation(&mut self, fact: &str, answer: &str) {
        let answer = Self::answer(fact, answer);
        self.send(Command::OrganisationFact(FactId::new(fact), Some(answer)));
    }

    /// From now on requests of a method whose path contains this meet an obstacle, and no others.
    pub fn meet(&self, obstacles: &[([&'static str; 2], Obstacle)]) {
        *self.bench.obstacles.borrow_mut() = obstacles.to_vec();
    }

    /// Picks a customer by name and opens a case.
    pub fn pick(&mut self, name: &str) {
        self.go("#/en/customers");
        let roster = &self.state.customers.roster;
        let mut rows = (0..).map_while(|it| roster.get(it));
        let customer = rows
            .find(|it| it.name == name)
            .unwrap_or_else(|| panic!("no customer {name}"));
        self.send(Command::Selected(customer.id.clone()));
        self.send(Command::Used(customer.id));
    }

    /// The case of the page.
    pub fn case(&self) -> CaseId {
        self.state
            .route()
            .case()
            .unwrap_or_else(|| panic!("{:?} is no page of a case", self.state.route()))
            .clone()
    }

    /// Answers questions as they come until there is none; panics at a question without an answer in the list.
    /// Returns the questions asked.
    pub fn answer_all(&mut self, answers: &[(&str, &str)]) -> Vec<String> {
        let mut asked = Vec::new();
        while let Route::Step(case, step) = self.state.route().clone() {
            asked.push(step.clone());
            let text = answers
                .iter()
                .find(|(it, _)| *it == step)
                .unwrap_or_else(|| panic!("asked for {step}"))
                .1;
            let reply = if text == "?" {
                Reply::Unknown
            } else {
                Reply::Known(Self::answer(&step, text))
            };
            self.send(Command::Continued(case, FactId::new(step), Some(reply)));
            assert!(asked.len() < 30, "the interview does not end: {asked:?}");
        }
        asked
    }

    fn answer(fact: &str, text: &str) -> Answer {
        match text {
            "true" => Answer::Flag(true),
            "false" => Answer::Flag(false),
            _ if fact == "contracts" => Answer::Set(
                text.split('+')
                    .filter(|it| *it != "empty")
                    .map(str::to_owned)
                    .collect(),
            ),
            _ => Answer::Word(text.to_owned()),
        }
    }

    /// The decision of the case on the page.
    pub fn decision(&self) -> String {
        let case = &self.state.cases[&self.case()];
        let screen = app::screens::verdict(&self.state, case).expect("a verdict can be drawn");
        screen.decision.unwrap_or_else(|| "undecided".to_owned())
    }
}

/// Runs a future whose every await is ready.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
    panic!("nothing in a test ever waits for real");
}
