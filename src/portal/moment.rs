//! Moments as the portals write them.

use crate::{portal::json::number, vocab::Moment};

const DAY_MS: i64 = 86_400_000;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// Reads a date-time of any portal: with or without zone, any number of fractional digits, stray blanks.
/// The sentinel of year 1, which means "never", and unreadable text are `None`. Without a zone it is UTC.
pub fn read(text: &str) -> Option<Moment> {
    let tight = text.replace(' ', "");
    let (date, rest) = tight.split_at_checked(10)?;
    let mut date = date.split('-').map(number);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    let zone_at = rest
        .bytes()
        .position(|it| matches!(it, b'Z' | b'z' | b'+' | b'-'));
    let (clock, zone) = rest.split_at_checked(zone_at.unwrap_or(rest.len()))?;
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let offset_ms = clock_ms(zone.get(1..).unwrap_or_default())?;
    let exists =
        (2..=9_999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    exists.then_some(Moment(
        days(year, month, day) * DAY_MS + clock_ms(clock)? - sign * offset_ms,
    ))
}

/// Writes the moment as `2026-11-20T14:02:11.250Z`.
#[inline(never)]
pub fn print(moment: Moment) -> String {
    let mut text = date(moment, "-");
    push_two(&mut text, "T", moment.0.rem_euclid(DAY_MS) / 3_600_000);
    push_two(&mut text, ":", moment.0.rem_euclid(3_600_000) / 60_000);
    push_two(&mut text, ":", moment.0.rem_euclid(60_000) / 1000);
    push_two(&mut text, ".", moment.0.rem_euclid(1000) / 10);
    push_digit(&mut text, moment.0.rem_euclid(10));
    text.push('Z');
    text
}

/// Reads the date of an HTTP header, `Fri, 20 Nov 2026 14:02:11 GMT`.
pub fn read_http(text: &str) -> Option<Moment> {
    let mut parts = text.split(' ').skip(1);
    let day = number(parts.next()?)?;
    let name = parts.next()?;
    let month = (1..).zip(MONTHS).find(|(_, it)| *it == name)?.0;
    let year = number(parts.next()?)?;
    let exists = (1..=9_999).contains(&year) && (1..=31).contains(&day);
    exists.then_some(())?;
    Some(Moment(
        days(year, month, day) * DAY_MS + clock_ms(parts.next()?)?,
    ))
}

/// Writes the moment as an HTTP header has it.
pub fn print_http(moment: Moment) -> String {
    let (year, month, day) = moment.civil();
    let name = |names: &[&'static str], number: i64| {
        let place = usize::try_from(number).ok();
        place
            .and_then(|it| names.get(it).copied())
            .unwrap_or_default()
    };
    let mut text = String::from(name(&WEEKDAYS, moment.0.div_euclid(DAY_MS).rem_euclid(7)));
    push_two(&mut text, ", ", day);
    text.push(' ');
    text.push_str(name(&MONTHS, month - 1));
    push_two(&mut text, " ", year / 100);
    push_two(&mut text, "", year % 100);
    text.push(' ');
    // The clock of the other form, without its fraction.
    text.push_str(print(moment).get(11..19).unwrap_or_default());
    text.push_str(" GMT");
    text
}

/// The date as `YYYY-MM-DD`, or with another mark between the parts.
pub fn date(moment: Moment, mark: &str) -> String {
    let (year, month, day) = moment.civil();
    let mut text = String::new();
    push_two(&mut text, "", year / 100);
    push_two(&mut text, "", year % 100);
    push_two(&mut text, mark, month);
    push_two(&mut text, mark, day);
    text
}

/// Adds a mark and a number of two digits.
#[inline(never)]
fn push_two(text: &mut String, mark: &str, number: i64) {
    text.push_str(mark);
    push_digit(text, number / 10);
    push_digit(text, number);
}

fn push_digit(text: &mut String, number: i64) {
    text.push(char::from_digit(u32::try_from(number % 10).unwrap_or_default(), 10).unwrap_or('0'));
}

/// `14:02`, `14:02:11.25` or nothing, in milliseconds.
fn clock_ms(text: &str) -> Option<i64> {
    let mut ms = 0;
    let mut unit_ms = 3_600_000;
    for part in text.split(':').filter(|it| !it.is_empty()) {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, ""));
        let whole = number(whole).filter(|it| (0..=60).contains(it))?;
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

#[cfg(test)]
mod tests {
    use super::{date, print, print_http, read, read_http};
    use crate::vocab::Moment;

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
        assert_eq!(date(Moment(784_111_777_000), ""), "19941106");
    }
}
