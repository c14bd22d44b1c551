//! What a walk-through shows.

use crate::app::screens::CitationLine;

/// What stands on an item of a portal: its name in one language, or in two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelView {
    /// The name.
    pub text: String,
    /// The language of the name.
    pub language: String,
    /// The English name, where the other one is not it.
    pub english: Option<String>,
}

impl LabelView {
    pub(super) fn new(text: &str, language: &str) -> Self {
        Self {
            text: text.to_owned(),
            language: language.to_owned(),
            english: None,
        }
    }

    /// Both names as one text.
    pub fn text(&self) -> String {
        match &self.english {
            Some(english) => format!("{} ({english})", self.text),
            None => self.text.clone(),
        }
    }
}

/// A stretch of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepPiece {
    /// Ordinary text.
    Plain(String),
    /// What matters.
    Strong(String),
    /// What stands on an item.
    Label(LabelView),
}

/// A step as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// What to do.
    pub says: Vec<StepPiece>,
    /// What else to know.
    pub more: Option<String>,
    /// The portal it happens in, where it changes; shown as a heading above the step.
    pub portal: Option<String>,
}

/// An item on the practice copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemView {
    /// A documented item.
    Named {
        /// What it shows.
        shows: LabelView,
        /// `menu`, `section`, `button`, `dropdown`, `option`, `field`, `link` or `row`.
        kind: String,
        /// The label above a field.
        label: Option<String>,
        /// Whether it is the next thing to click.
        is_next: bool,
        /// Whether it was clicked on the way here.
        is_past: bool,
        /// What is said when it is clicked out of turn.
        wrong: String,
    },
    /// The list that the drop-down before it opened.
    List(Vec<Self>),
    /// An item that no document names.
    Other(u8),
}

/// A part of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionView {
    /// `menu`, `content`, `form` or `list`.
    pub kind: String,
    /// Its heading.
    pub label: Option<LabelView>,
    /// What it holds.
    pub items: Vec<ItemView>,
}

/// The screen of the current step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenView {
    /// Its heading.
    pub title: Option<LabelView>,
    /// The portal, in words.
    pub portal: String,
    /// Which screen of how many.
    pub number: (usize, usize),
    /// Its parts.
    pub regions: Vec<RegionView>,
    /// Where it is described.
    pub source: Option<CitationLine>,
}

/// The real portal, to be opened beside the steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// The host of the address, so that people see where a link leads.
    pub host: String,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkScreen {
    /// Its heading.
    pub title: String,
    /// The steps.
    pub steps: Vec<StepView>,
    /// How many are done.
    pub n_done: usize,
    /// The screen of the current step; none once all are done.
    pub screen: Option<ScreenView>,
    /// The portal where the way begins, if its address is known.
    pub open: Option<PortalView>,
    /// Whether a request can be prepared here too.
    pub can_request: bool,
    /// Languages, other than English, in which labels are documented.
    pub languages: Vec<String>,
    /// What is known only from documents older than the edition: `way`, `labels`, or nothing.
    pub dated: Option<&'static str>,
    /// Where the steps stand.
    pub sources: Vec<CitationLine>,
}
