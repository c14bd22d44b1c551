//! Joins the browser's ports to the app and mounts it.

use leptos::prelude::*;
use partner_triage::{
    app::State,
    browser::{Browser, Holder, begin, follow, sender},
    ui::{Desk, mount},
};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The state as a signal, so that views follow it.
struct Signal(RwSignal<State, LocalStorage>);

impl Holder for Signal {
    fn change(&self, change: &mut dyn FnMut(&mut State)) {
        self.0.update(change);
    }

    fn snapshot(&self) -> State {
        self.0.get_untracked()
    }
}

fn main() {
    console_error_panic_hook::set_once();
    let root = document()
        .get_element_by_id("app")
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let Some(root) = root else { return };
    // The state outlives every page, so its owner is never dropped.
    let owner = Owner::new();
    owner.set();
    wasm_bindgen_futures::spawn_local(async move {
        let ports = Rc::new(Browser::default());
        let first = begin(&ports).await;
        if first.words.is_none() {
            // Without words there is no page to draw: the static page says what to do.
            show_failure();
            return;
        }
        let state = RwSignal::new_local(first);
        let send = sender(Rc::new(Signal(state)), ports.clone());
        // The first page is reached before it is drawn, so that its fields hold what reaching it fills in.
        follow(&send);
        owner.with(|| mount(&root, Desk::new(state, send, ports)));
        std::mem::forget(owner);
    });
}

/// Shows the message that the static page holds for a program that cannot start.
fn show_failure() {
    for (shown, selector) in [(true, "[data-shell=failed]"), (false, "[data-shell=wait]")] {
        if let Ok(Some(element)) = document().query_selector(selector) {
            let _ = if shown {
                element.remove_attribute("hidden")
            } else {
                element.set_attribute("hidden", "")
            };
        }
    }
}
