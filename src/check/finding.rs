//! What the checker says.

use crate::{
    check::{
        conflict, dead_end, decision_without_reason, gap, label_without_source, malformed,
        missing_translation, never_obtainable, never_used, not_proven, overlap, row_never_fires,
        row_without_rule, row_without_source, shadowed_row, stale_source, unknown_cell,
        unreachable_step, verdict_incomplete,
    },
    policy::Example,
};
use std::fmt;

/// What is wrong, as a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// A part of the document is not of the form it should have.
    Malformed,
    /// A cell or a column that means nothing.
    UnknownCell,
    /// A part of the verdict that no table concludes.
    VerdictIncomplete,
    /// A combination that no row covers.
    Gap,
    /// Two rows under `U` that hold together.
    Overlap,
    /// Two rows under `A` that hold together and disagree.
    Conflict,
    /// A row that holds in no case.
    RowNeverFires,
    /// A row under `F` that never comes to speak.
    ShadowedRow,
    /// A step that no answers lead to.
    UnreachableStep,
    /// A way that ends without saying what to do.
    DeadEnd,
    /// A fact that is asked, though no table tests it.
    NeverUsed,
    /// A fact that a table tests, though nobody can tell it.
    NeverObtainable,
    /// A combination whose verdict has no reason.
    DecisionWithoutReason,
    /// A row that names no rule.
    RowWithoutRule,
    /// A row that names a rule of which nobody says where it stands.
    RowWithoutSource,
    /// A name without words in a language.
    MissingTranslation,
    /// A label of which nobody says where it stands.
    LabelWithoutSource,
    /// A source that is to be read again.
    StaleSource,
    /// A check that was given up.
    NotProven,
}

impl Code {
    /// Every code, in the order of the checks.
    pub const ALL: [Self; 19] = [
        Self::Malformed,
        Self::UnknownCell,
        Self::VerdictIncomplete,
        Self::Gap,
        Self::Overlap,
        Self::Conflict,
        Self::RowNeverFires,
        Self::ShadowedRow,
        Self::UnreachableStep,
        Self::DeadEnd,
        Self::NeverUsed,
        Self::NeverObtainable,
        Self::DecisionWithoutReason,
        Self::RowWithoutRule,
        Self::RowWithoutSource,
        Self::MissingTranslation,
        Self::LabelWithoutSource,
        Self::StaleSource,
        Self::NotProven,
    ];

    /// Its name, for machines; never changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownCell => "unknown_cell",
            Self::VerdictIncomplete => "verdict_incomplete",
            Self::Gap => "gap",
            Self::Overlap => "overlap",
            Self::Conflict => "conflict",
            Self::RowNeverFires => "row_never_fires",
            Self::ShadowedRow => "shadowed_row",
            Self::UnreachableStep => "unreachable_step",
            Self::DeadEnd => "dead_end",
            Self::NeverUsed => "never_used",
            Self::NeverObtainable => "never_obtainable",
            Self::DecisionWithoutReason => "decision_without_reason",
            Self::RowWithoutRule => "row_without_rule",
            Self::RowWithoutSource => "row_without_source",
            Self::MissingTranslation => "missing_translation",
            Self::LabelWithoutSource => "label_without_source",
            Self::StaleSource => "stale_source",
            Self::NotProven => "not_proven",
        }
    }

    /// What is wrong, why it matters and how to mend it, for the author.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Malformed => malformed::EXPLAIN,
            Self::UnknownCell => unknown_cell::EXPLAIN,
            Self::VerdictIncomplete => verdict_incomplete::EXPLAIN,
            Self::Gap => gap::EXPLAIN,
            Self::Overlap => overlap::EXPLAIN,
            Self::Conflict => conflict::EXPLAIN,
            Self::RowNeverFires => row_never_fires::EXPLAIN,
            Self::ShadowedRow => shadowed_row::EXPLAIN,
            Self::UnreachableStep => unreachable_step::EXPLAIN,
            Self::DeadEnd => dead_end::EXPLAIN,
            Self::NeverUsed => never_used::EXPLAIN,
            Self::NeverObtainable => never_obtainable::EXPLAIN,
            Self::DecisionWithoutReason => decision_without_reason::EXPLAIN,
            Self::RowWithoutRule => row_without_rule::EXPLAIN,
            Self::RowWithoutSource => row_without_source::EXPLAIN,
            Self::MissingTranslation => missing_translation::EXPLAIN,
            Self::LabelWithoutSource => label_without_source::EXPLAIN,
            Self::StaleSource => stale_source::EXPLAIN,
            Self::NotProven => not_proven::EXPLAIN,
        }
    }
}

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of fault it is.
    pub code: Code,
    /// Where: a JSON Pointer (RFC 6901) into the document.
    pub at: String,
    /// What is wrong here, as a sentence for the author.
    pub says: String,
    /// Answers that show it; none where it does not depend on answers, empty where any answers do.
    pub answers: Option<Example>,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}: {}", self.at, self.code.name(), self.says)
    }
}

/// All findings, and what was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What is to be mended, in the order of the checks; none if the playbook is sound.
    pub findings: Vec<Finding>,
    /// How many facts are declared.
    pub n_facts: usize,
    /// How many tables there are.
    pub n_tables: usize,
    /// How many rows they have together.
    pub n_rows: usize,
    /// How many steps the interview has.
    pub n_steps: usize,
}

impl Report {
    /// Whether nothing is to be mended.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}
