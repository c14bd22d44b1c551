//! The part `outcomes` of a playbook: what the desk does with each decision.

use crate::{
    casework::{Channel, Outcome, Variant},
    content::notes::Notes,
    vocab::{FactId, Misread, Place},
};

/// Reads what follows each decision.
pub(super) fn read(list: &Place, notes: &mut Notes) -> Vec<Outcome> {
    notes.each(list, |place, _, _| read_outcome(place))
}

fn read_outcome(place: &Place) -> Result<Outcome, Misread> {
    let channel = place.get("channel");
    let mut variants = Vec::new();
    for words in place.get("words").list()? {
        variants.push(Variant {
            fact: FactId::new(words.get("fact").text()?),
            value: words.get("value").text()?.to_owned(),
            words: words.get("id").text()?.to_owned(),
        });
    }
    Ok(Outcome {
        id: place.get("id").text()?.to_owned(),
        tone: place.get("tone").text()?.to_owned(),
        channel: match channel.optional_text()? {
            None => None,
            Some("azure") => Some(Channel::Azure),
            Some("portal") => Some(Channel::Portal),
            Some("provider") => Some(Channel::Provider),
            Some(_) => return Err(channel.misread("azure, portal or provider")),
        },
        look_again: place.get("look_again").optional_text()?.map(FactId::new),
        variants,
    })
}
