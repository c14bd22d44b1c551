//! Small marks: a state, and how a statement is known.

use crate::ui::view::prelude::*;
use crate::{ui::desk::use_desk, vocab::Confidence};

/// A state as word and shape. Tones: `plain`, `ok`, `info`, `warn`, `stop`, `off`, `done`, `practice`.
pub fn badge(tone: &'static str, text: String) -> impl IntoView {
    view! { <span class="badge" data-tone=tone>{text}</span> }
}

/// How a statement is known.
pub fn confidence(level: Confidence) -> impl IntoView {
    let text = use_desk().say(&format!("confidence.{}", level.name()));
    view! { <span class="sure" data-level=level.name()>{text}</span> }
}
