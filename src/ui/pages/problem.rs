//! Page.

use crate::ui::Desk;
use leptos::prelude::*;

pub(super) fn unknown(desk: Desk, address: String) -> AnyView {
    drop(address);
    view! { <h1>{desk.say("page.unknown")}</h1> }.into_any()
}

pub(super) fn no_case(desk: Desk) -> AnyView {
    view! { <h1>{desk.say("page.unknown")}</h1> }.into_any()
}

pub(super) fn bad_link(desk: Desk) -> AnyView {
    view! { <h1>{desk.say("page.unknown")}</h1> }.into_any()
}
