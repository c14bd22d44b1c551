//! The loop of the app: commands in, state changed, effects carried out.

use crate::{
    app::{
        Circumstances, Command, Content, Ports, State, perform, read_edition, read_words, recover,
        update,
    },
    browser::{
        Browser, Holder, Send, contract::offer, door::brought_back, measure::Measure, ports::fetch,
    },
    wording::Words,
};
use std::rc::Rc;

/// Reads what is kept and what is shipped into the state, and begins to carry commands out.
pub async fn begin(holder: Rc<dyn Holder>) -> (Send, Rc<Browser>) {
    let mut state = snapshot(&*holder);
    let ports = Rc::new(Browser::new(&state.connection));
    let cloud = state.cloud.clone();
    if let Some(text) = ports.load(state.connection.document())
        && let Err(refusal) = recover(&mut state, &text, ports.now())
    {
        state.lost.push(format!("{refusal:?}"));
    }
    if state.connection.is_live() {
        // What was kept does not decide whose portals are asked.
        state.cloud = cloud;
    }
    match all_words(&ports, &state).await {
        Ok(words) => state.words = Some(Rc::new(words)),
        Err(defect) => state.defects.push(defect),
    }
    let edition = state.edition().to_owned();
    match load(&ports, &state, &edition).await {
        Ok(content) => {
            let content = Rc::new(content);
            state.editions.insert(edition, content.clone());
            state.content = Some(content);
        }
        Err(defects) => state.defects.extend(defects),
    }
    if !state.connection.is_live() && !ports.practice.recover() {
        let world = fetch(&format!("world-{}.json", state.cloud)).await;
        if let Err(defect) = world.and_then(|text| ports.use_world(&text, 0)) {
            state.defects.push(defect);
        }
    }
    state.world_size = ports.practice.n_made();
    let mut state = Some(state);
    holder.change(&mut |it| {
        if let Some(state) = state.take() {
            // The page may have changed while this was being read.
            let address = std::mem::take(&mut it.address);
            *it = State { address, ..state };
        }
    });
    offer();
    let carrier = ports.clone();
    let send: Send = Rc::new(move |command| dispatch(&holder, &carrier, command));
    let tell = send.clone();
    ports.watch_tabs(move || tell(Command::SignedOutElsewhere));
    if let Some(fragment) = brought_back() {
        send(Command::CameBack(fragment));
    }
    (send, ports)
}

fn dispatch(holder: &Rc<dyn Holder>, ports: &Rc<Browser>, command: Command) {
    let outside = Circumstances {
        now: ports.now(),
        fresh: ports.fresh(),
    };
    let mut effects = Vec::new();
    let measure =
        matches!(command, Command::CustomersRead(..)).then(|| Measure::begin("customers"));
    let mut command = Some(command);
    holder.change(&mut |state| {
        if let Some(command) = command.take() {
            effects = update(state, command, &outside);
        }
    });
    drop(measure);
    for effect in effects {
        let (holder, ports) = (holder.clone(), ports.clone());
        let state = snapshot(&*holder);
        wasm_bindgen_futures::spawn_local(async move {
            let send = |command: Command| {
                let mut is_late = false;
                holder.look(&mut |now| {
                    is_late = now.n_sign_outs != state.n_sign_outs && command.is_of_session();
                });
                if !is_late {
                    dispatch(&holder, &ports, command);
                }
            };
            perform(&*ports, &state, effect, &send).await;
        });
    }
}

fn snapshot(holder: &dyn Holder) -> State {
    let mut seen = State::default();
    holder.look(&mut |state| seen = state.clone());
    seen
}

/// The words of the first page, and with them those of all others.
async fn all_words(ports: &Browser, state: &State) -> Result<Words, String> {
    let first = state.words.as_deref().cloned().unwrap_or_default();
    let language = first.language().to_owned();
    let rest = read_words(ports, &language, "rest").await?.read();
    rest.map(|it| first.under(it))
        .map_err(|it| format!("words-{language}-rest.json {it}"))
}

async fn load(ports: &Browser, state: &State, edition: &str) -> Result<Content, Vec<String>> {
    let files = read_edition(ports, state.language(), edition)
        .await
        .map_err(|it| vec![it])?;
    let shared = state.words.clone().unwrap_or_default();
    Content::read(edition, &files, &shared)
}
