//! The time, and the means to make tokens: the only place that asks the machine for them.

use ring::rand::{SecureRandom, SystemRandom};
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970.
pub fn now_ms() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    let elapsed = elapsed.map(|it| it.as_millis()).unwrap_or_default();
    i64::try_from(elapsed).unwrap_or_default()
}

/// 32 hexadecimal digits that nobody can guess.
pub fn secret() -> String {
    let mut bytes = [0_u8; 16];
    // Without randomness there are no secrets; a practice server may then go on with what it has.
    let _ = SystemRandom::new().fill(&mut bytes);
    let mut digits = String::with_capacity(32);
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            digits.push(char::from_digit(half.into(), 16).unwrap_or('0'));
        }
    }
    digits
}
