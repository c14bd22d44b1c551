//! Playbooks made at random, small enough to try every case: what the compiled tables say of all cases at once, trying them
//! one by one says too.

mod alone;
mod asked;
mod behind;
mod compared;
mod draft;
mod joined;
mod tried;

use proptest::{
    prelude::{ProptestConfig, Strategy, any, prop, prop_oneof},
    sample::Index,
};

/// A playbook is made and tried anew for each case, so there are fewer.
pub fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: (usual.cases / 4).max(48),
        failure_persistence: None,
        ..usual
    }
}

/// What is known of a fact: one class, all, or some.
#[derive(Clone, Debug)]
pub struct Knows(Form, Index);

#[derive(Clone, Debug)]
enum Form {
    One,
    Some,
    All,
}

impl Knows {
    pub fn mask(&self, n_classes: usize) -> u32 {
        let all = (1 << n_classes) - 1;
        match self.0 {
            Form::One => 1 << self.1.index(n_classes),
            Form::Some => 1 + u32::try_from(self.1.index(all)).unwrap(),
            Form::All => u32::try_from(all).unwrap(),
        }
    }
}

/// What is known of some facts.
pub fn knows(n_facts: usize) -> impl Strategy<Value = Vec<Knows>> {
    let form = prop_oneof![
        prop::strategy::Just(Form::One),
        prop::strategy::Just(Form::Some),
        prop::strategy::Just(Form::All)
    ];
    let one = (form, any::<Index>()).prop_map(|(form, index)| Knows(form, index));
    prop::collection::vec(one, n_facts)
}
