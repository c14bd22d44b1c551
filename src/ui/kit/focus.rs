//! Moving the focus.

use crate::ui::view::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to the element of that id, once what is drawn has settled.
pub fn focus(id: String) {
    request_animation_frame(move || {
        let element = document()
            .get_element_by_id(&id)
            .and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            // An element that went away meanwhile cannot take the focus, and need not.
            let _ = element.focus();
        }
    });
}
