//! What scripts of other origins may do: ask Graph and Azure, redeem codes, and nothing else.

use crate::http::{Asked, Reply};

/// The answer to the question that a browser asks before a request of another origin.
pub fn preflight(asked: &Asked) -> Reply {
    let wanted = asked.header("Access-Control-Request-Headers");
    let reply = Reply {
        status: 204,
        ..Reply::default()
    };
    allow(reply, asked, "")
        .with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH")
        .with("Access-Control-Allow-Headers", wanted)
        .with("Access-Control-Max-Age", "3600")
}

/// Whether it is that question.
pub fn is_preflight(asked: &Asked) -> bool {
    asked.method == "OPTIONS" && !asked.header("Access-Control-Request-Method").is_empty()
}

/// Lets the script of another origin read an answer, and these of its headers.
pub fn allow(reply: Reply, asked: &Asked, exposed: &str) -> Reply {
    if asked.header("Origin").is_empty() {
        return reply;
    }
    let reply = reply
        .with("Access-Control-Allow-Origin", asked.header("Origin"))
        .with("Vary", "Origin");
    if exposed.is_empty() {
        reply
    } else {
        reply.with("Access-Control-Expose-Headers", exposed)
    }
}
