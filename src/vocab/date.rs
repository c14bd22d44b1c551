//! A calendar date without time or zone.

use std::fmt;

/// A date that exists, in the years 1 to 9999; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; `None` for any other form and for dates that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?, 4)?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let exists = year > 0 && day > 0 && day <= days_in(year, month)?;
        exists.then_some(Self { year, month, day })
    }

    /// How many whole years lie between this date and a later one; 0 if it is earlier.
    pub fn years_until(self, later: Self) -> u32 {
        let is_due = (later.month, later.day) >= (self.month, self.day);
        let years = u32::from(later.year.saturating_sub(self.year));
        years.saturating_sub(u32::from(!is_due))
    }

    /// The date of the next day; `None` after the last of year 9999.
    pub fn day_after(&self) -> Option<Self> {
        let Self { year, month, day } = *self;
        if day < days_in(year, month)? {
            let day = day + 1;
            return Some(Self { year, month, day });
        }
        let (year, month) = if month < 12 {
            (year, month + 1)
        } else {
            (year + 1, 1)
        };
        (year < 10_000).then_some(Self {
            year,
            month,
            day: 1,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn digits(text: &str, n_digits: usize) -> Option<u16> {
    let right = text.len() == n_digits && text.bytes().all(|it| it.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

fn days_in(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_follow_each_other() {
        for (day, next) in [
            ("2021-10-29", Some("2021-10-30")),
            ("2024-02-28", Some("2024-02-29")),
            ("2023-02-28", Some("2023-03-01")),
            ("2021-12-31", Some("2022-01-01")),
            ("9999-12-31", None),
        ] {
            let found = Date::parse(day).and_then(|it| it.day_after());
            assert_eq!(found, next.and_then(Date::parse), "{day}");
        }
    }

    #[test]
    fn only_dates_that_exist_are_read() {
        for good in ["0001-01-01", "2000-02-29", "2021-10-29", "9999-12-31"] {
            assert_eq!(
                Date::parse(good).map(|it| it.to_string()).as_deref(),
                Some(good)
            );
        }
        for bad in [
            "",
            "2021",
            "2021-1-01",
            "2021-02-29",
            "1900-02-29",
            "0000-01-01",
            "2021-13-01",
            "2021-00-10",
            "2021-04-31",
            "2021-10-29 ",
            "+021-10-29",
            "2021-10-29-1",
            "２021-10-29",
        ] {
            assert_eq!(Date::parse(bad), None, "`{bad}`");
        }
    }
}
