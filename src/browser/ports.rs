//! The browser's side of the app's ports.

use crate::{
    app::{Connection, DateStyle, Later, LogLine, Ports, Signed},
    browser::{intl, net::Net, practice::Practice},
    portal::{
        Transport,
        live::{Live, Sent},
        practice::Dials,
        sign_in::{Attempt, Demand, Refused, Secret},
    },
    vocab::Moment,
};
use js_sys::{Date, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, HtmlElement, Storage, window};

/// What the tabs of this browser tell each other over.
const TABS: &str = "desk";

/// The browser.
#[derive(Default)]
pub struct Browser {
    /// The practice portal.
    pub practice: Practice,
    /// The portals over the network, where the desk is connected to them.
    live: Option<Live<Net>>,
    /// The other tabs, of a desk that somebody can sign out of.
    tabs: Option<BroadcastChannel>,
}

impl Browser {
    /// The browser, with the portals that a connection leads to.
    pub fn new(connection: &Connection) -> Self {
        let live = connection.origins.clone();
        let live = live.map(|it| Live::new(Net, it, connection.provider.clone()));
        Self {
            practice: Practice::default(),
            // The practice portal signs nobody in.
            tabs: live.as_ref().and_then(|_| BroadcastChannel::new(TABS).ok()),
            live,
        }
    }

    /// Says when the user has signed out in another tab.
    pub fn watch_tabs(&self, tell: impl Fn() + 'static) {
        if let Some(tabs) = &self.tabs {
            let listener = Closure::<dyn Fn()>::new(tell);
            tabs.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
        }
    }
}

/// The browser's clock.
pub fn now() -> Moment {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit for a long time"
    )]
    Moment(Date::now() as i64)
}

/// Storage for good (`true`) or for the tab; none where the browser keeps nothing.
pub fn store(for_good: bool) -> Option<Storage> {
    let window = window()?;
    let storage = if for_good {
        window.local_storage()
    } else {
        window.session_storage()
    };
    storage.ok().flatten()
}

/// Lets time pass.
pub async fn wait(ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// A file of the app, below `data/`.
///
/// # Errors
/// Its address and why it did not come.
pub async fn fetch(path: &str) -> Result<String, String> {
    let address = format!("./data/{path}");
    let reply = gloo_net::http::Request::get(&address)
        .send()
        .await
        .map_err(|it| format!("{address}: {it}"))?;
    if !reply.ok() {
        return Err(format!("{address}: {}", reply.status()));
    }
    reply.text().await.map_err(|it| format!("{address}: {it}"))
}

impl Ports for Browser {
    fn transport(&self) -> &dyn Transport {
        match &self.live {
            Some(live) => live,
            None => &self.practice,
        }
    }

    fn now(&self) -> Moment {
        let offset = self.live.as_ref().and_then(Live::clock_offset_ms);
        offset.map_or_else(now, |it| now().by_clock(it))
    }

    fn device_clock(&self) -> Moment {
        now()
    }

    fn fresh(&self) -> String {
        let mut bytes = [0; 12];
        if let Some(crypto) = window().and_then(|it| it.crypto().ok()) {
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        bytes
            .iter()
            .map(|it| char::from_digit(u32::from(*it) % 32, 32).unwrap_or('0'))
            .collect()
    }

    fn offset_ms(&self, at: Moment) -> i64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds since 1970 are exact in a double"
        )]
        let date = Date::new(&(at.0 as f64).into());
        #[expect(
            clippy::cast_possible_truncation,
            reason = "minutes, at most a day of them"
        )]
        let minutes_behind = date.get_timezone_offset() as i64;
        -minutes_behind * 60_000
    }

    fn zone(&self) -> String {
        intl::zone()
    }

    fn is_seen(&self) -> bool {
        let document = window().and_then(|it| it.document());
        document.is_none_or(|it| !it.hidden())
    }

    fn wait(&self, ms: u32) -> Later<'_, ()> {
        Box::pin(wait(ms))
    }

    fn load(&self, kind: &str) -> Option<String> {
        store(true)?.get_item(kind).ok().flatten()
    }

    fn save(&self, kind: &str, text: &str) -> bool {
        store(true).is_some_and(|it| it.set_item(kind, text).is_ok())
    }

    fn kept(&self, name: &str) -> Option<String> {
        store(false)?.get_item(name).ok().flatten()
    }

    fn keep(&self, name: &str, text: Option<&str>) {
        let Some(store) = store(false) else { return };
        // A tab that keeps nothing says so once the page is back: the attempt is not known.
        let _ = match text {
            Some(text) => store.set_item(name, text),
            None => store.remove_item(name),
        };
    }

    fn leave(&self, address: &str) {
        if let Some(window) = window() {
            let _ = window.location().assign(address);
        }
    }

    fn redeem(&self, attempt: &Attempt, code: &Secret) -> Later<'_, Result<Signed, Refused>> {
        let Some(live) = &self.live else {
            return Box::pin(async { Err(Refused::Later { after_secs: None }) });
        };
        let request = live.provider().redeem(attempt, code);
        let nonce = attempt.nonce().to_owned();
        Box::pin(async move {
            live.redeem(request, &nonce).await?;
            let signed = live.look(|it| Some((it.account()?.clone(), it.ends())));
            signed.ok_or(Refused::Unreadable("id_token"))
        })
    }

    fn demand(&self) -> Demand {
        self.live.as_ref().map(Live::demand).unwrap_or_default()
    }

    fn sign_out(&self) {
        if let Some(live) = &self.live {
            live.sign_out();
        }
    }

    fn tell_tabs(&self) {
        if let Some(tabs) = &self.tabs {
            let _ = tabs.post_message(&JsValue::TRUE);
        }
    }

    fn asked(&self) -> (Vec<Sent>, Option<i64>) {
        let live = self.live.as_ref();
        live.map_or_else(Default::default, |it| (it.log(), it.clock_offset_ms()))
    }

    fn fetch(&self, path: &str) -> Later<'_, Result<String, String>> {
        let path = path.to_owned();
        Box::pin(async move { fetch(&path).await })
    }

    fn use_world(&self, text: &str, n_customers: usize) -> Result<(), String> {
        self.practice.begin(text, n_customers)
    }

    fn inspect(&self) -> Option<(Dials, Vec<LogLine>)> {
        self.practice.inspect().filter(|_| self.live.is_none())
    }

    fn dial(&self, dials: Dials) {
        self.practice.with(|world| world.dials = dials);
        self.practice.keep();
    }

    fn go(&self, address: &str, in_place: bool) {
        let Some(window) = window() else { return };
        if in_place {
            let _ = window.location().replace(address);
        } else {
            let _ = window.location().set_hash(address);
        }
    }

    fn focus(&self, id: &str) {
        let id = id.to_owned();
        let Some(document) = window().and_then(|it| it.document()) else {
            return;
        };
        let before = document.active_element();
        wasm_bindgen_futures::spawn_local(async move {
            // What the command changed is drawn in the meantime.
            wait(30).await;
            // Whoever has gone on by then is not called back; where the focus was drawn away, it stands on the body.
            let now = document.active_element();
            let has_moved = now != before && now.is_some_and(|it| it.tag_name() != "BODY");
            let element = document.get_element_by_id(&id).filter(|_| !has_moved);
            if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
        });
    }

    fn copy(&self, text: &str) -> Later<'_, bool> {
        let promise = window().map(|it| it.navigator().clipboard().write_text(text));
        Box::pin(async move {
            match promise {
                Some(promise) => JsFuture::from(promise).await.is_ok(),
                None => false,
            }
        })
    }

    fn write(&self, moment: Moment, language: &str, style: DateStyle) -> String {
        intl::moment(moment, language, style)
    }

    fn tongue(&self, code: &str, language: &str) -> String {
        intl::tongue(code, language)
    }

    fn country(&self, code: &str, language: &str) -> String {
        intl::country(code, language)
    }
}
