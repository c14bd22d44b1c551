//! Page.

use crate::ui::Desk;
use leptos::prelude::*;

pub(super) fn list(desk: Desk) -> AnyView {
    view! { <h1>{desk.say("page.requests")}</h1> }.into_any()
}

pub(super) fn detail(desk: Desk, name: String) -> AnyView {
    drop(name);
    view! { <h1>{desk.say("page.detail")}</h1> }.into_any()
}
