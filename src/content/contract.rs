//! The lines of the decide contract: a facts object in, a verdict or an error out.

use crate::{
    content::{
        Defect, Playbook,
        line::{Line, Malformed, Sayable, read_line},
    },
    facts::{Catalogue, Fact, Known, Mask},
    policy::{Decision, Joint, Rules, Value},
    vocab::{Citation, FactId, RuleId},
};
use serde_json::{Map, Value as Json, json};

/// The fact that says which playbook speaks.
const EDITION: &str = "edition";

/// Playbooks of which a line chooses one by naming its edition; a line that names none is decided by what all of them agree on.
pub struct Editions<'p> {
    playbooks: &'p [Playbook],
    joint: Joint<'p>,
    catalogue: Catalogue,
}

/// A decision together with the rules it cites; none for what is not decided yet.
struct Judged {
    decision: Decision,
    rules: Vec<RuleId>,
}

impl<'p> Editions<'p> {
    /// Joins playbooks of different editions.
    ///
    /// # Errors
    /// Where there is none, two have the same name, or declare a fact of the same name differently.
    pub fn of(playbooks: &'p [Playbook]) -> Result<Self, Defect> {
        if playbooks.is_empty() {
            return Err(Defect {
                at: String::new(),
                what: "there is no playbook to decide by".to_owned(),
            });
        }
        for (at, playbook) in playbooks.iter().enumerate() {
            let id = &playbook.edition.id;
            if playbooks.iter().take(at).any(|it| it.edition.id == *id) {
                let what = format!("two playbooks speak for edition `{id}`");
                return Err(Defect {
                    at: "/edition/id".to_owned(),
                    what,
                });
            }
        }
        let rules: Vec<&Rules> = playbooks.iter().map(|it| &it.rules).collect();
        let unequal = |id: &FactId| Defect {
            at: format!("fact `{id}`"),
            what: "its values are not the same in all editions".to_owned(),
        };
        let joint = Joint::of(FactId::new(EDITION), &rules).map_err(|id| unequal(&id))?;
        let mut facts = Vec::new();
        for fact in joint.facts() {
            facts.push(Fact {
                id: fact.id.clone(),
                kind: fact.kind.clone().ok_or_else(|| unequal(&fact.id))?,
                context: fact.context,
                from: Vec::new(),
            });
        }
        Ok(Self {
            playbooks,
            joint,
            catalogue: Catalogue::new(facts),
        })
    }

    /// Decides one line: the verdict as JSON, or the error with its place, which begins with the line's number.
    pub fn answer_line(&self, n_line: usize, line: &[u8]) -> Json {
        match self.read_line(line) {
            Ok(line) => verdict(self.playbooks, &self.judge(&line)),
            Err(error) => malformed(n_line, &error),
        }
    }

    /// Reads a line of facts.
    ///
    /// # Errors
    /// The one error of a malformed line; unknown keys before wrong values, the smallest pointer first.
    pub fn read_line(&self, line: &[u8]) -> Result<Line, Malformed> {
        let ids = self.playbooks.iter().map(|it| it.edition.id.as_str());
        let said = Sayable {
            editions: ids.collect(),
            catalogue: &self.catalogue,
        };
        read_line(&said, line)
    }

    /// The playbooks that may speak for a line: that of its edition, or all.
    pub fn speakers(&self, line: &Line) -> Vec<&'p Playbook> {
        match line.edition.and_then(|it| self.playbooks.get(it)) {
            Some(playbook) => vec![playbook],
            None => self.playbooks.iter().collect(),
        }
    }

    fn judge(&self, line: &Line) -> Judged {
        if let [playbook] = self.speakers(line).as_slice() {
            return judge(playbook, &line.known);
        }
        // Any of them may speak.
        let mut masks = vec![Mask::MAX];
        masks.extend(line.known.masks(&self.catalogue));
        let decision = self.joint.decide(&masks);
        let cited = decision.outcome.is_some().then(|| self.joint.cited(&masks));
        Judged {
            decision,
            rules: cited.unwrap_or_default(),
        }
    }
}

/// Decides one line by one playbook, whichever edition that speaks for; as [`Editions::answer_line`].
pub fn answer_line(playbook: &Playbook, n_line: usize, line: &[u8]) -> Json {
    let said = Sayable {
        editions: vec![&playbook.edition.id],
        catalogue: playbook.rules.catalogue(),
    };
    match read_line(&said, line) {
        Ok(line) => verdict(
            std::slice::from_ref(playbook),
            &judge(playbook, &line.known),
        ),
        Err(error) => malformed(n_line, &error),
    }
}

fn judge(playbook: &Playbook, known: &Known) -> Judged {
    let rules = &playbook.rules;
    let masks = known.masks(rules.catalogue());
    let decision = rules.decide(&masks);
    let is_decided = decision.outcome.is_some();
    let cited = is_decided.then(|| rules.cited(&masks, &decision.reasons));
    Judged {
        decision,
        rules: cited.unwrap_or_default(),
    }
}

fn malformed(n_line: usize, error: &Malformed) -> Json {
    json!({"error": {
        "code": error.code,
        "message": error.message,
        "at": format!("{n_line}:{}", error.at),
    }})
}

/// The verdict as the contract writes it.
fn verdict(playbooks: &[Playbook], judged: &Judged) -> Json {
    let decision = &judged.decision;
    let names = |facts: &[FactId]| {
        facts
            .iter()
            .map(|it| json!(it.as_str()))
            .collect::<Vec<_>>()
    };
    let part = |value: &Option<Value>| value.as_ref().map_or(Json::Null, write_value);
    json!({
        "decision": decision.outcome.as_deref().unwrap_or("needs_facts"),
        "missing_facts": names(&decision.missing_facts),
        "open_facts": names(&decision.open_facts),
        "resolver": part(&decision.resolver),
        "path": part(&decision.path),
        "entitlement": part(&decision.entitlement),
        "fee": part(&decision.fee),
        "missing": decision.missing,
        "response": part(&decision.response),
        "portal": part(&decision.portal),
        "warnings": decision.warnings,
        "reasons": reasons(playbooks, &judged.rules),
    })
}

fn reasons(playbooks: &[Playbook], rules: &[RuleId]) -> Vec<Json> {
    let cited = rules
        .iter()
        .filter_map(|rule| playbooks.iter().find_map(|it| it.citation(rule)));
    let one = |citation: &Citation| {
        json!({"rule": citation.rule.as_str(), "source": {
            "article": citation.article,
            "anchor": citation.anchor,
            "edition": citation.edition,
        }})
    };
    cited.map(one).collect()
}

/// A value of a table as JSON.
pub fn write_value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::List(list) => json!(list),
        Value::Record(parts) => {
            let parts: Map<_, _> = parts
                .iter()
                .map(|(name, value)| (name.clone(), write_value(value)))
                .collect();
            Json::Object(parts)
        }
    }
}
