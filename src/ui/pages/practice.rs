//! Page.

use crate::ui::Desk;
use leptos::prelude::*;

pub(super) fn page(desk: Desk) -> AnyView {
    view! { <h1>{desk.say("page.practice")}</h1> }.into_any()
}
