//! When to ask again, and when to leave a portal alone.
//!
//! Back-off with full jitter from one second on; what a portal asks for (`Retry-After`) is the least, with up to a fifth more, so
//! that many desks do not come back together. Refused calls count against the portal's limit too (Partner Center documentation,
//! "API throttling guidance"), so a budget bounds how many of all calls are repetitions.

use crate::{
    portal::{Lost, Method, Response, error::retry_after},
    vocab::{Moment, Pause},
};

/// How often a call is sent at most.
const N_SENT_MAX: u32 = 4;
/// The longest that a page waits by itself; whoever is told to wait longer is told so.
const WAIT_MAX_MS: u32 = 10_000;
const FIRST_WAIT_MS: u32 = 1_000;
/// Within which time a call is sent again: one that hangs is not, so that whoever waits hears of it.
const PATIENT_MS: i64 = 15_000;
/// Failures in a row after which a portal is left alone, and for how long.
const N_FAILURES_MAX: u32 = 5;
const REST_MS: i64 = 30_000;
/// One repetition for so many calls, and a few that are always free.
const CALLS_PER_REPEAT: u32 = 10;
const N_FREE_REPEATS: u32 = 6;

/// What is remembered of one portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patience {
    n_calls: u32,
    n_repeats: u32,
    n_failures: u32,
    rest: Option<Pause>,
}

impl Patience {
    /// Lets a call through, or says for how many more milliseconds the portal is left alone.
    ///
    /// # Errors
    /// The time in milliseconds.
    pub fn admit(&mut self, now: Moment) -> Result<(), u32> {
        let left = self.rest.map_or(0, |it| it.left_ms(now));
        if left > 0 {
            return Err(u32::try_from(left).unwrap_or(u32::MAX));
        }
        self.rest = None;
        self.n_calls += 1;
        Ok(())
    }

    /// Takes note of what became of a call. What a portal refuses for a reason is no failure of the portal.
    pub fn heard(&mut self, answer: &Result<Response, Lost>, now: Moment) {
        let has_failed = match answer {
            Ok(response) => matches!(response.status, 500 | 502..600),
            Err(lost) => *lost == Lost::NoAnswer,
        };
        if !has_failed {
            self.n_failures = 0;
            return;
        }
        self.n_failures += 1;
        if self.n_failures >= N_FAILURES_MAX {
            self.n_failures = 0;
            self.rest = Some(Pause::of(now, REST_MS));
        }
    }

    /// After how many milliseconds to send a call again that has been sent `n_sent` times, the first time `waited_ms` ago; none
    /// where that helps nobody. `chance` is at random, up to one.
    pub fn again(
        &mut self,
        method: Method,
        n_sent: u32,
        waited_ms: i64,
        answer: &Result<Response, Lost>,
        chance: f64,
    ) -> Option<u32> {
        let is_reading = method == Method::Get;
        let is_spent = self.n_repeats >= N_FREE_REPEATS + self.n_calls / CALLS_PER_REPEAT;
        if !is_reading || is_spent || n_sent >= N_SENT_MAX || self.rest.is_some() {
            return None;
        }
        let wait_ms = match answer {
            Err(Lost::NoAnswer) => backoff_ms(n_sent, chance),
            Ok(response) => match response.status {
                429 | 503 => match retry_after(response) {
                    Some(seconds) => at_least(seconds.saturating_mul(1_000), chance),
                    None => backoff_ms(n_sent, chance).saturating_add(FIRST_WAIT_MS),
                },
                500 | 502 | 504 => backoff_ms(n_sent, chance),
                _ => return None,
            },
            // Without a network there is nothing to ask; the page says so and the user decides.
            Err(Lost::NotSent) => return None,
        };
        let is_in_time = waited_ms.saturating_add(i64::from(wait_ms)) <= PATIENT_MS;
        (wait_ms <= WAIT_MAX_MS && is_in_time).then(|| {
            self.n_repeats += 1;
            wait_ms
        })
    }
}

/// Up to twice as long each time.
fn backoff_ms(n_sent: u32, chance: f64) -> u32 {
    let most = FIRST_WAIT_MS.saturating_mul(1 << n_sent.saturating_sub(1).min(6));
    part(most, chance)
}

/// What was asked for, and up to a fifth more.
fn at_least(ms: u32, chance: f64) -> u32 {
    ms.saturating_add(part(ms / 5, chance))
}

fn part(ms: u32, chance: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the product lies between 0 and the whole"
    )]
    let part = (f64::from(ms) * chance.clamp(0.0, 1.0)) as u32;
    part
}
