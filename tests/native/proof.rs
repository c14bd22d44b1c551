//! What holds for every combination of answers, counted in the diagrams and not sampled.

mod interview;

use partner_triage::{
    content::{Playbook, shipped},
    vocab::Confidence,
};

pub fn playbooks() -> [Playbook; 2] {
    [shipped::edition_2021(), shipped::edition_2025()]
        .map(|it| Playbook::parse(&it).expect("the shipped playbook is sound"))
}

#[test]
fn every_combination_of_facts_is_decided_with_a_reason() {
    for playbook in playbooks() {
        let census = playbook.rules.census().expect("128 bits are enough");
        let n_decided: u128 = census.by_decision.values().sum();
        assert_eq!(n_decided, census.n_combinations);
        assert_eq!(census.n_without_reason, 0);
        for decision in census.by_decision.keys() {
            assert!(playbook.outcome(decision).is_some(), "`{decision}`");
        }
        println!(
            "edition {}: all {n_decided} combinations are decided with a reason",
            playbook.edition.id
        );
        for (decision, n) in census.by_decision {
            println!("  {decision}: {n}");
        }
    }
}

#[test]
fn every_reason_leads_to_an_article_or_is_a_reading() {
    for playbook in playbooks() {
        let tables = playbook.rules.tables();
        let reasons = tables.iter().find(|it| it.outputs == ["reasons"]).unwrap();
        for row in &reasons.rows {
            assert!(!row.rules.is_empty(), "{}", row.id);
            for rule in &row.rules {
                let citation = playbook.citation(rule).unwrap();
                let article = playbook.article(&citation.article).unwrap();
                let is_reading = citation.confidence == Confidence::Reading;
                assert!(article.address.is_some() || is_reading, "{rule}");
            }
        }
    }
}
