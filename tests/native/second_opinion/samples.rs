//! Random cases, the same ones for the same seed.

use crate::second_opinion::naive::Naive;
use serde_json::{Map, Value as Json, json};

/// Where the rules go deepest; uniform cases mostly end at an early gate.
const DEEP: [(&str, u32); 7] = [
    ("cloud", 0b0011),
    ("subject", 0b001),
    ("marketplace_product", 0b01),
    ("product", 0b0_1111),
    ("issue", 0b0001),
    ("health", 0b1_1100),
    ("category", 0b00_0011_1111),
];

pub struct Samples {
    state: u64,
    /// For each fact and class, answers that have it.
    answers: Vec<Vec<Vec<Json>>>,
    deep: Vec<(usize, u32)>,
}

impl Samples {
    pub fn new(text: &str, seed: u64) -> Self {
        let playbook: Json = serde_json::from_str(text).unwrap();
        let facts = playbook["facts"].as_array().unwrap();
        let place = |id: &str| facts.iter().position(|it| it["id"] == id).unwrap();
        Self {
            state: seed,
            answers: facts.iter().map(answers).collect(),
            deep: DEEP.iter().map(|(id, mask)| (place(id), *mask)).collect(),
        }
    }

    /// Below `n`; the generator is `SplitMix64` (Steele, Lea, Flood, 2014).
    pub fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.state;
        it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^= it >> 31;
        usize::try_from(it % n as u64).unwrap()
    }

    /// A class out of a mask.
    fn class_of(&mut self, mask: u32) -> u32 {
        let nth = self.below(mask.count_ones() as usize);
        (0..32)
            .filter(|class| mask >> class & 1 == 1)
            .nth(nth)
            .unwrap()
    }

    /// A case, complete or with some facts unknown or narrowed.
    pub fn case(&mut self, naive: &Naive, n_case: u64) -> Vec<u32> {
        let mut masks = Vec::with_capacity(naive.facts.len());
        for fact in &naive.facts {
            masks.push(1 << self.class_of((1 << fact.n_classes) - 1));
        }
        if self.below(3) > 0 {
            for at in 0..self.deep.len() {
                let (fact, mask) = self.deep[at];
                if self.below(8) > 0 {
                    masks[fact] = 1 << self.class_of(mask);
                }
            }
        }
        let n_completions_max = match n_case {
            it if it % 5000 == 4999 => 20_000,
            it if it % 100 == 99 => 400,
            it if it % 2 == 1 => 12,
            _ => 1,
        };
        self.forget(naive, &mut masks, n_completions_max);
        masks
    }

    /// Makes facts unknown in random order, as long as few enough completions remain.
    fn forget(&mut self, naive: &Naive, masks: &mut [u32], n_completions_max: usize) {
        let mut n_completions = 1;
        for _ in 0..naive.facts.len() * usize::from(n_completions_max > 1) {
            let at = self.below(naive.facts.len());
            let fact = &naive.facts[at];
            if fact.is_context || masks[at].count_ones() > 1 {
                continue;
            }
            let mut mask = (1_u32 << fact.n_classes) - 1;
            if self.below(4) == 0 {
                mask = masks[at] | u32::try_from(self.below(mask as usize)).unwrap();
            }
            let n_then = n_completions * mask.count_ones() as usize;
            if n_then <= n_completions_max {
                n_completions = n_then;
                masks[at] = mask;
            }
        }
    }

    /// The case as a line of the contract; none where a fact is narrowed, which a line cannot say.
    pub fn line(&mut self, naive: &Naive, masks: &[u32]) -> Option<Json> {
        let mut line = Map::new();
        for (at, fact) in naive.facts.iter().enumerate() {
            if masks[at] == (1 << fact.n_classes) - 1 {
                continue;
            }
            if masks[at].count_ones() > 1 {
                return None;
            }
            let n_answers = self.answers[at][masks[at].trailing_zeros() as usize].len();
            let nth = self.below(n_answers);
            let answer = self.answers[at][masks[at].trailing_zeros() as usize][nth].clone();
            match fact.id.split_once('.') {
                Some((group, member)) => {
                    let group = line.entry(group).or_insert_with(|| json!({}));
                    group[member] = answer;
                }
                None => {
                    line.insert(fact.id.clone(), answer);
                }
            }
        }
        Some(Json::Object(line))
    }
}

/// For each class of a fact some answers that have it.
fn answers(fact: &Json) -> Vec<Vec<Json>> {
    let values = fact["values"].as_array().cloned().unwrap_or_default();
    match fact["type"].as_str().unwrap() {
        "bool" => vec![vec![json!(false)], vec![json!(true)]],
        "enum" => {
            let nothing = (fact["context"] == true).then(|| vec![Json::Null]);
            nothing
                .into_iter()
                .chain(values.into_iter().map(|it| vec![it]))
                .collect()
        }
        "set" => (0..1 << values.len())
            .map(|class| {
                let chosen: Vec<_> = (0..values.len())
                    .filter(|at| class >> at & 1 == 1)
                    .map(|at| values[at].clone())
                    .collect();
                let twice: Vec<_> = chosen.iter().rev().chain(&chosen).cloned().collect();
                vec![json!(chosen), json!(twice)]
            })
            .collect(),
        "date" => vec![
            vec![json!("0001-01-01"), json!("2021-10-29")],
            vec![json!("2021-10-30"), json!("9999-12-31")],
        ],
        "language" => vec![
            ["en", "en-GB", "EN-us", "en-Latn-US"]
                .map(|it| json!(it))
                .to_vec(),
            ["pl", "eng", "enm", "und", "x-en"]
                .map(|it| json!(it))
                .to_vec(),
        ],
        _ => vec![
            vec![json!([])],
            vec![
                json!(["service_support_administrator"]),
                json!(["reader", "global_administrator"]),
            ],
            vec![json!(["reader"]), json!(["global_reader", "reader"])],
        ],
    }
}
