//! The facts of a playbook and their domains.

use crate::{
    facts::Answer,
    vocab::{Date, FactId},
};
use std::collections::BTreeSet;

/// A set of classes of one fact; bit `n` is class `n`.
pub type Mask = u32;

/// Where the value of a fact may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The user is asked.
    Asked,
    /// A portal reply settles or narrows it.
    Portal,
    /// The page *My organisation* holds it.
    Organisation,
    /// The clock gives it.
    Clock,
}

/// What kind of value a fact has, and how values are sorted into classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of the listed values; each is a class.
    Enum(Vec<String>),
    /// Yes or no; class 0 is false, class 1 is true.
    Bool,
    /// Any of the listed values together; class `n` is the subset whose bits are `n`.
    Set(Vec<String>),
    /// A date; class `n` holds the dates up to and including `ends[n]`, the last class all later ones.
    Date {
        /// Names of the classes.
        classes: Vec<String>,
        /// Last day of each class but the last.
        ends: Vec<Date>,
    },
    /// A BCP 47 tag; class `n` has the primary subtag `subtags[n]`, the last class all others.
    Language {
        /// Names of the classes.
        classes: Vec<String>,
        /// Primary subtag of each class but the last, in lower case.
        subtags: Vec<String>,
    },
    /// An open list of names in snake case: empty, holding one of `fitting`, or others only.
    Names {
        /// Names of the three classes, in this order.
        classes: Vec<String>,
        /// The names that put a list into the second class.
        fitting: Vec<String>,
    },
}

impl Kind {
    /// How many classes there are.
    pub fn n_classes(&self) -> usize {
        match self {
            Self::Enum(values) => values.len(),
            Self::Bool => 2,
            Self::Set(values) => 1 << values.len(),
            Self::Date { classes, .. }
            | Self::Language { classes, .. }
            | Self::Names { classes, .. } => classes.len(),
        }
    }

    /// The words by which cells of a table speak of the fact.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Bool => vec!["false", "true"],
            Self::Enum(words)
            | Self::Set(words)
            | Self::Date { classes: words, .. }
            | Self::Language { classes: words, .. }
            | Self::Names { classes: words, .. } => words.iter().map(String::as_str).collect(),
        }
    }

    /// The classes of which a word of a cell holds: for a set those that contain it.
    pub fn mask_of_word(&self, word: &str) -> Option<Mask> {
        let at = self.words().iter().position(|it| *it == word)?;
        match self {
            Self::Set(_) => Some(
                (0..self.n_classes())
                    .filter(|class| class >> at & 1 == 1)
                    .fold(0, |mask, it| mask | 1 << it),
            ),
            _ => Some(1 << at),
        }
    }

    /// The class of an answer, `None` if the answer is not of this kind.
    pub fn class_of(&self, answer: &Answer) -> Option<usize> {
        match (self, answer) {
            (Self::Enum(values), Answer::Word(word)) => values.iter().position(|it| it == word),
            (Self::Bool, Answer::Flag(flag)) => Some(usize::from(*flag)),
            (Self::Set(values), Answer::Set(names)) => names.iter().try_fold(0, |class, name| {
                Some(class | 1 << values.iter().position(|it| it == name)?)
            }),
            (Self::Date { ends, .. }, Answer::Date(date)) => Some(
                ends.iter()
                    .position(|end| date <= end)
                    .unwrap_or(ends.len()),
            ),
            (Self::Language { subtags, .. }, Answer::Word(tag)) => {
                let primary = tag
                    .split('-')
                    .next()
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                Some(
                    subtags
                        .iter()
                        .position(|it| *it == primary)
                        .unwrap_or(subtags.len()),
                )
            }
            (Self::Names { fitting, .. }, Answer::Set(names)) => Some(if names.is_empty() {
                0
            } else if names.iter().any(|name| fitting.contains(name)) {
                1
            } else {
                2
            }),
            _ => None,
        }
    }

    /// An answer that has the class; for classes that hold many values, none where no typical one exists.
    pub fn answer_of(&self, class: usize) -> Option<Answer> {
        match self {
            Self::Enum(values) => values.get(class).map(|it| Answer::Word(it.clone())),
            Self::Bool => (class < 2).then_some(Answer::Flag(class == 1)),
            Self::Set(values) if class < self.n_classes() => Some(Answer::Set(
                values
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| class >> at & 1 == 1)
                    .map(|(_, it)| it.clone())
                    .collect(),
            )),
            Self::Date { ends, .. } => ends.get(class).map(|end| Answer::Date(*end)),
            Self::Language { subtags, classes } if class < classes.len() => {
                let mut others = ["und", "zxx", "mul"].map(str::to_owned).into_iter();
                let other = || others.find(|it| !subtags.contains(it));
                let subtag = subtags.get(class).cloned();
                subtag.or_else(other).map(Answer::Word)
            }
            Self::Names { fitting, .. } => match class {
                0 => Some(Answer::Set(BTreeSet::new())),
                1 => fitting
                    .first()
                    .map(|it| Answer::Set(BTreeSet::from([it.clone()]))),
                _ => None,
            },
            _ => None,
        }
    }

    /// The name of a class, for people and for tests.
    pub fn class_name(&self, class: usize) -> String {
        match self {
            Self::Set(_) => self.answer_of(class).map(|it| it.key()).unwrap_or_default(),
            _ => self
                .words()
                .get(class)
                .map(|it| (*it).to_owned())
                .unwrap_or_default(),
        }
    }
}

/// A fact as a playbook declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub id: FactId,
    /// Its kind and domain.
    pub kind: Kind,
    /// Circumstances are never unknown: not given means class 0 (no, or nothing claimed).
    pub context: bool,
    /// Where the value may come from.
    pub from: Vec<Source>,
}

impl Fact {
    /// All classes: what is known of the fact when nothing is.
    pub fn all(&self) -> Mask {
        full(self.kind.n_classes())
    }
}

/// The set of the first `n_classes` classes.
fn full(n_classes: usize) -> Mask {
    if n_classes >= 32 {
        Mask::MAX
    } else {
        (1 << n_classes) - 1
    }
}

/// All facts of a playbook, in canonical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    facts: Vec<Fact>,
}

impl Catalogue {
    /// Takes the facts in canonical order.
    pub fn new(facts: Vec<Fact>) -> Self {
        Self { facts }
    }

    /// The facts in canonical order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The place of a fact in canonical order.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.facts.iter().position(|it| it.id == *id)
    }

    /// The fact of that name.
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|it| it.id == *id)
    }

    /// What is known when nothing has been said: everything is possible, circumstances are absent.
    pub fn nothing_known(&self) -> Vec<Mask> {
        self.facts
            .iter()
            .map(|it| if it.context { 1 } else { it.all() })
            .collect()
    }
}
