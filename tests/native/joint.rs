//! Facts that several playbooks declare, each in its own way: what any of them tells apart, the product does, and nothing else.

use partner_triage::{
    content::Playbook,
    facts::{Answer, Catalogue, Fact, Kind},
    policy::{Joint, JointFact, N_NODES_MAX, Rules},
    vocab::{Date, FactId},
};
use proptest::{
    prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof, proptest},
    sample::subsequence,
};
use std::collections::BTreeSet;

/// Rules that declare facts and have no tables.
fn declare(facts: &[(&str, Kind)]) -> Rules {
    let fact = |(id, kind): &(&str, Kind)| Fact {
        id: FactId::new(*id),
        kind: kind.clone(),
        context: false,
        from: Vec::new(),
    };
    let catalogue = Catalogue::new(facts.iter().map(fact).collect());
    Rules::assemble(catalogue, Vec::new(), &BTreeSet::new(), N_NODES_MAX).0
}

fn joint_facts(parts: &[Rules]) -> Result<Vec<JointFact>, FactId> {
    let parts: Vec<_> = parts.iter().collect();
    Ok(Joint::of(choice(), &parts)?.facts().to_vec())
}

fn choice() -> FactId {
    FactId::new("edition")
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|it| (*it).to_owned()).collect()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Classes named by their number.
fn numbered(n_classes: usize) -> Vec<String> {
    (0..n_classes).map(|it| it.to_string()).collect()
}

fn until(ends: Vec<Date>) -> Kind {
    let classes = numbered(ends.len() + 1);
    Kind::Date { classes, ends }
}

fn subtags(subtags: Vec<String>) -> Kind {
    let classes = numbered(subtags.len() + 1);
    Kind::Language { classes, subtags }
}

fn fitting(fitting: Vec<String>) -> Kind {
    let classes = numbered(3);
    Kind::Names { classes, fitting }
}

/// Answers of every form, dense enough that each class of any kind drawn below has one.
fn answers() -> Vec<Answer> {
    let words = [
        "de", "DE-at", "en", "en-GB", "pl", "PL", "mul", "mul-x", "und", "und-x", "zxx", "zxx-x",
    ];
    let days = (20..30).map(|day| format!("2024-02-{day}"));
    let far = ["0001-01-01", "2024-03-01", "9999-12-31"].map(str::to_owned);
    let elements = ["a", "b", "c", "d", "other_role", "unheard_of"];
    let set = |subset: usize| {
        let chosen = elements.iter().enumerate();
        let chosen = chosen.filter(|(at, _)| subset >> at & 1 == 1);
        Answer::Set(chosen.map(|(_, it)| (*it).to_owned()).collect())
    };
    let mut answers = vec![Answer::Flag(false), Answer::Flag(true)];
    answers.extend(words.map(|it| Answer::Word(it.to_owned())));
    answers.extend(days.chain(far).map(|it| Answer::Date(date(&it))));
    answers.extend((0..1 << elements.len()).map(set));
    answers
}

fn days() -> impl Strategy<Value = Kind> {
    let days = (21..29).map(|day| date(&format!("2024-02-{day}")));
    subsequence(days.collect::<Vec<_>>(), 1..4).prop_map(until)
}

fn languages() -> impl Strategy<Value = Kind> {
    subsequence(names(&["de", "en", "pl", "und", "zxx"]), 1..4).prop_map(subtags)
}

fn words() -> impl Strategy<Value = Kind> {
    subsequence(names(&["de", "en", "mul", "und"]), 2..4)
        .prop_shuffle()
        .prop_map(Kind::Enum)
}

fn sets() -> impl Strategy<Value = Kind> {
    subsequence(names(&["a", "b", "c", "d"]), 1..4)
        .prop_shuffle()
        .prop_map(Kind::Set)
}

fn lists() -> impl Strategy<Value = Kind> {
    subsequence(names(&["a", "b", "c", "d", "other_role"]), 1..4).prop_map(fitting)
}

/// Two or three declarations of a fact, of one type or of several.
fn declarations() -> impl Strategy<Value = Vec<Kind>> {
    let several = |kind: prop::strategy::BoxedStrategy<Kind>| prop::collection::vec(kind, 2..4);
    let any = prop_oneof![
        Just(Kind::Bool),
        days(),
        languages(),
        words(),
        sets(),
        lists()
    ];
    prop_oneof![
        several(days().boxed()),
        several(languages().boxed()),
        several(words().boxed()),
        several(sets().boxed()),
        several(lists().boxed()),
        several(any.boxed()),
    ]
}

/// The class that an answer has in each playbook.
fn sort(kinds: &[Kind], answer: &Answer) -> Vec<Option<usize>> {
    kinds.iter().map(|it| it.class_of(answer)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_any_playbook_tells_apart_the_product_does(kinds in declarations()) {
        let sorted = answers().iter().map(|it| sort(&kinds, it)).collect::<BTreeSet<_>>();
        let is_known = |it: &Vec<Option<usize>>| it.iter().any(Option::is_some);
        let known: BTreeSet<_> = sorted.into_iter().filter(is_known).collect();
        let parts: Vec<_> = kinds.iter().map(|it| declare(&[("fact", it.clone())])).collect();
        let facts = joint_facts(&parts).unwrap();
        let told: Vec<Vec<_>> = facts[0]
            .classes
            .iter()
            .map(|class| (0..kinds.len()).map(|part| class.in_part(part)).collect())
            .collect();
        assert_eq!(told.len(), known.len(), "{told:?}");
        assert_eq!(told.iter().cloned().collect::<BTreeSet<_>>(), known);
        for (class, told) in facts[0].classes.iter().zip(told) {
            assert_eq!(sort(&kinds, class.answer.as_ref().unwrap()), told);
        }
        let is_same = kinds.iter().all(|it| *it == kinds[0]);
        assert_eq!(facts[0].kind, is_same.then(|| kinds[0].clone()));
    }

    #[test]
    fn facts_of_two_playbooks_keep_the_order_of_each(
        first in subsequence((0..7).collect::<Vec<usize>>(), 0..8),
        second in subsequence((0..7).collect::<Vec<usize>>(), 0..8),
    ) {
        let ids = numbered(7);
        let rules = |places: &[usize]| {
            let facts = places.iter().map(|it| (ids[*it].as_str(), Kind::Bool));
            declare(&facts.collect::<Vec<_>>())
        };
        let joined = joint_facts(&[rules(&first), rules(&second)]).unwrap();
        for places in [first, second] {
            let own = |it: &&JointFact| places.iter().any(|at| it.id == *ids[*at]);
            let kept = joined.iter().filter(own).map(|it| it.id.as_str());
            assert!(kept.eq(places.iter().map(|it| ids[*it].as_str())), "{joined:?}");
        }
    }
}

#[test]
fn a_new_fact_stands_behind_the_one_it_follows() {
    let rules = |ids: &[&str]| {
        let facts: Vec<_> = ids.iter().map(|it| (*it, Kind::Bool)).collect();
        declare(&facts)
    };
    for (parts, joined) in [
        (vec![rules(&["a", "b", "c"])], "a b c"),
        (vec![rules(&["a", "b", "c"]), rules(&["b", "x"])], "a b x c"),
        (vec![rules(&["a", "b"]), rules(&["x", "a", "y"])], "x a y b"),
        (vec![rules(&["a"]), rules(&["b"]), rules(&["c"])], "c b a"),
    ] {
        let facts = joint_facts(&parts).unwrap();
        let ids: Vec<_> = facts.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids.join(" "), joined);
    }
}

#[test]
fn a_fact_that_one_playbook_lacks_has_no_class_there() {
    let flag = [("flag", Kind::Bool)];
    let parts = [declare(&flag), declare(&[]), declare(&flag)];
    let facts = joint_facts(&parts).unwrap();
    for (at, class) in facts[0].classes.iter().enumerate() {
        let told = [0, 1, 2, 3].map(|part| class.in_part(part));
        assert_eq!(told, [Some(at), None, Some(at), None]);
    }
}

#[test]
fn a_name_that_nobody_lists_stands_for_all_others() {
    for (listed, other) in [("reader", "other_role"), ("other_role", "other_role_")] {
        let parts = [declare(&[("roles", fitting(names(&[listed])))])];
        let facts = joint_facts(&parts).unwrap();
        let answers = facts[0].classes.iter().map(|it| it.answer.clone());
        let expected = [names(&[]), names(&[listed]), names(&[other])];
        let expected = expected.map(|it| Some(Answer::Set(it.into_iter().collect())));
        assert!(answers.eq(expected), "{facts:?}");
    }
}

#[test]
fn what_a_mask_cannot_hold_is_refused_by_name() {
    let is_refused = |parts: &[Kind]| {
        let parts: Vec<_> = parts
            .iter()
            .map(|it| declare(&[("fact", it.clone())]))
            .collect();
        let facts = joint_facts(&parts);
        facts.err().map(|it| it.to_string()) == Some("fact".to_owned())
    };
    let set = |elements: &[&str]| Kind::Set(names(elements));
    // 32 classes have a place in a mask, the 33rd has none.
    assert!(!is_refused(&[Kind::Enum(numbered(32))]));
    assert!(is_refused(&[Kind::Enum(numbered(33))]));
    assert!(is_refused(&[Kind::Enum(numbered(31)), Kind::Bool]));
    assert!(!is_refused(&[Kind::Enum(numbered(30)), Kind::Bool]));
    // Subsets of eight elements are still tried, of nine no more, however few are known.
    let four = [set(&["a", "b", "c", "d"]), set(&["e", "f", "g", "h"])];
    assert!(!is_refused(&four));
    let three = [set(&["a", "b", "c"]), set(&["d", "e", "f"])];
    assert!(!is_refused(&three));
    assert!(is_refused(&[&three[..], &[set(&["g", "h", "i"])]].concat()));
}

#[test]
fn more_playbooks_than_a_mask_holds_are_refused_by_the_name_of_the_choice() {
    let rules = declare(&[("flag", Kind::Bool)]);
    assert!(Joint::of(choice(), &[&rules; 32]).is_ok());
    assert_eq!(Joint::of(choice(), &[&rules; 33]).err(), Some(choice()));
}

/// A playbook that decides by language alone.
fn by_language(subtag: &str) -> Rules {
    let text = include_str!("../corpus/clean-smallest.playbook.json");
    let mut playbook: serde_json::Value = serde_json::from_str(text).unwrap();
    let facts = playbook["facts"].as_array_mut().unwrap();
    facts.push(serde_json::json!({
        "id": "language", "type": "language", "from": ["asked"],
        "classes": [{"id": "ours", "subtag": subtag}, {"id": "other"}],
    }));
    let step = serde_json::json!({"id": "ask_language", "section": "problem", "asks": "language", "unknown": true, "rules": ["R-1"]});
    playbook["steps"].as_array_mut().unwrap().push(step);
    let kind = &mut playbook["tables"][0];
    kind["in"] = serde_json::json!(["language"]);
    kind["rows"][0]["when"] = serde_json::json!({"language": "ours"});
    kind["rows"][1]["when"] = serde_json::json!({"language": "other"});
    Playbook::parse(&playbook.to_string()).unwrap().rules
}

#[test]
fn classes_that_one_playbook_does_not_tell_apart_are_one_to_it() {
    let parts = [by_language("de"), by_language("en")];
    let joint = Joint::of(choice(), &[&parts[0], &parts[1]]).unwrap();
    let at = joint
        .facts()
        .iter()
        .position(|it| it.id == FactId::new("language"))
        .unwrap();
    // Of the three joint classes the first playbook tells German alone apart; the two others are "other" to it.
    let others: Vec<usize> = (0..joint.facts()[at].classes.len())
        .filter(|class| joint.facts()[at].classes[*class].in_part(0) == Some(1))
        .collect();
    assert_eq!(others.len(), 2);
    let mut masks = vec![u32::MAX; joint.facts().len() + 1];
    masks[0] = 1;
    masks[at + 1] = others.iter().map(|it| 1 << it).sum();
    let decision = joint.decide(&masks);
    let alone = {
        let mut masks = parts[0].catalogue().nothing_known();
        masks[parts[0].catalogue().position("language").unwrap()] = 0b10;
        (parts[0].decide(&masks), parts[0].reasons(&masks))
    };
    let (alone, reasons) = alone;
    assert!(alone.outcome.is_some() && !reasons.is_empty());
    assert_eq!(decision.outcome, alone.outcome);
    assert_eq!(decision.reasons, reasons);
}
