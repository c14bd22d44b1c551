//! A reader of playbooks with no cleverness: rows are tried one after the other, unknown facts are tried value by value.
//!
//! It shares nothing with `policy`: it reads the JSON itself and knows only what the format promises.
//! What a column holds is a set of words, one bit a word: one word for most facts, any number for a set or a table that collects.

use serde_json::Value as Json;

/// A playbook as its document has it.
pub struct Naive {
    pub facts: Vec<Fact>,
    /// What cells can speak of: the facts, then the outputs of the tables in order.
    pub columns: Vec<Column>,
    pub tables: Vec<Table>,
    pub citations: Vec<Json>,
}

pub struct Fact {
    pub id: String,
    pub is_context: bool,
    pub n_classes: usize,
    is_set: bool,
}

pub struct Column {
    pub id: String,
    /// The words that it can hold, and the values they stand for.
    pub words: Vec<(String, Json)>,
}

pub struct Table {
    pub id: String,
    pub hit: Hit,
    pub outputs: Vec<usize>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    Unique,
    First,
    Collect,
}

pub struct Row {
    pub id: String,
    pub cells: Vec<Cell>,
    /// The word concluded in each output.
    pub then: Vec<usize>,
    pub rules: Vec<String>,
}

pub struct Cell {
    pub column: usize,
    pub words: u128,
    pub or_empty: bool,
    pub is_negated: bool,
    pub text: String,
    /// Of a fact: the classes for which the cell holds.
    pub classes: u32,
}

impl Naive {
    pub fn read(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).unwrap();
        let mut naive = Self {
            facts: Vec::new(),
            columns: Vec::new(),
            tables: Vec::new(),
            citations: list(&json["rules"]).to_vec(),
        };
        for fact in list(&json["facts"]) {
            naive.read_fact(fact);
        }
        for table in list(&json["tables"]) {
            naive.read_table(table);
        }
        naive
    }

    fn read_fact(&mut self, json: &Json) {
        let kind = text(&json["type"]);
        let is_context = json["context"] == true;
        let mut words: Vec<String> = match kind {
            "bool" => vec!["false".to_owned(), "true".to_owned()],
            "enum" | "set" => list(&json["values"])
                .iter()
                .map(|it| text(it).to_owned())
                .collect(),
            _ => list(&json["classes"])
                .iter()
                .map(|it| text(&it["id"]).to_owned())
                .collect(),
        };
        if is_context && kind == "enum" {
            words.insert(0, "nothing".to_owned());
        }
        self.facts.push(Fact {
            id: text(&json["id"]).to_owned(),
            is_context,
            n_classes: if kind == "set" {
                1 << words.len()
            } else {
                words.len()
            },
            is_set: kind == "set",
        });
        self.columns.push(Column {
            id: text(&json["id"]).to_owned(),
            words: words
                .into_iter()
                .map(|it| (it.clone(), Json::String(it)))
                .collect(),
        });
    }

    fn read_table(&mut self, json: &Json) {
        let outputs: Vec<&str> = match &json["out"] {
            Json::String(name) => vec![name],
            names => list(names).iter().map(text).collect(),
        };
        let mut concluded: Vec<Column> = Vec::new();
        concluded.extend(outputs.iter().map(|it| Column {
            id: (*it).to_owned(),
            words: Vec::new(),
        }));
        let mut rows = Vec::new();
        for row in list(&json["rows"]) {
            let cells = row["when"].as_object().unwrap();
            let mut then = Vec::new();
            for (output, column) in outputs.iter().zip(&mut concluded) {
                let value = match &row["then"] {
                    Json::Null => &row["id"],
                    Json::Object(parts) if outputs.len() > 1 => &parts[*output],
                    value => value,
                };
                then.push(column.place_of(value));
            }
            rows.push(Row {
                id: text(&row["id"]).to_owned(),
                cells: cells
                    .iter()
                    .map(|(column, cell)| self.read_cell(column, text(cell)))
                    .collect(),
                then,
                rules: list(&row["rules"])
                    .iter()
                    .map(|it| text(it).to_owned())
                    .collect(),
            });
        }
        let first = self.columns.len();
        self.tables.push(Table {
            id: text(&json["id"]).to_owned(),
            hit: match text(&json["hit"]) {
                "U" => Hit::Unique,
                "F" => Hit::First,
                _ => Hit::Collect,
            },
            outputs: (first..first + outputs.len()).collect(),
            rows,
        });
        self.columns.append(&mut concluded);
    }

    fn read_cell(&self, column: &str, text: &str) -> Cell {
        let column = self.column(column);
        let mut cell = Cell {
            column,
            words: 0,
            or_empty: false,
            is_negated: false,
            text: text.to_owned(),
            classes: 0,
        };
        if text == "-" {
            // "Not (none of no words)" holds always.
            cell.is_negated = true;
            cell.classes = u32::MAX;
            return cell;
        }
        let listed = text
            .strip_prefix("not(")
            .and_then(|it| it.strip_suffix(')'));
        cell.is_negated = listed.is_some();
        for word in listed.unwrap_or(text).split(',').map(str::trim) {
            let known = &self.columns[column].words;
            match known.iter().position(|(it, _)| it == word) {
                Some(at) => cell.words |= 1 << at,
                None if word == "empty" => cell.or_empty = true,
                None => panic!("column {} has no word {word}", self.columns[column].id),
            }
        }
        if let Some(fact) = self.facts.get(column) {
            let n_classes = u8::try_from(fact.n_classes).unwrap();
            let holding = (0..n_classes).filter(|it| cell.holds(fact.holds(*it)));
            cell.classes = holding.fold(0, |mask, it| mask | 1 << it);
        }
        cell
    }

    /// The place of a column.
    pub fn column(&self, id: &str) -> usize {
        self.columns.iter().position(|it| it.id == id).unwrap()
    }

    /// The table that concludes a column, `None` for a fact.
    pub fn table_of(&self, column: usize) -> Option<&Table> {
        self.tables.iter().find(|it| it.outputs.contains(&column))
    }

    /// What every column holds for one class of each fact: the tables read from the first to the last, row by row.
    pub fn conclude(&self, classes: &[u8], held: &mut Vec<u128>) {
        self.conclude_until(self.tables.len(), classes, held);
    }

    /// The same for the first tables only.
    pub fn conclude_until(&self, n_tables: usize, classes: &[u8], held: &mut Vec<u128>) {
        held.clear();
        held.extend(
            self.facts
                .iter()
                .zip(classes)
                .map(|(fact, class)| fact.holds(*class)),
        );
        for table in &self.tables[..n_tables] {
            let start = held.len();
            held.resize(start + table.outputs.len(), 0);
            let mut n_hits = 0;
            for row in &table.rows {
                if n_hits > 0 && table.hit == Hit::First {
                    break;
                }
                if row.cells.iter().all(|cell| cell.holds(held[cell.column])) {
                    n_hits += 1;
                    for (output, word) in row.then.iter().enumerate() {
                        held[start + output] |= 1 << word;
                    }
                }
            }
            let is_right = match table.hit {
                Hit::Unique => n_hits == 1,
                Hit::First => n_hits > 0,
                Hit::Collect => true,
            };
            assert!(
                is_right,
                "{} rows of table {} hold for {classes:?}",
                n_hits, table.id
            );
        }
    }
}

impl Fact {
    /// The words that a class of the fact holds.
    pub fn holds(&self, class: u8) -> u128 {
        if self.is_set {
            u128::from(class)
        } else {
            1 << class
        }
    }
}

impl Column {
    fn place_of(&mut self, value: &Json) -> usize {
        let word = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let place = self.words.iter().position(|(it, _)| *it == word);
        place.unwrap_or_else(|| {
            self.words.push((word, value.clone()));
            self.words.len() - 1
        })
    }

    /// The words of a set, in order of their first row.
    pub fn words_of(&self, held: u128) -> impl Iterator<Item = &str> {
        let words = self.words.iter().enumerate();
        words
            .filter(move |(at, _)| held >> at & 1 == 1)
            .map(|(_, it)| it.0.as_str())
    }
}

impl Cell {
    /// Whether the cell holds of a column that holds these words.
    pub fn holds(&self, held: u128) -> bool {
        let is_listed = held & self.words != 0 || (self.or_empty && held == 0);
        is_listed != self.is_negated
    }
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}
