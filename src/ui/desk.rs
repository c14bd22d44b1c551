//! The handle through which every page reads the state and sends commands.

use crate::ui::view::prelude::Memo;
use crate::{
    app::{Command, DateStyle, Ports, Route, State},
    portal::azure_support::windows_zone,
    ui::Pages,
    vocab::{Moment, sort_by},
    wording::{Arg, Listing, Piece, Words},
};
use leptos::prelude::{
    GetValue, LocalStorage, RwSignal, SetValue, StoredValue, With, WithUntracked, WithValue,
    use_context,
};
use std::rc::Rc;

/// Reads the state, sends commands, says words. Copied freely.
#[derive(Clone, Copy)]
pub struct Desk {
    state: RwSignal<State, LocalStorage>,
    sender: StoredValue<Rc<dyn Fn(Command)>, LocalStorage>,
    rest: StoredValue<Option<Rest>, LocalStorage>,
}

/// What comes with the rest of the program.
#[derive(Clone)]
struct Rest {
    pages: Pages,
    ports: Rc<dyn Ports>,
}

impl Desk {
    /// Joins the state to whoever carries commands out.
    pub fn new(state: RwSignal<State, LocalStorage>, sender: Rc<dyn Fn(Command)>) -> Self {
        Self {
            state,
            sender: StoredValue::new_local(sender),
            rest: StoredValue::new_local(None),
        }
    }

    /// Takes in the rest of the program; pages see it once the state says that it is here.
    pub fn complete(self, pages: Pages, ports: Rc<dyn Ports>) {
        self.rest.set_value(Some(Rest { pages, ports }));
    }

    /// Every page but the first, once the rest of the program is here by that `state`.
    pub fn pages(self, state: &State) -> Option<Pages> {
        state.program.known()?;
        self.rest.with_value(|it| it.as_ref().map(|it| it.pages))
    }

    /// Sends a command.
    pub fn send(self, command: Command) {
        if let Some(sender) = self.sender.try_get_value() {
            sender(command);
        }
    }

    /// Reads from the state and follows it.
    pub fn read<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with(read)
    }

    /// Reads from the state once.
    pub fn peek<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// A part of the state, or a screen computed from it, that changes only when its value does.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&read))
    }

    /// The words of a key.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The key under which a text says something else where the desk is connected to real portals, `<key>_live`; else the same key.
    pub fn by_mode(self, key: &str) -> String {
        let live = format!("{key}_live");
        let is_live = self.peek(|it| it.connection.is_live()) && self.has(&live);
        if is_live { live } else { key.to_owned() }
    }

    /// The words of a key with what fills them.
    pub fn say_with(self, key: &str, args: &[(&str, Arg)]) -> String {
        self.peek(|it| words(it).map(|it| it.say(key, args)).unwrap_or_default())
    }

    /// The words of a key, with emphasis.
    pub fn pieces(self, key: &str, args: &[(&str, Arg)]) -> Vec<Piece> {
        self.peek(|it| words(it).map(|it| it.pieces(key, args)).unwrap_or_default())
    }

    /// Things as a list of the language.
    pub fn list(self, things: &[String], listing: Listing) -> String {
        self.peek(|it| {
            words(it)
                .map(|it| it.list(things, listing))
                .unwrap_or_default()
        })
    }

    /// A count in the language of the page.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub fn number(self, n: usize) -> String {
        self.peek(|it| words(it).map(|it| it.number(n as f64)).unwrap_or_default())
    }

    /// A calendar day `YYYY-MM-DD` in the language of the page.
    pub fn day(self, date: &str) -> String {
        self.peek(|it| words(it).map(|it| it.day(date)).unwrap_or_default())
    }

    /// A name of a language in the language of the page.
    pub fn tongue(self, code: &str) -> String {
        let language = self.language();
        self.with_ports(|it| it.tongue(code, &language))
    }

    /// Puts names in the order of the language of the page.
    pub fn sort_names<T>(self, rows: &mut [T], name: impl Fn(&T) -> &str) {
        self.peek(|it| {
            if let Some(words) = words(it) {
                sort_by(rows, |one, other| words.compare(name(one), name(other)));
            }
        });
    }

    /// Whether a key has words.
    pub fn has(self, key: &str) -> bool {
        self.peek(|it| words(it).is_some_and(|it| it.has(key)))
    }

    /// The language of the page.
    pub fn language(self) -> String {
        self.peek(|it| it.language().to_owned())
    }

    /// The address of a page.
    pub fn href(self, route: &Route) -> String {
        route.address(&self.language())
    }

    /// Writes a moment in the language of the page.
    pub fn write(self, moment: Moment, style: DateStyle) -> String {
        let language = self.language();
        self.with_ports(|it| it.write(moment, &language, style))
    }

    /// How far the user's clock is ahead of UTC now, in milliseconds.
    pub fn offset_ms(self) -> i64 {
        let now = self.peek(|it| it.now);
        self.with_ports(|it| it.offset_ms(now))
    }

    /// The time zone that a request names, in which Microsoft writes and calls: the user's own, by its name in Windows.
    pub fn zone(self) -> &'static str {
        windows_zone(&self.with_ports(|it| it.zone()))
    }

    /// The name of a country in the language of the page.
    pub fn country(self, code: &str) -> String {
        let language = self.language();
        self.with_ports(|it| it.country(code, &language))
    }

    fn with_ports<T: Default>(self, ask: impl FnOnce(&dyn Ports) -> T) -> T {
        let ports = self.ports();
        ports.map(|it| ask(&*it)).unwrap_or_default()
    }

    fn ports(self) -> Option<Rc<dyn Ports>> {
        self.rest
            .with_value(|it| it.as_ref().map(|it| it.ports.clone()))
    }

    /// Puts text on the clipboard and says whether it worked.
    pub fn copy(self, text: String) {
        let Some(ports) = self.ports() else {
            return;
        };
        leptos::task::spawn_local(async move {
            let done = ports.copy(&text).await;
            self.send(Command::Copied(done));
        });
    }
}

/// The words in use, also where the playbook is not.
fn words(state: &State) -> Option<&Words> {
    let whole = state.content.as_ref().map(|it| &it.words);
    whole.or(state.words.as_deref())
}

/// The desk of the page being drawn.
pub fn use_desk() -> Desk {
    use_context::<Desk>()
        .unwrap_or_else(|| unreachable!("the shell provides the desk before it draws a page"))
}
