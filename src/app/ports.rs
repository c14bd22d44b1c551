//! What the app needs of the world, as ports that the browser makes real and tests replace.

use crate::{
    app::LogLine,
    portal::{
        Transport,
        live::Sent,
        practice::Dials,
        sign_in::{Account, Attempt, Demand, Refused, Secret},
    },
    vocab::Moment,
};
use std::{future::Future, pin::Pin};

/// Something that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Who has signed in, and until when nobody has to sign in anew.
pub type Signed = (Account, Option<Moment>);

/// How a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// The day: 20 November 2026.
    Day,
    /// The time of day: 14:05.
    Time,
    /// Day and time.
    DayTime,
    /// Day, time and zone, for what somebody else reads.
    Full,
}

/// The world outside.
pub trait Ports {
    /// The portals.
    fn transport(&self) -> &dyn Transport;
    /// The time, by the portals' clock where that is known and this device's is wrong.
    fn now(&self) -> Moment;
    /// The time by this device's own clock, which does not change when portals are heard.
    fn device_clock(&self) -> Moment {
        self.now()
    }
    /// A fresh random name of lower-case letters and digits.
    fn fresh(&self) -> String;
    /// How far the user's clock is ahead of UTC at a moment, in milliseconds.
    fn offset_ms(&self, _at: Moment) -> i64 {
        0
    }
    /// The user's time zone by its name in the tz database, such as `Europe/Warsaw`; empty where it is not known.
    fn zone(&self) -> String {
        String::new()
    }
    /// Whether somebody may see the page; a tab in the background asks for nothing.
    fn is_seen(&self) -> bool {
        true
    }
    /// Lets time pass.
    fn wait(&self, ms: u32) -> Later<'_, ()>;
    /// A saved document.
    fn load(&self, kind: &str) -> Option<String>;
    /// Saves a document; whether it was saved.
    fn save(&self, kind: &str, text: &str) -> bool;
    /// What this tab keeps under a name, also over the way to another page and back.
    fn kept(&self, _name: &str) -> Option<String> {
        None
    }
    /// Keeps a text for this tab, or forgets it.
    fn keep(&self, _name: &str, _text: Option<&str>) {}
    /// Leaves the app for an address.
    fn leave(&self, _address: &str) {}
    /// Asks the identity provider for what a code is good for; who has signed in, and until when.
    ///
    /// # Errors
    /// Why nothing was granted.
    fn redeem(&self, _attempt: &Attempt, _code: &Secret) -> Later<'_, Result<Signed, Refused>> {
        Box::pin(async { Err(Refused::Later { after_secs: None }) })
    }
    /// What the next sign-in has to bring.
    fn demand(&self) -> Demand {
        Demand::Session
    }
    /// Forgets every token.
    fn sign_out(&self) {}
    /// Tells the other tabs of this browser that the user has signed out.
    fn tell_tabs(&self) {}
    /// What was asked of the portals over the network, oldest first, and how far their clock is ahead, in milliseconds.
    fn asked(&self) -> (Vec<Sent>, Option<i64>) {
        (Vec::new(), None)
    }
    /// A file of the app.
    fn fetch(&self, path: &str) -> Later<'_, Result<String, String>>;
    /// Uses the practice world of that text, with so many made-up customers or, where that is none, its own.
    ///
    /// # Errors
    /// What is wrong with the text; the world in use stays.
    fn use_world(&self, text: &str, n_customers: usize) -> Result<(), String>;
    /// How the practice portal behaves and what it was asked lately; none where there is none.
    fn inspect(&self) -> Option<(Dials, Vec<LogLine>)>;
    /// Lets the practice portal behave otherwise.
    fn dial(&self, dials: Dials);
    /// Goes to an address, in place of this one or after it.
    fn go(&self, address: &str, in_place: bool);
    /// Moves the focus, once what is drawn has settled.
    fn focus(&self, id: &str);
    /// Puts text on the clipboard; whether that worked.
    fn copy(&self, text: &str) -> Later<'_, bool>;
    /// Writes a moment in a language.
    fn write(&self, moment: Moment, language: &str, style: DateStyle) -> String;
    /// The name of a language in a language, by its tag.
    fn tongue(&self, code: &str, language: &str) -> String;
    /// The name of a country in a language, by its ISO 3166-1 alpha-2 code.
    fn country(&self, code: &str, language: &str) -> String;
}
