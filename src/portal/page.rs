//! Lists that come in pages.

use crate::portal::{Call, Error, Method, Origins, Request, json};
use serde_json::Value;

/// No list that is read to its end has more pages.
const N_PAGES_MAX: usize = 200;

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
    /// The link at the end of one path, with the headers at the end of another.
    pub(in crate::portal) fn read(body: &Value, uri: &str, headers: &str) -> Option<Self> {
        let uri = json::text(body, uri);
        let read = |it: &Value| (json::text(it, "key"), json::text(it, "value"));
        (!uri.is_empty()).then(|| Self {
            uri,
            headers: json::list(body, headers, read),
        })
    }

    fn follow(&self, request: &Request, origins: &Origins) -> Result<Request, Error> {
        let mut next = request.clone();
        next.method = Method::Get;
        let Some(path) = origins.path_within(request.api, &self.uri) else {
            return Err(Error::unreadable(
                request,
                None,
                "the next page is elsewhere",
            ));
        };
        next.path = path;
        // Invariant: a link can add what Partner Center needs for paging, but no other header.
        for (name, value) in &self.headers {
            if name
                .get(..3)
                .is_some_and(|it| it.eq_ignore_ascii_case("ms-"))
            {
                next.set_header(name, value);
            }
        }
        if next.path == request.path && next.headers == request.headers {
            return Err(Error::unreadable(
                request,
                None,
                "the next page is the same page",
            ));
        }
        Ok(next)
    }
}

impl<T> Call<Page<T>> {
    /// The call for the page after the one this call has read, on a way that has led through those pages.
    ///
    /// # Errors
    /// As [`Call::next`] has them, and where the way leads in a circle or does not end.
    pub fn after(&self, next: Next, way: &mut Vec<Next>, origins: &Origins) -> Result<Self, Error> {
        let ends = way.len() < N_PAGES_MAX && !way.contains(&next);
        if !ends {
            let place = "the pages do not end";
            return Err(Error::unreadable(&self.request, None, place));
        }
        let call = self.next(&next, origins)?;
        way.push(next);
        Ok(call)
    }

    /// The call for the page after the one this call has read.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when the link leads out of the portal or back to the same page.
    pub fn next(&self, next: &Next, origins: &Origins) -> Result<Self, Error> {
        Ok(Self {
            request: next.follow(&self.request, origins)?,
            ..*self
        })
    }
}
