//! Several playbooks' tables over the facts of all of them: decided together, and compared.
//!
//! The diagrams of each playbook are carried over into one arena whose first fact says which playbook speaks.
//! That product is a function like any other: it is decided by the same evaluator ([`Rules::decide`]), so a case whose playbook
//! is open hangs on exactly those facts that make a difference in one of them, the choice of the playbook included.
//! Comparing two playbooks is pairing their functions; combinations are counted on the diagram, not sampled.
//!
//! Facts are the same if their names are. Where two playbooks sort the values of a fact differently, the product tells apart what
//! either does; a value that one of them does not know leads to no verdict there.

use crate::{
    facts::Mask,
    policy::{
        Decision, Diagrams, Function, Rules,
        classes::{Class, JointFact, joint_facts},
        diagram::{NO, Translation},
        prospect::Prospect,
        rules::{FIELDS, Verdict},
    },
    vocab::{FactId, RuleId, sort_by},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Where a playbook does not know the value of a fact: the first verdict of a product, which decides nothing.
const OUTSIDE: Function = NO;

/// The product of several playbooks.
pub struct Joint<'r> {
    parts: Vec<&'r Rules>,
    /// The name of the fact that says which playbook speaks; its place is the first.
    choice: FactId,
    facts: Vec<JointFact>,
    diagrams: Diagrams,
    /// The verdict of each playbook.
    functions: Vec<Function>,
    /// The verdict, asking first which playbook speaks.
    verdict: Function,
    verdicts: Vec<Verdict>,
}

/// Combinations of answers that two playbooks judge differently, in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The decision of the first; none where it does not know an answer.
    pub before: Option<String>,
    /// The decision of the second.
    pub after: Option<String>,
    /// Where the decisions are the same: the other parts of the verdict that differ.
    pub parts: Vec<&'static str>,
    /// How many combinations, of the facts that either of them reads.
    pub n_combinations: u128,
    /// One of them: facts and the classes they have; the others may have any.
    pub example: Vec<(FactId, Class)>,
}

/// Two playbooks side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The facts that either of them reads for its verdict, in canonical order.
    pub facts: Vec<FactId>,
    /// How many combinations they have.
    pub n_combinations: u128,
    /// How many of these are judged alike in every part.
    pub n_alike: u128,
    /// Other decisions first, then other parts; the most frequent first.
    pub differences: Vec<Difference>,
}

impl<'r> Joint<'r> {
    /// Joins playbooks; `choice` names the fact that says which of them speaks.
    ///
    /// # Errors
    /// The fact whose values are too many to be told apart together; `choice` itself if the playbooks are.
    pub fn of(choice: FactId, parts: &[&'r Rules]) -> Result<Self, FactId> {
        if parts.len() > Mask::BITS as usize {
            return Err(choice);
        }
        let facts = joint_facts(parts)?;
        let mut joint = Self {
            parts: parts.to_vec(),
            choice,
            facts,
            diagrams: Diagrams::with_limit(usize::MAX),
            functions: Vec::new(),
            verdict: OUTSIDE,
            verdicts: vec![Verdict::default()],
        };
        let mut places: BTreeMap<Verdict, u32> = BTreeMap::new();
        for (at, rules) in parts.iter().enumerate() {
            let values: Vec<_> = rules
                .verdicts
                .iter()
                .map(|it| {
                    *places.entry(it.clone()).or_insert_with(|| {
                        joint.verdicts.push(it.clone());
                        u32::try_from(joint.verdicts.len() - 1).unwrap_or_default()
                    })
                })
                .collect();
            let facts = joint.translation(at, rules);
            let diagrams = &mut joint.diagrams;
            let function =
                diagrams.translate(&rules.diagrams, rules.verdict, &facts, &values, OUTSIDE);
            joint.functions.push(function);
        }
        joint.verdict = joint.diagrams.ask(0, &joint.functions);
        Ok(joint)
    }

    /// What stands in the product for each fact of a playbook.
    fn translation(&self, part: usize, rules: &Rules) -> Vec<Translation> {
        let place = |id: &FactId| self.facts.iter().position(|it| it.id == *id);
        let facts = rules.catalogue().facts().iter().filter_map(|fact| {
            let at = place(&fact.id)?;
            let classes = self.facts.get(at)?.classes.iter();
            Some(Translation {
                fact: at + 1,
                classes: classes.map(|it| it.in_part(part)).collect(),
            })
        });
        facts.collect()
    }

    /// The facts of all playbooks, in an order that keeps the canonical order of each as far as they agree.
    pub fn facts(&self) -> &[JointFact] {
        &self.facts
    }

    /// Decides a case of which `masks` is known: which playbooks may speak, then one mask a fact, in the order of [`facts`](Self::facts).
    ///
    /// Exact as [`Rules::decide`] is, where the playbooks know the same values of the facts they share.
    /// Near misses are those of one playbook; where several may speak there are none.
    pub fn decide(&self, masks: &[Mask]) -> Decision {
        let prospect = Prospect::of(&self.diagrams, self.verdict, &self.verdicts, masks);
        let hangs_on = self.names_of(&prospect.hangs_on);
        if prospect.certain_outcome().is_some() {
            return Decision {
                open_facts: hangs_on,
                warnings: self.in_all(masks, |it, masks| it.certain_words("warnings", masks)),
                reasons: self.in_all(masks, Rules::reasons),
                ..Decision::agreed(&prospect.possible)
            };
        }
        let outcomes = prospect.outcomes();
        let mut possible: Vec<String> = Vec::new();
        for outcome in self
            .parts
            .iter()
            .flat_map(|it| it.in_table_order(&outcomes))
        {
            if !possible.contains(&outcome) {
                possible.push(outcome);
            }
        }
        Decision {
            possible,
            missing_facts: hangs_on,
            ..Decision::open()
        }
    }

    /// The rules that the verdict cites whatever the unknown facts are, the playbook included.
    pub fn cited(&self, masks: &[Mask]) -> Vec<RuleId> {
        self.in_all(masks, |it, masks| it.cited(masks, &it.reasons(masks)))
    }

    /// What holds in every playbook that may speak, in the order of the first of them.
    fn in_all<T: PartialEq>(
        &self,
        masks: &[Mask],
        of: impl Fn(&'r Rules, &[Mask]) -> Vec<T>,
    ) -> Vec<T> {
        let choice = masks.first().copied().unwrap_or(Mask::MAX);
        let mut common: Option<Vec<T>> = None;
        for (at, rules) in self.parts.iter().enumerate() {
            if choice >> at & 1 == 0 {
                continue;
            }
            let found = of(rules, &self.masks_in(at, rules, masks));
            common = Some(match common {
                None => found,
                Some(so_far) => so_far.into_iter().filter(|it| found.contains(it)).collect(),
            });
        }
        common.unwrap_or_default()
    }

    /// What is known, as one playbook takes it.
    fn masks_in(&self, part: usize, rules: &Rules, masks: &[Mask]) -> Vec<Mask> {
        let translation = self.translation(part, rules);
        let own = translation.iter().map(|it| {
            let mask = masks.get(it.fact).copied().unwrap_or(Mask::MAX);
            let classes = it.classes.iter().enumerate();
            classes
                .filter(|(class, _)| mask >> class & 1 == 1)
                .filter_map(|(_, own)| *own)
                .fold(0, |known, own| known | 1 << own)
        });
        own.collect()
    }

    /// Compares the first two playbooks; `None` if there are more combinations than 128 bits can count.
    pub fn compare(&self) -> Option<Comparison> {
        let [before, after, ..] = self.functions.as_slice() else {
            return None;
        };
        let mut read = self.diagrams.depends_on(*before);
        read.extend(self.diagrams.depends_on(*after));
        let mut scratch = Diagrams::with_limit(usize::MAX);
        let everything = vec![Mask::MAX; self.facts.len() + 1];
        let [before, after] =
            [before, after].map(|it| self.diagrams.restrict(*it, &everything, &mut scratch));
        let mut kinds = vec![Kind::default()];
        let mut places = BTreeMap::from([(Kind::default(), 0)]);
        let paired = scratch.pair(before, after, &mut |before, after| {
            let kind = self.kind(before, after);
            *places.entry(kind.clone()).or_insert_with(|| {
                kinds.push(kind);
                u32::try_from(kinds.len() - 1).unwrap_or_default()
            })
        });
        let sizes: Vec<u128> = (0..=self.facts.len())
            .map(|at| self.size(at).filter(|_| read.contains(&at)).unwrap_or(1))
            .collect();
        let counts = scratch.count(paired, &sizes)?;
        let n_combinations = counts
            .values()
            .try_fold(0, |sum, n| u128::checked_add(sum, *n))?;
        let mut differences: Vec<_> = kinds
            .iter()
            .zip(0..)
            .skip(1)
            .filter_map(|(kind, at)| {
                let example = scratch.example(paired, &|value| value == at)?;
                Some(kind.difference(counts.get(&at).copied()?, self.name(&example)))
            })
            .collect();
        sort_by(&mut differences, |one, other| {
            let rank = |it: &Difference| (!it.parts.is_empty(), Reverse(it.n_combinations));
            rank(one).cmp(&rank(other))
        });
        Some(Comparison {
            facts: read.iter().filter_map(|at| self.name_of(*at)).collect(),
            n_combinations,
            n_alike: counts.get(&0).copied().unwrap_or_default(),
            differences,
        })
    }

    /// How two verdicts differ.
    fn kind(&self, before: u32, after: u32) -> Kind {
        let verdict = |at: u32| self.verdicts.get(at as usize).filter(|_| at > 0);
        let (before, after) = (verdict(before), verdict(after));
        let decision = |it: Option<&Verdict>| it.map(|it| it.decision.clone());
        let parts = match (before, after) {
            (Some(before), Some(after)) if before.decision == after.decision => {
                differing_parts(before, after)
            }
            (None, None) => Vec::new(),
            _ => {
                return Kind {
                    decisions: Some((decision(before), decision(after))),
                    parts: Vec::new(),
                };
            }
        };
        if parts.is_empty() {
            return Kind::default();
        }
        Kind {
            decisions: Some((decision(before), decision(after))),
            parts,
        }
    }

    fn size(&self, at: usize) -> Option<u128> {
        let fact = self.facts.get(at.checked_sub(1)?)?;
        u128::try_from(fact.classes.len()).ok()
    }

    fn name(&self, example: &[(usize, usize)]) -> Vec<(FactId, Class)> {
        let named = example.iter().filter_map(|(at, class)| {
            let fact = self.facts.get(at.checked_sub(1)?)?;
            Some((fact.id.clone(), fact.classes.get(*class)?.clone()))
        });
        named.collect()
    }

    fn name_of(&self, at: usize) -> Option<FactId> {
        match at.checked_sub(1) {
            None => Some(self.choice.clone()),
            Some(at) => self.facts.get(at).map(|it| it.id.clone()),
        }
    }

    /// The names of facts that can be asked for.
    fn names_of(&self, facts: &BTreeSet<usize>) -> Vec<FactId> {
        let is_asked = |at: &&usize| {
            let fact = at.checked_sub(1).and_then(|it| self.facts.get(it));
            fact.is_none_or(|it| !it.context)
        };
        let asked = facts.iter().filter(is_asked);
        asked.filter_map(|at| self.name_of(*at)).collect()
    }
}

/// One way in which verdicts differ; none for those that do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    decisions: Option<(Option<String>, Option<String>)>,
    parts: Vec<&'static str>,
}

impl Kind {
    fn difference(&self, n_combinations: u128, example: Vec<(FactId, Class)>) -> Difference {
        let (before, after) = self.decisions.clone().unwrap_or_default();
        Difference {
            before,
            after,
            parts: self.parts.clone(),
            n_combinations,
            example,
        }
    }
}

fn differing_parts(before: &Verdict, after: &Verdict) -> Vec<&'static str> {
    let fields = before.fields.iter().zip(&after.fields).zip(FIELDS);
    let mut parts: Vec<_> = fields
        .filter(|((before, after), _)| before != after)
        .map(|(_, name)| name)
        .collect();
    if before.missing != after.missing {
        parts.push("missing");
    }
    parts
}
