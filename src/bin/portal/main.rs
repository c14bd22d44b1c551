//! The practice portal as a server: the handlers that run in the page, behind HTTP and HTTPS.
//!
//! Four prefixes stand for the four remote parties: `/partner-center`, `/graph`, `/azure` and `/authority`. A request below one
//! of the first three becomes a [`partner_triage::portal::Request`], with the token that the practice portal knows in place of the
//! one that was shown, and the handlers answer it. The authority signs people in and issues those tokens.
//!
//! `options` reads the command line → `main` makes certificate and listeners → `lenient` encodes what some clients leave raw →
//! `wire` turns each HTTP request into an
//! [`http::Asked`] → `desk` finds who answers it → `wire` sends the [`http::Answered`], late, never or broken if a fault says so.
//! Everything behind `wire` is plain functions over one state behind a lock; nothing there waits.

mod app;
mod authority;
mod certificate;
mod clock;
mod cross_origin;
mod desk;
mod faults;
mod http;
mod lenient;
mod options;
mod tokens;
mod wire;

use desk::Desk;
use options::Options;
use partner_triage::portal::practice::World;
use std::{
    io::{self, Write},
    process::ExitCode,
    sync::{Arc, Mutex},
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_rustls::TlsAcceptor;

fn main() -> ExitCode {
    let options = match Options::read(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{}", options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(message) => return failed(&message, 2),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime
        .map_err(|it| it.to_string())
        .and_then(|it| it.block_on(run(options)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => failed(&message, 1),
    }
}

fn failed(message: &str, status: u8) -> ExitCode {
    eprintln!("portal: {message}");
    ExitCode::from(status)
}

/// Serves until a signal asks to stop.
async fn run(options: Options) -> Result<(), String> {
    let plain = listen(options.http_port).await?;
    let secure = listen(options.port).await?;
    let port_of = |it: &TcpListener| it.local_addr().map(|it| it.port());
    let port = port_of(&secure).map_err(|it| it.to_string())?;
    let http_port = port_of(&plain).map_err(|it| it.to_string())?;
    let public = options.public_origin.clone();
    let origin = public.unwrap_or_else(|| format!("https://localhost:{port}"));
    let http_origin = format!("http://localhost:{http_port}");
    let (settings, ca_file) = certificate::make(&origin)?;
    let mut world = World::parse(options.world.text()).map_err(|it| it.to_string())?;
    if let Some(n_customers) = options.n_customers {
        world.populate(n_customers, options.seed);
    }
    let mut said = serde_json::json!({
        "origin": origin,
        "http_origin": &http_origin,
        "ca_file": &ca_file,
        "partner_center": format!("{origin}/partner-center"),
        "graph": format!("{origin}/graph"),
        "azure": format!("{origin}/azure"),
        "authority": format!("{origin}/authority"),
    });
    let desk = Desk::new(options, world)?;
    if let (Some(token), Some(said)) = (desk.test_token(), said.as_object_mut()) {
        said.insert("token".into(), token.into());
    }
    let desk = Arc::new(Mutex::new(desk));
    let mut end = signal(SignalKind::terminate()).map_err(|it| it.to_string())?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|it| it.to_string())?;
    tokio::spawn(wire::accept(plain, http_origin, None, desk.clone()));
    tokio::spawn(wire::accept(
        secure,
        format!("https://localhost:{port}"),
        Some(TlsAcceptor::from(settings)),
        desk,
    ));
    let mut output = io::stdout().lock();
    writeln!(output, "{said}")
        .and_then(|()| output.flush())
        .map_err(|it| format!("standard output: {it}"))?;
    drop(output);
    let ended = std::pin::pin!(end.recv());
    let interrupted = std::pin::pin!(interrupt.recv());
    wire::first(ended, interrupted).await;
    certificate::forget(&ca_file);
    Ok(())
}

/// Only this machine can ask.
async fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(("127.0.0.1", port))
        .await
        .map_err(|it| format!("port {port}: {it}"))
}
