//! The app without its looks: one state, one list of commands, one pure step, and the effects it asks for.
//!
//! Views send [`Command`]s. [`update`] changes the [`State`] and returns [`Effect`]s; [`perform`] carries them out through
//! ports and sends what comes of them back as commands. So a page can be tested without a browser, and reading [`Command`] tells
//! all that can happen. What a page shows is computed from the state by a function of [`screens`], never stored.
//!
//! Time, randomness and names come in with each command ([`Circumstances`]).

mod command;
mod connection;
mod content;
mod customers;
mod effect;
mod health;
mod perform;
mod ports;
pub mod roster;
mod route;
mod saved;
pub mod screens;
mod state;
mod update;

pub use command::{Circumstances, Command, FilingNews};
pub use connection::{Connection, Deployment, Mode};
pub use content::{Content, EditionFiles, LanguageFiles, WordList};
pub use customers::{CustomerPage, Customers, Reader, Reading, Show, Summary};
pub use effect::{Attempt, Effect, TicketPlace};
pub use health::{HealthBoard, HealthCommand, HealthRead, N_WATCHED_MAX, customer_of, watched};
pub use perform::{N_ROWS_MAX, perform, read_edition, read_language, read_words};
pub use ports::{DateStyle, Later, Ports, Signed};
pub use route::{Address, Route};
pub use saved::{recover, write};
pub use state::{
    Confirm, Details, Freshness, IncidentRow, LabelMode, Load, LogLine, Note, RequestRow, Settings,
    State, SubscriptionRow, Theme, TicketRow, Trouble, Written,
};
pub use update::{is_same_text, update};
