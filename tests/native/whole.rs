//! What tables must conclude together to be a verdict, and what is said where they do not.

use partner_triage::{
    content::Playbook,
    policy::{Fault, HitPolicy, N_NODES_MAX, Rules, Table},
    vocab::TableId,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Parts of a verdict that are one value.
const SINGLE: [&str; 7] = [
    "decision",
    "resolver",
    "path",
    "entitlement",
    "fee",
    "response",
    "portal",
];
const LISTS: [&str; 3] = ["missing", "warnings", "reasons"];

/// The tables of a small sound playbook.
fn tables(rules: &Rules) -> Vec<Table> {
    rules.tables().to_vec()
}

fn sound() -> Rules {
    let text = include_str!("../corpus/clean-smallest.playbook.json");
    Playbook::parse(text).unwrap().rules
}

/// Whether the tables are whole, and each flaw as its fault and what it names.
fn assemble(tables: Vec<Table>, unread: &[&str]) -> (bool, Vec<(Fault, String, Option<String>)>) {
    let unread: BTreeSet<_> = unread.iter().map(|it| (*it).to_owned()).collect();
    let catalogue = sound().catalogue().clone();
    let (rules, flaws) = Rules::assemble(catalogue, tables, &unread, N_NODES_MAX);
    let named = flaws
        .into_iter()
        .map(|it| (it.fault, it.table.to_string(), it.column));
    (rules.is_whole(), named.collect())
}

/// The same tables, one of whose outputs has another name.
fn without(tables: &[Table], output: &str) -> Vec<Table> {
    let mut tables = tables.to_vec();
    for name in tables.iter_mut().flat_map(|it| &mut it.outputs) {
        if name == output {
            "something_else".clone_into(name);
        }
    }
    tables
}

#[test]
fn sound_tables_are_whole() {
    assert_eq!(assemble(tables(&sound()), &[]), (true, Vec::new()));
}

#[test]
fn every_part_of_a_verdict_must_be_concluded_or_known_to_be_unread() {
    let tables = tables(&sound());
    for part in SINGLE.into_iter().chain(LISTS) {
        let flaw = (Fault::NotConcluded, part.to_owned(), Some(part.to_owned()));
        let fewer = without(&tables, part);
        assert_eq!(assemble(fewer.clone(), &[]), (false, vec![flaw]));
        assert_eq!(assemble(fewer, &[part]), (false, Vec::new()));
    }
}

#[test]
fn a_table_that_collects_what_is_one_value_is_named_once() {
    let mut tables = tables(&sound());
    let at = tables.iter().position(|it| it.outputs.len() > 1).unwrap();
    // The decision gets a table of its own.
    let mut decision = tables[at].clone();
    decision.id = TableId::new("decision");
    decision.outputs.truncate(1);
    for row in &mut decision.rows {
        row.then.truncate(1);
    }
    tables[at].outputs.remove(0);
    for row in &mut tables[at].rows {
        row.then.remove(0);
    }
    tables.insert(at, decision);
    assert_eq!(assemble(tables.clone(), &[]), (true, Vec::new()));
    let flaw = |table: &Table| {
        let first = table.outputs[0].clone();
        (Fault::NotSingle, table.id.to_string(), Some(first))
    };
    let flaws = [flaw(&tables[at]), flaw(&tables[at + 1])];
    for (collecting, expected) in [
        (vec![at], vec![flaws[0].clone()]),
        (vec![at + 1], vec![flaws[1].clone()]),
        (vec![at, at + 1], flaws.to_vec()),
    ] {
        let mut tables = tables.clone();
        for it in collecting {
            tables[it].hit = HitPolicy::Collect;
        }
        assert_eq!(assemble(tables, &[]), (false, expected));
    }
}

#[test]
fn tables_that_need_more_nodes_than_they_get_are_not_whole() {
    let sound = sound();
    for n_nodes_max in 0..=sound.n_nodes() {
        let catalogue = sound.catalogue().clone();
        let (rules, flaws) =
            Rules::assemble(catalogue, tables(&sound), &BTreeSet::new(), n_nodes_max);
        let is_enough = n_nodes_max == sound.n_nodes();
        assert_eq!(rules.is_whole(), is_enough, "{n_nodes_max}");
        assert_eq!(rules.is_full(), !is_enough, "{n_nodes_max}");
        let faults: Vec<_> = flaws.into_iter().map(|it| it.fault).collect();
        assert_eq!(faults, [Fault::TooLarge][usize::from(is_enough)..]);
    }
}

#[test]
fn a_word_that_two_outputs_of_a_table_share_is_told_apart() {
    let text = include_str!("../corpus/clean-smallest.playbook.json");
    let mut playbook: serde_json::Value = serde_json::from_str(text).unwrap();
    let sides = serde_json::json!({
        "id": "sides", "hit": "U", "in": ["product"], "out": ["left", "right"], "rows": [
            {"id": "azure", "when": {"product": "azure"}, "then": {"left": "a", "right": "b"}, "rules": ["R-1"]},
            {"id": "office", "when": {"product": "office"}, "then": {"left": "b", "right": "a"}, "rules": ["R-1"]},
        ],
    });
    let missing = serde_json::json!({
        "id": "missing", "hit": "C", "in": ["left", "right"], "out": "missing", "rows": [
            {"id": "of_left", "when": {"left": "a"}, "then": "of_left", "rules": ["R-1"]},
            {"id": "of_right", "when": {"right": "a"}, "then": "of_right", "rules": ["R-1"]},
        ],
    });
    let tables = playbook["tables"].as_array_mut().unwrap();
    tables.insert(0, sides);
    let at = tables.iter().position(|it| it["id"] == "missing").unwrap();
    tables[at] = missing;
    let rules = Playbook::parse(&playbook.to_string()).unwrap().rules;
    let product = rules.catalogue().position("product").unwrap();
    for (class, word, other) in [(0, "of_left", "of_right"), (1, "of_right", "of_left")] {
        let mut masks = rules.catalogue().nothing_known();
        masks[product] = 1 << class;
        assert_eq!(rules.collects("missing", word, &masks), Some(true));
        assert_eq!(rules.collects("missing", other, &masks), Some(false));
    }
}

#[test]
fn a_rule_that_some_row_cites_in_every_case_is_cited_once_beside_the_certain_ones() {
    let text = include_str!("../corpus/clean-smallest.playbook.json");
    let mut document: serde_json::Value = serde_json::from_str(text).unwrap();
    let rule = |id: &str| json!({"id": id, "article": "page", "section": "A section", "edition": "test", "confidence": "documented"});
    let rules = document["rules"].as_array_mut().unwrap();
    rules.extend([rule("R-2"), rule("R-3")]);
    let row = |id: &str, when: serde_json::Value, rules: &[&str]| json!({"id": id, "when": when, "rules": rules, "point": "resolver", "rests": ["product"]});
    let reasons = &mut document["tables"][4];
    reasons["in"] = json!(["product", "is_urgent"]);
    let rows = reasons["rows"].as_array_mut().unwrap();
    // Only the three together leave no way out.
    let cases = [
        (
            "calm",
            json!({"product": "azure", "is_urgent": "false"}),
            ["R-1", "R-2"],
        ),
        (
            "urgent",
            json!({"product": "azure", "is_urgent": "true"}),
            ["R-2", "R-3"],
        ),
        ("office", json!({"product": "office"}), ["R-2", "R-1"]),
    ];
    rows.extend(cases.map(|(id, when, rules)| row(id, when, &rules)));
    let rules = Playbook::parse(&document.to_string()).unwrap().rules;
    let open = rules.catalogue().nothing_known();
    let cited = |masks: &[u32]| -> Vec<String> {
        let cited = rules.cited(masks, &rules.reasons(masks));
        cited.iter().map(ToString::to_string).collect()
    };
    assert_eq!(cited(&open), ["R-1", "R-2"]);
    let mut azure = open;
    azure[rules.catalogue().position("product").unwrap()] = 1;
    assert_eq!(cited(&azure), ["R-1", "R-2"]);
    azure[rules.catalogue().position("is_urgent").unwrap()] = 0b10;
    assert_eq!(cited(&azure), ["R-1", "R-2", "R-3"]);
}

#[test]
fn rows_that_hold_together_speak_in_their_order_where_the_table_says_that_it_counts() {
    for (hit, expected, calm) in [
        ("C", ["W-1", "W-2", "W-3"], ["W-1", "W-2", "W-3"]),
        ("R", ["W-2", "W-3", "W-1"], ["W-3", "W-1", "W-2"]),
    ] {
        let text = include_str!("../corpus/clean-smallest.playbook.json");
        let mut document: serde_json::Value = serde_json::from_str(text).unwrap();
        let row = |id: &str, when: serde_json::Value| json!({"id": id, "when": when, "then": "", "rules": ["R-1"]});
        let table = &mut document["tables"][3];
        table["hit"] = json!(hit);
        // The first and the last say the same in turn: its place is that of the first of them that may speak.
        let mut rows = vec![
            row("W-2", json!({"product": "azure", "is_urgent": "true"})),
            row("W-3", json!({"kind": "cloud"})),
            row("W-1", json!({"kind": "cloud"})),
            row("calm", json!({"product": "azure", "is_urgent": "false"})),
        ];
        for (row, word) in rows.iter_mut().zip(["W-2", "W-3", "W-1", "W-2"]) {
            row["then"] = json!(word);
        }
        table["rows"] = json!(rows);
        let rules = Playbook::parse(&document.to_string()).unwrap().rules;
        let mut masks = rules.catalogue().nothing_known();
        masks[rules.catalogue().position("product").unwrap()] = 1;
        let decision = rules.decide(&masks);
        assert_eq!(decision.warnings, expected, "{hit}");
        masks[rules.catalogue().position("is_urgent").unwrap()] = 1;
        assert_eq!(rules.decide(&masks).warnings, calm, "{hit}");
        assert_eq!(decision.outcome.as_deref(), Some("file"));
    }
}
