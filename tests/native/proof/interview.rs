//! The interview asks what it must and no more, whatever the answers are and in whatever order they come.

use crate::proof::playbooks;
use partner_triage::{
    content::Playbook,
    facts::{Answer, Kind, Known, Mask, Origin},
    flow::{Path, Reply, Transcript, replay, spared},
    policy::{Decision, Diagrams, Function},
    vocab::{Date, FactId, Moment, StepId},
};
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, any, prop, proptest},
    sample::Index,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static PLAYBOOKS: LazyLock<[Playbook; 2]> = LazyLock::new(playbooks);

/// How many combinations are asked how many questions.
type ByLength = BTreeMap<usize, u128>;

#[test]
fn no_combination_needs_more_questions_than_its_path_has() {
    for playbook in &*PLAYBOOKS {
        let mut walk = Walk::new(playbook);
        let by_length = walk.every_path();
        let n_combinations: u128 = by_length.values().sum();
        assert_eq!(
            n_combinations,
            playbook.rules.census().unwrap().n_combinations
        );
        println!(
            "edition {}: questions asked and combinations that need them, {} states",
            playbook.edition.id,
            walk.memo.len()
        );
        for (n_questions, n) in by_length {
            println!("  {n_questions}: {n}");
        }
    }
}

/// Every path of an interview; paths that differ only in answers without consequence are one.
struct Walk {
    diagrams: Diagrams,
    verdict: Function,
    n_classes: Vec<usize>,
    contexts: Vec<usize>,
    /// The facts asked, in the order of the steps.
    steps: Vec<usize>,
    memo: BTreeMap<(usize, Function), ByLength>,
}

impl Walk {
    fn new(playbook: &Playbook) -> Self {
        let (diagrams, verdict) = playbook.rules.whole();
        let catalogue = playbook.rules.catalogue();
        let facts = catalogue.facts();
        let steps = playbook.interview.steps.iter().filter_map(|it| it.fact());
        Self {
            diagrams,
            verdict,
            n_classes: facts.iter().map(|it| it.kind.n_classes()).collect(),
            contexts: (0..facts.len()).filter(|at| facts[*at].context).collect(),
            steps: steps
                .map(|it| catalogue.position(it.as_str()).unwrap())
                .collect(),
            memo: BTreeMap::new(),
        }
    }

    /// From the first question, for every date that the clock may give.
    fn every_path(&mut self) -> ByLength {
        let mut all = ByLength::new();
        let not_asked = (0..self.n_classes.len()).filter(|at| !self.steps.contains(at));
        let (clock, free): (Vec<_>, Vec<_>) =
            not_asked.partition(|at| self.is_asked_of_the_clock(*at));
        let n_free: u128 = free.iter().map(|it| self.n_classes[*it] as u128).product();
        let [clock] = clock[..] else {
            panic!("one fact comes from the clock alone")
        };
        for class in 0..self.n_classes[clock] {
            let verdict = self.diagrams.settle(self.verdict, clock, class);
            for (n_questions, n) in self.paths(0, verdict) {
                *all.entry(n_questions).or_default() += n * n_free;
            }
        }
        all
    }

    /// Facts that no step asks and that the verdict reads, besides circumstances.
    fn is_asked_of_the_clock(&self, fact: usize) -> bool {
        !self.contexts.contains(&fact) && self.diagrams.depends_on(self.verdict).contains(&fact)
    }

    /// The paths from a step on, where `verdict` is what the answers before it leave open.
    fn paths(&mut self, step: usize, verdict: Function) -> ByLength {
        if let Some(done) = self.memo.get(&(step, verdict)) {
            return done.clone();
        }
        let Some(fact) = self.steps.get(step).copied() else {
            let open = self.diagrams.depends_on(verdict);
            assert!(
                open.iter().all(|it| self.contexts.contains(it)),
                "the path ends while {open:?} are open"
            );
            return ByLength::from([(0, 1)]);
        };
        // Circumstances count as not given while questions are asked.
        let contexts = self.contexts.clone();
        let without = contexts
            .iter()
            .fold(verdict, |it, context| self.diagrams.settle(it, *context, 0));
        let is_asked = self.diagrams.depends_on(without).contains(&fact);
        let mut found = ByLength::new();
        for class in 0..self.n_classes[fact] {
            // What is not asked stays open, and the end of the path shows that it never mattered.
            let next = if is_asked {
                self.diagrams.settle(verdict, fact, class)
            } else {
                verdict
            };
            for (n_questions, n) in self.paths(step + 1, next) {
                *found
                    .entry(n_questions + usize::from(is_asked))
                    .or_default() += n;
            }
        }
        self.memo.insert((step, verdict), found.clone());
        found
    }
}

/// One class of every fact; the circumstances are not given.
struct Case {
    playbook: &'static Playbook,
    masks: Vec<Mask>,
    given: Known,
}

impl Case {
    fn new(playbook: &'static Playbook, draws: &[Index]) -> Self {
        let catalogue = playbook.rules.catalogue();
        let mut case = Self {
            playbook,
            masks: catalogue.nothing_known(),
            given: Known::default(),
        };
        for ((mask, fact), draw) in case.masks.iter_mut().zip(catalogue.facts()).zip(draws) {
            if !fact.context {
                *mask = 1 << draw.index(fact.kind.n_classes());
            }
            if let (Kind::Date { .. }, Reply::Known(date)) = (&fact.kind, answer(&fact.kind, *mask))
            {
                case.given.settle(catalogue, &fact.id, date, Origin::Clock);
            }
        }
        case
    }

    fn reply(&self, fact: &FactId) -> Reply {
        let at = self
            .playbook
            .rules
            .catalogue()
            .position(fact.as_str())
            .unwrap();
        answer(
            &self.playbook.rules.catalogue().facts()[at].kind,
            self.masks[at],
        )
    }

    fn replay(&self, transcript: &Transcript) -> Path {
        replay(
            &self.playbook.rules,
            &self.playbook.interview,
            &self.given,
            transcript,
        )
    }

    /// Answers whatever is asked until nothing is.
    fn interview(&self) -> Path {
        self.answered().0
    }

    /// The same, with what was answered.
    fn answered(&self) -> (Path, Transcript) {
        let mut transcript = Transcript::default();
        loop {
            let path = self.replay(&transcript);
            let Some(stop) = path.next() else {
                return (path, transcript);
            };
            transcript.record(stop.fact.clone(), self.reply(&stop.fact));
        }
    }
}

/// An answer that has the one class of the mask.
fn answer(kind: &Kind, mask: Mask) -> Reply {
    let class = mask.trailing_zeros() as usize;
    let other = match kind {
        Kind::Date { .. } => Answer::Date(Date::parse("9999-12-31").unwrap()),
        _ => Answer::Set(["reader".to_owned()].into()),
    };
    Reply::Known(kind.answer_of(class).unwrap_or(other))
}

/// What a verdict says, without the cautions and reasons that facts may add that nobody is asked for.
fn said(decision: Decision) -> Decision {
    assert!(decision.is_complete(), "{decision:?}");
    Decision {
        warnings: Vec::new(),
        reasons: Vec::new(),
        near_misses: Vec::new(),
        ..decision
    }
}

/// An edition, a class of every fact, and an order of all facts.
fn cases() -> impl Strategy<Value = (usize, Vec<Index>, Vec<usize>)> {
    let n_facts = PLAYBOOKS[0].rules.catalogue().facts().len();
    let order: Vec<_> = (0..n_facts).collect();
    (
        0..2_usize,
        prop::collection::vec(any::<Index>(), n_facts),
        Just(order).prop_shuffle(),
    )
}

/// A case is replayed many times over: even a long run takes no more of them than this.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases.min(20_000),
        failure_persistence: None,
        ..usual
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_path_ends_in_the_verdict_of_all_facts((edition, draws, _) in cases()) {
        let case = Case::new(&PLAYBOOKS[edition], &draws);
        let path = case.interview();
        let rules = &case.playbook.rules;
        assert_eq!(said(rules.decide(&path.masks(rules))), said(rules.decide(&case.masks)));
        assert!(path.parked.is_empty());
    }

    #[test]
    fn answers_recorded_in_any_order_give_the_same_path((edition, draws, order) in cases()) {
        let case = Case::new(&PLAYBOOKS[edition], &draws);
        let catalogue = case.playbook.rules.catalogue();
        let asked = case.interview();
        let mut transcript = Transcript::default();
        for at in order {
            let fact = &catalogue.facts()[at];
            if case.playbook.interview.step_of(&fact.id).is_some_and(|it| it.asks.len() == 1) {
                transcript.record(fact.id.clone(), Reply::Unknown);
                transcript.record(fact.id.clone(), case.reply(&fact.id));
            }
        }
        let path = case.replay(&transcript);
        assert_eq!((path.stops, path.known), (asked.stops, asked.known));
    }

    #[test]
    fn facts_learned_in_any_order_lead_to_the_same_verdict((edition, draws, order) in cases()) {
        let case = Case::new(&PLAYBOOKS[edition], &draws);
        let rules = &case.playbook.rules;
        let mut masks = rules.catalogue().nothing_known();
        let mut now = rules.decide(&masks);
        for at in order {
            let fact = &rules.catalogue().facts()[at];
            if now.missing_facts.contains(&fact.id) || now.open_facts.contains(&fact.id) {
                masks[at] = case.masks[at];
                now = rules.decide(&masks);
            }
        }
        // A fact passed over may come to matter later: those are asked in a second round.
        while let Some(fact) = now.missing_facts.first().or(now.open_facts.first()) {
            let at = rules.catalogue().position(fact.as_str()).unwrap();
            assert_ne!(masks[at], case.masks[at], "`{fact}` is asked twice");
            masks[at] = case.masks[at];
            now = rules.decide(&masks);
        }
        assert_eq!(said(now), said(rules.decide(&case.masks)));
    }

    #[test]
    fn what_portals_spare_is_what_would_have_been_asked_without_them((edition, draws, order) in cases(), n_told in 0_usize..12) {
        let without = Case::new(&PLAYBOOKS[edition], &draws);
        let mut with = Case::new(&PLAYBOOKS[edition], &draws);
        let Playbook { rules, interview, .. } = with.playbook;
        let told: Vec<_> = order.iter().take(n_told).map(|at| &rules.catalogue().facts()[*at]).collect();
        for fact in told.iter().filter(|it| !it.context) {
            let Reply::Known(answer) = with.reply(&fact.id) else { panic!("every class has an answer") };
            with.given.settle(rules.catalogue(), &fact.id, answer, Origin::Portal(Moment::default()));
        }
        let (path, transcript) = with.answered();
        let spared = spared(rules, interview, &path, (&with.given, &without.given), &transcript);
        let steps = |it: &Path| it.stops.iter().map(|it| it.step.clone()).collect::<BTreeSet<StepId>>();
        let (asked, all) = (steps(&path), steps(&without.interview()));
        assert!(spared.iter().all(|it| !asked.contains(it)), "{spared:?} of {asked:?}");
        let is_told = |it: &StepId| told.iter().any(|fact| interview.step_of(&fact.id).is_some_and(|step| step.id == *it));
        let is_each_told = spared.iter().all(is_told);
        let together: BTreeSet<_> = asked.into_iter().chain(spared).collect();
        assert!(together.is_superset(&all), "{all:?}, not {together:?}");
        if is_each_told {
            assert_eq!(together, all);
        }
    }
}
