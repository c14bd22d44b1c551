//! How fast the portal is asked.
//!
//! Partner Center documents one limit: the customer resources take 500 requests a minute for a partner's tenant, and refused ones count.
//! Whoever else works for the same partner shares it, so the desk stays well below.

use crate::vocab::{Moment, Pause};
use std::collections::VecDeque;

const MINUTE_MS: i64 = 60_000;
/// A portal that wants to be left alone for longer is asked again then, if the user wants it.
pub const HELD_SECS_MAX: u32 = 600;

/// How many requests of a kind may go out in a minute, those of the kinds before counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pages of the list, which nobody waits for.
    Page,
    /// What rows in view show.
    Row,
    /// What somebody has typed.
    Search,
}

impl Kind {
    fn per_minute(self) -> usize {
        match self {
            Self::Page => 240,
            Self::Row => 360,
            Self::Search => 400,
        }
    }

    /// The least time from one request to the next; pages do not come in bursts.
    fn gap_ms(self) -> i64 {
        match self {
            Self::Page => 200,
            Self::Row | Self::Search => 0,
        }
    }
}

/// When the portal was asked in the last minute, and will be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    asked: VecDeque<Moment>,
    held: Option<Pause>,
}

impl Pace {
    /// Nothing is asked for so many seconds, at most ten minutes: whoever wants something then may ask again.
    pub fn hold(&mut self, now: Moment, secs: u32) {
        let rest_ms = i64::from(secs.min(HELD_SECS_MAX)) * 1_000;
        if rest_ms > self.rest_ms(now) {
            self.held = Some(Pause::of(now, rest_ms));
        }
    }

    /// How many milliseconds the portal still wants to be left alone.
    pub fn rest(&self, now: Moment) -> u32 {
        u32::try_from(self.rest_ms(now)).unwrap_or(u32::MAX)
    }

    fn rest_ms(&self, now: Moment) -> i64 {
        self.held.map_or(0, |it| it.left_ms(now))
    }

    /// How long to wait before a request, which counts from then on.
    pub fn wait(&mut self, kind: Kind, now: Moment) -> u32 {
        // What lies far ahead waits for a portal that is left alone, or was written by a clock that has been put right since: neither
        // goes out in this minute.
        self.asked
            .retain(|it| now.ms_since(*it).saturating_abs() < MINUTE_MS);
        let full = self.asked.len().checked_sub(kind.per_minute());
        let free = full.and_then(|it| self.asked.get(it));
        let free = free.map_or(now, |it| it.plus_ms(MINUTE_MS));
        let near = self
            .asked
            .back()
            .map_or(now, |it| it.plus_ms(kind.gap_ms()));
        let at = now.max(free).max(near).max(now.plus_ms(self.rest_ms(now)));
        let later = self.asked.partition_point(|it| *it <= at);
        self.asked.insert(later, at);
        u32::try_from(at.ms_since(now)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Pace};
    use crate::vocab::Moment;

    #[test]
    fn no_minute_sees_more_requests_than_its_kind_may_send() {
        for (kind, limit) in [(Kind::Page, 240), (Kind::Row, 360), (Kind::Search, 400)] {
            let mut pace = Pace::default();
            let mut sent: Vec<i64> = Vec::new();
            let mut now = 0;
            for _ in 0..1_000 {
                now += i64::from(pace.wait(kind, Moment(now)));
                sent.push(now);
            }
            for from in &sent {
                let n = sent
                    .iter()
                    .filter(|it| (*from..from + 60_000).contains(*it));
                assert!(n.count() <= limit, "{kind:?}");
            }
        }
    }

    #[test]
    fn pages_leave_room_for_what_is_waited_for() {
        let mut pace = Pace::default();
        let mut now = Moment(0);
        for _ in 0..240 {
            now = now.plus_ms(i64::from(pace.wait(Kind::Page, now)));
        }
        assert!(now.0 >= 239 * 200);
        assert_eq!(pace.wait(Kind::Row, now), 0);
        assert_eq!(pace.wait(Kind::Search, now), 0);
        assert!(pace.wait(Kind::Page, now) > 10_000);
    }
}
