//! What became of a request.

use crate::vocab::Moment;

/// How long a case that was not filed is kept after its last change: 14 days, in milliseconds.
pub const UNFILED_MS: i64 = 14 * 86_400_000;

/// A request that Microsoft has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The ticket number.
    pub number: String,
    /// The name under which Azure Support knows it; none when the user filed it in a portal.
    pub name: Option<String>,
    /// When it was filed.
    pub at: Moment,
    /// The support plan under which the portal keeps it, as the portal names it.
    pub plan: Option<String>,
    /// The title under which Microsoft has it where that is not the draft's, because an earlier attempt had arrived.
    pub title: Option<String>,
}

/// A case that the indirect provider has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Whom it was handed to.
    pub to: String,
    /// When.
    pub at: Moment,
}

/// The state of filing. An attempt has a name that is fixed before anything is sent, so that it can be looked up
/// and never makes a second ticket. All attempts of a case have the same name, whichever tab makes them and whatever became of the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filing {
    /// Nothing has been sent.
    NotFiled,
    /// A request with this name is on its way.
    Sending {
        /// The ticket's name.
        name: String,
    },
    /// Azure took it and is making the ticket.
    Creating {
        /// The ticket's name.
        name: String,
        /// Since when.
        since: Moment,
    },
    /// No answer came: it may have arrived. It is looked up by name before anything is sent again.
    Unsure {
        /// The ticket's name.
        name: String,
    },
    /// The portal refused it, or nothing was sent; it can be changed and sent again.
    Refused {
        /// Words are found under `trouble.<kind>`.
        kind: String,
        /// What a support line needs.
        why: String,
        /// The name that the next attempt takes; none where that is the case's own.
        name: Option<String>,
    },
    /// Microsoft has it.
    Sent(Sent),
    /// The user filed it in the portal and recorded the number.
    Recorded(Sent),
    /// The indirect provider has it.
    Handed(Handed),
}

impl Filing {
    /// Whether nothing of it has left this device, so that the case can still be thrown away.
    pub fn is_unfiled(&self) -> bool {
        match self {
            Self::NotFiled | Self::Refused { .. } => true,
            Self::Sending { .. }
            | Self::Creating { .. }
            | Self::Unsure { .. }
            | Self::Sent(_)
            | Self::Recorded(_)
            | Self::Handed(_) => false,
        }
    }

    /// Begins an attempt under the case's name, or under that of an attempt before where it can matter; `None` if one runs or the request
    /// is already out.
    pub fn begin(&self, name: &str) -> Option<Self> {
        match self {
            Self::NotFiled | Self::Refused { name: None, .. } => Some(Self::Sending {
                name: name.to_owned(),
            }),
            // The same name again: the portal then answers with the ticket it has.
            Self::Refused {
                name: Some(name), ..
            }
            | Self::Unsure { name } => Some(Self::Sending { name: name.clone() }),
            Self::Sending { .. }
            | Self::Creating { .. }
            | Self::Sent(_)
            | Self::Recorded(_)
            | Self::Handed(_) => None,
        }
    }

    /// What is known after the program was interrupted: an attempt that ran then may have arrived.
    #[must_use]
    pub fn interrupted(self) -> Self {
        match self {
            Self::Sending { name } | Self::Creating { name, .. } => Self::Unsure { name },
            Self::NotFiled
            | Self::Unsure { .. }
            | Self::Refused { .. }
            | Self::Sent(_)
            | Self::Recorded(_)
            | Self::Handed(_) => self,
        }
    }

    /// The ticket's name, while Azure Support knows one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Sending { name } | Self::Creating { name, .. } | Self::Unsure { name } => {
                Some(name)
            }
            Self::Sent(sent) | Self::Recorded(sent) => sent.name.as_deref(),
            Self::NotFiled | Self::Refused { .. } | Self::Handed(_) => None,
        }
    }

    /// Whether somebody outside has the case now.
    pub fn is_out(&self) -> bool {
        matches!(self, Self::Sent(_) | Self::Recorded(_) | Self::Handed(_))
    }
}

/// The name after one under which a ticket was begun and came to nothing: the portal may keep that name.
pub fn successor(name: &str) -> String {
    let (start, number) = name.rsplit_once('-').unwrap_or((name, ""));
    match number.parse::<u32>() {
        Ok(number) if start.contains('-') => format!("{start}-{}", number.saturating_add(1)),
        _ => [name, "-2"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Filing, successor};

    #[test]
    fn a_name_that_came_to_nothing_has_a_successor() {
        for (name, next) in [
            ("desk-k3x9", "desk-k3x9-2"),
            ("desk-k3x9-2", "desk-k3x9-3"),
            ("desk-1234", "desk-1234-2"),
            ("desk-1234-9", "desk-1234-10"),
            ("desk", "desk-2"),
        ] {
            assert_eq!(successor(name), next);
        }
        let refused = Filing::Refused {
            kind: "refused".to_owned(),
            why: String::new(),
            name: Some("desk-k3x9-2".to_owned()),
        };
        let name = "desk-k3x9-2".to_owned();
        assert_eq!(refused.begin("desk-k3x9"), Some(Filing::Sending { name }));
    }

    #[test]
    fn a_second_click_begins_nothing() {
        let first = Filing::NotFiled.begin("desk-1");
        assert_eq!(
            first,
            Some(Filing::Sending {
                name: "desk-1".to_owned()
            })
        );
        assert_eq!(first.and_then(|it| it.begin("desk-2")), None);
    }

    #[test]
    fn an_interrupted_attempt_may_have_arrived() {
        let sending = Filing::NotFiled.begin("desk-1").map(Filing::interrupted);
        let name = "desk-1".to_owned();
        assert_eq!(sending, Some(Filing::Unsure { name }));
        assert_eq!(Filing::NotFiled.interrupted(), Filing::NotFiled);
    }

    #[test]
    fn after_a_lost_answer_the_same_name_is_tried_again() {
        let unsure = Filing::Unsure {
            name: "desk-1".to_owned(),
        };
        assert_eq!(
            unsure.begin("desk-2"),
            Some(Filing::Sending {
                name: "desk-1".to_owned()
            })
        );
    }
}
