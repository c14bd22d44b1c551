//! The user's own organisation: asked once, used in every case.

use crate::{
    casework::Contact,
    facts::{Answer, Catalogue, Known, Origin, Source},
    vocab::FactId,
};
use std::collections::BTreeMap;

/// What the page *My organisation* holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// The organisation's name.
    pub name: String,
    /// Facts that hold for every case: kind of partner, contracts, role, language.
    pub facts: BTreeMap<FactId, Answer>,
    /// The user's own contact details, never a customer's.
    pub contact: Contact,
    /// Name of the indirect provider.
    pub provider_name: String,
    /// E-mail address of the indirect provider.
    pub provider_email: String,
}

impl Organisation {
    /// The facts that a playbook lets an organisation answer, in canonical order.
    pub fn asked(catalogue: &Catalogue) -> Vec<FactId> {
        let is_own = |it: &&crate::facts::Fact| it.from.contains(&Source::Organisation);
        catalogue
            .facts()
            .iter()
            .filter(is_own)
            .map(|it| it.id.clone())
            .collect()
    }

    /// Adds what is held to what is known of a case. Facts that the playbook does not know are passed over.
    pub fn tell(&self, catalogue: &Catalogue, known: &mut Known) {
        for (fact, answer) in &self.facts {
            known.settle(catalogue, fact, answer.clone(), Origin::Organisation);
        }
    }

    /// Whether every fact asked has an answer.
    pub fn is_complete(&self, catalogue: &Catalogue) -> bool {
        Self::asked(catalogue)
            .iter()
            .all(|it| self.facts.contains_key(it))
    }
}
