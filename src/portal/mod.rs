//! The remote portals: what can be asked of them, what they answer, and a practice portal that answers in their place.
//!
//! # What it is
//!
//! Three interfaces of Microsoft serve the desk: Partner Center (customers, subscriptions, service requests),
//! Graph (service health, delegated admin relationships) and Azure Support (tickets on behalf of a customer).
//! [`partner_center`], [`graph`] and [`azure_support`] are their typed clients.
//! A function of a client describes a call and sends nothing: a [`Call`] is a [`Request`] and the way to read its answer.
//! One [`Transport`] sends it, in the browser by fetch, in practice mode by handing it to [`practice`].
//! [`learn()`] turns answers into what the triage may know without asking.
//!
//! # How data passes through
//!
//! `client function` → [`Call`] → [`Transport`] → [`Response`] → `read` → plain types or an [`Error`] → [`learn()`].
//!
//! The wire formats are read by one layer over JSON values instead of derived structs: it is smaller once compiled, reads
//! property names in any case, numbers as text, enumerations as words or integers, and names the place of what it cannot
//! read. Only what a type cannot exist without is required; an unknown word is kept for display.
//! Each client's private `wire` module is the only place that knows property names.
//!
//! An [`Error`] has one variant for each reaction, because the reaction is all that the reader can use.
//! What support needs, the status, the endpoint, the correlation id and the start of the body, travels inside as [`Support`].
//!
//! # What is not here, and why
//!
//! **No tokens.** A request says whose token it needs ([`Signer`]); whoever sends it adds the header.
//! So nothing in this folder can print one.
//!
//! **No clock, no waiting, no retry.** When to poll and how long to wait are decisions of the app; an answer only says
//! what the server asked for. The identifiers that make a retry safe come from the caller ([`Call::traced`]), because they
//! must be stored before anything is sent.
//!
//! **No address from outside is trusted.** Links to further pages and to operations stay opaque ([`Next`],
//! [`azure_support::Operation`]) and become a request only if they point into the configured [`Origins`].
//!
//! # Example
//!
//! ```
//! use partner_triage::portal::{Signer, partner_center, practice};
//!
//! let text = r#"{"cloud": "public", "customers": [{"id": "6e9a0f53-6b58-4c1f-b8a1-3f8f4a6d2c10",
//!     "name": "Młyny Żuławskie S.A.", "domain": "mlyny.example", "access": "delegated_admin"}]}"#;
//! let mut world = practice::World::parse(text)?;
//!
//! let filter = partner_center::CustomerFilter::CompanyName("młyny".into());
//! let call = partner_center::customers(10, Some(&filter));
//! assert_eq!(call.request.signer, Signer::Partner);
//!
//! let signed = practice::signed(&call.request);
//! let page = call.read(&practice::handle(&mut world, &signed, 0))?;
//! assert_eq!(page.items.first().map(|it| it.domain.as_str()), Some("mlyny.example"));
//! # Ok::<(), partner_triage::portal::Error>(())
//! ```

mod address;
mod call;
mod cloud;
mod error;
mod json;
mod learn;
mod link;
mod markup;
mod moment;
mod page;
mod transport;
mod words;
mod writer;

pub mod azure_support;
pub mod graph;
pub mod live;
pub mod partner_center;
pub mod practice;
pub mod sign_in;

pub use call::{Api, Call, Method, Request, Response, Signer};
pub use cloud::{Cloud, Origins};
pub use error::{Error, Support, Who};
pub use learn::{
    Health, Incident, Learned, Origin, Product, Seen, health, learn, learn_of_relationships,
    products_of, products_of_service, told_by,
};
pub use page::{Next, Page};
pub use transport::{Lost, Transport};
