//! The parts pages are made of, one noun a file. Looks hang on classes and ARIA; words come in as arguments.

mod badge;
mod dialog;
mod field;
mod focus;
mod held;
mod icon;
mod link;
mod message;
mod source;

pub use badge::{badge, confidence};
pub use dialog::{DialogWords, dialog, open_dialog};
pub use field::{SelectField, TextField, select_field, text_field};
pub use focus::focus;
pub use held::Held;
pub use icon::{Icon, icon};
pub use link::{back_link, button_link, page_link, quiet_link};
pub use message::{
    bar, error_summary, fault, rich, say_trouble, sign_in_button, signing_in_helps, small_button,
    trouble, waiting,
};
pub use source::{source, sources, why};
