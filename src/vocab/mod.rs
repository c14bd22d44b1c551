//! The nouns every other folder may use: names of things, dates, moments, places in a document.
//!
//! Nothing here knows a rule, a portal or a page.
//! Texts become these types once, through `parse`, and are never checked again downstream.
//!
//! ```
//! use partner_triage::vocab::Date;
//!
//! let closing = Date::parse("2021-10-29").ok_or("a date")?;
//! assert!(closing < Date::parse("2021-10-30").ok_or("a date")?);
//! assert_eq!(Date::parse("2021-02-29"), None);
//! # Ok::<(), &str>(())
//! ```

mod citation;
mod date;
mod fold;
mod id;
mod moment;
mod order;
mod reading;

pub use citation::{Article, Citation, Confidence};
pub use date::Date;
pub use fold::{fold, fold_onto, folded, is_folded};
pub use id::{FactId, LabelId, RowId, RuleId, StepId, TableId, TermId};
pub use moment::{Moment, Pause};
pub use order::sort_by;
pub use reading::{Misread, Place};
