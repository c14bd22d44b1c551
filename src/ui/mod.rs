//! The pages, drawn with Leptos: the only folder that knows it.
//!
//! A page is a function that draws a screen of [`app::screens`](crate::app::screens) and sends commands through the [`Desk`].
//! It neither decides nor fetches. A screen is a memo, so that a part is drawn again only when what it shows has changed;
//! texts being typed are never drawn again, they are written into the state and stay in their field.

mod desk;
mod kit;
mod pages;
mod shell;
mod view;

pub use desk::Desk;
pub use pages::Pages;
pub use shell::mount;
