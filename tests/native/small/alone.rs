//! One playbook.

use crate::{
    second_opinion::{difference, is_same, naive::Hit, opinion::Reader},
    small::{
        Knows, config, draft, knows,
        tried::{Case, Masks, Small, common, hangs_on, verdict_hangs_on},
    },
};
use partner_triage::{policy::Target, vocab::FactId};
use proptest::{
    prelude::{Just, Strategy, proptest},
    sample::subsequence,
};
use std::collections::{BTreeMap, BTreeSet};

pub fn masks(small: &Small, knows: &[Knows]) -> Vec<u32> {
    let facts = small.naive.facts.iter().zip(knows);
    facts.map(|(fact, it)| it.mask(fact.n_classes)).collect()
}

pub fn ids(small: &Small) -> Vec<FactId> {
    let facts = small.naive.facts.iter();
    facts.map(|it| FactId::new(it.id.as_str())).collect()
}

fn with(masks: &Masks, fact: usize, class: usize) -> Vec<u32> {
    let mut settled = masks.to_vec();
    settled[fact] = 1 << class;
    settled
}

/// The first question from `from` on that can still change the verdict.
fn next(small: &Small, masks: &Masks, order: &[usize], from: usize) -> Option<usize> {
    let cases = small.within(masks);
    (from..order.len()).find(|at| verdict_hangs_on(&cases, order[*at]))
}

type Routes = BTreeMap<(usize, Target), BTreeSet<usize>>;

/// Every answer to the question at a place of the order, and what follows it.
fn follow(small: &Small, masks: &Masks, order: &[usize], at: usize, routes: &mut Routes) {
    for class in 0..small.naive.facts[order[at]].n_classes {
        let settled = with(masks, order[at], class);
        let target = match next(small, &settled, order, at + 1) {
            Some(later) => {
                follow(small, &settled, order, later, routes);
                Target::Asks(later)
            }
            None => Target::Decides(small.decisions(&settled)),
        };
        routes.entry((at, target)).or_default().insert(class);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_case_is_decided_as_all_its_completions_are(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let mut masks = masks(&small, &knows);
        // Circumstances are never unknown.
        for (mask, _) in masks.iter_mut().zip(&small.naive.facts).filter(|(_, it)| it.is_context) {
            *mask = 1 << mask.trailing_zeros();
        }
        let mut reader = Reader::new(&small.naive);
        let opinion = reader.opinion(&masks);
        let decision = small.playbook.rules.decide(&masks);
        assert_eq!(difference(&reader, &opinion, &decision), None, "{decision:?}");
        let is_open = !opinion.missing_facts.is_empty() || !opinion.open_facts.is_empty();
        assert_eq!(decision.is_complete(), !is_open);
    }

    #[test]
    fn a_settled_case_has_one_decision(text in draft::usual()) {
        let small = Small::read(&text);
        for case in &small.cases {
            assert_eq!(small.playbook.rules.outcome(&case.classes), case.verdict.decision);
        }
    }

    #[test]
    fn a_fact_matters_if_the_verdict_hangs_on_it(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let cases = small.within(&masks);
        for (at, fact) in ids(&small).iter().enumerate() {
            let hangs = verdict_hangs_on(&cases, at);
            assert_eq!(small.playbook.rules.matters(&masks, fact), hangs, "{fact}");
        }
    }

    #[test]
    fn each_value_of_a_fact_leaves_the_decisions_of_its_cases(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        for (at, fact) in ids(&small).iter().enumerate() {
            let open = (0..32).filter(|class| masks[at] >> class & 1 == 1);
            let expected: Vec<_> = open.map(|class| (class, small.decisions(&with(&masks, at, class)))).collect();
            assert_eq!(small.playbook.rules.by_class(&masks, fact), expected, "{fact}");
        }
    }

    #[test]
    fn circumstances_matter_that_change_the_verdict_or_its_warnings(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let mut open = masks.clone();
        for (mask, fact) in open.iter_mut().zip(&small.naive.facts).filter(|(_, it)| it.is_context) {
            *mask = (1 << fact.n_classes) - 1;
        }
        let cases = small.within(&open);
        let matter = |at: &usize| {
            small.naive.facts[*at].is_context
                && hangs_on(&cases, *at, |one, other| one.verdict != other.verdict || one.warnings != other.warnings)
        };
        let expected: Vec<_> = (0..masks.len()).filter(matter).map(|it| ids(&small)[it].clone()).collect();
        assert_eq!(small.playbook.rules.circumstances(&masks), expected);
    }

    #[test]
    fn the_nearest_other_decision_takes_the_fewest_changes(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let now = small.decision(&masks);
        // Of cases that are equally near the first counts.
        let n_changes = |case: &Case| {
            let classes = case.classes.iter().zip(&masks);
            classes.filter(|(class, mask)| *mask >> **class & 1 == 0).count()
        };
        let first = |decision: &String| {
            let cases = small.cases.iter().filter(|it| it.verdict.decision == *decision);
            cases.min_by_key(|it| (n_changes(it), it.classes.clone())).unwrap()
        };
        let everything = vec![u32::MAX; masks.len()];
        let mut expected: Vec<_> = small.decisions(&everything).into_iter().filter(|it| Some(it) != now.as_ref())
            .map(|it| (n_changes(first(&it)), it))
            .collect();
        expected.sort_by_key(|it| it.0);
        let found = small.playbook.rules.nearest(&masks);
        let said: Vec<_> = found.iter().map(|it| (it.changes.len(), it.outcome.clone())).collect();
        assert_eq!(said, expected);
        let place = |fact: &FactId| ids(&small).iter().position(|it| it == fact).unwrap();
        for nearest in found {
            let mut then = masks.clone();
            let way = first(&nearest.outcome);
            for (fact, class) in nearest.changes.iter().chain(&nearest.assumes) {
                let at = place(fact);
                let is_open = masks[at] >> class & 1 == 1 && !masks[at].is_power_of_two();
                assert_eq!(nearest.assumes.contains(&(fact.clone(), *class)), is_open);
                assert_eq!(*class, usize::from(way.classes[at]));
                then = with(&then, at, *class);
            }
            assert_eq!(small.decision(&then), Some(nearest.outcome));
        }
    }

    #[test]
    fn a_swap_is_one_settled_fact_that_decides_otherwise(
        text in draft::usual(),
        knows in knows(4),
        asked in subsequence(vec![0, 1, 2, 3], 0..=4),
    ) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let facts: Vec<_> = asked.iter().map(|it| ids(&small)[*it].clone()).collect();
        let mut expected = Vec::new();
        if let Some(now) = small.decision(&masks) {
            for at in asked.iter().filter(|it| masks[**it].is_power_of_two()) {
                for class in 0..small.naive.facts[*at].n_classes {
                    let then = small.decision(&with(&masks, *at, class));
                    let other = then.filter(|it| *it != now && masks[*at] != 1 << class);
                    expected.extend(other.map(|it| (ids(&small)[*at].clone(), class, it)));
                }
            }
        }
        let swaps = small.playbook.rules.swaps(&masks, &facts).into_iter();
        assert_eq!(swaps.map(|it| (it.fact, it.class, it.outcome)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn routes_ask_in_order_what_still_matters(
        text in draft::usual(),
        order in Just(vec![0, 2, 3]).prop_shuffle(),
        n_asked in 0_usize..=3,
    ) {
        let small = Small::read(&text);
        let order = &order[..n_asked];
        let masks = small.playbook.rules.catalogue().nothing_known();
        let mut expected = Routes::new();
        if let Some(first) = next(&small, &masks, order, 0) {
            follow(&small, &masks, order, first, &mut expected);
        }
        let facts: Vec<_> = order.iter().map(|it| ids(&small)[*it].clone()).collect();
        assert_eq!(small.playbook.rules.routes(&facts), expected);
    }

    #[test]
    fn a_table_concludes_what_its_row_says_in_all_cases(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let cases = small.within(&masks);
        let fired = small.playbook.rules.fired(&masks);
        for (place, table) in small.naive.tables.iter().enumerate() {
            let speaks = |row: &usize| cases.iter().all(|it| it.rows[place].contains(row));
            let certain: Vec<_> = (0..table.rows.len()).filter(speaks).collect();
            let rows = fired.iter().filter(|(it, _)| it.id == *table.id);
            assert!(rows.map(|it| it.1.id.as_str()).eq(certain.iter().map(|it| table.rows[*it].id.as_str())));
            for output in &table.outputs {
                let column = &small.naive.columns[*output];
                if table.hit == Hit::Collect {
                    for (at, (word, _)) in column.words.iter().enumerate() {
                        let holds = |it: &&Case| it.held[*output] >> at & 1 == 1;
                        let n = cases.iter().copied().filter(holds).count();
                        let expected = (n == 0 || n == cases.len()).then_some(n > 0);
                        assert_eq!(small.playbook.rules.collects(&column.id, word, &masks), expected, "{word}");
                    }
                } else {
                    let value = small.playbook.rules.conclude(&column.id, &masks);
                    let held = cases[0].held[*output];
                    let is_agreed = cases.iter().all(|it| it.held[*output] == held);
                    let word = &column.words[held.trailing_zeros() as usize];
                    assert_eq!(value.is_some(), is_agreed, "{}", column.id);
                    assert!(value.is_none_or(|it| is_same(&word.1, it)));
                }
            }
        }
    }

    #[test]
    fn a_rule_is_cited_if_every_completion_cites_it(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let cases = small.within(&masks);
        let rules = &small.playbook.rules;
        let cited = rules.cited(&masks, &rules.reasons(&masks));
        let found: BTreeSet<_> = cited.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), cited.len(), "{cited:?}");
        assert_eq!(found, common(cases.iter().map(|it| small.rules(it))));
    }

    #[test]
    fn a_case_shows_what_hangs_on_a_fact(text in draft::usual()) {
        let small = Small::read(&text);
        let rules = &small.playbook.rules;
        let facts = rules.catalogue().facts();
        let everything: Vec<_> = small.cases.iter().collect();
        let asked = small.within(&rules.catalogue().nothing_known());
        let missing = (0..facts.len()).filter(|it| verdict_hangs_on(&asked, *it));
        assert!(rules.ever_missing().iter().eq(missing.map(|it| &facts[it].id).collect::<BTreeSet<_>>()));
        for (at, fact) in facts.iter().enumerate() {
            let example = rules.case_that_hangs_on(&fact.id);
            assert_eq!(example.is_some(), verdict_hangs_on(&everything, at), "{}", fact.id);
            let mut masks = vec![u32::MAX; facts.len()];
            for given in example.into_iter().flatten() {
                let other = facts.iter().position(|it| it.id == given.fact).unwrap();
                let class = (0..32).find(|it| facts[other].kind.class_name(*it) == given.value);
                assert_ne!(other, at);
                masks[other] = 1 << class.unwrap();
            }
            // What the example leaves out may have any value.
            let of_value = |class: usize| &small.within(&with(&masks, at, class))[0].verdict;
            let hangs = (1..facts[at].kind.n_classes()).any(|it| of_value(it) != of_value(0));
            assert_eq!(hangs, verdict_hangs_on(&everything, at));
        }
    }

    #[test]
    fn the_census_counts_every_case(text in draft::usual()) {
        let small = Small::read(&text);
        let census = small.playbook.rules.census().unwrap();
        let mut by_decision = BTreeMap::new();
        for case in &small.cases {
            *by_decision.entry(case.verdict.decision.clone()).or_default() += 1_u128;
        }
        assert_eq!(census.by_decision, by_decision);
        assert_eq!(census.n_combinations, small.cases.len() as u128);
        let bare = small.cases.iter().filter(|it| small.rules(it).is_empty()).count();
        assert_eq!(census.n_without_reason, bare as u128);
    }
}
