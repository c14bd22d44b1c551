//! Days of a period as the user's calendar has them, and what each was like for a service.

use super::Watched;
use crate::{
    portal::graph::{Issue, Level},
    vocab::Moment,
};

const DAY_MS: i64 = 86_400_000;

/// A day of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The middle of it, for writing its date.
    pub noon: Moment,
    /// Its number in the month.
    pub number: u16,
    /// Whether it is today.
    pub is_today: bool,
}

/// What a day was like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCell {
    /// The worst of it.
    pub level: Level,
    /// Numbers of its incidents.
    pub incidents: Vec<String>,
}

/// The days of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The service.
    pub service: String,
    /// A cell a day, oldest first.
    pub cells: Vec<DayCell>,
}

/// Whole days of the user's calendar that end with today.
///
/// One offset holds for all of them: where clocks were changed within the period, days before that are an hour off.
pub(super) struct Period {
    now: Moment,
    offset_ms: i64,
    /// The number of today since 1970, by the user's clock.
    today: i64,
    n_days: i64,
}

impl Period {
    pub(super) fn new(now: Moment, n_days: u16, offset_ms: i64) -> Self {
        Self {
            now,
            offset_ms,
            today: now.plus_ms(offset_ms).0.div_euclid(DAY_MS),
            n_days: i64::from(n_days.max(1)),
        }
    }

    /// The moment at which a day begins.
    fn start_of(&self, day: i64) -> Moment {
        Moment(day.saturating_mul(DAY_MS)).plus_ms(-self.offset_ms)
    }

    fn first(&self) -> i64 {
        self.today - self.n_days + 1
    }

    fn numbers(&self) -> std::ops::RangeInclusive<i64> {
        self.first()..=self.today
    }

    pub(super) fn days(&self) -> Vec<Day> {
        let day = |day: i64| {
            let noon = self.start_of(day).plus_ms(DAY_MS / 2);
            let (_, _, number) = noon.plus_ms(self.offset_ms).civil();
            Day {
                noon,
                number: u16::try_from(number).unwrap_or_default(),
                is_today: day == self.today,
            }
        };
        self.numbers().map(day).collect()
    }

    /// From when to when an issue ran, as far as it is told. A portal's clock can be ahead of the user's: nothing runs after now.
    /// What has neither beginning nor end ran when its record was changed; of what runs and has no beginning only now is known.
    fn span(&self, issue: &Issue) -> (Moment, Moment) {
        let end = if issue.is_over(self.now) {
            issue.end.or(issue.modified).or(issue.start)
        } else {
            Some(self.now)
        };
        let end = end.unwrap_or(self.now).min(self.now);
        let start = issue.start.unwrap_or(end).min(end);
        (start, end)
    }

    pub(super) fn now(&self) -> Moment {
        self.now
    }

    /// Whether an issue ran within the period.
    pub(super) fn holds(&self, issue: &Issue) -> bool {
        self.span(issue).1 >= self.start_of(self.first())
    }

    /// Where a moment is on the axis of the period, in thousandths.
    pub(super) fn place(&self, at: Moment) -> u16 {
        let passed = at.ms_since(self.start_of(self.first()));
        let place = passed.saturating_mul(1_000) / (self.n_days * DAY_MS);
        u16::try_from(place.clamp(0, 1_000)).unwrap_or_default()
    }

    /// From where to where an issue ran on the axis of the period, in thousandths.
    pub(super) fn bar(&self, issue: &Issue) -> (u16, u16) {
        let (start, end) = self.span(issue);
        (self.place(start), self.place(end))
    }

    fn cell<'a>(&self, day: i64, issues: impl Iterator<Item = &'a Issue>) -> DayCell {
        let (from, until) = (self.start_of(day), self.start_of(day + 1));
        let mut cell = DayCell {
            level: Level::Healthy,
            incidents: Vec::new(),
        };
        for issue in issues {
            let (start, end) = self.span(issue);
            let level = issue.worst();
            // What begins and ends in the same moment belongs to the day of that moment.
            let is_within = start < until && (end > from || start >= from);
            if is_within && level != Level::Healthy {
                cell.level = cell.level.max(level);
                if !cell.incidents.contains(&issue.id) {
                    cell.incidents.push(issue.id.clone());
                }
            }
        }
        cell
    }
}

/// A strip for each service.
pub(super) fn strips(shown: &[Watched], services: &[String], period: &Period) -> Vec<Strip> {
    let strip = |service: &String| Strip {
        service: service.clone(),
        cells: period
            .numbers()
            .map(|day| {
                let of_service = shown
                    .iter()
                    .flat_map(Watched::services)
                    .filter(|it| it.service == *service);
                period.cell(day, of_service.flat_map(|it| &it.issues))
            })
            .collect(),
    };
    services.iter().map(strip).collect()
}
