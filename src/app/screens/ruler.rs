//! How soon the first answer comes, on a time axis.

use crate::{
    app::{
        State,
        screens::{stand, verdict::hours},
    },
    casework::{Case, Filing},
    policy::Value,
    vocab::Moment,
};

/// The response of a verdict, as far as it can be drawn or told beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruler {
    /// Hours that run from a moment.
    Clock {
        /// When they begin.
        start: Moment,
        /// When they end.
        target: Moment,
        /// Whether they run already, because the request is filed.
        is_filed: bool,
        /// How many.
        hours: u32,
        /// The severity they belong to.
        severity: String,
    },
    /// Hours that begin once somebody else files.
    Later {
        /// How many.
        hours: u32,
        /// The severity they belong to.
        severity: String,
    },
    /// Business hours without an hour target.
    BusinessHours {
        /// Where the axis begins.
        start: Moment,
    },
    /// Another kind of response, which is told and not drawn.
    Told(String),
}

/// The response of a case; none while it is open and where none runs.
pub fn ruler(state: &State, case: &Case) -> Option<Ruler> {
    let standing = stand(state, case)?;
    let response = standing.decision.response.as_ref()?;
    let filed = match &case.filing {
        Filing::Sent(sent) | Filing::Recorded(sent) => Some(sent.at),
        _ => None,
    };
    // Whole minutes, so that the figure is drawn anew once a minute.
    let start = filed.unwrap_or(Moment(state.now.0 - state.now.0.rem_euclid(60_000)));
    if let Some((hours, severity)) = hours(Some(response)) {
        return Some(if response.part("starts").is_some() {
            Ruler::Later { hours, severity }
        } else {
            Ruler::Clock {
                start,
                target: start.plus_hours(hours),
                is_filed: filed.is_some(),
                hours,
                severity,
            }
        });
    }
    match response.part("kind").and_then(Value::text)? {
        "business_hours" => Some(Ruler::BusinessHours { start }),
        "none" => None,
        kind => Some(Ruler::Told(kind.to_owned())),
    }
}
