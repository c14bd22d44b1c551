//! A line on standard error for work that takes longer than a second, where somebody can see it.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// Shorter work needs no word.
const PATIENCE: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(200);

/// Work in progress.
pub struct Progress {
    what: &'static str,
    is_seen: bool,
    next: Instant,
    n_done: usize,
    is_shown: bool,
}

impl Progress {
    /// Work on things that are called `what`.
    pub fn on(what: &'static str) -> Self {
        Self {
            what,
            is_seen: io::stderr().is_terminal(),
            next: Instant::now() + PATIENCE,
            n_done: 0,
            is_shown: false,
        }
    }

    /// One more is done.
    pub fn step(&mut self) {
        self.n_done += 1;
        if !self.is_seen || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + BETWEEN;
        self.is_shown = true;
        // A progress line that cannot be shown is no reason to stop.
        let _ = write!(io::stderr(), "\r{} {} …", self.n_done, self.what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            // As above.
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
