//! What stands behind the value of a column.

use crate::{
    second_opinion::naive::{Cell, Hit, Row, Table},
    small::{
        alone::{ids, masks},
        config, draft, knows,
        tried::{Case, Small},
    },
};
use partner_triage::vocab::FactId;
use proptest::prelude::proptest;
use std::collections::BTreeSet;

/// The columns whose words are told one by one: every fact, and what the tables conclude in words.
fn columns(small: &Small) -> impl Iterator<Item = usize> {
    let n_facts = small.naive.facts.len();
    let tables = small.naive.tables.iter();
    let concluded = tables
        .filter(|it| it.outputs.len() == 1)
        .map(|it| it.outputs[0]);
    (0..n_facts).chain(concluded)
}

/// The table that concludes a column, with its place.
fn source(small: &Small, column: usize) -> Option<(usize, &Table)> {
    let mut tables = small.naive.tables.iter().enumerate();
    tables.find(|(_, it)| it.outputs.contains(&column))
}

/// The rows of a table that speak in every one of the cases.
fn certain(cases: &[&Case], place: usize, n_rows: usize) -> Vec<usize> {
    let speaks = |row: &usize| cases.iter().all(|it| it.rows[place].contains(row));
    (0..n_rows).filter(speaks).collect()
}

fn holds_nowhere(cases: &[&Case], row: &Row) -> bool {
    let holds = |case: &&Case| row.cells.iter().all(|it| it.holds(case.held[it.column]));
    !cases.iter().any(holds)
}

/// Words in the order of the rows that say them, each where it stands first.
fn said(small: &Small, table: &Table, rows: impl Iterator<Item = usize>) -> Vec<String> {
    let words = &small.naive.columns[table.outputs[0]].words;
    let mut found = Vec::new();
    for row in rows {
        let word = words[table.rows[row].then[0]].0.clone();
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// The rows that conclude a column in all cases, each followed by those behind its own columns.
fn rows_behind(small: &Small, cases: &[&Case], column: usize, found: &mut Vec<(String, String)>) {
    let Some((place, table)) = source(small, column) else {
        return;
    };
    for row in certain(cases, place, table.rows.len()) {
        let row = &table.rows[row];
        let name = (table.id.clone(), row.id.clone());
        if !found.contains(&name) {
            found.push(name);
            for cell in &row.cells {
                rows_behind(small, cases, cell.column, found);
            }
        }
    }
}

/// The facts tested by the rows that conclude a column, and the first by which those failed that would have said otherwise.
fn facts_behind(small: &Small, cases: &[&Case], column: usize, found: &mut BTreeSet<usize>) {
    let Some((place, table)) = source(small, column) else {
        found.insert(column);
        return;
    };
    let speaking = certain(cases, place, table.rows.len());
    for row in &speaking {
        for cell in &table.rows[*row].cells {
            facts_behind(small, cases, cell.column, found);
        }
    }
    let failed = match (table.hit, speaking.first()) {
        (Hit::First, Some(first)) => &table.rows[..*first],
        (Hit::Collect, None) => &table.rows[..],
        _ => &[],
    };
    let output = table.outputs.iter().position(|it| *it == column).unwrap();
    let value = speaking.first().map(|it| table.rows[*it].then[output]);
    for row in failed.iter().filter(|it| Some(it.then[output]) != value) {
        let fails = |cell: &&Cell| !cases.iter().any(|it| cell.holds(it.held[cell.column]));
        if let Some(cell) = row.cells.iter().find(fails) {
            facts_behind(small, cases, cell.column, found);
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_column_lists_its_words_once(text in draft::usual()) {
        let small = Small::read(&text);
        for column in columns(&small) {
            let naive = &small.naive.columns[column];
            let mut words: Vec<_> = naive.words.iter().map(|it| it.0.clone()).collect();
            let table = source(&small, column).map(|it| it.1);
            let many = match table {
                Some(table) => table.hit == Hit::Collect,
                None => kind_of(&text, column) == "set",
            };
            words.extend(many.then(|| "empty".to_owned()));
            assert_eq!(small.playbook.rules.words_of(&naive.id), words, "{}", naive.id);
        }
        assert!(small.playbook.rules.words_of("none").is_empty());
    }

    #[test]
    fn a_column_may_still_hold_what_its_open_rows_say(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let cases = small.within(&masks);
        for column in columns(&small) {
            let id = &small.naive.columns[column].id;
            let expected = source(&small, column).map_or_else(Vec::new, |(place, table)| {
                let n_rows = table.rows.len();
                if table.hit == Hit::Collect {
                    let mut words = said(&small, table, certain(&cases, place, n_rows).into_iter());
                    let is_empty = table.rows.iter().all(|it| holds_nowhere(&cases, it));
                    words.extend(is_empty.then(|| "empty".to_owned()));
                    return words;
                }
                let speaks = |row: &usize| cases.iter().any(|it| it.rows[place].contains(row));
                said(&small, table, (0..n_rows).filter(speaks))
            });
            assert_eq!(small.playbook.rules.concluded(id, &masks), expected, "{id}");
        }
    }

    #[test]
    fn rows_and_facts_behind_a_column_are_those_that_trying_finds(text in draft::usual(), knows in knows(4)) {
        let small = Small::read(&text);
        let masks = masks(&small, &knows);
        let cases = small.within(&masks);
        let rules = &small.playbook.rules;
        for (column, naive) in small.naive.columns.iter().enumerate() {
            let mut rows = Vec::new();
            rows_behind(&small, &cases, column, &mut rows);
            let found = rules.rows_behind(&naive.id, &masks).into_iter();
            let found: Vec<_> = found.map(|(table, row)| (table.id.to_string(), row.id.to_string())).collect();
            assert_eq!(found, rows, "{}", naive.id);
            let mut facts = BTreeSet::new();
            facts_behind(&small, &cases, column, &mut facts);
            let facts: Vec<FactId> = facts.into_iter().map(|it| ids(&small)[it].clone()).collect();
            assert_eq!(rules.facts_behind(&naive.id, &masks), facts, "{}", naive.id);
        }
    }
}

/// The kind of a fact as the playbook declares it.
fn kind_of(playbook: &str, fact: usize) -> String {
    let json: serde_json::Value = serde_json::from_str(playbook).unwrap();
    json["facts"][fact]["type"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}
