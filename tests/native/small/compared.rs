//! Two playbooks side by side.

use crate::{
    second_opinion::opinion::FIELDS,
    small::{
        config, draft,
        joined::{choice, combinations, places},
        tried::{Small, Verdict, verdict_hangs_on},
    },
};
use partner_triage::{
    policy::{Class, Difference, Joint},
    vocab::FactId,
};
use proptest::prelude::proptest;
use std::collections::BTreeMap;

/// The verdict of a playbook for a class of each joint fact: none where it asks a fact whose class it does not know.
fn verdict<'s>(
    small: &'s Small,
    places: &[usize],
    classes: &[&Class],
    part: usize,
) -> Option<&'s Verdict> {
    let mut masks = vec![u32::MAX; places.len()];
    for (fact, place) in places.iter().enumerate() {
        let cases = small.within(&masks);
        if !verdict_hangs_on(&cases, fact) {
            continue;
        }
        masks[fact] = 1 << classes[*place].in_part(part)?;
    }
    small.within(&masks).first().map(|it| &it.verdict)
}

/// How two verdicts differ, as a comparison says it.
type Differs = (Option<String>, Option<String>, Vec<&'static str>);

fn differs(before: Option<&Verdict>, after: Option<&Verdict>) -> Option<Differs> {
    if before == after {
        return None;
    }
    let decision = |it: Option<&Verdict>| it.map(|it| it.decision.clone());
    let mut parts = Vec::new();
    if let (Some(before), Some(after)) = (before, after)
        && before.decision == after.decision
    {
        let fields = before.fields.iter().zip(&after.fields).zip(FIELDS);
        parts.extend(
            fields
                .filter(|((one, other), _)| one != other)
                .map(|it| it.1),
        );
        parts.extend((before.missing != after.missing).then_some("missing"));
    }
    Some((decision(before), decision(after), parts))
}

fn check_comparison(joint: &Joint, parts: &[Small; 2]) {
    let comparison = joint.compare().unwrap();
    let places = parts.each_ref().map(|it| places(joint, it));
    let everything: Vec<u32> = joint
        .facts()
        .iter()
        .map(|it| u32::try_from((1_u64 << it.classes.len()) - 1).unwrap())
        .collect();
    let verdicts =
        |classes: &[&Class]| [0, 1].map(|part| verdict(&parts[part], &places[part], classes, part));
    let is_read = |at: &usize| {
        parts.iter().zip(&places).any(|(small, places)| {
            let cases: Vec<_> = small.cases.iter().collect();
            let fact = places.iter().position(|it| it == at);
            fact.is_some_and(|it| verdict_hangs_on(&cases, it))
        })
    };
    let read: Vec<usize> = (0..everything.len()).filter(is_read).collect();
    let ids: Vec<_> = read
        .iter()
        .map(|it| joint.facts()[*it].id.clone())
        .collect();
    assert_eq!(comparison.facts, ids);
    // What neither reads may have any class: one stands for all.
    let masks: Vec<_> = everything
        .iter()
        .enumerate()
        .map(|(at, mask)| if read.contains(&at) { *mask } else { 1 })
        .collect();
    let (mut n_combinations, mut n_alike) = (0, 0);
    let mut expected: BTreeMap<Differs, u128> = BTreeMap::new();
    for classes in combinations(&masks) {
        let classes: Vec<_> = classes
            .iter()
            .zip(joint.facts())
            .map(|(it, fact)| &fact.classes[*it])
            .collect();
        let [before, after] = verdicts(&classes);
        n_combinations += 1;
        match differs(before, after) {
            Some(it) => *expected.entry(it).or_default() += 1,
            None => n_alike += 1,
        }
    }
    assert_eq!(
        (comparison.n_combinations, comparison.n_alike),
        (n_combinations, n_alike)
    );
    let name = |it: &Difference| (it.before.clone(), it.after.clone(), it.parts.clone());
    let found: BTreeMap<_, _> = comparison
        .differences
        .iter()
        .map(|it| (name(it), it.n_combinations))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(comparison.differences.len(), expected.len());
    let rank = |it: &Difference| (!it.parts.is_empty(), u128::MAX - it.n_combinations);
    assert!(comparison.differences.is_sorted_by_key(rank));
    for difference in &comparison.differences {
        let named = |fact: &FactId| {
            difference
                .example
                .iter()
                .find(|it| it.0 == *fact)
                .map(|it| &it.1)
        };
        let classes: Vec<_> = joint
            .facts()
            .iter()
            .map(|it| named(&it.id).unwrap_or(&it.classes[0]))
            .collect();
        let [before, after] = verdicts(&classes);
        assert_eq!(differs(before, after), Some(name(difference)));
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_comparison_counts_what_trying_every_case_counts(
        first in draft::with_other_values(),
        second in draft::with_other_values(),
    ) {
        let parts = [first, second].map(|it| Small::read(&it));
        let joint = Joint::of(choice(), &parts.each_ref().map(|it| &it.playbook.rules)).unwrap();
        check_comparison(&joint, &parts);
    }
}
