//! Names of things in a playbook, each a type of its own.

use std::{fmt, sync::Arc};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the name as it stands in the document.
            pub fn new(name: impl Into<Arc<str>>) -> Self {
                Self(name.into())
            }

            /// The name as it stands in the document.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }
    )*};
}

names! {
    /// A fact that can be known about a case, such as `product`.
    FactId
    /// A decision table or one of its outputs, such as `decision`.
    TableId
    /// A row of a table; never reused for another meaning.
    RowId
    /// A rule of the documents, such as `R-19`, `L-12`, `A-05` or `N-03`.
    RuleId
    /// A step of the interview.
    StepId
    /// A literal label of a portal's menu.
    LabelId
    /// A term of the term base, such as `support_vehicles`.
    TermId
}
