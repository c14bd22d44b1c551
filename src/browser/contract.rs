//! The decide contract in the page: `triage.decide(line)` answers a line of facts as `triage decide` does natively.
//!
//! Whoever prototypes a flow or embeds the desk can ask its engine without going through the pages.

use crate::{browser::Holder, content::answer_line};
use js_sys::{Object, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsValue, closure::Closure};

/// Puts `triage.decide` into the page. It takes one JSON object of facts as text and gives the verdict, or the error with its
/// place, as text; an empty text while no playbook can be used.
pub fn offer(holder: Rc<dyn Holder>) {
    let decide = Closure::<dyn Fn(String) -> String>::new(move |line: String| {
        let mut answer = String::new();
        holder.look(&mut |state| {
            if let Some(content) = &state.content {
                answer = answer_line(&content.playbook, 1, line.as_bytes()).to_string();
            }
        });
        answer
    });
    let triage = Object::new();
    // A page that takes no such name is still a page.
    let _ = Reflect::set(
        &triage,
        &JsValue::from_str("decide"),
        &decide.into_js_value(),
    );
    let _ = Reflect::set(
        &js_sys::global(),
        &JsValue::from_str("triage"),
        &triage.into(),
    );
}
