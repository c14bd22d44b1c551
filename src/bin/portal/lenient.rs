//! Connections of clients that leave quotation marks in the query, as Microsoft's library for Partner Center does in its filters.
//!
//! RFC 3986 has them encoded, and so the library that reads requests refuses them. They are encoded here on the way to it:
//! only the first line of each request changes. To tell where a request begins, its body is counted or its chunks are
//! followed (RFC 9112, sections 6 and 7).

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A longer head is passed on as it is, to be refused.
const MOST_HEAD_BYTES: usize = 64 * 1024;

/// A stream of requests whose first lines come as they should be.
pub struct Lenient<S> {
    stream: S,
    place: Place,
    /// What was read of a head or of a line.
    pending: Vec<u8>,
    /// What may be passed on, and how much of it was.
    ready: Vec<u8>,
    n_passed: usize,
}

/// Where in a request the next byte stands.
#[derive(Clone, Copy)]
enum Place {
    /// In the head, or before it.
    Head,
    /// In a body with so many bytes left.
    Body(u64),
    /// In the line with the size of a chunk.
    ChunkSize,
    /// In a chunk with so many bytes left, and the end of its line.
    Chunk(u64),
    /// Behind the last chunk.
    Trailer,
    /// Who knows.
    Lost,
}

impl<S> Lenient<S> {
    /// A stream whose first byte begins a request.
    pub fn new(stream: S) -> Self {
        Self {
            stream,
            place: Place::Head,
            pending: Vec::new(),
            ready: Vec::new(),
            n_passed: 0,
        }
    }

    /// Takes what was read.
    fn take(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            bytes = match self.place {
                Place::Body(0) => {
                    self.place = Place::Head;
                    bytes
                }
                Place::Chunk(0) => {
                    self.place = Place::ChunkSize;
                    bytes
                }
                Place::Body(left) => {
                    let (n_bytes, rest) = self.pass(bytes, left);
                    self.place = Place::Body(left - n_bytes);
                    rest
                }
                Place::Chunk(left) => {
                    let (n_bytes, rest) = self.pass(bytes, left);
                    self.place = Place::Chunk(left - n_bytes);
                    rest
                }
                Place::Lost => self.pass(bytes, u64::MAX).1,
                Place::Head | Place::ChunkSize | Place::Trailer => self.take_line(bytes),
            };
        }
    }

    /// Passes on at most so many bytes; how many, and the rest.
    fn pass<'b>(&mut self, bytes: &'b [u8], most: u64) -> (u64, &'b [u8]) {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let (passed, rest) = bytes.split_at(bytes.len().min(most));
        self.ready.extend_from_slice(passed);
        (u64::try_from(passed.len()).unwrap_or_default(), rest)
    }

    /// Takes bytes to the end of a line, and the line with its meaning if that end was there; the rest.
    fn take_line<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let end = bytes.iter().position(|it| *it == b'\n').map(|it| it + 1);
        let (line, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
        self.pending.extend_from_slice(line);
        let is_whole = end.is_some();
        match self.place {
            _ if self.pending.len() > MOST_HEAD_BYTES => self.leave(Place::Lost),
            Place::Head if is_whole && is_head(&self.pending) => {
                let (head, place) = read_head(&self.pending);
                self.pending = head;
                self.leave(place);
            }
            Place::ChunkSize if is_whole => {
                let place = match chunk_size(&self.pending) {
                    None => Place::Lost,
                    Some(0) => Place::Trailer,
                    // The chunk's line ends behind it.
                    Some(size) => Place::Chunk(size.saturating_add(2)),
                };
                self.leave(place);
            }
            Place::Trailer if is_whole => {
                let is_last = self.pending.trim_ascii().is_empty();
                self.leave(if is_last { Place::Head } else { Place::Trailer });
            }
            _ => (),
        }
        rest
    }

    /// Passes on what is pending; the next byte stands at a place.
    fn leave(&mut self, place: Place) {
        self.ready.append(&mut self.pending);
        self.place = place;
    }
}

/// Whether a head ends here. Blank lines before it do not count.
fn is_head(pending: &[u8]) -> bool {
    let pending = pending.trim_ascii_start();
    pending.ends_with(b"\n\r\n") || pending.ends_with(b"\n\n")
}

/// The head with its first line as it should be, and where the next byte stands.
fn read_head(head: &[u8]) -> (Vec<u8>, Place) {
    let head = head.trim_ascii_start();
    let mut lines = head.split_inclusive(|it| *it == b'\n');
    let mut fixed = Vec::with_capacity(head.len());
    for byte in lines.next().unwrap_or_default() {
        match byte {
            b'"' => fixed.extend_from_slice(b"%22"),
            b'<' => fixed.extend_from_slice(b"%3C"),
            b'>' => fixed.extend_from_slice(b"%3E"),
            other => fixed.push(*other),
        }
    }
    let mut place = Place::Head;
    for line in lines {
        fixed.extend_from_slice(line);
        let line = String::from_utf8_lossy(line);
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("Transfer-Encoding") {
            place = Place::ChunkSize;
        } else if name.eq_ignore_ascii_case("Content-Length") && matches!(place, Place::Head) {
            place = value.trim().parse().map_or(Place::Lost, Place::Body);
        }
    }
    (fixed, place)
}

/// The size in the line before a chunk.
fn chunk_size(line: &[u8]) -> Option<u64> {
    let line = std::str::from_utf8(line).ok()?;
    let size = line.split(';').next().unwrap_or_default();
    u64::from_str_radix(size.trim(), 16).ok()
}

impl<S: AsyncRead + Unpin> AsyncRead for Lenient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        while self.n_passed == self.ready.len() {
            self.ready.clear();
            self.n_passed = 0;
            let mut bytes = [0; 8192];
            let mut read = ReadBuf::new(&mut bytes);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut read))?;
            if read.filled().is_empty() {
                // What is pending was never finished, and goes as it is.
                self.leave(Place::Lost);
                break;
            }
            self.take(read.filled());
        }
        let waiting = self.ready.get(self.n_passed..).unwrap_or_default();
        let (now, _) = waiting.split_at(waiting.len().min(buffer.remaining()));
        buffer.put_slice(now);
        let n_bytes = now.len();
        self.n_passed += n_bytes;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Lenient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
