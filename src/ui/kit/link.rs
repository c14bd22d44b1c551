//! Links to pages.

use crate::ui::view::prelude::*;
use crate::{
    app::Route,
    ui::{
        desk::use_desk,
        kit::{Icon, icon},
    },
};

/// A link in text.
pub fn page_link(route: &Route, text: String) -> impl IntoView + use<> {
    view! { <a href=use_desk().href(route)>{text}</a> }
}

/// A link that looks like a button; `primary` once a page.
pub fn button_link(
    kind: Option<&'static str>,
    route: &Route,
    text: String,
) -> impl IntoView + use<> {
    view! { <a class="button" data-kind=kind href=use_desk().href(route)>{text}</a> }
}

/// A small link in a list, with what it is about for those who hear it alone.
pub fn quiet_link(route: &Route, text: String, about: String) -> impl IntoView + use<> {
    view! {
        <a href=use_desk().href(route)>
            {text} <span class="unseen">" " {about}</span>
        </a>
    }
}

/// The way back, at the top of a page.
pub fn back_link(route: &Route, text: String) -> impl IntoView + use<> {
    view! {
        <a class="back" href=use_desk().href(route)>
            {icon(Icon::Back)} {text}
        </a>
    }
}
