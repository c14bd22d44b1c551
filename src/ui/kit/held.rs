//! What somebody has in hand on a page while the page is drawn anew in other words.

use crate::ui::view::prelude::{document, request_animation_frame, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement,
};

/// Focus, scroll, fields filled but not sent, and disclosures opened.
pub struct Held {
    focus: Option<String>,
    scroll: (f64, f64),
    fields: Vec<(String, String)>,
    /// Disclosures in their order, with the id of each that has one.
    open: Vec<(String, bool)>,
}

impl Held {
    /// What the page holds now.
    pub fn of_page() -> Self {
        let focused = document().active_element();
        let window = window();
        Self {
            focus: focused.map(|it| it.id()).filter(|it| !it.is_empty()),
            scroll: (
                window.scroll_x().unwrap_or_default(),
                window.scroll_y().unwrap_or_default(),
            ),
            fields: fields()
                .iter()
                .filter_map(|it| Some((name(it), value(it)?)))
                .collect(),
            open: all("main details")
                .iter()
                .map(|it| (it.id(), it.has_attribute("open")))
                .collect(),
        }
    }

    /// Gives it back once the page is drawn. Whoever follows a field hears of it as if it had been typed again; fields that the state
    /// has filled already are let be.
    pub fn give_back(self) {
        request_animation_frame(move || {
            for field in fields() {
                let name = name(&field);
                let held = self.fields.iter().find(|it| it.0 == name);
                if let Some((_, held)) = held
                    && value(&field).is_some_and(|it| it != *held)
                {
                    fill(&field, held);
                }
            }
            let details = all("main details");
            let is_whole = details.len() == self.open.len();
            for (at, element) in details.iter().enumerate() {
                let id = element.id();
                // Where some are yet to be drawn, places tell nothing, but ids do.
                let held = if is_whole {
                    self.open.get(at)
                } else {
                    self.open.iter().find(|it| !id.is_empty() && it.0 == id)
                };
                if let Some((_, is_open)) = held {
                    let _ = element.toggle_attribute_with_force("open", *is_open);
                }
            }
            let focused = self.focus.and_then(|it| document().get_element_by_id(&it));
            if let Some(element) = focused.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
            window().scroll_to_with_x_and_y(self.scroll.0, self.scroll.1);
        });
    }
}

fn all(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).ok();
    let list = found.into_iter().flat_map(|list| {
        (0..list.length()).filter_map(move |at| list.item(at)?.dyn_into::<Element>().ok())
    });
    list.collect()
}

fn fields() -> Vec<Element> {
    all("main input, main textarea, main select")
}

/// What a field is known by in every language.
fn name(field: &Element) -> String {
    let attribute = |it| field.get_attribute(it).unwrap_or_default();
    let id = field.id();
    if id.is_empty() {
        format!("{} {}", attribute("name"), attribute("value"))
    } else {
        id
    }
}

/// What stands in a field; of a tick, whether it is set.
fn value(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return Some(match input.type_().as_str() {
            "radio" | "checkbox" => input.checked().to_string(),
            _ => input.value(),
        });
    }
    let area = field
        .dyn_ref::<HtmlTextAreaElement>()
        .map(HtmlTextAreaElement::value);
    area.or_else(|| {
        field
            .dyn_ref::<HtmlSelectElement>()
            .map(HtmlSelectElement::value)
    })
}

fn fill(field: &Element, held: &str) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            // That another one is picked unpicks this one.
            "radio" if held == "false" => return,
            "radio" | "checkbox" => input.set_checked(held == "true"),
            _ => input.set_value(held),
        }
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(held);
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        select.set_value(held);
    }
    for kind in ["input", "change"] {
        let rises = EventInit::new();
        rises.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict(kind, &rises) {
            let _: Result<bool, JsValue> = field.dispatch_event(&event);
        }
    }
}
