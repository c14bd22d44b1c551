//! All that can happen.

use crate::{
    app::{
        Address, CustomerPage, Details, EditionFiles, HealthCommand, LabelMode, LanguageFiles,
        LogLine, RequestRow, Show, Summary, Theme, TicketRow, Trouble, WordList,
    },
    casework::{CaseId, CustomerRef, Field},
    facts::Answer,
    flow::Reply,
    portal::{live::Sent, practice::Dials, sign_in::Account},
    vocab::{FactId, Moment},
};

/// What comes with every command from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// When it happened.
    pub now: Moment,
    /// A fresh random name, used if the command needs one: lower-case letters and digits.
    pub fresh: String,
}

/// What is heard of a request on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilingNews {
    /// Azure took it and is making the ticket.
    Creating,
    /// The ticket exists.
    Sent {
        /// Its number.
        number: String,
        /// The support plan that the portal put it under, as it names it.
        plan: String,
        /// Its title.
        title: String,
    },
    /// The portal refused it.
    Refused(Trouble),
    /// The portal took it and could not make the ticket.
    Failed(Trouble),
    /// Nothing was sent; trying again is safe.
    NotSent(Trouble),
    /// It may have arrived.
    NoAnswer,
    /// It may have arrived, and nobody can look before they sign in.
    Unseen(Trouble),
}

/// Something a user did, or an answer that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The address changed.
    Arrived(Address),
    /// The clock moved on, once a minute.
    Ticked,

    /// The search field of the customer picker was typed in.
    Searched(String),
    /// Another filter was chosen.
    Showed(Show),
    /// It is time for the next page of customers, in a round of reading.
    CustomersDue(u32),
    /// A page of customers was read in a round, or not.
    CustomersRead(u32, Box<Result<CustomerPage, Trouble>>),
    /// It is time to ask the portal for what was typed, by its count.
    SearchDue(u32),
    /// The portal told whom it finds, or not.
    CustomersFound(u32, Result<Vec<CustomerRef>, Trouble>),
    /// Rows of these tenant ids are in view.
    Viewed(Vec<String>),
    /// It is time to ask for the rows in view, by the count of views.
    ViewDue(u32),
    /// It is time to ask for a row's further columns, in a round of reading.
    SummaryDue(u32, String),
    /// A list row's further columns were read, with the row itself, or not.
    SummaryRead(u32, String, Result<(CustomerRef, Summary), Trouble>),
    /// Customers as pages of a table, or as one list.
    Paged(bool),
    /// A customer's details were opened.
    Selected(String),
    /// A customer's details were read, or not.
    DetailsRead(String, Box<Result<Details, Trouble>>),
    /// A customer was pinned or unpinned.
    Pinned(String),
    /// A customer was chosen for a new case.
    Used(String),

    /// Go on from a step. `None`: nothing was chosen.
    Continued(CaseId, FactId, Option<Reply>),
    /// An answer was given in compact mode.
    Replied(CaseId, FactId, Reply),
    /// The user agrees to what a change sets aside.
    Agreed,
    /// The user keeps the old answer.
    Kept,
    /// A circumstance was said or taken back.
    Mentioned(CaseId, FactId, Option<Answer>),
    /// A case was thrown away.
    Dropped(CaseId),

    /// The first `n` steps of the walk-through are done.
    Walked(CaseId, usize),

    /// A field of the request was typed in.
    Wrote(CaseId, Field, String),
    /// Go on to the check page.
    Reviewed(CaseId),
    /// Submit.
    Submitted(CaseId),
    /// News of a request on its way.
    Heard(CaseId, FilingNews),
    /// The user filed it in the portal; this is the number typed.
    Recorded(CaseId),
    /// The text was given to the provider.
    HandedOver(CaseId),
    /// Azure services were read, or not.
    ServicesRead(Result<Vec<(String, String)>, Trouble>),
    /// Problem classifications of a service were read, or not.
    ClassificationsRead(String, Result<Vec<(String, String)>, Trouble>),

    /// A fact of the organisation was answered or taken back.
    OrganisationFact(FactId, Option<Answer>),
    /// A text of the organisation was typed: `name`, `provider_name`, `provider_email` or a contact field's name.
    OrganisationText(String, String),
    /// Everything about the organisation is forgotten.
    OrganisationForgotten,

    /// Requests were read, or not.
    RequestsRead(Result<Vec<RequestRow>, Trouble>),
    /// A note was added to a request.
    Noted(String, String),
    /// A request was closed.
    Closed(String),
    /// The request of that number was read, or not.
    RequestRead(String, Box<Result<RequestRow, Trouble>>),
    /// Writing to the request or ticket of that number has ended, seen or not; whether what was written may be there.
    Written(String, bool),
    /// The requests are to be read again.
    RequestsDue,
    /// The ticket of that number was read, or not.
    TicketRead(String, Box<Result<TicketRow, Trouble>>),

    /// Something happened on the service health board.
    Health(HealthCommand),

    /// The rules of another edition were chosen.
    EditionChosen(String),
    /// The files of an edition were read, or why not.
    EditionRead(String, Box<Result<EditionFiles, String>>),
    /// The playbook of an edition to compare with was read, or why not.
    RulesRead(String, Result<String, String>),
    /// A language was chosen.
    LanguageChosen(String),
    /// The words of a language were read, or why not.
    LanguageRead(String, Box<Result<LanguageFiles, String>>),
    /// What sources say is to be seen.
    ReferenceOpened,
    /// The texts for looking things up were read in a language, or why not.
    ReferenceRead(String, Result<WordList, String>),
    /// The terms of the documents are to be seen.
    TermsOpened,
    /// The file of the terms was read, or why not.
    TermsRead(Result<String, String>),
    /// Colours.
    Themed(Theme),
    /// Compact or guided.
    Compacted(bool),
    /// Names of portal labels, and the language beside English.
    Labelled(LabelMode, String),

    /// Another practice world, or the same one afresh.
    WorldChosen(String),
    /// The practice world is to have so many made-up customers, or the few it was written with.
    WorldSized(usize),
    /// The practice portal was told to behave otherwise.
    Dialled(Dials),
    /// How the practice portal behaves, and what it was asked lately.
    Inspected(Dials, Vec<LogLine>),
    /// The practice world was read, or not.
    WorldRead(Result<(), Trouble>),

    /// The user wants to sign in.
    SignInAsked,
    /// The identity provider has sent the page back with this fragment.
    CameBack(String),
    /// Somebody has signed in, until then; or why not.
    SignedIn(Box<Result<(Account, Option<Moment>), Trouble>>),
    /// The user signs out.
    SignOutAsked,
    /// The user ends the session at the identity provider as well.
    SessionEndAsked,
    /// The user has signed out in another tab.
    SignedOutElsewhere,
    /// The user tries the connection.
    TestAsked,
    /// How long the answer took, in milliseconds.
    Tested(Result<u32, Trouble>),
    /// What was asked of the portals lately, newest first, and how far their clock is ahead.
    Connected(Vec<Sent>, Option<i64>),
    /// Ask the portal again for what the page shows.
    Retried,
    /// Something was saved, or could not be.
    Saved(bool),
    /// Text went to the clipboard, or could not.
    Copied(bool),
}

impl Command {
    /// Whether it tells what somebody was told who was signed in: after signing out nobody hears it.
    pub fn is_of_session(&self) -> bool {
        matches!(
            self,
            Self::CustomersRead(..)
                | Self::CustomersFound(..)
                | Self::SummaryRead(..)
                | Self::DetailsRead(..)
                | Self::Heard(..)
                | Self::ServicesRead(_)
                | Self::ClassificationsRead(..)
                | Self::RequestsRead(_)
                | Self::RequestRead(..)
                | Self::Written(..)
                | Self::TicketRead(..)
                | Self::Health(HealthCommand::Read(..))
                | Self::SignedIn(_)
                | Self::Tested(_)
        )
    }
}
