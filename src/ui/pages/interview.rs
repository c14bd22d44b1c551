//! Page.

use crate::{casework::CaseId, ui::Desk};
use leptos::prelude::*;

pub(super) fn step_page(desk: Desk, case: CaseId, step: String) -> AnyView {
    drop((case, step));
    view! { <h1>{desk.say("page.step")}</h1> }.into_any()
}

pub(super) fn section_page(desk: Desk, case: CaseId, section: String) -> AnyView {
    drop((case, section));
    view! { <h1>{desk.say("page.section")}</h1> }.into_any()
}
