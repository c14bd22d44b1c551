//! Lists that come in pages.

use crate::portal::{
    Call, Error, Method, Origins, Request,
    json::{Misread, Place},
};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on the page; a page can be empty although more follow.
    pub items: Vec<T>,
    /// The way to the next page, `None` on the last.
    pub next: Option<Next>,
}

/// The way to the next page, as the portal gave it and not yet trusted; see [`Call::next`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    uri: String,
    headers: Vec<(String, String)>,
}

impl Next {
    /// The link of Graph and Azure Support.
    pub(in crate::portal) fn from_uri(uri: String) -> Option<Self> {
        (!uri.is_empty()).then_some(Self {
            uri,
            headers: Vec::new(),
        })
    }

    /// The link object of Partner Center.
    pub(in crate::portal) fn from_link(link: &Place<'_>) -> Result<Option<Self>, Misread> {
        let headers = link.list("headers", |it| Ok((it.need("key")?, it.text_at("value"))))?;
        Ok(Self::from_uri(link.text_at("uri")).map(|it| Self { headers, ..it }))
    }

    fn follow(&self, request: &Request, origins: &Origins) -> Result<Request, Error> {
        let unreadable = |what: &str| Error::unreadable(request, None, what);
        let path = origins.path_within(request.api, &self.uri);
        let mut next = Request {
            method: Method::Get,
            path: path.ok_or_else(|| unreadable("the next page is elsewhere"))?,
            ..request.clone()
        };
        // Invariant: a link can add what Partner Center needs for paging, but no other header.
        for (name, value) in &self.headers {
            if name.to_ascii_lowercase().starts_with("ms-") {
                next.set_header(name, value);
            }
        }
        if next == *request {
            return Err(unreadable("the next page is the same page"));
        }
        Ok(next)
    }
}

impl<T> Call<Page<T>> {
    /// The call for the page after the one this call has read.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when the link leads out of the portal or back to the same page.
    pub fn next(&self, next: &Next, origins: &Origins) -> Result<Self, Error> {
        Ok(Self::new(
            next.follow(&self.request, origins)?,
            self.reader(),
        ))
    }
}
