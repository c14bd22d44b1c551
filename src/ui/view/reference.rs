//! Places for elements that code needs to reach, such as a dialog.

use leptos::prelude::{GetValue, LocalStorage, SetValue, StoredValue};
use std::marker::PhantomData;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// A place for an element, filled when it is drawn.
pub struct Reference<T> {
    element: StoredValue<Option<Element>, LocalStorage>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Reference<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reference<T> {}

impl<T: JsCast> Default for Reference<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: JsCast> Reference<T> {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            element: StoredValue::new_local(None),
            kind: PhantomData,
        }
    }

    /// The element.
    pub fn get_untracked(self) -> Option<T> {
        self.element
            .try_get_value()
            .flatten()
            .map(JsCast::unchecked_into)
    }

    pub(super) fn fill(self, element: &Element) {
        self.element.set_value(Some(element.clone()));
    }
}
