//! The practice portal inside the page, behind the port that later leads to the network.

use crate::{
    app::LogLine,
    browser::ports::{now, store, wait},
    portal::{
        Lost, Request, Response, Transport,
        practice::{self, Dials, World},
    },
};
use std::{cell::RefCell, future::Future, pin::Pin};

const KEY: &str = "practice-world";

/// The world, kept for the tab, so that what was filed is still there after a reload.
#[derive(Default)]
pub struct Practice {
    world: RefCell<Option<World>>,
}

impl Practice {
    /// The world kept by an earlier load of this tab.
    pub fn recover(&self) -> bool {
        let kept = store(false).and_then(|it| it.get_item(KEY).ok().flatten());
        let world = kept.and_then(|text| World::parse(&text).ok());
        let found = world.is_some();
        if found {
            self.world.replace(world);
        }
        found
    }

    /// Begins with a world.
    pub fn begin(&self, text: &str) -> Result<(), String> {
        let world = World::parse(text).map_err(|it| it.to_string())?;
        self.world.replace(Some(world));
        self.keep();
        Ok(())
    }

    /// How it behaves and what it was asked lately, newest first.
    pub fn inspect(&self) -> Option<(Dials, Vec<LogLine>)> {
        self.with(|world| {
            let line = |it: &practice::Handled| LogLine {
                at: it.at,
                method: it.method.as_str().to_owned(),
                path: it.path.clone(),
                status: it.status,
            };
            (world.dials.clone(), world.log().rev().map(line).collect())
        })
    }

    /// Reads or changes the world.
    pub fn with<T>(&self, change: impl FnOnce(&mut World) -> T) -> Option<T> {
        self.world.borrow_mut().as_mut().map(change)
    }

    /// Keeps the world for the tab; a tab that keeps nothing still works until it is closed.
    pub fn keep(&self) {
        if let (Some(text), Some(store)) = (
            self.world.borrow().as_ref().map(World::to_text),
            store(false),
        ) {
            let _ = store.set_item(KEY, &text);
        }
    }
}

impl Transport for Practice {
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Lost>> + '_>> {
        Box::pin(async move {
            let signed = practice::signed(&request);
            let exchange = self.with(|world| practice::exchange(world, &signed, now().0));
            let Some(exchange) = exchange else {
                return Err(Lost::NotSent);
            };
            self.keep();
            wait(exchange.after_ms).await;
            exchange.answer
        })
    }
}
