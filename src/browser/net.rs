//! The network, as fetch offers it.

use crate::{
    app::Later,
    browser::ports::{now, wait},
    portal::{
        Lost, Response,
        live::{Plain, Wire},
    },
    vocab::Moment,
};
use gloo_net::http::{Method, RequestBuilder};
use js_sys::{Math, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestRedirect, window,
};

/// How long an answer is waited for, to its last byte.
const GIVE_UP_MS: i32 = 30_000;
/// Bodies longer than this are not read to their end.
const BODY_MAX_BYTES: usize = 5 * 1024 * 1024;

/// The network.
#[derive(Default)]
pub struct Net;

impl Wire for Net {
    fn fetch(&self, request: Plain) -> Later<'_, Result<Response, Lost>> {
        Box::pin(async move {
            let Ok(controller) = AbortController::new() else {
                return Err(Lost::NotSent);
            };
            let stop = Stop::after(&controller, GIVE_UP_MS);
            let answer = fetch(&request, &controller).await;
            drop(stop);
            answer
        })
    }

    fn now(&self) -> Moment {
        now()
    }

    fn wait(&self, ms: u32) -> Later<'_, ()> {
        Box::pin(wait(ms))
    }

    fn chance(&self) -> f64 {
        Math::random()
    }
}

async fn fetch(request: &Plain, controller: &AbortController) -> Result<Response, Lost> {
    let method = Method::from_bytes(request.method.as_bytes()).unwrap_or_default();
    let mut builder = RequestBuilder::new(&request.address)
        .method(method)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&controller.signal()));
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let built = match &request.body {
        Some(body) => builder.body(body.as_str()),
        None => builder.build(),
    };
    let Ok(built) = built else {
        return Err(Lost::NotSent);
    };
    // Only where the device was offline before and after, nothing can have left it: a network that went meanwhile may have carried the call.
    let was_offline = is_offline();
    let Ok(reply) = built.send().await else {
        return Err(if was_offline && is_offline() {
            Lost::NotSent
        } else {
            Lost::NoAnswer
        });
    };
    let headers = reply.headers().entries().collect();
    let body = match reply.body() {
        Some(stream) => read(&stream, controller).await.ok_or(Lost::NoAnswer)?,
        None => String::new(),
    };
    Ok(Response {
        status: reply.status(),
        headers,
        body,
    })
}

fn is_offline() -> bool {
    window().is_some_and(|it| !it.navigator().on_line())
}

/// The body as text. One that breaks off is none; one that is too long is cut, so that reading it fails with its place.
async fn read(stream: &ReadableStream, controller: &AbortController) -> Option<String> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().ok()?;
    let mut bytes = Vec::new();
    loop {
        let part = JsFuture::from(reader.read()).await.ok()?;
        let member = |name: &str| Reflect::get(&part, &JsValue::from_str(name)).ok();
        if member("done").is_none_or(|it| it.is_truthy()) {
            break;
        }
        let part: Uint8Array = member("value")?.dyn_into().ok()?;
        bytes.extend_from_slice(&part.to_vec());
        if bytes.len() > BODY_MAX_BYTES {
            controller.abort();
            break;
        }
    }
    Some(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// Gives up once a time has passed, unless it is dropped before.
struct Stop {
    timer: Option<i32>,
    // Kept alive for as long as the timer may call it.
    _abort: Closure<dyn Fn()>,
}

impl Stop {
    fn after(controller: &AbortController, ms: i32) -> Self {
        let controller = controller.clone();
        let abort = Closure::<dyn Fn()>::new(move || controller.abort());
        let timer = window().and_then(|it| {
            let call = abort.as_ref().unchecked_ref();
            it.set_timeout_with_callback_and_timeout_and_arguments_0(call, ms)
                .ok()
        });
        Self {
            timer,
            _abort: abort,
        }
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        if let (Some(window), Some(timer)) = (window(), self.timer) {
            window.clear_timeout_with_handle(timer);
        }
    }
}
