//! The library of rules: every cited statement, and where the desk rests on it.

use crate::{
    app::{
        State,
        screens::{CitationLine, citation},
    },
    content::Use,
    vocab::{fold, sort_by},
    wording::Arg,
};

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// What it says and where it stands.
    pub citation: CitationLine,
    /// Where it is used, in words; empty where it informs only.
    pub uses: Vec<String>,
}

/// The statements of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// The article's slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its statements.
    pub rules: Vec<RuleLine>,
}

/// What the tables in use have been proven to do, for every combination of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The edition.
    pub edition: String,
    /// How many tables and rows there are.
    pub n_tables: usize,
    /// How many rows they have together.
    pub n_rows: usize,
    /// How many combinations of answers there are; its digits stand in groups.
    pub n_combinations: String,
    /// How many of them are decided without a reason.
    pub n_without_reason: u128,
    /// How many lead to each decision, most first, with the decision in words.
    pub by_decision: Vec<(String, String)>,
}

/// Counts in the decision diagrams where every combination of answers leads. That no table has a gap or an overlap was proven
/// when the playbook was read; one with either is never used.
pub fn proof(state: &State) -> Option<Proof> {
    let content = state.content.as_ref()?;
    let rules = &content.playbook.rules;
    let census = rules.census()?;
    let mut counted: Vec<_> = census.by_decision.iter().collect();
    sort_by(&mut counted, |one, other| other.1.cmp(one.1));
    let in_words = |(decision, n): (&String, &u128)| {
        let key = format!("decision.{decision}.title");
        (content.words.say(&key, &[]), content.words.count(*n))
    };
    Some(Proof {
        edition: content.playbook.edition.id.clone(),
        n_tables: rules.tables().len(),
        n_rows: rules.tables().iter().map(|it| it.rows.len()).sum(),
        n_combinations: content.words.count(census.n_combinations),
        n_without_reason: census.n_without_reason,
        by_decision: counted.into_iter().map(in_words).collect(),
    })
}

/// The statements that hold every word of a search, article by article.
pub fn library(state: &State, query: &str) -> Vec<Shelf> {
    let Some(content) = &state.content else {
        return Vec::new();
    };
    let sought = fold(query);
    let sought: Vec<_> = sought.split_whitespace().collect();
    let mut shelves = Vec::new();
    for article in &content.playbook.articles {
        let citations = content.playbook.citations.iter();
        let of_article = citations.filter(|it| it.article == article.id);
        let rules = of_article.filter_map(|it| {
            let citation = citation(content, &it.rule)?;
            let says = content.words.say(&format!("rule.{}", it.rule), &[]);
            let all = format!("{} {says} {}", citation.rule, citation.article);
            let all = fold(&all);
            let is_found = sought.iter().all(|word| all.contains(word));
            let uses = || uses(state, &content.playbook.uses(&it.rule));
            is_found.then(|| RuleLine {
                citation,
                uses: uses(),
            })
        });
        let rules: Vec<_> = rules.collect();
        if !rules.is_empty() {
            shelves.push(Shelf {
                id: article.id.clone(),
                title: article.title.clone(),
                rules,
            });
        }
    }
    shelves
}

/// Places in words: how many rows, which questions, which ways.
fn uses(state: &State, places: &[Use]) -> Vec<String> {
    let Some(content) = &state.content else {
        return Vec::new();
    };
    let words = &content.words;
    let count = |key: &str, n: usize| {
        let n = u32::try_from(n).unwrap_or_default();
        (n > 0).then(|| words.say(key, &[("n", Arg::Number(f64::from(n)))]))
    };
    let n_rows = places.iter().filter(|it| matches!(it, Use::Row(..)));
    let n_labels = places
        .iter()
        .filter(|it| matches!(it, Use::Label(_) | Use::Item(..)));
    let mut lines: Vec<String> = count("library.rows", n_rows.count()).into_iter().collect();
    for place in places {
        let line = match place {
            Use::Step(step) => {
                let key = format!("step.{step}.title");
                words.say(
                    "library.question",
                    &[("question", Arg::Text(&words.say(&key, &[])))],
                )
            }
            Use::Click(way, _) => {
                let key = format!("walk.{way}.title");
                words.say("library.way", &[("way", Arg::Text(&words.say(&key, &[])))])
            }
            Use::Row(..) | Use::Item(..) | Use::Label(_) => continue,
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.extend(count("library.labels", n_labels.count()));
    lines
}
