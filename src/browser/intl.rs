//! How a language counts, writes and orders, by the browser's `Intl`.
//!
//! Whatever a browser lacks is written as it would be without one; nothing here fails.

use crate::{
    app::DateStyle,
    vocab::{Date as Day, Moment},
    wording::{Category, Formats, Listing},
};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::{cell::RefCell, cmp::Ordering, collections::BTreeMap};
use wasm_bindgen::{JsCast, JsValue};

/// Plurals, numbers, days, lists and the order of names.
pub const FORMATS: Formats = Formats {
    category,
    number,
    day,
    list,
    compare,
};

/// An `Intl` object of a language and the one function of it that is used.
#[derive(Clone)]
struct Bound {
    this: JsValue,
    call: Function,
}

/// What kind of object, of which language, with which option.
type Key = (&'static str, String, &'static str);

thread_local! {
    /// Making one takes longer than using it many times.
    static MADE: RefCell<BTreeMap<Key, Option<Bound>>> = RefCell::default();
}

/// The time zone of this device by its name in the tz database; empty where the browser does not tell.
pub fn zone() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let zone = Reflect::get(&format.resolved_options(), &"timeZone".into());
    zone.ok().and_then(|it| it.as_string()).unwrap_or_default()
}

/// English is written the British way, day before month; a made-up locale as English is.
fn tag(language: &str) -> &str {
    match language {
        "en" | "en-x-ploc" => "en-GB",
        other => other,
    }
}

/// `new Intl[kind](language, {style})`, and its function of that name. Functions that are getters are bound already.
fn made(
    kind: &'static str,
    language: &str,
    option: &'static str,
    name: &'static str,
) -> Option<Bound> {
    let key = (kind, language.to_owned(), option);
    let known = MADE.with_borrow(|it| it.get(&key).cloned());
    if let Some(known) = known {
        return known;
    }
    let make = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class = Reflect::get(&intl, &kind.into()).ok()?;
        let options = Object::new();
        let pairs: Vec<_> = option
            .split(' ')
            .filter_map(|it| it.split_once('='))
            .collect();
        for (name, value) in pairs {
            Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        let arguments = Array::of2(&tag(language).into(), &options);
        let this = Reflect::construct(class.dyn_ref::<Function>()?, &arguments).ok()?;
        let call = Reflect::get(&this, &name.into()).ok()?;
        Some(Bound {
            call: call.dyn_into::<Function>().ok()?,
            this,
        })
    };
    let fresh = make();
    MADE.with_borrow_mut(|it| it.insert(key, fresh.clone()));
    fresh
}

fn category(language: &str, number: f64) -> Category {
    let word = made("PluralRules", language, "", "select")
        .and_then(|it| it.call.call1(&it.this, &number.into()).ok()?.as_string());
    match word.as_deref() {
        Some(word) => Category::of_name(word),
        None => (Formats::PLAIN.category)(language, number),
    }
}

fn number(language: &str, number: f64) -> String {
    made("NumberFormat", language, "", "format")
        .and_then(|it| it.call.call1(&it.this, &number.into()).ok()?.as_string())
        .unwrap_or_else(|| (Formats::PLAIN.number)(language, number))
}

fn day(language: &str, day: Day) -> String {
    let date = Date::new(&day.to_string().into());
    made(
        "DateTimeFormat",
        language,
        "dateStyle=long timeZone=UTC",
        "format",
    )
    .and_then(|it| it.call.call1(&it.this, &date).ok()?.as_string())
    .unwrap_or_else(|| (Formats::PLAIN.day)(language, day))
}

fn list(language: &str, things: &[String], listing: Listing) -> String {
    let option = match listing {
        Listing::And => "type=conjunction",
        Listing::Or => "type=disjunction",
    };
    let array: Array = things.iter().map(JsValue::from).collect();
    made("ListFormat", language, option, "format")
        .and_then(|it| it.call.call1(&it.this, &array).ok()?.as_string())
        .unwrap_or_else(|| (Formats::PLAIN.list)(language, things, listing))
}

fn compare(language: &str, one: &str, other: &str) -> Ordering {
    let order = made("Collator", language, "", "compare").and_then(|it| {
        it.call
            .call2(&it.this, &one.into(), &other.into())
            .ok()?
            .as_f64()
    });
    match order {
        Some(order) => order.partial_cmp(&0.0).unwrap_or(Ordering::Equal),
        None => (Formats::PLAIN.compare)(language, one, other),
    }
}

/// A moment in a language.
pub fn moment(moment: Moment, language: &str, style: DateStyle) -> String {
    let options = Object::new();
    let set = |key: &str, value: &str| {
        let _ = Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
    };
    match style {
        DateStyle::Day => set("dateStyle", "long"),
        DateStyle::Time => set("timeStyle", "short"),
        DateStyle::DayTime => {
            set("dateStyle", "medium");
            set("timeStyle", "short");
        }
        DateStyle::Full => {
            for (key, value) in [
                ("year", "numeric"),
                ("month", "long"),
                ("day", "numeric"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("timeZoneName", "short"),
            ] {
                set(key, value);
            }
        }
    }
    if language == "en" {
        let _ = Reflect::set(&options, &JsValue::from_str("hour12"), &JsValue::FALSE);
    }
    let locales = Array::of1(&JsValue::from_str(tag(language)));
    let format: Function = Intl::DateTimeFormat::new(&locales, &options).format();
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds since 1970 are exact in a double"
    )]
    let date = Date::new(&JsValue::from_f64(moment.0 as f64));
    let written = format.call1(&JsValue::UNDEFINED, &date).ok();
    written.and_then(|it| it.as_string()).unwrap_or_default()
}

/// The name of a country; its code where the browser does not know it.
pub fn country(code: &str, language: &str) -> String {
    name_of("type=region", code, language).unwrap_or_else(|| code.to_owned())
}

/// The name of a language in a language; its tag where the browser does not know it.
pub fn tongue(code: &str, language: &str) -> String {
    name_of("type=language", code, language).unwrap_or_else(|| code.to_owned())
}

/// The name of a language in itself, such as "Čeština", as it stands in a menu.
pub fn language_name(language: &str) -> String {
    let name = name_of("type=language", language, language)
        .filter(|it| it != language)
        .unwrap_or_else(|| language.to_owned());
    let mut letters = name.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// `Intl.DisplayNames`, which knows the names of countries and languages.
fn name_of(kind: &'static str, code: &str, language: &str) -> Option<String> {
    let names = made("DisplayNames", language, kind, "of")?;
    names
        .call
        .call1(&names.this, &code.into())
        .ok()?
        .as_string()
}
