//! What the app asks of the world outside.

use crate::{
    app::{Command, Route},
    casework::{CaseId, Ticket},
    portal::{Next, practice::Dials},
};

/// An attempt to file a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The customer's tenant id.
    pub customer: String,
    /// The name fixed for it.
    pub name: String,
    /// Whether something may have been sent under that name before.
    pub is_repeated: bool,
    /// The request.
    pub ticket: Ticket,
    /// `critical`, `moderate` or `minimal`.
    pub severity: String,
}

/// Where Azure Support keeps a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketPlace {
    /// The ticket's number.
    pub number: String,
    /// The customer's tenant id.
    pub customer: String,
    /// The Azure subscription's id; empty where the ticket has none.
    pub subscription: String,
    /// The name under which it was filed.
    pub name: String,
}

/// An effect; what comes of it returns as a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Go to a page.
    Go(Route),
    /// Go to a page in place of this one, so that Back skips it.
    Replace(Route),
    /// Send a command when so many milliseconds have passed.
    After(u32, Box<Command>),
    /// Read a page of customers in a round of reading: the one there, or the first.
    ReadCustomers(u32, Option<Next>),
    /// Ask the portal for customers, for what was typed by its count.
    FindCustomers(u32, String),
    /// Read what the list shows of some customers, in a round of reading.
    ReadSummaries(u32, Vec<String>),
    /// Read a customer's details.
    ReadDetails(String),
    /// Read the health of a customer's services.
    ReadHealth(String),
    /// Read the health of all customers on the board again, if somebody may see it.
    RefreshHealth,
    /// Read Azure's services.
    ReadServices,
    /// Read the problem classifications of a service.
    ReadClassifications(String),
    /// File a ticket under a name, or ask what became of it.
    File(CaseId, Box<Attempt>),
    /// Ask only what became of the ticket of that name: the case says nothing any more that could be filed.
    LookUp {
        /// The case.
        case: CaseId,
        /// The customer's tenant id.
        customer: String,
        /// The Azure subscription's id; empty where the ticket has none.
        subscription: String,
        /// The name fixed for the attempt.
        name: String,
    },
    /// Read the requests that Partner Center knows.
    ReadRequests,
    /// Read one request with its notes.
    ReadRequest(String),
    /// Read the requests again, if somebody may see them.
    RefreshRequests,
    /// Read how tickets of Azure Support stand, one after the other.
    ReadTickets(Vec<TicketPlace>),
    /// Read a ticket of Azure Support with what was written back and forth.
    ReadTicket(TicketPlace),
    /// Add a message to a ticket of Azure Support.
    WriteToTicket {
        /// The ticket.
        place: TicketPlace,
        /// The name of the message, under which it is there once, however often it is sent.
        name: String,
        /// Its subject.
        subject: String,
        /// Its text.
        text: String,
    },
    /// Close a ticket of Azure Support.
    CloseTicket(TicketPlace),
    /// Add a note to a request.
    AddNote {
        /// The request's number.
        number: String,
        /// The note's text.
        text: String,
        /// The name under which it is known again.
        name: String,
        /// Whether it may be there already.
        is_repeated: bool,
    },
    /// Close a request.
    CloseRequest(String),
    /// End the session at the identity provider.
    EndSession,
    /// Go to the same page in a language.
    Speak(String),
    /// Read the words of a language with these further parts: `reference`, and what editions say otherwise by their names.
    ReadLanguage(String, Vec<String>),
    /// Read the files of an edition.
    ReadEdition(String),
    /// Read the playbook of an edition, without its words, to compare with.
    ReadRules(String),
    /// Read what sources say and the other texts for looking things up, in a language.
    ReadReference(String),
    /// Read the terms of the documents.
    ReadTerms,
    /// Save cases, organisation and settings.
    Save,
    /// Move the focus to the element of that id.
    Focus(String),
    /// Let the practice portal behave otherwise.
    Dial(Dials),
    /// Read how the practice portal behaves and what it was asked.
    Inspect,
    /// Leave for the identity provider, to come back to the page of that address.
    SignIn(String),
    /// Redeem what the identity provider has brought back in the fragment.
    Redeem(String),
    /// Forget every token, and delete what is kept of cases.
    SignOut,
    /// Tell the other tabs that the user has signed out.
    TellTabs,
    /// Ask Partner Center for one customer, to see whether the way is open.
    TestConnection,
    /// Use another practice world, with so many made-up customers or its own.
    ChooseWorld(String, usize),
}
