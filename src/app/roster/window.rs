//! Which rows of a long list are drawn.

/// Rows drawn at most, the header and the row that holds the focus besides; a list of no more is drawn whole.
pub const N_DRAWN_MAX: usize = 56;
/// Rows drawn beyond either edge at most, so that scrolling finds them there.
const N_AHEAD: usize = 12;
/// Browsers draw nothing beyond 17 to 33 million pixels; longer lists are scrolled in larger steps.
const MOST_PX: f64 = 12_000_000.0;

/// The view of a list that is too long to be drawn: all rows have one height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// How many rows the list has.
    pub n: usize,
    /// Pixels of a row.
    pub row_px: f64,
    /// Pixels of the part that is seen.
    pub view_px: f64,
    /// Pixels scrolled.
    pub top_px: f64,
}

impl Window {
    /// Pixels of the whole list, as far as it is drawn.
    fn all_px(&self) -> f64 {
        self.rows_px().min(MOST_PX)
    }

    fn rows_px(&self) -> f64 {
        px(self.n) * self.row_px
    }

    /// Pixels of the list above what is seen, were it drawn as long as it is.
    fn above_px(&self) -> f64 {
        let (all, rows) = (self.all_px(), self.rows_px());
        if rows <= all {
            return self.top_px;
        }
        self.top_px * (rows - self.view_px) / (all - self.view_px).max(1.0)
    }

    /// The first row of which something is seen.
    pub fn first(&self) -> usize {
        whole(self.above_px() / self.row_px.max(1.0)).min(self.n.saturating_sub(1))
    }

    /// How many whole rows are seen.
    pub fn n_seen(&self) -> usize {
        whole(self.view_px / self.row_px.max(1.0)).max(1)
    }

    /// The rows that are drawn, from the first to before the last.
    pub fn drawn(&self) -> (usize, usize) {
        if self.n <= N_DRAWN_MAX {
            return (0, self.n);
        }
        let n_seen = (self.n_seen() + 2).min(N_DRAWN_MAX);
        let ahead = ((N_DRAWN_MAX - n_seen) / 2).min(N_AHEAD);
        // In steps, so that not every row passed draws others.
        let first = self.first() - self.first() % 4;
        let from = first.saturating_sub(ahead);
        (from, (first + n_seen + ahead).min(self.n))
    }

    /// How far rows stand from where they would in a list that is drawn as long as it is.
    pub fn shift_px(&self) -> f64 {
        self.top_px - self.above_px()
    }

    /// How far to scroll so that a row is seen whole.
    pub fn scroll_to(&self, row: usize) -> f64 {
        let (start, above) = (px(row) * self.row_px, self.above_px());
        let wanted = if start < above {
            start
        } else if start + self.row_px > above + self.view_px {
            start + self.row_px - self.view_px
        } else {
            return self.top_px;
        };
        let (all, rows) = (self.all_px(), self.rows_px());
        if rows <= all {
            return wanted;
        }
        wanted * (all - self.view_px).max(1.0) / (rows - self.view_px)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of rows are far below 2^52"
)]
fn px(n: usize) -> f64 {
    n as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels are few and were made positive"
)]
fn whole(number: f64) -> usize {
    number.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::{MOST_PX, N_DRAWN_MAX, Window, px};

    fn window(n: usize, top_px: f64) -> Window {
        Window {
            n,
            row_px: 50.0,
            view_px: 620.0,
            top_px,
        }
    }

    #[test]
    fn few_rows_are_drawn_and_what_is_seen_is_among_them() {
        for n in [1, 12, 60, 1_000, 100_000, 1_000_000] {
            for part in [0.0, 0.3, 0.99, 1.0] {
                let list = window(n, 0.0);
                let window = window(n, part * (list.all_px() - 620.0).max(0.0));
                let (from, until) = window.drawn();
                assert!(until - from <= N_DRAWN_MAX && until <= n, "{window:?}");
                for row in from..until {
                    let at = px(row) * 50.0 + window.shift_px();
                    assert!(at > -50.0 * 60.0 && at < MOST_PX + 50.0, "{window:?} {row}");
                }
                let first = window.first();
                assert!((from..until).contains(&first), "{window:?}");
                let at = (px(first) * 50.0 + window.shift_px()) - window.top_px;
                assert!(at <= 0.001 && at > -50.001, "{window:?} {at}");
                if part > 0.999 {
                    assert_eq!(until, n);
                }
            }
        }
    }

    #[test]
    fn scrolling_to_a_row_shows_it_whole() {
        for n in [40, 100_000, 1_000_000] {
            for row in [0, 1, 13, n / 3, n - 2, n - 1] {
                for top in [
                    0.0,
                    777.0,
                    100_000.0_f64.min(window(n, 0.0).all_px() - 620.0),
                ] {
                    let mut window = window(n, top);
                    window.top_px = window.scroll_to(row);
                    let at = (px(row) * 50.0 + window.shift_px()) - window.top_px;
                    assert!((-0.001..=570.001).contains(&at), "{window:?} {row} {at}");
                }
            }
        }
    }
}
