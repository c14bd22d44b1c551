//! The parts `sections` and `steps` of a playbook.

use crate::{
    content::notes::Notes,
    facts::Catalogue,
    flow::{Definition, Step},
    vocab::{FactId, Misread, Place, RuleId, StepId},
};

/// Reads the interview; every fact asked must be declared, and asked by one step only.
pub(super) fn read(root: &Place, catalogue: &Catalogue, notes: &mut Notes) -> Definition {
    let sections: Vec<String> = notes
        .take(root.get("sections").texts())
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let steps = notes.each(&root.get("steps"), |place, steps: &[Step], notes| {
        let step = read_step(place, catalogue, &sections, notes)?;
        if steps
            .iter()
            .any(|it| it.id == step.id || it.asks.iter().any(|fact| step.asks.contains(fact)))
        {
            return Err(place.misread("a step whose name and facts no earlier step has"));
        }
        Ok(step)
    });
    Definition { sections, steps }
}

fn read_step(
    place: &Place,
    catalogue: &Catalogue,
    sections: &[String],
    notes: &Notes,
) -> Result<Step, Misread> {
    let asks = place.get("asks");
    let names = match asks.value().as_str() {
        Some(name) => vec![name],
        None => asks.texts()?,
    };
    let is_declared = |name: &&str| catalogue.get(name).is_some() || notes.is_unread(name);
    if names.is_empty() || !names.iter().all(is_declared) {
        return Err(asks.misread("facts that the playbook declares"));
    }
    let section = place.get("section");
    let name = section.text()?;
    if !sections.iter().any(|it| it == name) {
        return Err(section.misread("a section that the playbook lists"));
    }
    Ok(Step {
        id: StepId::new(place.get("id").text()?),
        section: name.to_owned(),
        asks: names.into_iter().map(FactId::new).collect(),
        may_be_unknown: place.get("unknown").flag()?,
        options: place
            .get("options")
            .texts()?
            .into_iter()
            .map(str::to_owned)
            .collect(),
        rules: place
            .get("rules")
            .texts()?
            .into_iter()
            .map(RuleId::new)
            .collect(),
    })
}
