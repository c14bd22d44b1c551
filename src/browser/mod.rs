//! The ports made real: clock, chance, storage, clipboard, files, and the practice portal in the page.
//!
//! Nothing here decides anything. What can fail in a browser (storage that is off or full, a clipboard that is refused)
//! is told to the app as an answer, never as a panic.

mod contract;
mod door;
mod intl;
mod measure;
mod net;
mod ports;
mod practice;
mod run;

pub use door::{Bring, Door, Holder, Send, first_state};
pub use ports::Browser;
pub use run::begin;
