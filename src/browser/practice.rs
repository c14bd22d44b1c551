//! The practice portal inside the page, behind the port that later leads to the network.

use crate::{
    app::LogLine,
    browser::ports::{now, store, wait},
    portal::{
        Lost, Method, Request, Response, Transport,
        practice::{self, Dials, World},
    },
};
use std::{
    cell::{Cell, RefCell},
    future::Future,
    mem,
    pin::Pin,
};

const KEY: &str = "practice-world";
/// How many made-up customers the world has that is kept.
const SIZE_KEY: &str = "practice-size";
/// Made-up customers are the same ones each time.
const SEED: u64 = 1;

/// The world, kept for the tab, so that what was filed is still there after a reload.
///
/// Made-up customers are not kept but made again: nothing that is asked of the portals changes them, and a tab keeps a few megabytes.
#[derive(Default)]
pub struct Practice {
    world: RefCell<Option<World>>,
    n_made: Cell<usize>,
}

impl Practice {
    /// The world kept by an earlier load of this tab.
    pub fn recover(&self) -> bool {
        let kept = |key: &str| store(false).and_then(|it| it.get_item(key).ok().flatten());
        let Some(mut world) = kept(KEY).and_then(|text| World::parse(&text).ok()) else {
            return false;
        };
        let n_made = kept(SIZE_KEY)
            .and_then(|it| it.parse().ok())
            .unwrap_or_default();
        if n_made > 0 {
            let mut fresh = world.clone();
            fresh.populate(n_made, SEED);
            world.customers = fresh.customers;
        }
        self.n_made.set(n_made);
        self.world.replace(Some(world));
        true
    }

    /// How many customers are made up; none where the world has those it was written with.
    pub fn n_made(&self) -> usize {
        self.n_made.get()
    }

    /// Begins with a world, with so many made-up customers or its own.
    pub fn begin(&self, text: &str, n_made: usize) -> Result<(), String> {
        let mut world = World::parse(text).map_err(|it| it.to_string())?;
        if n_made > 0 {
            world.populate(n_made, SEED);
        }
        self.n_made.set(n_made);
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
        let n_made = self.n_made.get();
        let text = self.with(|world| {
            if n_made == 0 {
                return world.to_text();
            }
            let customers = mem::take(&mut world.customers);
            let text = world.to_text();
            world.customers = customers;
            text
        });
        if let (Some(text), Some(store)) = (text, store(false)) {
            let _ = store.set_item(KEY, &text);
            let _ = store.set_item(SIZE_KEY, &n_made.to_string());
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
            // Whoever reads a large world reads it often, and leaves it as it is.
            if self.n_made() == 0 || request.method != Method::Get {
                self.keep();
            }
            wait(exchange.after_ms).await;
            exchange.answer
        })
    }
}
