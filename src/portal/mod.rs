//! Stub.
use std::{future::Future, pin::Pin};
/// Request
pub struct Request;
/// Response
pub struct Response;
/// Lost
pub struct Lost;
/// T
pub trait Transport {
    /// Sends the request.
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Lost>> + '_>>;
}
