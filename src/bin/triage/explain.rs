//! `triage explain`: why a case is decided as it is.

use crate::{
    arguments::Arguments, case::Case, explanation::Explanation, load, page::Answer, speech::Speech,
};
use partner_triage::{
    content::{Line, Playbook},
    vocab::FactId,
    wording::Arg,
};
use serde_json::json;
use std::io::{self, Read};

/// Explains one case by every playbook that may speak for it.
///
/// # Errors
/// Facts that are malformed, with the place; a playbook or a language that cannot be used.
pub fn run(arguments: &Arguments) -> Result<Answer, String> {
    let playbooks = load::playbooks(arguments.playbook.as_deref())?;
    let editions = load::editions(&playbooks)?;
    let facts = facts(arguments)?;
    let line = editions.read_line(facts.as_bytes());
    let line =
        line.map_err(|it| format!("{}: {}", format!("facts {}", it.at).trim_end(), it.message))?;
    let language = arguments.language.as_deref().unwrap_or("en");
    let mut explanations = Vec::new();
    for playbook in editions.speakers(&line) {
        let speech = Speech::read(language, &playbook.edition.id)?;
        explanations.push((explain(playbook, &line, &speech), speech));
    }
    if arguments.is_json {
        let documents: Vec<_> = explanations.iter().map(|it| &it.0).collect();
        return Ok(Answer::json(&json!(documents), false));
    }
    let texts = explanations.iter().map(|(it, speech)| it.text(speech));
    Ok(Answer::text(texts.collect::<Vec<_>>().join("\n")))
}

/// The facts given as a word, or else what standard input holds.
fn facts(arguments: &Arguments) -> Result<String, String> {
    if let [facts] = arguments.operands().as_slice() {
        return Ok((*facts).to_owned());
    }
    let mut facts = String::new();
    let read = io::stdin().read_to_string(&mut facts);
    read.map_err(|error| format!("standard input: {error}"))?;
    Ok(facts)
}

fn explain(playbook: &Playbook, line: &Line, speech: &Speech) -> Explanation {
    let rules = &playbook.rules;
    let masks = line.known.masks(rules.catalogue());
    let decision = rules.decide(&masks);
    let case = Case {
        playbook,
        rules,
        masks,
        speech,
    };
    let words = case.words(line, &decision);
    let say = |part: &str| {
        let n = decision.missing.len();
        speech.say(&format!("decision.{words}.{part}"), &[("n", Arg::count(n))])
    };
    let many = !decision.missing.is_empty() && speech.has(&format!("decision.{words}.title_n"));
    let names = |facts: &[FactId]| facts.iter().map(|it| speech.fact(it)).collect();
    let warning = |id: &String| (id.clone(), speech.say(&format!("warning.{id}"), &[]));
    let fired = rules.fired(&case.masks);
    let rows = fired.iter().map(|(table, row)| case.row(table, row));
    let near = decision.near_misses.iter().map(|it| case.near(it));
    Explanation {
        edition: playbook.edition.id.clone(),
        decision: decision.outcome.clone(),
        title: say(if many { "title_n" } else { "title" }),
        says: case.sentence(&decision, &words),
        possible: decision.possible.clone(),
        facts: case.facts(line),
        points: case.points(&decision),
        missing_facts: names(&decision.missing_facts),
        open_facts: names(&decision.open_facts),
        warnings: decision.warnings.iter().map(warning).collect(),
        rows: rows.collect(),
        near: near.collect(),
        others: case.others(),
        sources: case.sources(&decision),
    }
}
