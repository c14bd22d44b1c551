//! Line drawings of 20 by 20.

use crate::ui::view::prelude::*;

/// What a drawing shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A house.
    Start,
    /// People.
    Customers,
    /// A page with lines.
    Requests,
    /// A curve of a pulse.
    Health,
    /// A building.
    Organisation,
    /// Sliders.
    Practice,
    /// A magnifying glass.
    Find,
    /// A half-filled disc.
    Theme,
    /// Lines.
    Menu,
    /// An arrow head to the left.
    Back,
    /// A tick.
    Yes,
    /// A cross.
    No,
    /// A letter i.
    Info,
    /// A triangle.
    Warning,
    /// A ring that turns.
    Wait,
    /// A pin.
    Pin,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Start => "M4 10.5 10 5l6 5.5M6 9.5V16h8V9.5",
            Self::Customers => {
                "M7.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 16c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M13 5a2.3 2.3 0 0 1 0 4.4M14.500 12.3c1.6.5 2.5 1.8 2.5 3.7"
            }
            Self::Requests => "M4 4h12v12H4zM7 8h6M7 11h6M7 14h3",
            Self::Health => "M3 11h3l2-6 4 10 2-6 1 2h2",
            Self::Organisation => "M5 17V4h7v13M12 8h4v9M3 17h14M7.500 7h2M7.500 10h2M7.500 13h2",
            Self::Practice => "M4 6h7M14 6h2M4 14h2M9 14h7M11 4v4M6.500 12v4",
            Self::Find => {
                "M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM12.500 12.500 17 17"
            }
            Self::Theme => "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
            Self::Menu => "M3 6h14M3 10h14M3 14h14",
            Self::Back => "M12 4 6 10l6 6",
            Self::Yes => "M4 10.500 8 14.500 16 6",
            Self::No => "M5 5l10 10M15 5 5 15",
            Self::Info => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9v5M10 6.500v.1",
            Self::Warning => "M10 3.500 17.500 16.500h-15ZM10 8.500v4M10 14.500v.1",
            Self::Wait => "M10 3a7 7 0 1 1-6.600 4.700",
            Self::Pin => "M7 3h6l-1 5 3 3H5l3-3zM10 11v6",
        }
    }
}

/// The drawing, hidden from those who cannot see it: words stand beside it.
pub fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
