//! Two playbooks, either of which may speak.

use crate::{
    second_opinion::is_same,
    small::{
        Knows, config, draft, knows,
        tried::{Case, Small, Verdict, common},
    },
};
use partner_triage::{
    policy::{Decision, Joint, Value},
    vocab::FactId,
};
use proptest::prelude::proptest;
use std::collections::BTreeSet;

/// One class of each joint fact, and the case of a playbook that it is.
struct Pick<'s> {
    part: usize,
    classes: Vec<usize>,
    case: &'s Case,
}

pub fn choice() -> FactId {
    FactId::new("edition")
}

/// The place of each fact of a playbook among the joint facts.
pub fn places(joint: &Joint, small: &Small) -> Vec<usize> {
    let place = |id: &str| joint.facts().iter().position(|it| it.id == *id).unwrap();
    let facts = small.naive.facts.iter();
    facts.map(|it| place(&it.id)).collect()
}

/// Every combination of classes within the masks.
pub fn combinations(masks: &[u32]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for mask in masks {
        let open: Vec<usize> = (0..32).filter(|class| mask >> class & 1 == 1).collect();
        let longer = |it: Vec<usize>| {
            let grow = |class: &usize| [it.as_slice(), &[*class]].concat();
            open.iter().map(grow).collect::<Vec<_>>()
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    all
}

/// Everything that may be the case, where all playbooks know the same values.
fn picks<'s>(joint: &Joint, parts: &'s [Small], masks: &[u32]) -> Vec<Pick<'s>> {
    let mut found = Vec::new();
    for (part, small) in parts
        .iter()
        .enumerate()
        .filter(|(at, _)| masks[0] >> at & 1 == 1)
    {
        let places = places(joint, small);
        for classes in combinations(&masks[1..]) {
            let own = |place: &usize| joint.facts()[*place].classes[classes[*place]].in_part(part);
            let is_it = |case: &&Case| {
                let mut facts = case.classes.iter().zip(&places);
                facts.all(|(class, place)| Some(usize::from(*class)) == own(place))
            };
            let case = small.cases.iter().find(is_it).unwrap();
            found.push(Pick {
                part,
                classes,
                case,
            });
        }
    }
    found
}

/// The facts, that of the choice first, in which alone two picks differ of which `say` says different things.
fn hang_on<T: PartialEq>(
    joint: &Joint,
    picks: &[Pick],
    say: impl Fn(&Verdict) -> T,
) -> Vec<FactId> {
    let mut found = Vec::new();
    let pairs = |differ: &dyn Fn(&Pick, &Pick) -> bool| {
        picks.iter().enumerate().any(|(at, one)| {
            picks[..at].iter().any(|other| {
                differ(one, other) && say(&one.case.verdict) != say(&other.case.verdict)
            })
        })
    };
    if pairs(&|one, other| one.classes == other.classes) {
        found.push(choice());
    }
    for (at, fact) in joint
        .facts()
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.context)
    {
        let is_alone = |one: &Pick, other: &Pick| {
            let mut classes = one.classes.iter().zip(&other.classes).enumerate();
            one.part == other.part && classes.all(|(it, (one, other))| it == at || one == other)
        };
        if pairs(&is_alone) {
            found.push(fact.id.clone());
        }
    }
    found
}

fn fields(decision: &Decision) -> [Option<&Value>; 6] {
    [
        decision.resolver.as_ref(),
        decision.path.as_ref(),
        decision.entitlement.as_ref(),
        decision.fee.as_ref(),
        decision.response.as_ref(),
        decision.portal.as_ref(),
    ]
}

fn check_decision(joint: &Joint, parts: &[Small], masks: &[u32]) {
    let picks = picks(joint, parts, masks);
    let decision = joint.decide(masks);
    let decisions: BTreeSet<_> = picks
        .iter()
        .map(|it| it.case.verdict.decision.clone())
        .collect();
    let possible: BTreeSet<_> = decision.possible.iter().cloned().collect();
    assert_eq!(possible, decisions);
    assert_eq!(possible.len(), decision.possible.len());
    assert!(decision.near_misses.is_empty());
    if decisions.len() > 1 {
        let missing_facts = hang_on(joint, &picks, |it| it.decision.clone());
        let open = Decision {
            possible: Vec::new(),
            missing_facts: Vec::new(),
            ..decision.clone()
        };
        assert_eq!(decision.missing_facts, missing_facts);
        assert!(open.outcome.is_none() && open.open_facts.is_empty() && fields(&open) == [None; 6]);
        return;
    }
    assert_eq!(decision.outcome.as_ref(), decisions.first());
    assert!(decision.missing_facts.is_empty());
    assert_eq!(decision.open_facts, hang_on(joint, &picks, Verdict::clone));
    for (at, field) in fields(&decision).into_iter().enumerate() {
        let first = &picks[0].case.verdict.fields[at];
        let is_agreed = picks.iter().all(|it| it.case.verdict.fields[at] == *first);
        assert_eq!(field.is_some(), is_agreed);
        assert!(field.is_none_or(|it| is_same(first, it)));
    }
    let all = |of: &dyn Fn(&Pick) -> BTreeSet<String>| {
        common(picks.iter().map(of)).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(decision.missing, all(&|it| it.case.verdict.missing.clone()));
    assert_eq!(decision.warnings, all(&|it| it.case.warnings.clone()));
    let mut cited: Vec<_> = joint.cited(masks).iter().map(ToString::to_string).collect();
    cited.sort();
    assert_eq!(cited, all(&|it| parts[it.part].rules(it.case)));
    // The reasons of each playbook that may speak, as the row says them, in the order of the first.
    let reasons = parts
        .iter()
        .enumerate()
        .filter(|(at, _)| masks[0] >> at & 1 == 1)
        .map(|(part, small)| {
            let known: Vec<_> = places(joint, small)
                .into_iter()
                .map(|place| {
                    let classes = joint.facts()[place].classes.iter().enumerate();
                    let open = classes.filter(|(class, _)| masks[place + 1] >> class & 1 == 1);
                    open.fold(0, |known, (_, it)| known | 1 << it.in_part(part).unwrap())
                })
                .collect();
            let of_part = picks.iter().filter(|it| it.part == part);
            let rows = of_part.map(|it| it.case.rows[6].iter().map(ToString::to_string).collect());
            let reasons = small.playbook.rules.reasons(&known);
            assert_eq!(reasons.len(), common(rows).len());
            reasons
        });
    let common =
        reasons.reduce(|one, other| one.into_iter().filter(|it| other.contains(it)).collect());
    assert_eq!(Some(decision.reasons), common);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_open_choice_is_decided_as_all_its_cases_are(
        first in draft::with_fewer_facts(),
        second in draft::with_fewer_facts(),
        who in 1_u32..4,
        knows in knows(4),
    ) {
        let parts = [first, second].map(|it| Small::read(&it));
        let joint = Joint::of(choice(), &parts.each_ref().map(|it| &it.playbook.rules)).unwrap();
        let facts = joint.facts().iter().zip(&knows);
        let mut masks = vec![who];
        masks.extend(facts.map(|(it, known): (_, &Knows)| known.mask(it.classes.len())));
        check_decision(&joint, &parts, &masks);
    }
}
