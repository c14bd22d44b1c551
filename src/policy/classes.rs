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

/// Answers of which at least one falls into each class, also where kinds are combined; none if they are too many.
fn samples(kinds: &[&Kind]) -> Option<Vec<Answer>> {
    let mut found = Vec::new();
    for kind in kinds {
        match kind {
            Kind::Enum(words) => found.extend(words.iter().cloned().map(Answer::Word)),
            Kind::Bool => found.extend([false, true].map(Answer::Flag)),
            Kind::Date { ends, .. } => found.extend(dates(ends).map(Answer::Date)),
            Kind::Language { subtags, .. } => found.extend(tags(subtags).map(Answer::Word)),
            Kind::Set(_) | Kind::Names { .. } => (),
        }
    }
    found.extend(subsets(kinds)?.into_iter().map(Answer::Set));
    found.extend(name_lists(kinds)?.into_iter().map(Answer::Set));
    Some(found)
}

/// The last day of each period, and days behind it.
fn dates(ends: &[Date]) -> impl Iterator<Item = Date> {
    let later = ends.iter().filter_map(Date::day_after);
    let late = later.chain(Date::parse("9999-12-31"));
    ends.iter().copied().chain(late)
}

/// The languages listed and some that nobody lists, each also as a tag that is no word of an enumeration.
fn tags(subtags: &[String]) -> impl Iterator<Item = String> {
    let others = ["und", "zxx", "mul"].map(str::to_owned);
    let primary = subtags.iter().cloned().chain(others);
    primary.flat_map(|it| [it.clone(), format!("{it}-x-other")])
}

/// Every set of the elements that any of the kinds offers.
fn subsets(kinds: &[&Kind]) -> Option<Vec<BTreeSet<String>>> {
    let mut elements = BTreeSet::new();
    for kind in kinds {
        if let Kind::Set(words) = kind {
            elements.extend(words);
        }
    }
    if elements.is_empty() {
        return Some(Vec::new());
    }
    if elements.len() > N_ELEMENTS_MAX {
        return None;
    }
    let mut found = vec![BTreeSet::new()];
    for element in elements {
        let mut more = found.clone();
        for set in &mut more {
            set.insert(element.clone());
        }
        found.append(&mut more);
    }
    Some(found)
}

/// Lists of names: for each way in which a list can fit the kinds the first found, alone and with a name that nobody lists.
fn name_lists(kinds: &[&Kind]) -> Option<Vec<BTreeSet<String>>> {
    let mut lists_of_kinds = Vec::new();
    for kind in kinds {
        if let Kind::Names { fitting, .. } = kind {
            lists_of_kinds.push(fitting);
        }
    }
    if lists_of_kinds.is_empty() {
        return Some(Vec::new());
    }
    let fits = |list: &BTreeSet<String>| {
        let fits = lists_of_kinds.iter();
        fits.map(|it| it.iter().any(|name| list.contains(name)))
            .collect::<Vec<_>>()
    };
    let nothing = BTreeSet::new();
    let mut found = BTreeMap::from([(fits(&nothing), nothing)]);
    for name in lists_of_kinds.iter().copied().flatten() {
        for mut list in found.clone().into_values() {
            list.insert(name.clone());
            found.entry(fits(&list)).or_insert(list);
        }
        if found.len() > Mask::BITS as usize {
            return None;
        }
    }
    let other = unheard_of(kinds);
    let mut lists: Vec<_> = found.into_values().collect();
    for mut list in lists.clone() {
        list.insert(other.clone());
        lists.push(list);
    }
    Some(lists)
}

/// A name that none of the kinds lists.
fn unheard_of(kinds: &[&Kind]) -> String {
    let mut name = "other_role".to_owned();
    let is_listed = |name: &String, kind: &&Kind| match kind {
        Kind::Set(words) | Kind::Names { fitting: words, .. } => words.contains(name),
        Kind::Enum(_) | Kind::Bool | Kind::Date { .. } | Kind::Language { .. } => false,
    };
    while kinds.iter().any(|it| is_listed(&name, it)) {
        name.push('_');
    }
    name
}
