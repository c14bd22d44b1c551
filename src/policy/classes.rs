//! The classes of a fact that several playbooks declare: what any of them can tell apart.

use crate::{
    facts::{Answer, Fact, Kind, Mask},
    policy::Rules,
    vocab::{Date, FactId},
};
use std::collections::{BTreeMap, BTreeSet};

/// A class of a fact in a product of playbooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// An answer of the class; none if nothing has it.
    pub answer: Option<Answer>,
    /// Its name, for people.
    pub name: String,
    in_parts: Vec<Option<usize>>,
}

impl Class {
    /// Its class in one of the playbooks; none where that knows no such value.
    pub fn in_part(&self, part: usize) -> Option<usize> {
        self.in_parts.get(part).copied().flatten()
    }
}

/// A fact that some of the playbooks declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointFact {
    /// Its name.
    pub id: FactId,
    /// Whether it is a circumstance wherever it is declared.
    pub context: bool,
    /// Its declaration, where all that declare it sort its values alike; classes are then those of its kind.
    pub kind: Option<Kind>,
    /// What can be told apart.
    pub classes: Vec<Class>,
}

/// The facts of all playbooks, each after the one that it follows in its own.
pub(super) fn joint_facts(parts: &[&Rules]) -> Result<Vec<JointFact>, FactId> {
    let mut ids: Vec<&FactId> = Vec::new();
    for rules in parts {
        let mut next = 0;
        for fact in rules.catalogue().facts() {
            let known = ids.iter().position(|it| **it == fact.id);
            if known.is_none() {
                ids.insert(next, &fact.id);
            }
            next = known.unwrap_or(next) + 1;
        }
    }
    ids.into_iter().map(|id| joint_fact(id, parts)).collect()
}

fn joint_fact(id: &FactId, parts: &[&Rules]) -> Result<JointFact, FactId> {
    let declared: Vec<Option<&Fact>> = parts
        .iter()
        .map(|it| it.catalogue().get(id.as_str()))
        .collect();
    let kinds: Vec<&Kind> = declared.iter().flatten().map(|it| &it.kind).collect();
    let context = declared.iter().flatten().all(|it| it.context);
    let is_context_everywhere = context || declared.iter().flatten().all(|it| !it.context);
    let first = kinds
        .first()
        .filter(|first| kinds.iter().all(|it| it == *first));
    let classes = match first {
        Some(kind) => same_classes(kind, &declared),
        None => told_apart(&kinds, &declared).ok_or_else(|| id.clone())?,
    };
    if classes.len() > Mask::BITS as usize {
        return Err(id.clone());
    }
    Ok(JointFact {
        id: id.clone(),
        context,
        kind: first
            .filter(|_| is_context_everywhere)
            .map(|it| (*it).clone()),
        classes,
    })
}

fn same_classes(kind: &Kind, declared: &[Option<&Fact>]) -> Vec<Class> {
    let answers = samples(&[kind]).unwrap_or_default();
    let class = |class: usize| Class {
        answer: kind.answer_of(class).or_else(|| {
            let mut answers = answers.iter();
            answers.find(|it| kind.class_of(it) == Some(class)).cloned()
        }),
        name: kind.class_name(class),
        in_parts: declared.iter().map(|it| it.map(|_| class)).collect(),
    };
    (0..kind.n_classes()).map(class).collect()
}

/// One class for each way in which the playbooks sort an answer.
fn told_apart(kinds: &[&Kind], declared: &[Option<&Fact>]) -> Option<Vec<Class>> {
    let mut found: BTreeMap<Vec<Option<usize>>, Answer> = BTreeMap::new();
    for answer in samples(kinds)? {
        let sorted = declared
            .iter()
            .map(|it| it.and_then(|fact| fact.kind.class_of(&answer)))
            .collect::<Vec<_>>();
        if sorted.iter().any(Option::is_some) {
            found.entry(sorted).or_insert(answer);
        }
    }
    let class = |(in_parts, answer): (Vec<Option<usize>>, Answer)| Class {
        name: answer.key(),
        answer: Some(answer),
        in_parts,
    };
    Some(found.into_iter().map(class).collect())
}

/// Sets of more elements than this are not told apart.
const N_ELEMENTS_MAX: usize = 8;

/// Answers of which at least one falls into each class, also where two kinds are combined; none if they are too many.
fn samples(kinds: &[&Kind]) -> Option<Vec<Answer>> {
    let mut found = Vec::new();
    for kind in kinds {
        match kind {
            Kind::Enum(words) => found.extend(words.iter().cloned().map(Answer::Word)),
            Kind::Bool => found.extend([false, true].map(Answer::Flag)),
            Kind::Date { ends, .. } => found.extend(ends.iter().copied().map(Answer::Date)),
            Kind::Language { subtags, .. } => {
                found.extend(subtags.iter().cloned().map(Answer::Word));
            }
            Kind::Set(_) | Kind::Names { .. } => (),
        }
    }
    found.extend(later_and_others(kinds));
    found.extend(subsets(kinds)?);
    found.extend(name_lists(kinds));
    Some(found)
}

/// Every set of the elements that any of the kinds offers.
fn subsets(kinds: &[&Kind]) -> Option<Vec<Answer>> {
    let mut elements = BTreeSet::new();
    for kind in kinds {
        if let Kind::Set(words) = kind {
            elements.extend(words);
        }
    }
    if elements.is_empty() {
        return Some(Vec::new());
    }
    let subset = |subset: usize| {
        let chosen = elements
            .iter()
            .enumerate()
            .filter(|(at, _)| subset >> at & 1 == 1);
        Answer::Set(chosen.map(|(_, it)| (*it).clone()).collect())
    };
    (elements.len() <= N_ELEMENTS_MAX).then(|| (0..1 << elements.len()).map(subset).collect())
}

/// The answers that fall behind all bounds: a late date, a language that nobody lists.
fn later_and_others(kinds: &[&Kind]) -> Vec<Answer> {
    let mut found = Vec::new();
    for kind in kinds {
        match kind {
            Kind::Date { ends, .. } => {
                let late = ends
                    .iter()
                    .filter_map(Date::day_after)
                    .chain(Date::parse("9999-12-31"));
                found.extend(late.map(Answer::Date));
            }
            Kind::Language { subtags, .. } => {
                let others = ["und", "zxx", "mul"].map(str::to_owned);
                let other = others.into_iter().find(|it| !subtags.contains(it));
                found.extend(other.map(Answer::Word));
            }
            Kind::Enum(_) | Kind::Bool | Kind::Set(_) | Kind::Names { .. } => (),
        }
    }
    found
}

/// Lists of names: none, one that nobody lists, one that fits, two that fit; one name stands for all that fit the same kinds.
fn name_lists(kinds: &[&Kind]) -> Vec<Answer> {
    let mut lists_of_kinds = Vec::new();
    for kind in kinds {
        if let Kind::Names { fitting, .. } = kind {
            lists_of_kinds.push(fitting);
        }
    }
    if lists_of_kinds.is_empty() {
        return Vec::new();
    }
    let mut names: BTreeMap<Vec<bool>, &String> = BTreeMap::new();
    for name in lists_of_kinds.iter().copied().flatten() {
        let fits = lists_of_kinds.iter().map(|it| it.contains(name));
        names.entry(fits.collect()).or_insert(name);
    }
    let mut other = "other_role".to_owned();
    while lists_of_kinds.iter().any(|it| it.contains(&other)) {
        other.push('_');
    }
    let mut lists = vec![BTreeSet::new(), BTreeSet::from([other])];
    for one in names.values() {
        for two in names.values() {
            lists.push(BTreeSet::from([(*one).clone(), (*two).clone()]));
        }
    }
    lists.into_iter().map(Answer::Set).collect()
}
