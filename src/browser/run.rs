//! The loop of the app: commands in, state changed, effects carried out.

use crate::{
    app::{Address, Circumstances, Command, Content, Ports, State, perform, recover, update},
    browser::Browser,
    content::Playbook,
    wording::Words,
};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::window;

/// How long the page goes without looking at the clock.
const TICK_MS: u32 = 30_000;

/// What holds the state; in the page a signal, so that views follow it.
pub trait Holder {
    /// Changes the state.
    fn change(&self, change: &mut dyn FnMut(&mut State));
    /// Looks at the state.
    fn snapshot(&self) -> State;
}

/// The sender of commands over a holder.
pub fn sender(holder: Rc<dyn Holder>, ports: Rc<Browser>) -> Rc<dyn Fn(Command)> {
    Rc::new(move |command| dispatch(&holder, &ports, command))
}

fn dispatch(holder: &Rc<dyn Holder>, ports: &Rc<Browser>, command: Command) {
    let outside = Circumstances {
        now: ports.now(),
        fresh: ports.fresh(),
    };
    let mut effects = Vec::new();
    let mut command = Some(command);
    holder.change(&mut |state| {
        if let Some(command) = command.take() {
            effects = update(state, command, &outside);
        }
    });
    for effect in effects {
        let (holder, ports) = (holder.clone(), ports.clone());
        let state = holder.snapshot();
        wasm_bindgen_futures::spawn_local(async move {
            let send = |command| dispatch(&holder, &ports, command);
            perform(&*ports, &state, effect, &send).await;
        });
    }
}

/// Reads what is kept and what is shipped into a first state.
pub async fn begin(ports: &Browser) -> State {
    let mut state = State {
        now: ports.now(),
        cloud: "public".to_owned(),
        ..State::default()
    };
    if let Some(text) = ports.load("desk")
        && let Err(refusal) = recover(&mut state, &text, ports.now())
    {
        state.lost.push(format!("{refusal:?}"));
    }
    state.address = here();
    let language = state.language().to_owned();
    match load(ports, &language).await {
        Ok(content) => state.content = Some(Rc::new(content)),
        Err(defects) => state.defects = defects,
    }
    if !ports.practice.recover() {
        let world = ports.fetch(&format!("world-{}.json", state.cloud)).await;
        if let Err(defect) = world.and_then(|text| ports.use_world(&text)) {
            state.defects.push(defect);
        }
    }
    state
}

async fn load(ports: &Browser, language: &str) -> Result<Content, Vec<String>> {
    let words = ports
        .fetch(&format!("words-{language}.json"))
        .await
        .map_err(|it| vec![it])?;
    let words =
        Words::parse(language, &words).map_err(|it| vec![format!("words-{language}.json {it}")])?;
    let playbook = ports
        .fetch("playbook-2021.json")
        .await
        .map_err(|it| vec![it])?;
    let playbook = Playbook::parse(&playbook).map_err(|defects| {
        defects
            .iter()
            .map(|it| format!("playbook-2021.json {it}"))
            .collect::<Vec<_>>()
    })?;
    Ok(Content { playbook, words })
}

fn here() -> Address {
    let hash = window()
        .and_then(|it| it.location().hash().ok())
        .unwrap_or_default();
    let mut address = Address::parse(&hash);
    // Other languages come with their words; until then every address is English.
    address.language = Some("en".to_owned());
    address
}

/// Follows the address and the clock.
pub fn follow(send: &Rc<dyn Fn(Command)>) {
    let Some(window) = window() else { return };
    let arrived = {
        let send = send.clone();
        Closure::<dyn Fn()>::new(move || send(Command::Arrived(here())))
    };
    let _ = window.add_event_listener_with_callback("hashchange", arrived.as_ref().unchecked_ref());
    arrived.forget();
    let ticked = {
        let send = send.clone();
        Closure::<dyn Fn()>::new(move || send(Command::Ticked))
    };
    let every = i32::try_from(TICK_MS).unwrap_or(i32::MAX);
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
        ticked.as_ref().unchecked_ref(),
        every,
    );
    ticked.forget();
    send(Command::Arrived(here()));
}
