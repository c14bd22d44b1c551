//! The decide contract in the page: `await triage.decide(line)` answers a line of facts as `triage decide` does natively.
//!
//! Whoever prototypes a flow or embeds the desk can ask its engine without going through the pages.

use crate::{
    browser::ports::fetch,
    content::{EDITIONS, Editions, Playbook},
};
use js_sys::{Object, Promise, Reflect};
use std::{cell::OnceCell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::future_to_promise;

/// Puts `triage.decide` into the page. It takes one JSON object of facts as text and promises the verdict, or the error with its
/// place, as text. The promise is broken, and says why, while the playbooks cannot be read.
pub fn offer() {
    let kept: Rc<OnceCell<Editions<'static>>> = Rc::default();
    let decide = Closure::<dyn Fn(String) -> Promise>::new(move |line: String| {
        let kept = kept.clone();
        future_to_promise(async move {
            if kept.get().is_none() {
                let read = editions().await.map_err(|it| JsValue::from_str(&it))?;
                // Whoever asked at the same time has read the same.
                let _ = kept.set(read);
            }
            let answer = kept.get().map(|it| it.answer_line(1, line.as_bytes()));
            let text = answer.map(|it| it.to_string()).unwrap_or_default();
            Ok(JsValue::from_str(&text))
        })
    });
    let triage = Object::new();
    let decide = decide.into_js_value();
    // A page that takes no such name is still a page.
    let _ = Reflect::set(&triage, &JsValue::from_str("decide"), &decide);
    let name = JsValue::from_str("triage");
    let _ = Reflect::set(&js_sys::global(), &name, &triage.into());
}

/// Every edition that ships. They are read once and stay as long as the page.
async fn editions() -> Result<Editions<'static>, String> {
    let mut playbooks = Vec::new();
    for edition in EDITIONS {
        let text = fetch(&format!("playbook-{edition}.json")).await?;
        let playbook = Playbook::parse(&text).map_err(|defects| {
            let lines: Vec<_> = defects.iter().map(ToString::to_string).collect();
            lines.join("\n")
        })?;
        playbooks.push(playbook);
    }
    Editions::of(Vec::leak(playbooks)).map_err(|it| it.to_string())
}
