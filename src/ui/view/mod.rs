//! What pages are made of: Leptos' markup and signals over one small tree, in place of a type for every part of every page.
//!
//! [`view!`] turns markup into a text with holes, a [`Node`]; `draw` makes a node stand in the page. What follows signals is a
//! closure in a hole: it is drawn by an effect of its own and drawn over when a signal changes. Drawing over keeps the elements
//! of the same markup and touches only holes whose value is another, so that focus, scrolling, an open disclosure and what is
//! being typed stay. Nothing is ever parsed as HTML.
//!
//! Both exist for size: a type for every part and every value would be most of the program.

mod draw;
mod node;
mod reference;
mod signal;

pub use draw::mount;
pub use leptos::ev;
pub use node::{
    AnyView, CollectView, Hole, IntoView, Node, Value, child, keyed, listen, listen_target,
    reference, value,
};
pub use partner_triage_view::view;
pub use reference::Reference;

/// All that a page needs.
pub mod prelude {
    pub use super::{
        AnyView, CollectView, IntoView, NodeRef, html, keyed,
        signal::{Effect, Memo, RwSignal},
        view,
    };
    pub use leptos::{
        callback::{Callable, Callback},
        prelude::{
            GetValue, StoredValue, TimeoutHandle, document, provide_context,
            request_animation_frame, set_timeout_with_handle, window,
        },
    };
}

/// The elements that a [`NodeRef`] may hold.
pub mod html {
    pub use web_sys::{HtmlDialogElement as Dialog, HtmlInputElement as Input};
}

/// A place for an element, filled when it is drawn.
pub type NodeRef<T> = Reference<T>;
