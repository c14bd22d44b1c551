//! Page.

use crate::{casework::CaseId, ui::Desk};
use leptos::prelude::*;

pub(super) fn page(desk: Desk, case: CaseId) -> AnyView {
    drop(case);
    view! { <h1>{desk.say("page.check")}</h1> }.into_any()
}
