//! Connections: from bytes to [`Asked`] and from [`Answered`] to bytes. The only place that waits.

use crate::{
    desk::Desk,
    http::{Asked, Outcome, Reply},
    lenient::Lenient,
};
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::Poll,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

/// Longer bodies are not read.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Longer ones end the connection.
const MOST_TAKEN_BYTES: usize = 16 * MOST_BYTES;

/// Takes connections for ever, with TLS if an acceptor is given; `origin` is where it listens, for those who do not say whom they ask.
pub async fn accept(
    listener: TcpListener,
    origin: String,
    tls: Option<TlsAcceptor>,
    desk: Arc<Mutex<Desk>>,
) {
    let origin: Arc<str> = origin.into();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: those who are served will free some.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        // Small answers go at once.
        let _ = stream.set_nodelay(true);
        let (tls, origin, desk) = (tls.clone(), origin.clone(), desk.clone());
        tokio::spawn(async move {
            match tls {
                None => serve(stream, origin, desk).await,
                Some(tls) => {
                    // Whoever does not trust the certificate goes away.
                    if let Ok(stream) = tls.accept(stream).await {
                        serve(stream, origin, desk).await;
                    }
                }
            }
        });
    }
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    origin: Arc<str>,
    desk: Arc<Mutex<Desk>>,
) {
    let service = service_fn(move |request| answer(request, origin.clone(), desk.clone()));
    // An error here is a client that went away, or a fault that was asked for.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(Lenient::new(stream)), service)
        .await;
}

/// A connection that ends without an answer, as a fault demands.
#[derive(Debug)]
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("broken on demand")
    }
}

impl std::error::Error for Broken {}

async fn answer(
    request: Request<Incoming>,
    origin: Arc<str>,
    desk: Arc<Mutex<Desk>>,
) -> Result<Response<Full<Bytes>>, Broken> {
    let asked = read(request, &origin).await;
    let now_ms = crate::clock::now_ms();
    // A panic in one request must not end the others.
    let answered = desk
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .answer(&asked, now_ms);
    tokio::time::sleep(answered.after).await;
    match answered.outcome {
        Outcome::Reply(reply) => Ok(response(reply)),
        Outcome::Silence => std::future::pending().await,
        Outcome::Break => Err(Broken),
    }
}

async fn read(request: Request<Incoming>, origin: &str) -> Asked {
    let (head, body) = request.into_parts();
    let headers: Vec<(String, String)> = (head.headers.iter())
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect();
    let mut asked = Asked {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers,
        body: String::new(),
        unreadable: None,
        origin: String::new(),
    };
    let encoding = asked.header("Content-Encoding");
    let is_packed = !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity");
    match collect(body).await {
        Err(status) => asked.unreadable = Some(status),
        // RFC 9110, section 15.5.16.
        Ok(_) if is_packed => asked.unreadable = Some(415),
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(body) => asked.body = body,
            Err(_) => asked.unreadable = Some(400),
        },
    }
    let said = |name: &str, otherwise: &str| match asked.header(name).split(',').next() {
        Some(value) if !value.trim().is_empty() => value.trim().to_owned(),
        _ => otherwise.to_owned(),
    };
    let (scheme, listening) = origin.split_once("://").unwrap_or_default();
    let host = said("Host", listening);
    let host = said("X-Forwarded-Host", &host);
    asked.origin = format!("{}://{host}", said("X-Forwarded-Proto", scheme));
    asked
}

/// The bytes of a body, or the status that says why there are none. More than can be kept is still taken, up to a limit, so
/// that a client which sends all before it reads gets its answer.
async fn collect(mut body: Incoming) -> Result<Vec<u8>, u16> {
    let mut bytes = Vec::new();
    let mut n_bytes = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| 400_u16)?;
        let Some(part) = frame.data_ref() else {
            continue;
        };
        n_bytes += part.len();
        if n_bytes > MOST_TAKEN_BYTES {
            break;
        }
        if n_bytes <= MOST_BYTES {
            bytes.extend_from_slice(part);
        }
    }
    if n_bytes <= MOST_BYTES {
        Ok(bytes)
    } else {
        Err(413)
    }
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    let response = response.body(Full::new(Bytes::from(reply.body)));
    // Only a header that is none can fail, which a client's echoed one cannot be.
    response.unwrap_or_else(|_| Response::new(Full::new(Bytes::new())))
}

/// Waits until one of two is done.
pub async fn first<A: Future, B: Future>(mut left: Pin<&mut A>, mut right: Pin<&mut B>) {
    poll_fn(|context| {
        let is_done =
            left.as_mut().poll(context).is_ready() || right.as_mut().poll(context).is_ready();
        if is_done {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
