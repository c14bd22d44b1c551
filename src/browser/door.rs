//! The way into the loop, open from the first moment on, while most of the program may still be on its way.

use crate::{
    app::{Address, Command, Connection, Deployment, Later, Load, Route, State, Theme, Trouble},
    browser::{
        intl::{FORMATS, language_name},
        ports::{fetch, now, store},
    },
    wording::Words,
};
use js_sys::Reflect;
use std::{cell::RefCell, mem, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::window;

/// How long the page goes without looking at the clock.
const TICK_MS: u32 = 30_000;

/// What in a page tells that somebody is about to use it.
const SIGNS: [&str; 4] = ["pointerover", "pointerdown", "focusin", "keydown"];

/// What holds the state; in the page a signal, so that views follow it.
pub trait Holder {
    /// Changes the state.
    fn change(&self, change: &mut dyn FnMut(&mut State));
    /// Looks at the state.
    fn look(&self, look: &mut dyn FnMut(&State));
}

/// Sends a command to whoever carries it out.
pub type Send = Rc<dyn Fn(Command)>;

/// Loads the rest of the program and begins its loop over the state.
///
/// # Errors
/// Why it did not arrive; asking again is safe.
pub type Bring = Box<dyn Fn(Rc<dyn Holder>) -> Later<'static, Result<Send, String>>>;

/// Passes commands on, and keeps those that come before the rest of the program.
///
/// The rest is asked for by the first command that needs it, by a visitor's first sign of life, or at once where there is
/// something to go on with. So a first look at the start page downloads only what it shows.
pub struct Door {
    holder: Rc<dyn Holder>,
    bring: Bring,
    stage: RefCell<Stage>,
}

/// How far the rest of the program is.
enum Stage {
    /// Not asked for, or it did not arrive: commands that wait.
    Away(Vec<Command>),
    /// On its way.
    Coming(Vec<Command>),
    /// Here.
    Here(Send),
}

impl Door {
    /// A door before which nothing waits.
    pub fn new(holder: Rc<dyn Holder>, bring: Bring) -> Rc<Self> {
        Rc::new(Self {
            holder,
            bring,
            stage: RefCell::new(Stage::Away(Vec::new())),
        })
    }

    /// Takes a command: it is carried out as soon as it can be.
    pub fn send(self: &Rc<Self>, command: Command) {
        // A command is moved, never copied: that copies whatever a command can hold.
        let here = match &mut *self.stage.borrow_mut() {
            Stage::Here(send) => Some((send.clone(), command)),
            Stage::Away(waiting) | Stage::Coming(waiting) => {
                if let Command::Arrived(address) = &command {
                    self.holder
                        .change(&mut |state| state.address = address.clone());
                }
                let mut speaks = String::new();
                self.holder
                    .look(&mut |it| it.language().clone_into(&mut speaks));
                if !needs_more(&command, &speaks) {
                    return;
                }
                waiting.push(command);
                None
            }
        };
        match here {
            Some((send, command)) => send(command),
            None => self.ask(),
        }
    }

    /// Asks for the rest of the program, unless it is here or on its way.
    pub fn ask(self: &Rc<Self>) {
        match &mut *self.stage.borrow_mut() {
            Stage::Here(_) | Stage::Coming(_) => return,
            stage @ Stage::Away(_) => {
                let Stage::Away(waiting) = mem::replace(stage, Stage::Away(Vec::new())) else {
                    return;
                };
                *stage = Stage::Coming(waiting);
            }
        }
        self.tell(&Load::Waiting);
        let door = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let brought = (door.bring)(door.holder.clone()).await;
            door.open(brought);
        });
    }

    fn open(&self, brought: Result<Send, String>) {
        let stage = self.stage.replace(Stage::Away(Vec::new()));
        let waiting = match stage {
            Stage::Coming(waiting) | Stage::Away(waiting) => waiting,
            Stage::Here(_) => Vec::new(),
        };
        match brought {
            Ok(send) => {
                self.stage.replace(Stage::Here(send.clone()));
                // A page is reached before it is drawn, so that its fields hold what reaching it fills in.
                for command in waiting {
                    send(command);
                }
                self.tell(&Load::Known(()));
            }
            Err(support) => {
                self.stage.replace(Stage::Away(waiting));
                self.tell(&Load::Failed(Trouble {
                    kind: "program",
                    after_secs: None,
                    support,
                }));
            }
        }
    }

    fn tell(&self, program: &Load<()>) {
        self.holder
            .change(&mut |state| state.program = program.clone());
    }

    /// Follows the address, the clock, and a visitor's first sign of life.
    pub fn follow(self: &Rc<Self>) {
        let Some(window) = window() else { return };
        let door = self.clone();
        let arrived = Closure::<dyn Fn()>::new(move || door.send(Command::Arrived(here())));
        let _ =
            window.add_event_listener_with_callback("hashchange", arrived.as_ref().unchecked_ref());
        arrived.forget();
        let door = self.clone();
        let ticked = Closure::<dyn Fn()>::new(move || door.send(Command::Ticked));
        let every = i32::try_from(TICK_MS).unwrap_or(i32::MAX);
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
            ticked.as_ref().unchecked_ref(),
            every,
        );
        ticked.forget();
        let door = self.clone();
        // Asking again after a failure is for the visitor to say.
        let moved = Closure::<dyn Fn()>::new(move || {
            let mut is_asked = true;
            door.holder
                .look(&mut |it| is_asked = it.program != Load::NotAsked);
            if !is_asked {
                door.ask();
            }
        });
        for sign in SIGNS {
            let _ = window.add_event_listener_with_callback(sign, moved.as_ref().unchecked_ref());
        }
        moved.forget();
        self.send(Command::Arrived(here()));
        let mut is_wanted = has_come_back();
        self.holder.look(&mut |it| is_wanted |= !it.is_new);
        if is_wanted {
            self.ask();
        }
    }
}

/// Whether a command needs more of the program than the start page does.
fn needs_more(command: &Command, speaks: &str) -> bool {
    match command {
        Command::Arrived(address) => {
            let wanted = address.language.as_deref();
            address.route != Route::Start || wanted.is_some_and(|it| it != speaks)
        }
        Command::Ticked => false,
        _ => true,
    }
}

/// The state of a page that has only just been opened.
///
/// # Errors
/// Why the words of the page could not be read: without words there is nothing to draw.
pub async fn first_state() -> Result<State, String> {
    let mut state = State {
        now: now(),
        cloud: "public".to_owned(),
        address: here(),
        ..State::default()
    };
    state.preset_edition = meta("edition");
    state.connection = Connection::of(&deployment());
    if let Some(cloud) = state.connection.provider.cloud {
        cloud.as_str().clone_into(&mut state.cloud);
    }
    let kept = state.connection.document();
    state.is_new = store(true).is_none_or(|it| it.get_item(kept).ok().flatten().is_none());
    let theme = store(true).and_then(|it| it.get_item("theme").ok().flatten());
    state.settings.theme = Theme::of_word(theme.as_deref().unwrap_or_default());
    state.languages = meta("languages")
        .split_whitespace()
        .map(|it| (it.to_owned(), language_name(it)))
        .collect();
    // The page has chosen a language before the program came, and has asked for its words.
    let language = document()
        .and_then(|it| it.document_element())
        .and_then(|it| it.get_attribute("lang"))
        .unwrap_or_default();
    let path = format!("words-{language}.json");
    let words =
        Words::parse(&language, &fetch(&path).await?).map_err(|it| format!("{path} {it}"))?;
    state.words = Some(Rc::new(words.written_by(FORMATS)));
    Ok(state)
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// What whoever runs the desk has set in the page.
fn meta(name: &str) -> String {
    attribute(name, "content")
}

/// How whoever runs the desk connects it.
fn deployment() -> Deployment {
    let set = |name: &str| attribute("portal", name);
    let page = document().and_then(|it| it.base_uri().ok().flatten());
    let page = page.unwrap_or_default();
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let folder = page.rsplit_once('/').map_or("", |it| it.0);
    Deployment {
        mode: set("content"),
        cloud: set("data-cloud"),
        client: set("data-client"),
        tenant: set("data-tenant"),
        authority: set("data-authority"),
        folder: format!("{folder}/"),
    }
}

fn attribute(meta: &str, name: &str) -> String {
    document()
        .and_then(|it| {
            it.query_selector(&format!("meta[name={meta}]"))
                .ok()
                .flatten()
        })
        .and_then(|it| it.get_attribute(name))
        .unwrap_or_default()
}

/// Under which name the page leaves what the identity provider brought back, once it has taken it out of the address.
const CAME_BACK: &str = "cameBack";

fn has_come_back() -> bool {
    let here = js_sys::global();
    Reflect::get(&here, &CAME_BACK.into()).is_ok_and(|it| it.is_string())
}

/// What the identity provider brought back; given once.
pub fn brought_back() -> Option<String> {
    let here = js_sys::global();
    let fragment = Reflect::get(&here, &CAME_BACK.into()).ok()?.as_string();
    let _ = Reflect::delete_property(&here, &CAME_BACK.into());
    fragment
}

fn here() -> Address {
    let hash = window()
        .and_then(|it| it.location().hash().ok())
        .unwrap_or_default();
    Address::parse(&hash)
}
