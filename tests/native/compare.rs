//! Two playbooks side by side: counted on diagrams, checked by deciding.

use partner_triage::{
    content::{Editions, Playbook, shipped, write_answer},
    policy::{Comparison, Joint},
    vocab::FactId,
};
use serde_json::{Map, Value};

fn playbook(text: &str) -> Playbook {
    Playbook::parse(text).unwrap()
}

fn compare(before: &str, after: &str) -> Comparison {
    let playbooks = [playbook(before), playbook(after)];
    let rules = [&playbooks[0].rules, &playbooks[1].rules];
    let joint = Joint::of(FactId::new("edition"), &rules).unwrap();
    joint.compare().unwrap()
}

#[test]
fn a_playbook_does_not_differ_from_itself() {
    let text = shipped::edition_2021();
    let comparison = compare(&text, &text);
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.n_alike, comparison.n_combinations);
}

#[test]
fn what_the_editions_judge_differently_is_counted_and_shown() {
    let comparison = compare(&shipped::edition_2021(), &shipped::edition_2025());
    let n: u128 = comparison
        .differences
        .iter()
        .map(|it| it.n_combinations)
        .sum();
    assert_eq!(n + comparison.n_alike, comparison.n_combinations);
    let playbooks = [shipped::edition_2021(), shipped::edition_2025()].map(|it| playbook(&it));
    let alone = playbooks.each_ref().map(std::slice::from_ref);
    let [first, second] = alone.map(|it| Editions::of(it).unwrap());
    for difference in &comparison.differences {
        let mut facts = Map::new();
        for (fact, class) in &difference.example {
            write_answer(&mut facts, fact, class.answer.as_ref().unwrap());
        }
        let line = Value::Object(facts).to_string();
        let decide = |it: &Editions| it.answer_line(1, line.as_bytes());
        let (before, after) = (decide(&first), decide(&second));
        assert_eq!(
            before["decision"].as_str(),
            difference.before.as_deref(),
            "{line}"
        );
        assert_eq!(
            after["decision"].as_str(),
            difference.after.as_deref(),
            "{line}"
        );
        for part in &difference.parts {
            assert!(
                before[part] != after[part] || before[part].is_null(),
                "{part}: {line}"
            );
        }
    }
}

#[test]
fn an_answer_that_one_playbook_does_not_know_is_a_difference() {
    let text = shipped::edition_2021();
    let plan = r#"["none","mpn_contract_id","premier","azure_plan","other"]"#;
    let more = text.replacen(
        plan,
        r#"["none","trial","mpn_contract_id","premier","azure_plan","other"]"#,
        1,
    );
    assert_ne!(text, more);
    let comparison = compare(&text, &more);
    let kinds: Vec<_> = comparison
        .differences
        .iter()
        .map(|it| (it.before.as_deref(), it.after.as_deref(), it.parts.len()))
        .collect();
    assert_eq!(kinds, [(None, Some("own_azure"), 0)]);
    let answers: Vec<_> = comparison.differences[0]
        .example
        .iter()
        .map(|(fact, class)| (fact.as_str(), class.name.as_str()))
        .collect();
    assert!(answers.contains(&("own_plan", "trial")), "{answers:?}");
}

#[test]
fn a_date_that_moves_changes_the_days_between() {
    let text = shipped::edition_2021();
    let later = text.replacen(r#""until":"2021-10-29""#, r#""until":"2021-12-31""#, 1);
    assert_ne!(text, later);
    let comparison = compare(&text, &later);
    assert!(
        comparison
            .differences
            .iter()
            .all(|it| it.before.as_deref() == Some("no_cloud"))
    );
    for difference in &comparison.differences {
        let day = difference
            .example
            .iter()
            .find(|(fact, _)| *fact == "as_of")
            .unwrap();
        assert!(("2021-10-30"..="2021-12-31").contains(&day.1.name.as_str()));
    }
}
