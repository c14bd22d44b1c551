//! What takes how long, for the browser's tools and the benchmarks.

use web_sys::{Performance, window};

/// Something that is being measured until it is dropped.
pub struct Measure(&'static str, Option<Performance>);

impl Measure {
    /// Begins to measure.
    pub fn begin(name: &'static str) -> Self {
        let performance = window().and_then(|it| it.performance());
        if let Some(performance) = &performance {
            let _ = performance.mark(name);
        }
        Self(name, performance)
    }
}

impl Drop for Measure {
    fn drop(&mut self) {
        if let Some(performance) = &self.1 {
            let _ = performance.measure_with_start_mark(self.0, self.0);
            performance.clear_marks_with_mark_name(self.0);
        }
    }
}
