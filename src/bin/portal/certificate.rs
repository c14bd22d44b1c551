//! The certificate the server shows, and the authority behind it; both are made anew at each start.
//!
//! Both say what RFC 5280 asks for (sections 4.2.1.1, 4.2.1.3 and 4.2.1.12), because strict clients refuse them otherwise.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio_rustls::rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

/// The settings of TLS for this machine's names and the host of `origin`, and the file with the authority's certificate.
///
/// # Errors
/// What stood in the way, in words.
pub fn make(origin: &str) -> Result<(Arc<ServerConfig>, String), String> {
    let complain = |it: &dyn std::error::Error| format!("certificate: {it}");
    let mut of_authority = CertificateParams::new(Vec::new()).map_err(|it| complain(&it))?;
    of_authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    of_authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let name = "Practice portal of the triage desk";
    of_authority
        .distinguished_name
        .push(DnType::CommonName, name);
    let key = KeyPair::generate().map_err(|it| complain(&it))?;
    let authority = CertifiedIssuer::self_signed(of_authority, key).map_err(|it| complain(&it))?;

    let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let host = origin.split("//").nth(1).unwrap_or_default();
    let host = host.split([':', '/']).next().unwrap_or_default().to_owned();
    if !host.is_empty() && !hosts.contains(&host) {
        hosts.push(host);
    }
    let mut of_server = CertificateParams::new(hosts).map_err(|it| complain(&it))?;
    of_server
        .distinguished_name
        .push(DnType::CommonName, "localhost");
    of_server.is_ca = IsCa::ExplicitNoCa;
    of_server.use_authority_key_identifier_extension = true;
    of_server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    of_server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate().map_err(|it| complain(&it))?;
    let shown = of_server
        .signed_by(&key, &authority)
        .map_err(|it| complain(&it))?;

    let file = folder()?.join("ca.pem");
    fs::write(&file, authority.pem()).map_err(|it| format!("{}: {it}", file.display()))?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let settings = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|it| {
            it.with_no_client_auth()
                .with_single_cert(vec![shown.der().clone()], key)
        })
        .map_err(|it| complain(&it))?;
    Ok((Arc::new(settings), file.display().to_string()))
}

/// Removes the file, and its folder, when nobody needs it any more.
pub fn forget(ca_file: &str) {
    // What cannot be removed is left to whoever tidies the folder for temporary files.
    if fs::remove_file(ca_file).is_ok()
        && let Some(folder) = Path::new(ca_file).parent()
    {
        let _ = fs::remove_dir(folder);
    }
}

/// A folder of this process.
fn folder() -> Result<PathBuf, String> {
    let name = format!("practice-portal-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).map_err(|it| format!("{}: {it}", folder.display()))?;
    Ok(folder)
}
