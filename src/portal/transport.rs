//! The port through which requests leave.

use crate::portal::{Request, Response};
use std::{future::Future, pin::Pin};

/// Sends requests. The browser fetches; the practice portal answers by itself; tests answer what they like.
///
/// The sender adds what [`Request::signer`] asks for, and joins the path to the origin configured for [`Request::api`].
/// Any answer is a [`Response`], whatever its status.
pub trait Transport {
    /// Sends the request.
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Lost>> + '_>>;
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The request never left, for example because the device is offline. Nothing can have happened.
    NotSent,
    /// The request left, and no usable answer came. It may have been carried out.
    NoAnswer,
}
