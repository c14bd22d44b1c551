//! Signals, memos and effects over values of any type, each made once by Leptos and not once a type.
//!
//! They are Leptos' own, holding a [`Shared`] value; what is left to a type is to compare and to read it.

use leptos::{
    prelude::{Effect as Effects, Memo as Memos, RwSignal as Signals},
    reactive::traits::{Get, GetUntracked, Set},
};
use std::{any::Any, marker::PhantomData, sync::Arc};

/// A value of some type.
#[derive(Clone)]
struct Shared(Arc<dyn Kept>);

/// What is asked of a value whose type is not known.
trait Kept: Send + Sync {
    fn any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

/// A value that can be compared.
struct Compared<T>(T);

impl<T: PartialEq + Send + Sync + 'static> Kept for Compared<T> {
    fn any(&self) -> &dyn Any {
        &self.0
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>() == Some(&self.0)
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.any())
    }
}

impl Shared {
    fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self(Arc::new(Compared(value)))
    }

    fn get<T: 'static>(&self) -> &T {
        self.0
            .any()
            .downcast_ref()
            .unwrap_or_else(|| unreachable!("a signal keeps its type"))
    }
}

/// A value computed from others, and passed on only when it is another.
pub struct Memo<T> {
    inner: Memos<Shared>,
    kind: PhantomData<fn() -> T>,
}

/// A value that pages change.
pub struct RwSignal<T> {
    inner: Signals<Shared>,
    kind: PhantomData<fn() -> T>,
}

/// What can be read is read in the same ways.
macro_rules! readable {
    ($($handle:ident)*) => {$(
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}

        impl<T: 'static> $handle<T> {
            /// Looks at the value and follows it.
            pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
                look(self.inner.get().get())
            }

            /// Looks at the value once.
            pub fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
                look(self.inner.get_untracked().get())
            }

            /// The value, followed.
            pub fn get(self) -> T where T: Clone {
                self.inner.get().get::<T>().clone()
            }

            /// The value now.
            pub fn get_untracked(self) -> T where T: Clone {
                self.inner.get_untracked().get::<T>().clone()
            }
        }
    )*};
}
readable!(Memo RwSignal);

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Computes the value, knowing the one before, when it is wanted and something it was computed from has changed.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute = move |before: Option<&Shared>| Shared::new(compute(before.map(Shared::get)));
        Self {
            inner: memo(Box::new(compute)),
            kind: PhantomData,
        }
    }
}

type Compute = Box<dyn Fn(Option<&Shared>) -> Shared + Send + Sync>;

fn memo(compute: Compute) -> Memos<Shared> {
    Memos::new(compute)
}

impl<T: PartialEq + Send + Sync + 'static> RwSignal<T> {
    /// A signal that begins with a value.
    pub fn new(value: T) -> Self {
        Self {
            inner: Signals::new(Shared::new(value)),
            kind: PhantomData,
        }
    }

    /// Puts another value in place.
    pub fn set(self, value: T) {
        self.inner.set(Shared::new(value));
    }

    /// Puts another value in place, or gives it back where the signal is gone with its page.
    pub fn try_set(self, value: T) -> Option<T>
    where
        T: Clone,
    {
        let refused = self.inner.try_set(Shared::new(value))?;
        Some(refused.get::<T>().clone())
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

/// Something done whenever what it reads has changed.
pub struct Effect;

impl Effect {
    /// Does it now and then, with what it returned the time before. It ends with the part of the page that began it.
    pub fn new<T: 'static>(mut step: impl FnMut(Option<T>) -> T + 'static) -> Self {
        let mut before = None;
        effect(Box::new(move || before = Some(step(before.take()))));
        Self
    }
}

fn effect(mut step: Box<dyn FnMut()>) {
    Effects::new(move |_| step());
}
