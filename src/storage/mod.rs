//! What survives a page reload: the [`Desk`], saved as one JSON document.
//!
//! [`write()`] makes `{"kind":"desk","version":5,"body":{…}}` of a desk, [`read()`] makes a desk of such a text.
//! What comes back from a browser's storage is untrusted: another program, another version or a broken disk may have been at it.
//! So sizes are limited ([`MAX_BYTES`], [`MAX_CASES`], [`MAX_CHARS`]), and nothing is guessed:
//!
//! - A document that is no desk, or one that a later version wrote, is a [`Refusal`]; the text is not touched.
//! - A record that cannot be read is set aside as a [`Loss`], with its place and its text, and the rest survives.
//!   A reply, a told value, a text of the draft, a field of the settings is such a record: without it a question is asked again.
//!   A case is one record in what must not be wrong about it: whose it is, when it changed, whether somebody has it already.
//!   With a filing state that cannot be read it is lost as a whole, for else the same request could be sent twice.
//! - A member that this version does not know is set aside too, so that a damaged name does not hide a loss.
//!   A new member therefore needs a new version and a step that brings older documents up to it.
//!
//! Cases hold customers' troubles, so what was never filed does not stay for ever: [`expire`] drops it after 14 days.
//!
//! Not here: where the text is kept (`browser`), when it is saved, what the plain words of [`Preferences`] mean, and
//! the clock (`app`). Tokens are never saved. Nothing is derived from the types of `casework`, so that they can be renamed
//! without a look at what users have on disk, and because written-out code is small in the bundle.
//!
//! ```
//! use partner_triage::storage::{self, Desk, Refusal};
//!
//! let desk = Desk { cloud: "global".to_owned(), ..Desk::default() };
//! let recovered = storage::read(&storage::write(&desk));
//! assert_eq!(recovered.map(|it| (it.desk, it.lost)), Ok((desk, vec![])));
//!
//! let later = r#"{"kind":"desk","version":6,"body":{}}"#;
//! assert_eq!(storage::read(later).err(), Some(Refusal::FromTheFuture { version: 6 }));
//! ```

mod case;
mod desk;
mod record;
#[cfg(test)]
mod tests;

pub use desk::{Desk, MAX_BYTES, MAX_CASES, Preferences, Recovered, Refusal, expire, read, write};
pub use record::{Loss, MAX_CHARS};
