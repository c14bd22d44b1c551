//! Moments as the portals write them.

use crate::vocab::Moment;

const DAY_MS: i64 = 86_400_000;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// Reads a date-time of any portal: with or without zone, any number of fractional digits, stray blanks.
/// The sentinel of year 1, which means "never", and unreadable text are `None`. Without a zone it is UTC.
pub fn read(text: &str) -> Option<Moment> {
    let tight: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let (date, rest) = tight.split_at_checked(10)?;
    let mut date = date.split('-').map(|it| it.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let rest = rest.trim_start_matches(['T', 't']);
    let (clock, zone) =
        rest.split_at_checked(rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len()))?;
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let offset_ms = clock_ms(zone.trim_start_matches(['Z', 'z', '+', '-']))?;
    let exists = year > 1 && (1..=12).contains(&month) && (1..=31).contains(&day);
    exists.then_some(Moment(
        days(year, month, day) * DAY_MS + clock_ms(clock)? - sign * offset_ms,
    ))
}

/// Writes the moment as `2026-11-20T14:02:11.250Z`.
pub fn print(moment: Moment) -> String {
    let (year, month, day) = civil(moment);
    let mut text = padded(year, 4);
    for (part, mark) in [(month, '-'), (day, '-')] {
        text.push(mark);
        text.push_str(&padded(part, 2));
    }
    text.push('T');
    text.push_str(&clock(moment));
    text.push('.');
    text.push_str(&padded(moment.0.rem_euclid(1000), 3));
    text.push('Z');
    text
}

/// Reads the date of an HTTP header, `Fri, 20 Nov 2026 14:02:11 GMT`.
pub fn read_http(text: &str) -> Option<Moment> {
    let mut parts = text.split(' ').skip(1);
    let day = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let month = (1..).zip(MONTHS).find(|(_, it)| *it == name)?.0;
    let year = parts.next()?.parse().ok()?;
    Some(Moment(
        days(year, month, day) * DAY_MS + clock_ms(parts.next()?)?,
    ))
}

/// Writes the moment as an HTTP header has it.
pub fn print_http(moment: Moment) -> String {
    let (year, month, day) = civil(moment);
    let weekday = usize::try_from(moment.0.div_euclid(DAY_MS).rem_euclid(7)).ok();
    let weekday = weekday.and_then(|it| WEEKDAYS.get(it));
    let name = usize::try_from(month - 1)
        .ok()
        .and_then(|it| MONTHS.get(it));
    let day = padded(day, 2);
    let year = padded(year, 4);
    [
        weekday.unwrap_or(&""),
        ", ",
        &day,
        " ",
        name.unwrap_or(&""),
        " ",
        &year,
        " ",
        &clock(moment),
        " GMT",
    ]
    .concat()
}

/// The date as `YYMMDD`, as ticket numbers begin.
pub fn short_date(moment: Moment) -> String {
    let (year, month, day) = civil(moment);
    padded(year.rem_euclid(100), 2) + &padded(month, 2) + &padded(day, 2)
}

/// A number with leading zeros.
pub fn padded(number: i64, n_digits: usize) -> String {
    let digits = number.to_string();
    let mut text = "0".repeat(n_digits.saturating_sub(digits.len()));
    text.push_str(&digits);
    text
}

fn clock(moment: Moment) -> String {
    let seconds = moment.0.rem_euclid(DAY_MS) / 1000;
    [
        padded(seconds / 3600, 2),
        padded(seconds / 60 % 60, 2),
        padded(seconds % 60, 2),
    ]
    .join(":")
}

/// `14:02`, `14:02:11.25` or nothing, in milliseconds.
fn clock_ms(text: &str) -> Option<i64> {
    let mut ms = 0;
    let mut unit_ms = 3_600_000;
    for part in text.split(':').filter(|it| !it.is_empty()) {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, ""));
        let whole = whole
            .parse::<i64>()
            .ok()
            .filter(|it| (0..=60).contains(it))?;
        let thousandths = fraction
            .bytes()
            .chain([b'0'; 3])
            .take(3)
            .try_fold(0, |sum, digit| {
                digit
                    .is_ascii_digit()
                    .then(|| sum * 10 + i64::from(digit - b'0'))
            })?;
        ms += whole * unit_ms + thousandths * unit_ms / 1000;
        unit_ms /= 60;
    }
    Some(ms)
}

/// Days since 1970 of a date of the proleptic Gregorian calendar; years begin in March, so that the leap day ends a
/// cycle of 400 years of 146,097 days (H. Hinnant, "chrono-compatible low-level date algorithms").
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let year_of_cycle = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year.div_euclid(400) * 146_097 + year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100
        + day_of_year
        - 719_468
}

/// Year, month and day of a moment; the inverse of [`days`].
fn civil(moment: Moment) -> (i64, i64, i64) {
    let days = moment.0.div_euclid(DAY_MS) + 719_468;
    let day_of_cycle = days.rem_euclid(146_097);
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524
        - day_of_cycle / 146_096)
        / 365;
    let day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_cycle + days.div_euclid(146_097) * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::{Moment, print, print_http, read, read_http, short_date};

    #[test]
    fn every_way_of_writing_a_date_is_read() {
        for (written, meant) in [
            ("2016-12-22T20:31:17.24Z", "2016-12-22T20:31:17.240Z"),
            ("2017-01-09T23:31:15.373", "2017-01-09T23:31:15.373Z"),
            ("2020-09-02T23:26:19.7753934Z", "2020-09-02T23:26:19.775Z"),
            ("2015-11-25T06: 41: 12Z", "2015-11-25T06:41:12.000Z"),
            ("2024-02-29 01:00:00+02:00", "2024-02-28T23:00:00.000Z"),
            ("2024-02-29T01:00:00-05:30", "2024-02-29T06:30:00.000Z"),
            ("2021-10-29", "2021-10-29T00:00:00.000Z"),
            ("9999-12-31T00:00:00", "9999-12-31T00:00:00.000Z"),
        ] {
            assert_eq!(
                read(written).map(print).as_deref(),
                Some(meant),
                "`{written}`"
            );
        }
        for nothing in [
            "0001-01-01T00:00:00",
            "",
            "yesterday",
            "2021-13-01",
            "2021-1-1T",
            "Łódź łódź łódź",
            "2020-01-01Tx",
        ] {
            assert_eq!(read(nothing), None, "`{nothing}`");
        }
    }

    #[test]
    fn a_moment_survives_printing_and_reading() {
        for days in -800..1_200 {
            let moment = Moment(days * 31 * 86_400_000 + days * 7_654_321);
            assert_eq!(read(&print(moment)), Some(moment));
            assert_eq!(
                read_http(&print_http(moment)),
                Some(Moment(moment.0.div_euclid(1000) * 1000))
            );
        }
        assert_eq!(
            print_http(Moment(784_111_777_000)),
            "Sun, 06 Nov 1994 08:49:37 GMT"
        );
        assert_eq!(short_date(Moment(784_111_777_000)), "941106");
    }
}
