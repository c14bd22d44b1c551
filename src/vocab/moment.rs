//! A moment in time, always in UTC.

use crate::vocab::Date;

/// Milliseconds since 1970-01-01T00:00:00Z. Comes in from outside; nothing in the core reads a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

const DAY_MS: i64 = 86_400_000;

impl Moment {
    /// The moment `ms` milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The moment `hours` hours later.
    #[must_use]
    pub fn plus_hours(self, hours: u32) -> Self {
        self.plus_ms(i64::from(hours) * 3_600_000)
    }

    /// The same moment by a clock that is `offset_ms` ahead. Answers tell their time in whole seconds and come late, so a clock that is
    /// less than a minute off is taken to be right.
    #[must_use]
    pub fn by_clock(self, offset_ms: i64) -> Self {
        const SLACK_MS: u64 = 60_000;
        if offset_ms.unsigned_abs() < SLACK_MS {
            return self;
        }
        self.plus_ms(offset_ms)
    }

    /// Milliseconds from `earlier` to this moment; negative if it is later.
    pub fn ms_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The calendar date in UTC, `None` outside the years 1 to 9999.
    pub fn date(self) -> Option<Date> {
        let (year, month, day) = self.civil();
        Date::parse(&format!("{year:04}-{month:02}-{day:02}"))
    }

    /// Year, month and day in UTC.
    pub fn civil(self) -> (i64, i64, i64) {
        // Civil date from a day count (proleptic Gregorian): years begin in March, so that
        // the leap day ends a cycle of 400 years of 146,097 days.
        let days = self.0.div_euclid(DAY_MS) + 719_468;
        let cycle = days.div_euclid(146_097);
        let day_of_cycle = days.rem_euclid(146_097);
        let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524
            - day_of_cycle / 146_096)
            / 365;
        let day_of_year =
            day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_cycle + cycle * 400 + i64::from(month <= 2);
        (year, month, day)
    }
}

/// A time during which something is left alone. Where the clock was set back since it began, nobody knows how long it has lasted: then it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    from: Moment,
    until: Moment,
}

impl Pause {
    /// From a moment on, for so many milliseconds.
    pub fn of(from: Moment, ms: i64) -> Self {
        Self {
            from,
            until: from.plus_ms(ms),
        }
    }

    /// How many milliseconds it still lasts; 0 once it is over.
    pub fn left_ms(self, now: Moment) -> i64 {
        if now < self.from {
            return 0;
        }
        self.until.ms_since(now).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Pause};

    #[test]
    fn a_pause_ends_in_time_and_with_a_clock_that_is_set_back() {
        let pause = Pause::of(Moment(5_000), 3_000);
        for (now, left) in [
            (5_000, 3_000),
            (7_999, 1),
            (8_000, 0),
            (900_000, 0),
            (4_999, 0),
            (i64::MIN, 0),
            (i64::MAX, 0),
        ] {
            assert_eq!(pause.left_ms(Moment(now)), left, "{now}");
        }
        let endless = Pause::of(Moment(0), i64::MAX);
        assert_eq!(endless.left_ms(Moment(1)), i64::MAX - 1);
    }

    #[test]
    fn a_clock_that_is_off_by_minutes_or_days_is_put_right_and_a_late_answer_is_not_one() {
        const DAY_MS: i64 = 86_400_000;
        let now = Moment(1_635_552_000_000);
        for (offset, expected) in [
            (0, 0),
            (900, 0),
            (-59_999, 0),
            (60_000, 60_000),
            (-61_000, -61_000),
            (DAY_MS, DAY_MS),
            (-DAY_MS, -DAY_MS),
            (14 * 3_600_000, 14 * 3_600_000),
            (i64::MIN, i64::MIN),
        ] {
            assert_eq!(now.by_clock(offset), now.plus_ms(expected), "{offset}");
        }
    }

    #[test]
    fn a_moment_knows_its_utc_date() {
        for (ms, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (951_782_400_000, "2000-02-29"),
            (1_635_551_999_999, "2021-10-29"),
            (1_635_552_000_000, "2021-10-30"),
            (253_402_300_799_999, "9999-12-31"),
        ] {
            assert_eq!(
                Moment(ms).date().map(|it| it.to_string()).as_deref(),
                Some(date)
            );
        }
        assert_eq!(Moment(i64::MAX).date(), None);
    }
}
