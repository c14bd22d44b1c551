//! What the picker knows of the partner's customers.

use crate::{
    app::{
        Details, Load, Trouble,
        roster::{Found, Pace, Query, Roster},
    },
    casework::CustomerRef,
    portal::Next,
    vocab::Moment,
};
use std::{collections::BTreeMap, rc::Rc};

/// What a list row shows beyond the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// What the portal says of delegated admin; `None` where it says nothing.
    pub has_delegated_admin: Option<bool>,
}

/// Which customers the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those the user pinned.
    Pinned,
    /// Those used lately.
    Recent,
    /// Those without delegated admin.
    NoDelegatedAdmin,
}

/// A page of customers as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerPage {
    /// Who is on it.
    pub customers: Vec<CustomerRef>,
    /// The way to the next one.
    pub next: Option<Next>,
}

/// How far the reading of all customers has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nobody has wanted to see them.
    #[default]
    NotBegun,
    /// A page is on its way, or will be asked for in a moment.
    Going,
    /// The portal wants to be left alone until then; it goes on by itself.
    Held(Moment),
    /// A page did not come; what came before is kept.
    Failed(Trouble),
    /// All are there.
    Complete,
}

/// The reading of all customers, page by page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// How far it has come.
    pub reading: Reading,
    /// The page to ask for; the first where there is none.
    pub next: Option<Next>,
    /// Changes with the partner, so that nothing read for another one is taken in.
    pub round: u32,
    /// Pages in a row on which nobody was new.
    pub n_idle: u32,
    /// Requests in a row that the portal put off.
    pub n_held: u32,
}

/// The customer picker.
#[derive(Clone, Debug, Default)]
pub struct Customers {
    /// What is typed in the search field.
    pub query: String,
    /// The filter.
    pub show: Show,
    /// Everybody who is known.
    pub roster: Roster,
    /// What the search leaves of them, whatever the filter.
    pub found: Rc<Found>,
    /// How they are read.
    pub reader: Reader,
    /// Whether the portal was asked for what is typed.
    pub asked: Load<()>,
    /// Counts what was typed, so that an answer to something else is known as such.
    pub n_typed: u32,
    /// How fast the portal is asked.
    pub pace: Pace,
    /// Summaries by place in the roster.
    pub summaries: Rc<BTreeMap<u32, Load<Summary>>>,
    /// Whose summaries are wanted, first ones first.
    pub wanted: Rc<Vec<u32>>,
    /// Counts changes of what is in view.
    pub n_viewed: u32,
    /// Whose summaries are on their way.
    pub on_way: Vec<u32>,
    /// Details by tenant id.
    pub details: BTreeMap<String, Load<Details>>,
    /// The customer whose details are open.
    pub selected: Option<String>,
    /// Pinned customers.
    pub pinned: Vec<String>,
    /// Customers used lately, newest first.
    pub recent: Vec<String>,
}

impl Customers {
    /// Whether all customers are there.
    pub fn is_complete(&self) -> bool {
        self.reader.reading == Reading::Complete
    }

    /// What is known of a customer beyond the name.
    pub fn summary(&self, id: &str) -> Option<&Load<Summary>> {
        self.summaries.get(&self.roster.place(id)?)
    }

    /// Knows nobody any more, and takes in nothing that was asked before.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            reader: Reader {
                round: self.reader.round + 1,
                ..Reader::default()
            },
            n_typed: self.n_typed + 1,
            n_viewed: self.n_viewed + 1,
            pace: self.pace.clone(),
            ..Self::default()
        }
    }

    /// Forgets everything read of another partner's customers, but who was pinned and used.
    pub fn forget(&mut self) {
        *self = Self {
            query: std::mem::take(&mut self.query),
            show: self.show,
            pinned: std::mem::take(&mut self.pinned),
            recent: std::mem::take(&mut self.recent),
            ..self.emptied()
        };
        let query = self.wanted_query();
        self.found = Rc::new(Found::new(query, &self.roster));
    }

    /// The query as it is searched for.
    pub fn wanted_query(&self) -> Query {
        Query::of(&self.query)
    }
}
