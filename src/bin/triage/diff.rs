//! `triage diff`: what two playbooks judge differently.

use crate::{
    arguments::Arguments,
    load,
    page::{Answer, Page},
};
use partner_triage::{
    content::write_answer,
    policy::{Class, Comparison, Difference, Joint},
    vocab::FactId,
};
use serde_json::{Map, Value, json};

/// What stands for a decision where a playbook does not know one of the answers.
const NOT_KNOWN: &str = "(does not know the answers)";

/// Compares two playbooks.
///
/// # Errors
/// A playbook that cannot be used; facts with too many values to be compared.
pub fn run(arguments: &Arguments, before: &str, after: &str) -> Result<Answer, String> {
    let playbooks = [load::playbook(before)?, load::playbook(after)?];
    let rules: Vec<_> = playbooks.iter().map(|it| &it.rules).collect();
    let joint = Joint::of(FactId::new("edition"), &rules)
        .map_err(|fact| format!("fact `{fact}`: its values are too many to be compared"))?;
    let comparison = joint.compare().ok_or_else(|| {
        format!("{before} and {after}: the combinations of their facts are too many to be counted")
    })?;
    Ok(if arguments.is_json {
        Answer::json(&document(before, after, &comparison), false)
    } else {
        Answer::text(report(before, after, &comparison))
    })
}

fn document(before: &str, after: &str, comparison: &Comparison) -> Value {
    let facts: Vec<_> = comparison.facts.iter().map(FactId::as_str).collect();
    let one = |it: &Difference| {
        json!({
            "before": it.before,
            "after": it.after,
            "parts": it.parts,
            // As texts, since they may be larger than what readers of JSON keep exactly.
            "combinations": it.n_combinations.to_string(),
            "example": facts_of(&it.example),
        })
    };
    json!({
        "before": before,
        "after": after,
        "facts": facts,
        "combinations": comparison.n_combinations.to_string(),
        "alike": comparison.n_alike.to_string(),
        "differences": comparison.differences.iter().map(one).collect::<Vec<_>>(),
    })
}

fn report(before: &str, after: &str, comparison: &Comparison) -> String {
    let mut page = Page::new();
    let n_facts = comparison.facts.len();
    page.line(format!(
        "{} combinations of the {n_facts} facts that {before} or {after} reads; {} are judged alike",
        comparison.n_combinations, comparison.n_alike
    ));
    let (parts, decisions): (Vec<_>, Vec<_>) = comparison
        .differences
        .iter()
        .partition(|it| is_same_decision(it));
    section(&mut page, "other decision", &decisions);
    section(&mut page, "same decision, other parts", &parts);
    page.done()
}

fn is_same_decision(difference: &Difference) -> bool {
    difference.before == difference.after
}

fn section(page: &mut Page, heading: &str, differences: &[&Difference]) {
    let n: u128 = differences.iter().map(|it| it.n_combinations).sum();
    page.heading(&format!("{heading}: {n} combinations"));
    for it in differences {
        let decision = |it: &Option<String>| it.clone().unwrap_or_else(|| NOT_KNOWN.to_owned());
        let what = if is_same_decision(it) {
            format!("{}: {}", decision(&it.before), it.parts.join(", "))
        } else {
            format!("{} -> {}", decision(&it.before), decision(&it.after))
        };
        page.line(format!("{:>18}  {}", it.n_combinations, page.strong(what)));
        let example = Value::Object(facts_of(&it.example));
        page.line(format!("{:>18}  {}", "", page.faint(example)));
    }
}

/// An example as a line of facts; what it leaves out may be anything.
fn facts_of(example: &[(FactId, Class)]) -> Map<String, Value> {
    let mut facts = Map::new();
    for (fact, class) in example {
        if let Some(answer) = &class.answer {
            write_answer(&mut facts, fact, answer);
        }
    }
    facts
}
