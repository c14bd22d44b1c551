//! Identifiers, counted or derived, never random.

use crate::{
    portal::{moment, practice::World},
    vocab::Moment,
};

/// A GUID derived from texts; the same texts give the same one.
pub fn guid(seeds: &[&str]) -> String {
    let mut hex = String::new();
    for basis in [0xcbf2_9ce4_8422_2325_u64, 0x6c62_272e_07bb_0142] {
        // FNV-1a, once for each half.
        let bytes = seeds.iter().flat_map(|it| it.bytes().chain([0]));
        let mut half = bytes.fold(basis, |sum, it| {
            (sum ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3)
        });
        for _ in 0..16 {
            hex.push(
                u32::try_from(half & 15)
                    .ok()
                    .and_then(|it| char::from_digit(it, 16))
                    .unwrap_or('0'),
            );
            half >>= 4;
        }
    }
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    hex
}

/// Whether a text has the form of a GUID.
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, it)| match at {
            8 | 13 | 18 | 23 => it == b'-',
            _ => it.is_ascii_hexdigit(),
        })
}

impl World {
    /// The next number of a thing made in this world, six digits long.
    fn next_serial(&mut self) -> String {
        self.serial += 1;
        let digits = self.serial.to_string();
        ["00000".get(digits.len() - 1..).unwrap_or_default(), &digits].concat()
    }

    /// A new GUID.
    pub fn next_guid(&mut self) -> String {
        guid(&["practice", &self.next_serial()])
    }

    /// A new identifier of a request, of which no ticket's number takes notice.
    pub fn next_trace(&mut self, now: Moment) -> String {
        self.n_traces += 1;
        guid(&["trace", &moment::print(now), &self.n_traces.to_string()])
    }

    /// A new ticket number of 15 digits in Partner Center, 16 in Azure Support: the date, then a count.
    pub fn next_number(&mut self, start: &str, middle: &str, now: Moment) -> String {
        let date = moment::date(now, "");
        [
            start,
            date.get(2..).unwrap_or_default(),
            middle,
            &self.next_serial(),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::{guid, is_guid};

    #[test]
    fn derived_identifiers_are_guids_and_differ() {
        let first = guid(&["ab", "c"]);
        assert!(is_guid(&first), "{first}");
        assert_ne!(first, guid(&["a", "bc"]));
        assert_eq!(first, guid(&["ab", "c"]));
        assert!(!is_guid("6e9a0f53-6b58-4c1f-b8a1_3f8f4a6d2c10"));
    }
}
