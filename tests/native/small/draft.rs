//! Playbooks made at random, always sound: a table that has to conclude ends with a row for the rest.

use proptest::{
    prelude::{Just, Strategy, any, prop, prop_oneof},
    sample::{Index, subsequence},
};
use serde_json::{Map, Value, json};

/// How a fact may be declared, with cells that speak of it.
struct Declared {
    id: &'static str,
    json: &'static str,
    cells: &'static [&'static str],
}

const fn declared(
    id: &'static str,
    json: &'static str,
    cells: &'static [&'static str],
) -> Declared {
    Declared { id, json, cells }
}

/// The ways to declare each fact; the first is the usual one.
const FACTS: [&[Declared]; 4] = [
    &[
        declared(
            "product",
            r#"{"type":"enum","values":["a","b","c"]}"#,
            &["a", "b", "c", "a, b", "not(a)", "not(a, c)"],
        ),
        declared(
            "product",
            r#"{"type":"enum","values":["b","a","d"]}"#,
            &["a", "b", "d", "a, d", "not(b)"],
        ),
    ],
    &[declared(
        "is_claimed",
        r#"{"type":"bool","context":true}"#,
        &["true", "false"],
    )],
    &[
        declared(
            "contracts",
            r#"{"type":"set","values":["x","y"]}"#,
            &["x", "x, y", "empty", "not(empty)", "not(x)"],
        ),
        declared(
            "contracts",
            r#"{"type":"set","values":["z","x"]}"#,
            &["x", "z", "empty, z", "not(x)"],
        ),
    ],
    &[
        declared(
            "language",
            r#"{"type":"language","classes":[{"id":"ours","subtag":"de"},{"id":"other"}]}"#,
            &["ours", "not(ours)"],
        ),
        declared(
            "language",
            r#"{"type":"language","classes":[{"id":"ours","subtag":"en"},{"id":"other"}]}"#,
            &["ours", "other"],
        ),
    ],
];

/// What a row tests and concludes.
#[derive(Clone, Debug)]
struct Picks {
    /// One a column; most rows test few of them.
    cells: Vec<Option<Index>>,
    says: u8,
}

/// The rows of one table.
type Rows = Vec<Picks>;

/// Playbooks over all facts, declared as usual, in their usual order.
pub fn usual() -> impl Strategy<Value = String> {
    let facts = (0..FACTS.len()).map(|it| (it, 0)).collect::<Vec<_>>();
    tables().prop_map(move |it| playbook(&facts, &it))
}

/// Playbooks over some of the facts in any order, which all know the same values, though they may sort languages differently.
pub fn with_fewer_facts() -> impl Strategy<Value = String> {
    let facts = subsequence((0..FACTS.len()).collect::<Vec<_>>(), 1..=FACTS.len());
    let ours = any::<bool>();
    (facts.prop_shuffle(), ours, tables()).prop_map(|(facts, is_other, tables)| {
        let way = |it| usize::from(it == 3 && is_other);
        let facts: Vec<_> = facts.into_iter().map(|it| (it, way(it))).collect();
        playbook(&facts, &tables)
    })
}

/// Playbooks over all facts, declared in any way and order.
pub fn with_other_values() -> impl Strategy<Value = String> {
    let order = Just((0..FACTS.len()).collect::<Vec<_>>()).prop_shuffle();
    (order, any::<[bool; FACTS.len()]>(), tables()).prop_map(|(order, ways, tables)| {
        let facts = order.into_iter().zip(ways);
        let facts: Vec<_> = facts
            .map(|(it, other)| (it, usize::from(other) % FACTS[it].len()))
            .collect();
        playbook(&facts, &tables)
    })
}

fn tables() -> impl Strategy<Value = [Rows; 7]> {
    let cell = prop_oneof![2 => Just(None), 1 => any::<Index>().prop_map(Some)];
    let row = (prop::collection::vec(cell, FACTS.len() + 2), any::<u8>())
        .prop_map(|(cells, says)| Picks { cells, says });
    prop::array::uniform7(prop::collection::vec(row, 0..5))
}

/// The playbook with `facts`, each with the way to declare it.
fn playbook(facts: &[(usize, usize)], tables: &[Rows; 7]) -> String {
    let text = include_str!("../../corpus/clean-smallest.playbook.json");
    let mut playbook: Value = serde_json::from_str(text).unwrap();
    let [kind, marks, decision, terms, missing, warnings, reasons] = tables;
    let facts: Vec<&Declared> = facts.iter().map(|(it, way)| &FACTS[*it][*way]).collect();
    let declared = facts.iter().map(|it| {
        let mut fact: Value = serde_json::from_str(it.json).unwrap();
        fact["id"] = json!(it.id);
        fact["from"] = json!(["asked"]);
        fact
    });
    playbook["facts"] = declared.collect();
    let asked = facts.iter().filter(|it| !it.json.contains("context"));
    playbook["steps"] = asked
        .map(|it| json!({"id": format!("ask_{}", it.id), "section": "problem", "asks": it.id, "unknown": true, "rules": ["R-1"]}))
        .collect();
    let mut columns = Columns(Vec::new());
    for it in facts {
        columns.learn(it.id, it.cells.iter().map(|it| (*it).to_owned()).collect());
    }
    let kind = columns.table("kind", "F", kind, true, |_, says| {
        json!(format!("k{}", says % 3))
    });
    columns.learn_said("kind", &kind, &[]);
    let marks = columns.table("marks", "C", marks, false, |_, says| {
        json!(format!("m{}", says % 2))
    });
    columns.learn_said("marks", &marks, &["empty", "not(empty)"]);
    playbook["tables"] = json!([
        kind,
        marks,
        columns.table("decision", "F", decision, true, |_, says| json!(format!(
            "d{}",
            says % 3
        ))),
        columns.table("terms", "F", terms, true, |_, says| terms_of(says)),
        columns.table("missing", "C", missing, false, |_, says| json!(format!(
            "x{}",
            says % 2
        ))),
        columns.table("warnings", "C", warnings, false, |at, _| json!(format!(
            "W-{at}"
        ))),
        columns.table("reasons", "C", reasons, false, |at, _| json!(format!(
            "r{at}"
        ))),
    ]);
    playbook["tables"][3]["out"] = json!([
        "resolver",
        "path",
        "entitlement",
        "fee",
        "response",
        "portal"
    ]);
    for (rule, row) in reasons
        .iter()
        .zip(playbook["tables"][6]["rows"].as_array_mut().unwrap())
    {
        let first = rule.says % 3;
        row["rules"] = json!([format!("R-{first}"), format!("R-{}", first + 1)]);
        row["point"] = json!("resolver");
    }
    let rule = |n: u8| {
        let mut rule = playbook["rules"][0].clone();
        rule["id"] = json!(format!("R-{n}"));
        rule
    };
    playbook["rules"] = (0..4).map(rule).collect();
    playbook.to_string()
}

/// Parts of a verdict that are told apart by the bits of a number.
fn terms_of(says: u8) -> Value {
    let bit = |at: u8| says >> at & 1;
    json!({
        "resolver": format!("s{}", bit(0)),
        "path": if bit(1) == 1 { json!(["P1"]) } else { json!([]) },
        "entitlement": "plan",
        "fee": bit(2) == 1,
        "response": {"kind": "hours", "hours": bit(3)},
        "portal": format!("o{}", bit(4)),
    })
}

/// What cells can speak of, and how.
struct Columns(Vec<(&'static str, Vec<String>)>);

impl Columns {
    fn learn(&mut self, id: &'static str, cells: Vec<String>) {
        self.0.push((id, cells));
    }

    /// The words that a table concludes, each also denied.
    fn learn_said(&mut self, id: &'static str, table: &Value, more: &[&str]) {
        let mut cells: Vec<String> = more.iter().map(|it| (*it).to_owned()).collect();
        for row in table["rows"].as_array().unwrap() {
            let word = row["then"].as_str().unwrap();
            cells.extend([word.to_owned(), format!("not({word})")]);
        }
        self.learn(id, cells);
    }

    fn table(
        &self,
        id: &str,
        hit: &str,
        rows: &Rows,
        has_rest: bool,
        then: impl Fn(usize, u8) -> Value,
    ) -> Value {
        let row = |(at, picks): (usize, &Picks)| {
            let mut when = Map::new();
            for ((column, cells), pick) in self.0.iter().zip(&picks.cells) {
                if let Some(pick) = pick.filter(|_| !cells.is_empty()) {
                    when.insert((*column).to_owned(), json!(pick.get(cells)));
                }
            }
            let then = then(at, picks.says);
            json!({"id": format!("r{at}"), "when": when, "then": then, "rules": ["R-1"]})
        };
        let rest = has_rest
            .then(|| json!({"id": "rest", "when": {}, "then": then(99, 0), "rules": ["R-1"]}));
        let rows = rows.iter().enumerate().map(row).chain(rest);
        let columns: Vec<_> = self.0.iter().map(|it| it.0).collect();
        json!({"id": id, "hit": hit, "in": columns, "out": id, "rows": rows.collect::<Vec<_>>()})
    }
}
