//! Joins the browser's ports to the app and mounts it.
//!
//! The program comes in two parts: the first draws the frame and the start page, the rest is loaded when it is wanted. With the
//! feature `split` the build cuts it in two at `cut`; without, both are one file and the rest is simply there.

use leptos::prelude::*;
use partner_triage::{
    app::{Later, Ports, State},
    browser::{Bring, Door, Holder, Send, begin, first_state},
    ui::{Desk, Pages, mount},
};
use std::{cell::RefCell, error::Error, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The state as a signal, so that views follow it.
struct Signal(RwSignal<State, LocalStorage>);

impl Holder for Signal {
    fn change(&self, change: &mut dyn FnMut(&mut State)) {
        self.0.update(change);
    }

    fn look(&self, look: &mut dyn FnMut(&State)) {
        self.0.with_untracked(look);
    }
}

/// What the rest of the program offers to the first part.
struct Rest {
    pages: Pages,
    begin: fn(Rc<dyn Holder>) -> Later<'static, Loop>,
}

/// The loop once it runs: who takes commands, and the ports that pages use.
struct Loop {
    send: Send,
    ports: Rc<dyn Ports>,
}

fn rest() -> Rest {
    Rest {
        pages: Pages::default(),
        begin: |holder| {
            Box::pin(async {
                let (send, ports) = begin(holder).await;
                Loop { send, ports }
            })
        },
    }
}

/// The place where the program is cut: what only this reaches is the rest.
#[cfg(feature = "split")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "whoever calls a part that may not arrive gets a result"
)]
mod cut {
    use super::{Error, Rest, rest};

    #[wasm_split_helpers::wasm_split(rest, fallible)]
    pub fn fetched() -> Result<Rest, Box<dyn Error>> {
        Ok(rest())
    }
}
#[cfg(feature = "split")]
use cut::fetched;

/// The rest of a program in one file is simply there.
#[cfg(not(feature = "split"))]
fn fetched() -> std::future::Ready<Result<Rest, Box<dyn Error>>> {
    std::future::ready(Ok(rest()))
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
        let Ok(first) = first_state().await else {
            // Without words there is no page to draw: the static page says what to do.
            show_failure();
            return;
        };
        owner.with(|| open(&root, first));
        std::mem::forget(owner);
    });
}

fn open(root: &HtmlElement, first: State) {
    let state = RwSignal::new_local(first);
    let desk: Rc<RefCell<Option<Desk>>> = Rc::default();
    let owner = Owner::current();
    let bring: Bring = {
        let desk = desk.clone();
        Box::new(move |holder| {
            let (desk, owner) = (desk.clone(), owner.clone());
            Box::pin(async move {
                let rest = fetched().await.map_err(|it| it.to_string())?;
                let Loop { send, ports } = (rest.begin)(holder).await;
                if let (Some(desk), Some(owner)) = (*desk.borrow(), owner) {
                    owner.with(|| desk.complete(rest.pages, ports));
                }
                Ok(send)
            })
        })
    };
    let door = Door::new(Rc::new(Signal(state)), bring);
    let sender = door.clone();
    let made = Desk::new(state, Rc::new(move |command| sender.send(command)));
    desk.replace(Some(made));
    // The first page is reached before it is drawn.
    door.follow();
    mount(root, made);
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
