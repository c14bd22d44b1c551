//! The rows that nearly held: what each would have decided, the one cell it failed by, and why.

use crate::{
    app::{
        Content,
        screens::{Standing, class_words, verdict::outcome_words},
    },
    facts::Fact,
    policy::{Cell, NearMiss},
    vocab::FactId,
};

/// A row that would hold if one cell did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearLine {
    /// What the row decides, in short.
    pub then: String,
    /// Whether it stands below the row that decided, so that it would not have decided even then.
    pub is_below: bool,
    /// The column whose cell failed.
    pub column: String,
    /// The values of which the cell takes any.
    pub demands: Vec<String>,
    /// The value in this case; several where it is not known which.
    pub is: Vec<String>,
    /// The facts on which that value rests, where tables have concluded it: name and value.
    pub rests: Vec<(String, String)>,
}

/// The rows that nearly held, in table order. Rows that would read the same are told once.
pub fn near(standing: &Standing) -> Vec<NearLine> {
    let rules = &standing.content.playbook.rules;
    let fired = rules.fired(&standing.masks);
    let mut lines = Vec::new();
    for miss in &standing.decision.near_misses {
        let decided = fired.iter().find(|(table, _)| table.id == miss.table);
        let is_below = decided.is_some_and(|(table, row)| {
            let below = table.rows.iter().skip_while(|it| it.id != row.id);
            below.skip(1).any(|it| it.id == miss.row)
        });
        let line = line(standing, miss, is_below);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

fn line(standing: &Standing, miss: &NearMiss, is_below: bool) -> NearLine {
    let content = &standing.content;
    let rules = &content.playbook.rules;
    let column = miss.column.as_str();
    let fact = rules.catalogue().get(column);
    let family = if fact.is_some() { "fact" } else { "column" };
    let demanded = taken(&miss.demands, rules.words_of(column));
    let then = then(standing, miss, &demanded);
    let say_all = |words: Vec<&str>| {
        let words = words.into_iter();
        words.map(|it| word(content, column, it)).collect()
    };
    NearLine {
        then: content.words.say(&format!("decision.{then}.short"), &[]),
        is_below,
        column: content.words.say(&format!("{family}.{column}"), &[]),
        demands: say_all(demanded),
        is: fact.map_or_else(
            || say_all(rules.concluded(column, &standing.masks)),
            |it| fact_words(standing, it),
        ),
        rests: if fact.is_some() {
            Vec::new()
        } else {
            rests(standing, column)
        },
    }
}

/// The words that a cell takes, out of all of its column.
fn taken<'a>(cell: &'a Cell, all: Vec<&'a str>) -> Vec<&'a str> {
    let listed = |it: &str| cell.words().iter().any(|word| word == it);
    if cell.is_negated() {
        all.into_iter().filter(|it| !listed(it)).collect()
    } else {
        cell.words().iter().map(String::as_str).collect()
    }
}

/// The words' name of what the row decides, had its cell held: one name, whichever of the demanded values it were.
fn then(standing: &Standing, miss: &NearMiss, demanded: &[&str]) -> String {
    let with = |value: &&str| outcome_words(standing, &miss.outcome, Some((&miss.column, value)));
    let mut names = demanded.iter().map(with);
    let first = names.next();
    let agreed = first.filter(|first| names.all(|it| it == *first));
    agreed.unwrap_or_else(|| miss.outcome.clone())
}

/// A word of a column as a person reads it.
fn word(content: &Content, column: &str, word: &str) -> String {
    let is_fact = content.playbook.rules.catalogue().get(column).is_some();
    let family = if is_fact { "value" } else { "column" };
    content.words.say(&format!("{family}.{column}.{word}"), &[])
}

/// What a fact may be.
fn fact_words(standing: &Standing, fact: &Fact) -> Vec<String> {
    let catalogue = standing.content.playbook.rules.catalogue();
    let mask = catalogue
        .position(fact.id.as_str())
        .and_then(|at| standing.masks.get(at).copied())
        .unwrap_or_default();
    (0..fact.kind.n_classes())
        .filter(|class| mask >> class & 1 == 1)
        .map(|class| class_name(&standing.content, fact, class))
        .collect()
}

/// A class in the words of cells, where they have one for it.
fn class_name(content: &Content, fact: &Fact, class: usize) -> String {
    let key = format!("value.{}.{}", fact.id, fact.kind.class_name(class));
    if content.words.has(&key) {
        content.words.say(&key, &[])
    } else {
        class_words(content, fact, class)
    }
}

/// The facts that a concluded column rests on, where their values are known.
fn rests(standing: &Standing, column: &str) -> Vec<(String, String)> {
    let content = &standing.content;
    let rules = &content.playbook.rules;
    let rest = |fact: FactId| {
        let declared = rules.catalogue().get(fact.as_str())?;
        let [value] = fact_words(standing, declared).try_into().ok()?;
        Some((content.words.say(&format!("fact.{fact}"), &[]), value))
    };
    let facts = rules.facts_behind(column, &standing.masks);
    facts.into_iter().filter_map(rest).collect()
}
