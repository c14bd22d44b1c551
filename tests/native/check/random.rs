//! Tables made at random, small enough to try every case: the checker has to say exactly what trying says.

use crate::check::replay::{hits_of, replays};
use partner_triage::check::{self, Code};
use proptest::prelude::*;
use serde_json::{Value, json};

const PRODUCT: [&str; 7] = ["-", "a", "b", "c", "a, b", "not(a)", "not(a, c)"];
const FLAG: [&str; 4] = ["-", "-", "true", "not(true)"];
const CONTRACTS: [&str; 7] = ["-", "-", "x", "x, y", "empty", "not(empty)", "not(x)"];
const LOGICAL: [Code; 5] = [
    Code::Gap,
    Code::Overlap,
    Code::Conflict,
    Code::RowNeverFires,
    Code::ShadowedRow,
];

/// Picks of cells and conclusion of one row.
type Picks = (usize, usize, usize, usize);

/// A table that tests facts, and one that tests its conclusion.
fn playbook(hits: (usize, usize), first: &[Picks], second: &[Picks]) -> Value {
    let text = include_str!("../../corpus/clean-smallest.playbook.json");
    let mut playbook: Value = serde_json::from_str(text).unwrap();
    playbook["facts"] = json!([
        {"id": "product", "type": "enum", "values": ["a", "b", "c"], "from": ["portal"]},
        {"id": "is_urgent", "type": "bool", "from": ["portal"]},
        {"id": "contracts", "type": "set", "values": ["x", "y"], "from": ["portal"]},
    ]);
    let said: Vec<_> = first.iter().map(|it| format!("k{}", it.3 % 3)).collect();
    let table = |id: &str, hit: usize, rows: Vec<Value>| {
        let hit = ["U", "A", "F", "C", "R"][hit];
        let columns = match id {
            "one" => ["product", "is_urgent", "contracts"],
            _ => ["one", "product", "is_urgent"],
        };
        json!({"id": id, "hit": hit, "in": columns, "out": id, "rows": rows})
    };
    let of_first = first.iter().enumerate().map(|(at, it)| {
        let (product, flag, contracts) = (PRODUCT[it.0 % 7], FLAG[it.1 % 4], CONTRACTS[it.2 % 7]);
        let cells = json!({"product": product, "is_urgent": flag, "contracts": contracts});
        json!({"id": format!("r{at}"), "when": cells, "then": (said[at]), "rules": ["R-1"]})
    });
    let of_second = second.iter().enumerate().map(|(at, it)| {
        let word = &said[it.0 % said.len()];
        let cell = [word.clone(), format!("not({word})"), "-".to_owned()][it.0 % 3].clone();
        let (product, flag) = (PRODUCT[it.1 % 7], FLAG[it.2 % 4]);
        let cells = json!({"one": cell, "product": product, "is_urgent": flag});
        json!({"id": format!("r{at}"), "when": cells, "then": format!("k{}", it.3 % 2), "rules": ["R-1"]})
    });
    playbook["tables"] = json!([
        table("one", hits.0, of_first.collect()),
        table("two", hits.1, of_second.collect()),
    ]);
    playbook
}

/// What trying every case says of a table, as code and place.
fn tried(playbook: &Value, table: usize) -> Vec<String> {
    let is_proven = table == 0 || !tried(playbook, 0).iter().any(|it| is_clash(it));
    let here = hits_of(playbook, table);
    let source = &playbook["tables"][table];
    let rows = source["rows"].as_array().unwrap();
    let hit = source["hit"].as_str().unwrap();
    let mut found = Vec::new();
    if hit != "C" && hit != "R" && here.iter().any(Vec::is_empty) {
        found.push(format!("gap /tables/{table}"));
    }
    for at in 0..rows.len() {
        let place = format!("/tables/{table}/rows/{at}");
        if table == 1 && !is_proven {
            // Dead rows are looked for only behind tables that are proven.
        } else if !here.iter().any(|it| it.contains(&at)) {
            found.push(format!("row_never_fires {place}"));
        } else if hit == "F" && !here.iter().any(|it| it.first() == Some(&at)) {
            found.push(format!("shadowed_row {place}"));
        }
        for later in at + 1..rows.len() {
            let both = here
                .iter()
                .any(|it| it.contains(&at) && it.contains(&later));
            match hit {
                "U" if both => found.push(format!("overlap {place}")),
                "A" if both && rows[at]["then"] != rows[later]["then"] => {
                    found.push(format!("conflict {place}"));
                }
                _ => (),
            }
        }
    }
    found
}

fn is_clash(said: &str) -> bool {
    ["gap", "overlap", "conflict"]
        .iter()
        .any(|it| said.starts_with(it))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_checker_says_what_trying_every_case_says(
        hits in (0_usize..5, 0_usize..5),
        first in prop::collection::vec((0_usize..84, 0_usize..84, 0_usize..84, 0_usize..84), 1..7),
        second in prop::collection::vec((0_usize..84, 0_usize..84, 0_usize..84, 0_usize..84), 1..6),
    ) {
        let playbook = playbook(hits, &first, &second);
        let findings = check::all(&playbook.to_string()).findings;
        let mut said: Vec<_> = findings
            .iter()
            .filter(|it| LOGICAL.contains(&it.code))
            .map(|it| format!("{} {}", it.code.name(), it.at))
            .collect();
        let mut tried: Vec<_> = (0..2).flat_map(|it| tried(&playbook, it)).collect();
        said.sort();
        tried.sort();
        prop_assert_eq!(said, tried);
        for finding in &findings {
            prop_assert!(replays(&playbook, finding), "{}", finding);
        }
    }
}
