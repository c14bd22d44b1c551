//! The interview of one playbook.

use crate::small::{
    config, draft,
    tried::{Small, verdict_hangs_on},
};
use partner_triage::{
    facts::{Answer, Known, Origin},
    flow::{Path, Reply, Transcript, invalidated, replay},
    vocab::{FactId, Moment},
};
use proptest::{
    option,
    prelude::{Strategy, any, prop, prop_oneof, proptest},
    sample::Index,
};

/// What the user says to a question: a value, or that it is not known.
type Said = Option<Index>;

fn said() -> impl Strategy<Value = Option<Said>> {
    prop_oneof![
        1 => prop::strategy::Just(None),
        3 => option::weighted(0.8, any::<Index>()).prop_map(Some),
    ]
}

fn id(small: &Small, fact: usize) -> FactId {
    FactId::new(small.naive.facts[fact].id.as_str())
}

fn answer(small: &Small, fact: usize, class: usize) -> Answer {
    let catalogue = small.playbook.rules.catalogue();
    catalogue.facts()[fact].kind.answer_of(class).unwrap()
}

fn class(small: &Small, fact: usize, index: Index) -> usize {
    index.index(small.naive.facts[fact].n_classes)
}

fn reply(small: &Small, fact: usize, said: Said) -> Reply {
    match said {
        Some(index) => Reply::Known(answer(small, fact, class(small, fact, index))),
        None => Reply::Unknown,
    }
}

fn transcript(small: &Small, replies: &[Option<Said>]) -> Transcript {
    let mut transcript = Transcript::default();
    assert!(transcript.is_empty());
    for (fact, said) in replies.iter().enumerate() {
        // What was said before is forgotten.
        transcript.record(id(small, fact), Reply::Unknown);
        match said {
            Some(said) => transcript.record(id(small, fact), reply(small, fact, *said)),
            None => transcript.erase(&id(small, fact)),
        }
    }
    assert_eq!(transcript.is_empty(), replies.iter().all(Option::is_none));
    transcript
}

fn given(small: &Small, classes: &[Option<Index>]) -> Known {
    let mut given = Known::default();
    for (fact, index) in classes.iter().enumerate() {
        let Some(index) = index.filter(|_| !small.naive.facts[fact].is_context) else {
            continue;
        };
        let answer = answer(small, fact, class(small, fact, index));
        let catalogue = small.playbook.rules.catalogue();
        let portal = Origin::Portal(Moment::default());
        assert!(given.settle(catalogue, &id(small, fact), answer, portal));
    }
    given
}

/// The facts asked with whether each has a reply, and what is known at the end.
fn tried(small: &Small, given: &Known, replies: &[Option<Said>]) -> (Vec<(usize, bool)>, Vec<u32>) {
    let mut masks = given.masks(small.playbook.rules.catalogue());
    let mut stops = Vec::new();
    let (contexts, asked): (Vec<_>, Vec<_>) =
        (0..masks.len()).partition(|it| small.naive.facts[*it].is_context);
    for fact in asked {
        let is_given = masks[fact].is_power_of_two();
        // A reply goes before what is given; what is given needs none.
        if is_given && replies[fact].is_none() {
            continue;
        }
        let mut open = masks.clone();
        if is_given {
            open[fact] = u32::MAX;
        }
        if !verdict_hangs_on(&small.within(&open), fact) {
            continue;
        }
        stops.push((fact, replies[fact].is_some()));
        match replies[fact] {
            Some(Some(index)) => masks[fact] = 1 << class(small, fact, index),
            Some(None) => (),
            None => break,
        }
    }
    for fact in contexts {
        if let Some(Some(index)) = replies[fact] {
            masks[fact] = 1 << class(small, fact, index);
        }
    }
    (stops, masks)
}

/// The facts with a reply that is not on the path, by name.
fn parked(small: &Small, stops: &[(usize, bool)], replies: &[Option<Said>]) -> Vec<FactId> {
    let facts = small.naive.facts.iter().zip(replies).enumerate();
    let mut parked: Vec<_> = facts
        .filter(|(at, (fact, reply))| {
            reply.is_some() && !fact.is_context && !stops.contains(&(*at, true))
        })
        .map(|(at, _)| id(small, at))
        .collect();
    parked.sort();
    parked
}

fn check_neighbours(path: &Path) {
    let steps: Vec<_> = path.stops.iter().map(|it| it.step.as_str()).collect();
    for (at, stop) in path.stops.iter().enumerate() {
        assert_eq!(path.stop(steps[at]), Some(stop));
        assert_eq!(
            path.before(steps[at]),
            at.checked_sub(1).map(|it| &path.stops[it])
        );
    }
    assert_eq!(path.stop("nowhere"), None);
    assert_eq!(path.before("nowhere"), None);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_step_is_asked_if_its_fact_can_still_change_the_verdict(
        text in draft::usual(),
        known in prop::collection::vec(option::weighted(0.3, any::<Index>()), 4),
        replies in prop::collection::vec(said(), 4),
        changed in any::<Index>(),
        otherwise in option::of(any::<Index>()),
    ) {
        let small = Small::read(&text);
        let (rules, steps) = (&small.playbook.rules, &small.playbook.interview);
        let given = given(&small, &known);
        let recorded = transcript(&small, &replies);
        let path = replay(rules, steps, &given, &recorded);
        let (stops, masks) = tried(&small, &given, &replies);
        let asked: Vec<_> = path.stops.iter().map(|it| (it.fact.clone(), it.is_answered)).collect();
        let expected: Vec<_> = stops.iter().map(|(fact, is_answered)| (id(&small, *fact), *is_answered)).collect();
        assert_eq!(asked, expected);
        assert_eq!(path.masks(rules), masks);
        let waiting = path.stops.last().filter(|it| !it.is_answered);
        assert_eq!(path.next(), waiting);
        check_neighbours(&path);
        let parked_now = parked(&small, &stops, &replies);
        assert_eq!(path.parked, parked_now);
        for stop in &path.stops {
            let step = steps.step(stop.step.as_str()).unwrap();
            assert_eq!(step.fact(), Some(&stop.fact));
            assert_eq!(steps.step_of(&stop.fact), Some(step));
        }
        // Another reply parks answers that were on the path.
        let fact = changed.index(replies.len());
        let mut other = replies.clone();
        other[fact] = Some(otherwise);
        let (stops, _) = tried(&small, &given, &other);
        let mut lost = parked(&small, &stops, &other);
        lost.retain(|it| !parked_now.contains(it));
        let said = reply(&small, fact, otherwise);
        assert_eq!(invalidated(rules, steps, &given, &recorded, &id(&small, fact), &said), lost);
    }
}
