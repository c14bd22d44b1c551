//! The built app as static files, with the headers it is meant to be served with.

use crate::http::{Asked, Reply};
use std::{
    fs,
    path::{Component, Path, PathBuf},
};

const TYPES: [(&str, &str); 7] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
];
/// Encodings and what the compressed file is called, the best first.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];
const ALWAYS: [(&str, &str); 6] = [
    ("Cache-Control", "no-cache"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("Vary", "Accept-Encoding"),
    ("X-Content-Type-Options", "nosniff"),
];
/// What tells the page that its own origin relays to the portals, with the partner's tenant in the middle.
const RELAY: [&str; 2] = [
    r#"<meta name="portal" content="relay" data-client="7d1a6e0c-52b9-4c7e-9a43-0d5e5c7a1d10" data-tenant=""#,
    r#"" data-authority="./authority">"#,
];

/// Answers with a file of the folder; the page learns the partner's `tenant`.
pub fn answer(folder: &Path, asked: &Asked, path: &str, tenant: &str) -> Reply {
    let found = place(folder, path).filter(|it| it.is_file());
    let (Some(file), "GET" | "HEAD") = (found, asked.method.as_str()) else {
        return Reply::not_found();
    };
    let kind = file
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    let kind_name = TYPES.iter().find(|it| it.0 == kind);
    let kind_name = kind_name.map_or("application/octet-stream", |it| it.1);
    let mut encoding = None;
    let mut body = None;
    if kind != "html" {
        let accepted = asked.header("Accept-Encoding");
        for (name, suffix) in ENCODINGS {
            let beside = PathBuf::from(format!("{}.{suffix}", file.display()));
            if body.is_none() && accepted.split(',').any(|it| it.trim().starts_with(name)) {
                body = fs::read(beside).ok();
                encoding = body.is_some().then_some(name);
            }
        }
    }
    let Some(body) = body.or_else(|| fs::read(&file).ok()) else {
        return Reply::not_found();
    };
    let mut reply = if kind == "html" {
        let page = with_relay(&String::from_utf8_lossy(&body), tenant);
        let policy = policy(&page);
        Reply::new(200, kind_name, page).with("Content-Security-Policy", &policy)
    } else {
        Reply::new(200, kind_name, body)
    };
    for (name, value) in ALWAYS {
        reply = reply.with(name, value);
    }
    match encoding {
        Some(name) => reply.with("Content-Encoding", name),
        None => reply,
    }
}

/// The file of a decoded path, if it stays within the folder.
fn place(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.trim_start_matches('/'));
    let is_plain = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::CurDir);
    if !relative.components().all(is_plain) {
        return None;
    }
    let place = folder.join(relative);
    Some(if path.ends_with('/') {
        place.join("index.html")
    } else {
        place
    })
}

/// The page with the one setting, in place of another value of it.
fn with_relay(page: &str, tenant: &str) -> String {
    let start = page.find(r#"<meta name="portal""#);
    let tag = start.and_then(|start| Some((start, start + page.get(start..)?.find('>')? + 1)));
    let (before, after) = match tag {
        Some((start, end)) => (page.get(..start), page.get(end..)),
        None => match page.find("</head>") {
            Some(end) => (page.get(..end), page.get(end..)),
            None => (Some(""), Some(page)),
        },
    };
    let [start, end] = RELAY;
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    [before, start, tenant, end, after].concat()
}

/// The policy stands once, in the page; the header adds what a meta element cannot say.
fn policy(page: &str) -> String {
    let mark = r#"http-equiv="Content-Security-Policy" content=""#;
    let policy = page.split(mark).nth(1).and_then(|it| it.split('"').next());
    match policy {
        Some(policy) => format!("{policy}; frame-ancestors 'none'"),
        None => "frame-ancestors 'none'".to_owned(),
    }
}
