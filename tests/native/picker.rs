//! The customer picker at work: read page by page, asked at a pace, held back and failing.

use crate::desk::{Desk, Obstacle, block_on};
use partner_triage::{
    app::{
        self, Address, Circumstances, Command, Load, Ports, Reading,
        roster::{Kind, Pace},
        screens,
    },
    portal::{
        Api,
        practice::{Fault, World},
    },
    vocab::Moment,
};
use std::{
    cell::RefCell,
    collections::{BTreeSet, VecDeque},
};

const N: usize = 1_200;

/// A desk whose commands are carried out one by one.
struct Steps {
    desk: Desk,
    waiting: VecDeque<Command>,
}

impl Steps {
    /// At the customers of a world of [`N`], nothing read yet.
    fn begin() -> Self {
        let desk = Desk::open();
        *desk.bench.world.borrow_mut() = World::generated(N, 1);
        let mut steps = Self {
            desk,
            waiting: VecDeque::new(),
        };
        steps.say(Command::Arrived(Address::parse("#/en/customers")));
        steps
    }

    fn say(&mut self, command: Command) {
        self.waiting.push_back(command);
    }

    /// Goes on until something holds, or nothing is left to do.
    fn until(&mut self, holds: impl Fn(&Desk) -> bool) {
        while !holds(&self.desk)
            && let Some(command) = self.waiting.pop_front()
        {
            let outside = Circumstances {
                now: self.desk.bench.now(),
                fresh: self.desk.bench.fresh(),
            };
            for effect in app::update(&mut self.desk.state, command, &outside) {
                let heard = RefCell::new(Vec::new());
                let state = self.desk.state.clone();
                block_on(app::perform(&*self.desk.bench, &state, effect, &|it| {
                    heard.borrow_mut().push(it);
                }));
                self.waiting.extend(heard.into_inner());
            }
        }
    }

    fn finish(&mut self) {
        self.until(|_| false);
    }

    fn trouble(&self, fault: Fault) {
        let mut world = self.desk.bench.world.borrow_mut();
        world.dials.set_fault(Api::PartnerCenter, fault);
    }

    fn n_read(&self) -> usize {
        n_read(&self.desk)
    }

    fn reading(&self) -> &Reading {
        &self.desk.state.customers.reader.reading
    }

    /// How often what ends so was asked.
    fn n_asked(&self, end: &str) -> usize {
        let requests = self.desk.bench.requests.borrow();
        requests.iter().filter(|it| it.ends_with(end)).count()
    }

    fn ids(&self) -> BTreeSet<String> {
        let roster = &self.desk.state.customers.roster;
        (0..)
            .map_while(|it| roster.get(it))
            .map(|it| it.id)
            .collect()
    }
}

fn n_read(desk: &Desk) -> usize {
    desk.state.customers.roster.len()
}

/// The portal asked for nothing: it kept failing, and the desk leaves it alone.
#[test]
fn a_portal_that_is_left_alone_is_not_said_to_ask_for_time() {
    let mut steps = Steps::begin();
    let list = ["Get", "/v1/customers"];
    steps.desk.meet(&[(list, Obstacle::Resting)]);
    steps.until(|_| false);
    let Reading::Failed(trouble) = steps.reading().clone() else {
        panic!("{:?}", *steps.reading())
    };
    assert_eq!((trouble.kind, trouble.after_secs), ("unreachable", None));
}

/// Once a portal has told the time, a device that was ahead goes back by that much.
#[test]
fn a_clock_that_is_put_right_holds_nothing_up() {
    for fault in [Fault::None, Fault::TooMany] {
        let mut steps = Steps::begin();
        steps.trouble(fault);
        steps.until(|it| {
            let reading = &it.state.customers.reader.reading;
            n_read(it) > 0 || matches!(reading, Reading::Held(_))
        });
        steps.trouble(Fault::None);
        steps.desk.bench.pass(-86_400_000);
        let began = steps.desk.bench.now();
        steps.finish();
        assert_eq!(*steps.reading(), Reading::Complete, "{fault:?}");
        let took_ms = steps.desk.bench.now().ms_since(began);
        assert!(took_ms < 120_000, "{fault:?}: {took_ms} ms");
    }
}

#[test]
fn a_portal_that_asks_for_years_is_asked_again_after_ten_minutes() {
    let mut pace = Pace::default();
    let now = Moment(1_000);
    pace.hold(now, u32::MAX);
    assert_eq!(pace.rest(now), 600_000);
    // A shorter wish does not shorten it.
    pace.hold(now, 5);
    assert_eq!(pace.rest(now), 600_000);
    assert_eq!(pace.wait(Kind::Search, now), 600_000);
    assert_eq!(pace.rest(now.plus_ms(600_000)), 0);
    // A clock that was set back does not lengthen it.
    assert_eq!(pace.rest(Moment(0)), 0);
    assert_eq!(pace.wait(Kind::Search, Moment(-86_400_000)), 0);
}

#[test]
fn all_customers_are_read_page_by_page_and_not_too_fast() {
    let mut steps = Steps::begin();
    let began = steps.desk.bench.now();
    steps.finish();
    assert_eq!(*steps.reading(), Reading::Complete);
    assert_eq!((steps.n_read(), steps.ids().len()), (N, N));
    assert_eq!(steps.n_asked("/v1/customers"), 3);
    assert!(steps.desk.bench.now().ms_since(began) >= 400);
    // Nobody has looked at a row.
    assert_eq!(steps.desk.bench.requests.borrow().len(), 3);
}

#[test]
fn a_page_that_fails_loses_nothing_and_is_asked_for_again() {
    for fault in [
        Fault::Broken,
        Fault::Gateway,
        Fault::Truncated,
        Fault::Hang,
        Fault::Offline,
    ] {
        let mut steps = Steps::begin();
        steps.until(|it| n_read(it) == 500);
        steps.trouble(fault);
        steps.finish();
        assert!(matches!(steps.reading(), Reading::Failed(_)), "{fault:?}");
        assert_eq!(steps.n_read(), 500);
        assert_eq!(screens::customer_list(&steps.desk.state).n_found, 500);
        steps.trouble(Fault::None);
        let n_before = steps.n_asked("/v1/customers");
        steps.say(Command::Retried);
        steps.finish();
        assert_eq!(*steps.reading(), Reading::Complete);
        assert_eq!(steps.ids().len(), N);
        assert_eq!(steps.n_asked("/v1/customers"), n_before + 2);
    }
}

#[test]
fn a_portal_that_asks_to_wait_is_left_alone_for_as_long() {
    let mut steps = Steps::begin();
    steps.until(|it| n_read(it) == 500);
    steps.trouble(Fault::TooMany);
    let began = steps.desk.bench.now();
    steps.until(|it| matches!(it.state.customers.reader.reading, Reading::Held(_)));
    let n_held = steps.desk.bench.requests.borrow().len();
    let Reading::Held(until) = *steps.reading() else {
        unreachable!("waited for just now")
    };
    assert!(until.ms_since(began) >= 57_000);
    // Neither what is typed nor a row in view is asked meanwhile.
    let row = steps.ids().into_iter().next().unwrap_or_default();
    steps.say(Command::Searched("zuraw".to_owned()));
    steps.say(Command::Viewed(vec![row]));
    steps.trouble(Fault::None);
    steps.until(|it| it.bench.requests.borrow().len() > n_held);
    assert!(steps.desk.bench.now() >= until);
    steps.finish();
    assert_eq!(*steps.reading(), Reading::Complete);
    assert_eq!(steps.ids().len(), N);
}

#[test]
fn a_row_that_is_put_off_puts_off_the_pages_as_well_and_says_so() {
    let mut steps = Steps::begin();
    steps.until(|it| n_read(it) == 500);
    steps.trouble(Fault::TooMany);
    let round = steps.desk.state.customers.reader.round;
    let row = steps.ids().into_iter().next().unwrap_or_default();
    // The next page is due just after the row was put off.
    let next_page = std::mem::take(&mut steps.waiting);
    steps.say(Command::SummaryDue(round, row));
    let n_before = steps.desk.bench.requests.borrow().len();
    steps.finish();
    let refused = steps.desk.bench.now();
    steps.waiting = next_page;
    steps.until(|it| matches!(it.state.customers.reader.reading, Reading::Held(_)));
    let n_asked = steps.desk.bench.requests.borrow().len() - n_before;
    assert_eq!(n_asked, 1, "the row, and no page");
    let Reading::Held(until) = *steps.reading() else {
        unreachable!("waited for just now")
    };
    assert!(until.ms_since(refused) > 50_000);
    steps.trouble(Fault::None);
    steps.finish();
    assert_eq!(*steps.reading(), Reading::Complete);
}

#[test]
fn a_portal_that_keeps_asking_to_wait_is_given_up() {
    let mut steps = Steps::begin();
    steps.trouble(Fault::TooMany);
    steps.finish();
    assert!(matches!(steps.reading(), Reading::Failed(it) if it.kind == "try_later"));
    assert_eq!(steps.n_asked("/v1/customers"), 4);
}

#[test]
fn what_is_typed_is_asked_of_the_portal_once_and_found_once() {
    let mut steps = Steps::begin();
    steps.until(|it| n_read(it) == 500);
    let last = World::generated(N, 1)
        .customers
        .pop()
        .expect("a world of many");
    for letters in [4, 6, 8] {
        steps.say(Command::Searched(last.name.chars().take(letters).collect()));
    }
    steps.until(|it| it.state.customers.asked == Load::Known(()));
    assert!(steps.n_read() > 500 && steps.n_read() < N);
    assert!(
        steps.ids().contains(&last.id),
        "{} is found ahead of its page",
        last.name
    );
    let is_listed = screens::customer_position(&steps.desk.state, &last.id);
    assert!(is_listed.is_some());
    steps.say(Command::Searched(last.id.to_uppercase()));
    steps.finish();
    assert_eq!((steps.n_read(), steps.ids().len()), (N, N));
    assert_eq!(steps.n_asked("/v1/customers"), 3 + 1);
    assert_eq!(screens::customer_at(&steps.desk.state, 0), Some(last.id));
    assert_eq!(screens::customer_list(&steps.desk.state).n_found, 1);
}

#[test]
fn only_rows_in_view_are_asked_for_their_access() {
    let mut steps = Steps::begin();
    steps.finish();
    let ids: Vec<String> = steps.ids().into_iter().collect();
    let n_before = steps.desk.bench.requests.borrow().len();
    // Scrolled past, then stayed.
    for from in [0, 300, 600] {
        let view = ids.iter().skip(from).take(15).cloned().collect();
        steps.say(Command::Viewed(view));
    }
    steps.finish();
    assert_eq!(steps.desk.bench.requests.borrow().len(), n_before + 15);
    let state = &steps.desk.state;
    assert_eq!(screens::customer_counts(state).n_unread, N - 15);
    assert!(matches!(
        state.customers.summary(&ids[600]),
        Some(Load::Known(_))
    ));
    assert_eq!(state.customers.summary(&ids[0]), None);
}

#[test]
fn customers_of_another_world_do_not_get_among_these() {
    let mut steps = Steps::begin();
    steps.until(|it| n_read(it) == 500);
    steps.say(Command::Searched("zuraw".to_owned()));
    steps.say(Command::WorldChosen("public".to_owned()));
    steps.say(Command::Arrived(Address::parse("#/en/practice")));
    steps.say(Command::Searched(String::new()));
    steps.say(Command::Arrived(Address::parse("#/en/customers")));
    steps.finish();
    assert_eq!(*steps.reading(), Reading::Complete);
    assert!(steps.n_read() < 50, "{}", steps.n_read());
}

#[test]
fn those_used_lately_are_there_before_their_page() {
    let mut steps = Steps::begin();
    let last = World::generated(N, 1)
        .customers
        .pop()
        .expect("a world of many");
    steps.desk.state.customers.recent = vec![last.id.clone()];
    steps.until(|it| n_read(it) == 1);
    assert_eq!(steps.ids(), BTreeSet::from([last.id]));
    steps.finish();
    assert_eq!(steps.ids().len(), N);
}

#[test]
fn the_way_a_long_list_is_shown_is_remembered() {
    let mut desk = Desk::open();
    desk.send(Command::Paged(true));
    let saved = desk.bench.saved.borrow().clone().unwrap_or_default();
    let mut again = Desk::bare();
    app::recover(&mut again.state, &saved, desk.bench.now()).expect("just written");
    assert!(again.state.settings.is_paged);
}
