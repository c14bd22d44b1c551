//! Everything the app knows.

use crate::{
    app::{
        Address, Connection, Content, Customers, HealthBoard, Route, Summary, screens::Standings,
    },
    casework::{Case, CaseId, CustomerRef, Organisation, Problem, Told},
    content::{EDITIONS, Terms},
    flow::Reply,
    portal::practice::Dials,
    vocab::{FactId, Moment},
    wording::Words,
};
use std::{collections::BTreeMap, rc::Rc};

/// Something that is asked of a portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Load<T> {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// Asked; the answer is on its way.
    Waiting,
    /// Answered.
    Known(T),
    /// No usable answer came.
    Failed(Trouble),
}

impl<T> Load<T> {
    /// The answer, if there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }
}

/// Why a portal gave no usable answer, as far as the user can act on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// Words are found under `trouble.<kind>`.
    pub kind: &'static str,
    /// Seconds after which the portal wants to be asked again.
    pub after_secs: Option<u32>,
    /// What a support line needs: endpoint, status, correlation id, place. Never tokens.
    pub support: String,
}

impl Trouble {
    /// Whether it meets every customer alike: after one, asking for another is of no use.
    pub fn is_of_all(&self) -> bool {
        matches!(self.kind, "offline" | "sign_in")
    }
}

/// A subscription of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// For Azure the subscription's id there.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The product in the playbook's words, `other` if none fits.
    pub product: String,
    /// Seats or instances.
    pub quantity: u32,
}

/// Something written about a request: who, when, text.
pub type Note = (String, Option<Moment>, String);

/// A request known to a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// `open`, `attention_needed`, `closed`, or the portal's own word.
    pub status: String,
    /// `critical`, `moderate`, `minimal`, or the portal's own word.
    pub severity: String,
    /// When it was created.
    pub created: Option<Moment>,
    /// When it last changed.
    pub changed: Option<Moment>,
    /// Notes, oldest first: who, when, text.
    pub notes: Vec<Note>,
}

/// What Azure Support knows of a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TicketRow {
    /// `open`, `closed`, or the portal's own word.
    pub status: String,
    /// When it last changed.
    pub changed: Option<Moment>,
    /// By when Microsoft promises to answer first; none where it promises nothing.
    pub answer_due: Option<Moment>,
    /// Microsoft's engineer; empty until one took the ticket.
    pub engineer: String,
    /// What was written back and forth, oldest first; none until it is read.
    pub notes: Option<Vec<Note>>,
}

/// A note to a request, or a message to a ticket, until it is seen among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What was written.
    pub text: String,
    /// The name under which it is sent; sent again it has the same, so that it is there once.
    pub name: String,
    /// Whether an answer is awaited.
    pub is_on_way: bool,
}

/// How fresh the requests are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// When they were read last.
    pub read_at: Option<Moment>,
    /// When the page reads them again by itself.
    pub due: Option<Moment>,
    /// Whether they are being read again.
    pub is_reading: bool,
    /// Why they could not be read last time; what was read before stands.
    pub trouble: Option<Trouble>,
}

/// An incident that service health shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentRow {
    /// Its number.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The service concerned.
    pub service: String,
    /// Since when.
    pub since: Option<Moment>,
    /// Whether it is over.
    pub is_over: bool,
    /// The products it can be about, in the playbook's words; none if unclear.
    pub products: Vec<&'static str>,
    /// What Microsoft wrote last, and when.
    pub latest: Option<(Option<Moment>, String)>,
}

/// All that is read of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Who it is.
    pub customer: CustomerRef,
    /// The list's part, from the customer's record in Partner Center.
    pub summary: Load<Summary>,
    /// The address, empty if the portal tells none.
    pub address: Load<String>,
    /// Subscriptions.
    pub subscriptions: Load<Vec<SubscriptionRow>>,
    /// Delegated admin relationships; what they tell stands in `told`.
    pub relationships: Load<()>,
    /// Service requests of the customer.
    pub requests: Load<Vec<RequestRow>>,
    /// Incidents, active ones first.
    pub incidents: Load<Vec<IncidentRow>>,
    /// What the replies tell about facts.
    pub told: Vec<Told>,
    /// When all this was read.
    pub read_at: Moment,
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The theme of a word that was stored; as the system says where there is none.
    pub fn of_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// Its word on the page and in storage; none where the system decides.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// Which names the walk-through shows for portal labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelMode {
    /// English, which every portal can show.
    #[default]
    English,
    /// As documented in one of the other languages.
    Other,
    /// Both, English in brackets.
    Both,
}

/// How the user likes to work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The edition of the rules that the user has chosen; none until then.
    pub edition: Option<String>,
    /// Colours.
    pub theme: Theme,
    /// A section a page instead of a question a page.
    pub is_compact: bool,
    /// Names of portal labels.
    pub labels: LabelMode,
    /// The language of documented labels shown beside English.
    pub label_language: String,
    /// The language that the user has chosen; none where the browser's wish decides.
    pub language: Option<String>,
    /// Customers as pages of a table instead of one long list.
    pub is_paged: bool,
}

/// A changed answer that waits for the user to agree to what it sets aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// The case.
    pub case: CaseId,
    /// The fact whose reply would change.
    pub fact: FactId,
    /// The new reply.
    pub reply: Reply,
    /// Answers that would be set aside.
    pub sets_aside: Vec<FactId>,
}

/// A request that the practice portal handled: never a body, a token or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Moment,
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The status answered.
    pub status: u16,
}

/// The state.
#[derive(Clone, Default)]
pub struct State {
    /// Where we are.
    pub address: Address,
    /// Whether a page was reached before.
    pub has_arrived: bool,
    /// The playbook and words; none until they are loaded.
    pub content: Option<Rc<Content>>,
    /// Every edition read so far, by its name.
    pub editions: BTreeMap<String, Rc<Content>>,
    /// The edition that whoever runs the desk has set for those who have not chosen; empty for the first one that ships.
    pub preset_edition: String,
    /// The languages that there are words in, each with its own name, in the order of the menu.
    pub languages: Vec<(String, String)>,
    /// Why the language asked for last is not spoken.
    pub language_trouble: Option<Trouble>,
    /// Whether this device has kept nothing of the desk before.
    pub is_new: bool,
    /// The words alone, for saying what is wrong where the playbook cannot be used.
    pub words: Option<Rc<Words>>,
    /// Whether all of the program is here, where it comes in parts.
    pub program: Load<()>,
    /// Standings computed already.
    pub standings: Standings,
    /// What sources say and the other texts for looking things up; once known they stand among the words.
    pub reference: Load<()>,
    /// The terms of the documents, once somebody has wanted to see them.
    pub terms: Load<Rc<Terms>>,
    /// Why the edition chosen last cannot speak.
    pub edition_trouble: Option<Trouble>,
    /// What is wrong with the content, where it cannot be used.
    pub defects: Vec<String>,
    /// The user's organisation.
    pub organisation: Organisation,
    /// The customer picker.
    pub customers: Customers,
    /// Every case, by name.
    pub cases: BTreeMap<CaseId, Case>,
    /// The case that is being checked before sending, with its decision: whoever changes an answer from there returns there.
    pub checking: Option<(CaseId, String)>,
    /// A change that waits for agreement.
    pub confirm: Option<Confirm>,
    /// Problems of the form on the page, shown since the last attempt to go on.
    pub problems: Vec<Problem>,
    /// The step whose question was left unanswered at the last attempt to go on.
    pub unanswered: Option<String>,
    /// Azure services by id and name.
    pub services: Load<Vec<(String, String)>>,
    /// Problem classifications of the services asked so far, by service.
    pub classifications: BTreeMap<String, Load<Vec<(String, String)>>>,
    /// Requests known to Partner Center.
    pub requests: Load<Vec<RequestRow>>,
    /// How fresh the requests are, those of Partner Center and of Azure Support.
    pub freshness: Freshness,
    /// Tickets of Azure Support, by their numbers.
    pub tickets: BTreeMap<String, Load<TicketRow>>,
    /// Why it cannot be looked up whether a case has arrived.
    pub unseen: Option<(CaseId, Trouble)>,
    /// Notes and messages that are not known to have arrived, by the number of what they are about.
    pub replies: BTreeMap<String, Written>,
    /// The service health board.
    pub health: HealthBoard,
    /// Settings.
    pub settings: Settings,
    /// When the last save was done; `None` if saving failed or nothing was saved.
    pub saved_at: Option<Moment>,
    /// Whether the last save failed.
    pub is_unsaved: bool,
    /// The latest moment seen, for pages that show time.
    pub now: Moment,
    /// What to read out politely, with a count so that the same words are read twice.
    pub announcement: (u32, String),
    /// How the portals are reached, and who has signed in.
    pub connection: Connection,
    /// How often somebody has signed out: what was asked before that is not heard after it.
    pub n_sign_outs: u32,
    /// The cloud whose portals are asked.
    pub cloud: String,
    /// How many made-up customers the practice world has; none where it has those it was written with.
    pub world_size: usize,
    /// How the practice portal behaves, once read.
    pub dials: Option<Dials>,
    /// What the practice portal was asked lately, newest first.
    pub log: Vec<LogLine>,
    /// Saved records that could not be read, with their places.
    pub lost: Vec<String>,
    /// A link's answer that could not be used: the key and value.
    pub bad_link: Option<(String, String)>,
}

impl State {
    /// The page.
    pub fn route(&self) -> &Route {
        &self.address.route
    }

    /// The edition whose rules speak: the user's choice, what the desk was set to, or the first that ships. Never one chosen by a date.
    pub fn edition(&self) -> &str {
        let preset = Some(self.preset_edition.as_str()).filter(|it| EDITIONS.contains(it));
        let [first, ..] = EDITIONS;
        self.settings.edition.as_deref().or(preset).unwrap_or(first)
    }

    /// The language of the page: the one its words are in, which may not be the one that the address asks for yet.
    pub fn language(&self) -> &str {
        let spoken = self.words.as_deref().map(Words::language);
        spoken.or(self.address.language.as_deref()).unwrap_or("en")
    }

    /// Whether all that the page is made of is here: the program, and where the page only looks things up also the texts for that.
    pub fn page(&self) -> Load<()> {
        let is_made_of_words = self.route().looks_up() && self.content.is_some();
        match &self.program {
            Load::Known(()) if is_made_of_words => self.reference.clone(),
            program => program.clone(),
        }
    }

    /// Which names of portal labels are shown, and the language beside English. Whoever has not chosen sees both names: as documented
    /// in the language of the page, with the English one, which every portal can show.
    pub fn label_mode(&self) -> (LabelMode, &str) {
        let settings = &self.settings;
        match (settings.label_language.as_str(), self.language()) {
            ("", spoken) => (LabelMode::Both, spoken),
            (chosen, _) => (settings.labels, chosen),
        }
    }

    /// The case the page is about.
    pub fn case(&self) -> Option<&Case> {
        self.cases.get(self.route().case()?)
    }
}
