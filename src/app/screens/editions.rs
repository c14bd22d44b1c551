//! The editions of the rules: which one speaks, how old it is, and where another would decide otherwise.

use crate::{
    app::{
        Content, State,
        screens::{Standing, decide, stand_by},
    },
    casework::Case,
    content::EDITIONS,
    vocab::{Date, Moment},
};
use std::rc::Rc;

/// An edition to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionLine {
    /// Its name.
    pub id: &'static str,
    /// Whether its rules speak.
    pub is_chosen: bool,
}

/// What another edition decides of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherVerdict {
    /// The edition.
    pub edition: String,
    /// Its verdict in one line; none where it would have to ask first.
    pub title: Option<String>,
    /// The first fact that it would ask for, in words.
    pub asks: Option<String>,
}

/// Every edition.
pub fn editions(state: &State) -> Vec<EditionLine> {
    let line = |id: &'static str| EditionLine {
        id,
        is_chosen: state.edition() == id,
    };
    EDITIONS.into_iter().map(line).collect()
}

/// Whether the question which rules speak is still open. Without what this device has kept nobody knows that yet.
pub fn asks_for_edition(state: &State) -> bool {
    let is_settled = state.is_new || state.program.known().is_some();
    is_settled && state.settings.edition.is_none()
}

/// What other editions decide otherwise of a case, as far as they have been read.
pub(super) fn other_verdicts(state: &State, case: &Case, standing: &Standing) -> Vec<OtherVerdict> {
    let spoken = &standing.content.playbook.edition.id;
    let others = state.editions.iter().filter(|(id, _)| *id != spoken);
    let verdict = |(id, content): (&String, &Rc<Content>)| {
        let other = stand_by(state, content, case);
        let is_other = other.decision.outcome != standing.decision.outcome;
        let words = &content.words;
        let title = other.decision.outcome.is_some().then(|| {
            let key = format!("decision.{}.title", decide(&other));
            words.say(&key, &[])
        });
        let asks = other.path.next().map(|it| {
            let key = format!("step.{}.title", it.step);
            words.say(&key, &[])
        });
        is_other.then(|| OtherVerdict {
            edition: id.clone(),
            asks: asks.filter(|_| title.is_none()),
            title,
        })
    };
    others.filter_map(verdict).collect()
}

/// How many whole years lie between the youngest source of an edition and now.
pub fn age_years(as_of: &str, now: Moment) -> u32 {
    let (Some(then), Some(today)) = (Date::parse(as_of), now.date()) else {
        return 0;
    };
    then.years_until(today)
}

#[cfg(test)]
mod tests {
    use super::age_years;
    use crate::vocab::Moment;

    #[test]
    fn sources_grow_older_on_their_anniversary() {
        // 26 March 2026, 00:00 UTC.
        let birthday = Moment(1_774_483_200_000);
        assert_eq!(age_years("2021-03-26", birthday), 5);
        assert_eq!(age_years("2021-03-26", birthday.plus_ms(-1)), 4);
        assert_eq!(age_years("2021-03-26", Moment(0)), 0);
        assert_eq!(age_years("no date", birthday), 0);
    }
}
