//! Nodes as pages make them, and what can become one.

use crate::ui::view::{Reference, prelude::RwSignal};
use std::{borrow::Cow, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement};

/// A part of a page, not drawn yet.
#[derive(Default)]
pub enum Node {
    /// Nothing to see.
    #[default]
    Nothing,
    /// Text.
    Text(Cow<'static, str>),
    /// One after the other.
    Many(Vec<Node>),
    /// Of its own identity among its neighbours: drawn over only by a node of the same key.
    Keyed(Box<(String, Node)>),
    /// Markup with what fills its holes.
    View(&'static str, Vec<Hole>),
    /// Follows the signals it reads.
    Live(Box<dyn Fn() -> Node>),
}

/// The node under Leptos' name.
pub type AnyView = Node;

/// What fills a hole of markup.
pub enum Hole {
    /// Between tags.
    Child(Node),
    /// An attribute or a property.
    Value(Value),
    /// An attribute or a property that follows the signals it reads.
    Live(Box<dyn Fn() -> Value>),
    /// What is done on an event.
    Listener(Rc<dyn Fn(Event)>),
    /// Wants the element.
    Reference(Box<dyn Fn(&Element)>),
}

/// The value of an attribute or a property.
#[derive(PartialEq, Eq)]
pub enum Value {
    /// No such attribute; `false`.
    Off,
    /// There, without a text; `true`.
    On,
    /// A text.
    Text(Cow<'static, str>),
}

impl Node {
    /// Its key, if it has one.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Keyed(keyed) => Some(&keyed.0),
            _ => None,
        }
    }

    /// Markup as [`view!`](crate::ui::view::view) writes it.
    pub fn view(template: &'static str, holes: Vec<Hole>) -> Self {
        Self::View(template, holes)
    }
}

/// A node that keeps its identity among its neighbours, and loses it with its key.
pub fn keyed(key: impl Into<String>, node: Node) -> Node {
    Node::Keyed(Box::new((key.into(), node)))
}

/// Fills a hole between tags.
pub fn child(node: impl IntoView) -> Hole {
    Hole::Child(node.into_any())
}

/// Fills an attribute or a property.
pub fn value(value: impl Attribute) -> Hole {
    value.hole()
}

/// Listens to events of a kind.
pub fn listen<E: JsCast>(listener: impl Fn(E) + 'static) -> Hole {
    Hole::Listener(Rc::new(move |event| listener(event.unchecked_into())))
}

/// Listens to events of a field.
pub fn listen_target(listener: impl Fn(Targeted) + 'static) -> Hole {
    Hole::Listener(Rc::new(move |event| listener(Targeted(event))))
}

/// Fills a reference.
pub fn reference<T: JsCast + 'static>(reference: Reference<T>) -> Hole {
    Hole::Reference(Box::new(move |element| reference.fill(element)))
}

/// An event of a field.
pub struct Targeted(Event);

impl Targeted {
    /// The field. Lists and text areas pass as inputs: `value` and `checked` are the same for all.
    pub fn target(&self) -> HtmlInputElement {
        JsValue::from(self.0.target()).unchecked_into()
    }
}

/// What can stand between tags.
pub trait IntoView: Sized {
    /// The node.
    fn into_any(self) -> Node;
}

impl IntoView for Node {
    fn into_any(self) -> Node {
        self
    }
}

impl IntoView for () {
    fn into_any(self) -> Node {
        Node::Nothing
    }
}

impl IntoView for String {
    fn into_any(self) -> Node {
        Node::Text(self.into())
    }
}

impl IntoView for &'static str {
    fn into_any(self) -> Node {
        Node::Text(self.into())
    }
}

/// Counts are written as they are.
macro_rules! counts {
    ($($count:ty)*) => {$(
        impl IntoView for $count {
            fn into_any(self) -> Node {
                self.to_string().into_any()
            }
        }
    )*};
}
counts!(u16 u32 usize);

impl<T: IntoView> IntoView for Option<T> {
    fn into_any(self) -> Node {
        self.map(T::into_any).unwrap_or_default()
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_any(self) -> Node {
        self.collect_view()
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_any(self) -> Node {
        self.collect_view()
    }
}

impl IntoView for RwSignal<String> {
    fn into_any(self) -> Node {
        (move || self.get()).into_any()
    }
}

impl<F: Fn() -> T + 'static, T: IntoView> IntoView for F {
    fn into_any(self) -> Node {
        Node::Live(Box::new(move || self().into_any()))
    }
}

/// Nodes one after the other.
pub trait CollectView {
    /// As one node.
    fn collect_view(self) -> Node;
}

impl<I: IntoIterator<Item: IntoView>> CollectView for I {
    fn collect_view(self) -> Node {
        let mut nodes = Vec::new();
        for node in self {
            nodes.push(node.into_any());
        }
        Node::Many(nodes)
    }
}

/// What can be the value of an attribute or a property.
pub trait Attribute: Sized {
    /// The value now.
    fn value(self) -> Value;

    /// What fills the hole.
    fn hole(self) -> Hole {
        Hole::Value(self.value())
    }
}

impl Attribute for String {
    fn value(self) -> Value {
        Value::Text(self.into())
    }
}

impl Attribute for &'static str {
    fn value(self) -> Value {
        Value::Text(self.into())
    }
}

impl Attribute for bool {
    fn value(self) -> Value {
        if self { Value::On } else { Value::Off }
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn value(self) -> Value {
        self.map_or(Value::Off, T::value)
    }
}

impl<F: Fn() -> T + 'static, T: Attribute> Attribute for F {
    fn value(self) -> Value {
        self().value()
    }

    fn hole(self) -> Hole {
        Hole::Live(Box::new(move || self().value()))
    }
}
