//! Nodes as they stand in the page.
//!
//! **Invariant:** whatever is drawn holds at least one node of the document, in one row with its neighbours. So everything has
//! a first and a last, can be drawn over where it stands, and no markers are needed.

use crate::ui::view::{Hole, Node, Value};
use leptos::prelude::{Owner, RenderEffect, document};
use std::{borrow::Cow, cell::RefCell, mem, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlOptionElement};

/// Draws a node at the end of `root`, for good.
pub fn mount(root: &Element, node: impl FnOnce() -> Node) {
    // Only a second app on the page would find that the effects have somebody to run them already.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    mem::forget(draw(node(), root));
}

/// A node in the page.
enum Drawn {
    Text(web_sys::Node, Cow<'static, str>),
    Many(Vec<Drawn>),
    Keyed(String, Box<Drawn>),
    View(Box<View>),
    Live(RenderEffect<Drawn>),
}

/// Markup in the page.
struct View {
    template: &'static str,
    first: Edge,
    last: Edge,
    holes: Vec<Filled>,
}

/// Where markup begins or ends.
#[derive(Clone)]
enum Edge {
    Node(web_sys::Node),
    Hole(usize),
}

/// A hole in the page.
enum Filled {
    Child(Drawn),
    Value(Spot, Value),
    Live(Spot, RenderEffect<Value>),
    Listener(Listener),
    Reference(Element),
}

/// An attribute or a property of an element, as its line in the template.
#[derive(Clone)]
struct Spot {
    element: Element,
    line: &'static str,
}

impl Spot {
    fn set(&self, value: &Value) {
        let Self { element, line } = self;
        let (sigil, name) = line.split_at(1);
        if sigil == "." {
            return set_property(element, name, value);
        }
        if sigil == "%" {
            return set_style(element, name, value);
        }
        let _ = match value {
            Value::Off => element.remove_attribute(name),
            Value::On => element.set_attribute(name, ""),
            Value::Text(text) => element.set_attribute(name, text),
        };
    }

    fn follow(&self, value: Box<dyn Fn() -> Value>, before: Option<Value>) -> RenderEffect<Value> {
        let spot = self.clone();
        let step = move |before: Option<Value>| {
            let value = value();
            if before.as_ref() != Some(&value) {
                spot.set(&value);
            }
            value
        };
        RenderEffect::new_with_value(step, before)
    }

    fn is_property(&self) -> bool {
        self.line.starts_with('.')
    }
}

/// Sets a property, unless what was typed or ticked meanwhile made it so. Lists and text areas pass as inputs.
fn set_property(element: &Element, name: &str, value: &Value) {
    let is_on = *value != Value::Off;
    match (name, value) {
        ("selected", _) => {
            let option: &HtmlOptionElement = element.unchecked_ref();
            if option.selected() != is_on {
                option.set_selected(is_on);
            }
        }
        ("checked", _) => {
            let input: &HtmlInputElement = element.unchecked_ref();
            if input.checked() != is_on {
                input.set_checked(is_on);
            }
        }
        (_, Value::Text(text)) => {
            let input: &HtmlInputElement = element.unchecked_ref();
            if input.value() != **text {
                input.set_value(text);
            }
        }
        _ => (),
    }
}

/// Sets a custom property, which the page's policy allows to scripts but not to markup.
fn set_style(element: &Element, name: &str, value: &Value) {
    let element: &HtmlElement = element.unchecked_ref();
    let text = match value {
        Value::Text(text) => text,
        Value::Off | Value::On => "",
    };
    let _ = element.style().set_property(&["--", name].concat(), text);
}

/// What is done on an event; it may be replaced.
struct Listener {
    act: Rc<RefCell<Act>>,
    element: Element,
    event: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

/// An event that is on its way when its element goes, such as the end of a scroll, finds nobody.
impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.closure.as_ref().unchecked_ref();
        let _ = (self.element).remove_event_listener_with_callback(self.event, listener);
    }
}

/// What is done, and on whose behalf: signals made meanwhile belong to the part of the page that listens.
#[derive(Clone)]
struct Act {
    owner: Option<Owner>,
    act: Rc<dyn Fn(Event)>,
}

impl Act {
    fn new(act: Rc<dyn Fn(Event)>) -> Self {
        Self {
            owner: Owner::current(),
            act,
        }
    }

    fn run(self, event: Event) {
        match self.owner {
            Some(owner) => owner.with(|| (self.act)(event)),
            None => (self.act)(event),
        }
    }
}

impl Listener {
    fn new(element: &Element, event: &'static str, act: Rc<dyn Fn(Event)>) -> Self {
        let act = Rc::new(RefCell::new(Act::new(act)));
        let now = act.clone();
        let closure = Closure::<dyn Fn(Event)>::new(move |event| {
            // Taken out, so that it may be replaced while it runs.
            let act = now.borrow().clone();
            act.run(event);
        });
        let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self {
            act,
            element: element.clone(),
            event,
            closure,
        }
    }
}

fn made<T>(made: Result<T, JsValue>) -> T {
    made.unwrap_or_else(|_| unreachable!("the names in markup are names of elements"))
}

/// Draws at the end of `parent`.
fn draw(node: Node, parent: &web_sys::Node) -> Drawn {
    match node {
        Node::Nothing => text(Cow::Borrowed(""), parent),
        Node::Text(words) => text(words, parent),
        Node::Many(nodes) if nodes.is_empty() => text(Cow::Borrowed(""), parent),
        Node::Many(nodes) => {
            let mut drawn = Vec::with_capacity(nodes.len());
            for node in nodes {
                drawn.push(draw(node, parent));
            }
            Drawn::Many(drawn)
        }
        Node::Keyed(keyed) => Drawn::Keyed(keyed.0, Box::new(draw(keyed.1, parent))),
        Node::View(template, holes) => Drawn::View(Box::new(markup(template, holes, parent))),
        Node::Live(node) => Drawn::Live(live(node, None, parent.clone())),
    }
}

/// Follows a node: draws it at the end of `parent`, then over what is there.
fn live(
    node: Box<dyn Fn() -> Node>,
    before: Option<Drawn>,
    parent: web_sys::Node,
) -> RenderEffect<Drawn> {
    let step = move |before: Option<Drawn>| match before {
        None => draw(node(), &parent),
        Some(mut drawn) => {
            drawn.over(node());
            drawn
        }
    };
    RenderEffect::new_with_value(step, before)
}

fn text(words: Cow<'static, str>, parent: &web_sys::Node) -> Drawn {
    let node = document().create_text_node(&words).into();
    append(parent, &node);
    Drawn::Text(node, words)
}

fn append(parent: &web_sys::Node, node: &web_sys::Node) {
    made(parent.append_child(node));
}

/// Follows the instructions of a template, which `view!` describes.
fn markup(template: &'static str, holes: Vec<Hole>, parent: &web_sys::Node) -> View {
    let mut filled = Vec::with_capacity(holes.len());
    let mut holes = holes.into_iter();
    let mut open: Vec<Element> = Vec::new();
    let (mut first, mut last) = (None, None);
    for line in template.split('\n') {
        let (sigil, rest) = line.split_at(1);
        let at: &web_sys::Node = open.last().map_or(parent, |it| it);
        let is_top = open.is_empty();
        let edge = match sigil {
            "<" | "~" => {
                let space = if sigil == "~" {
                    "http://www.w3.org/2000/svg"
                } else {
                    "http://www.w3.org/1999/xhtml"
                };
                let element = made(document().create_element_ns(Some(space), rest));
                append(at, &element);
                let edge = Edge::Node(element.clone().into());
                open.push(element);
                edge
            }
            "\"" => {
                let node = document().create_text_node(rest).into();
                append(at, &node);
                Edge::Node(node)
            }
            "{" => {
                if let Some(Hole::Child(node)) = holes.next() {
                    filled.push(Filled::Child(draw(node, at)));
                }
                Edge::Hole(filled.len().saturating_sub(1))
            }
            "/" => {
                open.pop();
                continue;
            }
            _ => {
                let Some(element) = open.last() else { continue };
                if let Some((name, value)) = rest.split_once('=').filter(|_| sigil == " ") {
                    let _ = element.set_attribute(name, value);
                } else if let Some(hole) = holes.next() {
                    filled.push(fill(
                        hole,
                        Spot {
                            element: element.clone(),
                            line,
                        },
                    ));
                }
                continue;
            }
        };
        if is_top {
            first.get_or_insert_with(|| edge.clone());
            last = Some(edge);
        }
    }
    let nothing = Edge::Hole(0);
    View {
        template,
        first: first.unwrap_or_else(|| nothing.clone()),
        last: last.unwrap_or(nothing),
        holes: filled,
    }
}

fn fill(hole: Hole, spot: Spot) -> Filled {
    match hole {
        Hole::Child(node) => Filled::Child(draw(node, &spot.element)),
        Hole::Value(value) => {
            spot.set(&value);
            Filled::Value(spot, value)
        }
        Hole::Live(value) => {
            let effect = spot.follow(value, None);
            Filled::Live(spot, effect)
        }
        Hole::Listener(act) => {
            let event = spot.line.trim_start_matches('!');
            Filled::Listener(Listener::new(&spot.element, event, act))
        }
        Hole::Reference(hand) => {
            hand(&spot.element);
            Filled::Reference(spot.element)
        }
    }
}

impl Filled {
    fn over(&mut self, hole: Hole) {
        match (self, hole) {
            (Self::Child(drawn), Hole::Child(node)) => drawn.over(node),
            (Self::Value(spot, before), Hole::Value(value)) => {
                if spot.is_property() || *before != value {
                    spot.set(&value);
                }
                *before = value;
            }
            (Self::Live(spot, effect), Hole::Live(value)) => {
                let before = effect.take_value().filter(|_| !spot.is_property());
                *effect = spot.follow(value, before);
            }
            (Self::Listener(listener), Hole::Listener(act)) => {
                listener.act.replace(Act::new(act));
            }
            (Self::Reference(element), Hole::Reference(hand)) => hand(element),
            // The same markup may stand in two places, once with a value that changes.
            (filled @ (Self::Value(..) | Self::Live(..)), hole) => {
                if let Self::Value(spot, _) | Self::Live(spot, _) = filled {
                    *filled = fill(hole, spot.clone());
                }
            }
            _ => (),
        }
    }
}

impl Drawn {
    fn key(&self) -> Option<&str> {
        match self {
            Self::Keyed(key, _) => Some(key),
            _ => None,
        }
    }

    fn edge(&self, is_first: bool) -> Option<web_sys::Node> {
        match self {
            Self::Text(node, _) => Some(node.clone()),
            Self::Many(drawn) => if is_first {
                drawn.first()
            } else {
                drawn.last()
            }?
            .edge(is_first),
            Self::Keyed(_, drawn) => drawn.edge(is_first),
            Self::View(view) => match if is_first { &view.first } else { &view.last } {
                Edge::Node(node) => Some(node.clone()),
                Edge::Hole(at) => match view.holes.get(*at)? {
                    Filled::Child(drawn) => drawn.edge(is_first),
                    _ => None,
                },
            },
            Self::Live(effect) => effect.with_value_mut(|it| it.edge(is_first)).flatten(),
        }
    }

    /// Its nodes in the document, in their order.
    fn nodes(&self) -> Vec<web_sys::Node> {
        let (mut at, last) = (self.edge(true), self.edge(false));
        let mut nodes = Vec::new();
        while let Some(node) = at {
            at = node.next_sibling().filter(|_| Some(&node) != last.as_ref());
            nodes.push(node);
        }
        nodes
    }

    /// Draws a node over this one.
    fn over(&mut self, node: Node) {
        match (&mut *self, node) {
            (Self::Text(text, before), Node::Text(words)) => {
                if *before != words {
                    text.set_text_content(Some(&words));
                    *before = words;
                }
            }
            (Self::Many(drawn), Node::Many(nodes)) if !nodes.is_empty() => row(drawn, nodes),
            (Self::Keyed(key, drawn), Node::Keyed(keyed)) if *key == keyed.0 => drawn.over(keyed.1),
            (Self::View(view), Node::View(template, holes)) if view.template == template => {
                for (filled, hole) in view.holes.iter_mut().zip(holes) {
                    filled.over(hole);
                }
            }
            (Self::Live(effect), Node::Live(node)) => {
                let before = effect.take_value();
                *effect = live(node, before, document().create_document_fragment().into());
            }
            (_, node) => self.replace(node),
        }
    }

    /// Draws a node in place of this one.
    fn replace(&mut self, node: Node) {
        let fragment = document().create_document_fragment();
        let drawn = draw(node, &fragment);
        if let Some(first) = self.edge(true)
            && let Some(parent) = first.parent_node()
        {
            let _ = parent.insert_before(&fragment, Some(&first));
        }
        mem::replace(self, drawn).remove();
    }

    fn remove(self) {
        for node in self.nodes() {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
    }
}

/// Draws nodes over a row: each over the one of its key, those without keys over the next without.
fn row(drawn: &mut Vec<Drawn>, nodes: Vec<Node>) {
    let Some(last) = drawn.last().and_then(|it| it.edge(false)) else {
        return;
    };
    let Some(parent) = last.parent_node() else {
        return;
    };
    let end = last.next_sibling();
    let mut rest = mem::take(drawn);
    // Those whose key is gone go first, so that the others need not be moved past them: what is moved loses the focus.
    let keys: Vec<String> = nodes
        .iter()
        .filter_map(Node::key)
        .map(str::to_owned)
        .collect();
    let is_gone = |it: &Drawn| it.key().is_some_and(|key| !keys.iter().any(|it| it == key));
    for gone in rest.extract_if(.., |it| is_gone(it)) {
        gone.remove();
    }
    for node in nodes {
        let key = node.key();
        let found = rest.iter().position(|it| it.key() == key);
        let next = if found == Some(0) {
            let mut next = rest.remove(0);
            next.over(node);
            next
        } else {
            let before = rest.first().and_then(|it| it.edge(true));
            let fragment = document().create_document_fragment();
            let next = match found {
                Some(at) => {
                    let mut next = rest.remove(at);
                    next.over(node);
                    for node in next.nodes() {
                        append(&fragment, &node);
                    }
                    next
                }
                None => draw(node, &fragment),
            };
            let _ = parent.insert_before(&fragment, before.or_else(|| end.clone()).as_ref());
            next
        };
        drawn.push(next);
    }
    for gone in rest {
        gone.remove();
    }
}
