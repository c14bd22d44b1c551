//! Signing in and out, and looking at the connection.

use crate::app::{
    Connection, Effect, Load, Route, State, Trouble,
    update::{self, reference},
};
use crate::portal::sign_in::Account;
use crate::vocab::Moment;

/// Leaves for the identity provider, to come back to this page.
pub(super) fn sign_in(state: &mut State) -> Vec<Effect> {
    if !state.connection.is_live() || state.connection.account == Load::Waiting {
        return Vec::new();
    }
    let page = state.route().address(state.language());
    vec![Effect::Save, Effect::SignIn(page)]
}

/// The provider has sent the page back with something in its address.
pub(super) fn come_back(state: &mut State, fragment: String) -> Vec<Effect> {
    state.connection.account = Load::Waiting;
    vec![Effect::Redeem(fragment)]
}

/// Somebody has signed in, or not; the page goes on where it waited.
pub(super) fn signed_in(
    state: &mut State,
    answer: Result<(Account, Option<Moment>), Trouble>,
) -> Vec<Effect> {
    match answer {
        Ok((account, ends)) => {
            state.connection.account = Load::Known(account);
            state.connection.ends = ends;
            state.connection.was_left = false;
            update::announce(state, "said.signed_in");
            let mut effects = update::retry(state);
            // Whoever has signed in can sign out without a network, for which the page of the connection needs its words.
            effects.extend(reference::open(state));
            effects
        }
        Err(trouble) => {
            state.connection.account = Load::Failed(trouble);
            Vec::new()
        }
    }
}

/// Signs out in every tab of this browser: one that goes on would keep what it knows, and write it back.
pub(super) fn sign_out_everywhere(state: &mut State) -> Vec<Effect> {
    let mut effects = sign_out(state);
    effects.push(Effect::TellTabs);
    effects
}

/// Another tab was signed out.
pub(super) fn sign_out_too(state: &mut State) -> Vec<Effect> {
    if state.connection.is_live() {
        return sign_out(state);
    }
    Vec::new()
}

/// Deletes what the desk knows of customers, here and on this device. How the user likes to work stays.
fn sign_out(state: &mut State) -> Vec<Effect> {
    let before = std::mem::take(state);
    let connection = Connection {
        account: Load::NotAsked,
        was_left: true,
        ends: None,
        test: Load::NotAsked,
        log: Vec::new(),
        ..before.connection
    };
    *state = State {
        address: before.address,
        has_arrived: before.has_arrived,
        content: before.content,
        editions: before.editions,
        preset_edition: before.preset_edition,
        languages: before.languages,
        words: before.words,
        program: before.program,
        reference: before.reference,
        settings: before.settings,
        terms: before.terms,
        defects: before.defects,
        now: before.now,
        announcement: before.announcement,
        n_sign_outs: before.n_sign_outs + 1,
        cloud: before.cloud,
        customers: before.customers.emptied(),
        connection,
        ..State::default()
    };
    update::announce(state, "said.signed_out");
    vec![Effect::SignOut, Effect::Save, Effect::Go(Route::Connection)]
}

/// Leaves for the identity provider, which forgets who was signed in.
pub(super) fn end_session(state: &State) -> Vec<Effect> {
    if state.connection.is_live() {
        return vec![Effect::EndSession];
    }
    Vec::new()
}

/// Asks for one customer, to see whether the way is open.
pub(super) fn test(state: &mut State) -> Vec<Effect> {
    state.connection.test = Load::Waiting;
    vec![Effect::TestConnection]
}

#[cfg(test)]
mod tests {
    use super::{sign_out_everywhere, sign_out_too};
    use crate::app::{Effect, Mode, State};

    fn state(mode: Mode) -> State {
        let mut state = State::default();
        state.connection.mode = mode;
        state.lost.push("a case".to_owned());
        state
    }

    #[test]
    fn a_tab_that_signs_out_tells_the_others_and_they_tell_nobody() {
        let mut asked = state(Mode::Relay);
        assert!(sign_out_everywhere(&mut asked).contains(&Effect::TellTabs));
        let mut told = state(Mode::Relay);
        let effects = sign_out_too(&mut told);
        assert!(effects.contains(&Effect::SignOut) && effects.contains(&Effect::Save));
        assert!(!effects.contains(&Effect::TellTabs));
        assert!(told.lost.is_empty() && asked.lost.is_empty());
        // A practice portal in another tab of the same browser is nobody's session.
        let mut practice = state(Mode::Practice);
        assert_eq!(sign_out_too(&mut practice), []);
        assert_eq!(practice.lost.len(), 1);
    }
}
