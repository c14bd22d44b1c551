//! The loop of the app: commands in, state changed, effects carried out.

use crate::{
    app::{Circumstances, Command, Content, Ports, State, perform, recover, update},
    browser::{Browser, Holder, Send, contract::offer, ports::fetch},
    content::Playbook,
};
use std::rc::Rc;

/// Reads what is kept and what is shipped into the state, and begins to carry commands out.
pub async fn begin(holder: Rc<dyn Holder>) -> (Send, Rc<Browser>) {
    let ports = Rc::new(Browser::default());
    let mut state = snapshot(&*holder);
    if let Some(text) = ports.load("desk")
        && let Err(refusal) = recover(&mut state, &text, ports.now())
    {
        state.lost.push(format!("{refusal:?}"));
    }
    match load(&state).await {
        Ok(content) => state.content = Some(Rc::new(content)),
        Err(defects) => state.defects = defects,
    }
    if !ports.practice.recover() {
        let world = fetch(&format!("world-{}.json", state.cloud)).await;
        if let Err(defect) = world.and_then(|text| ports.use_world(&text)) {
            state.defects.push(defect);
        }
    }
    let mut state = Some(state);
    holder.change(&mut |it| {
        if let Some(state) = state.take() {
            // The page may have changed while this was being read.
            let address = std::mem::take(&mut it.address);
            *it = State { address, ..state };
        }
    });
    offer(holder.clone());
    let carrier = ports.clone();
    let send: Send = Rc::new(move |command| dispatch(&holder, &carrier, command));
    (send, ports)
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
        let state = snapshot(&*holder);
        wasm_bindgen_futures::spawn_local(async move {
            let send = |command| dispatch(&holder, &ports, command);
            perform(&*ports, &state, effect, &send).await;
        });
    }
}

fn snapshot(holder: &dyn Holder) -> State {
    let mut seen = State::default();
    holder.look(&mut |state| seen = state.clone());
    seen
}

async fn load(state: &State) -> Result<Content, Vec<String>> {
    let words = state.words.as_deref().cloned().unwrap_or_default();
    let playbook = fetch("playbook-2021.json").await.map_err(|it| vec![it])?;
    let playbook = Playbook::parse(&playbook).map_err(|defects| {
        defects
            .iter()
            .map(|it| format!("playbook-2021.json {it}"))
            .collect::<Vec<_>>()
    })?;
    Ok(Content { playbook, words })
}
