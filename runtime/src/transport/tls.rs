//! How TLS is set up, and what it trusts.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::{TransportError, TransportErrorKind};
use crate::config::System;

/// The configuration of TLS, made when it is first needed.
pub(super) struct Tls {
    trust: Trust,
    made: OnceLock<Arc<ClientConfig>>,
    making: Mutex<()>,
}

enum Trust {
    /// What the platform trusts, and these.
    Platform(Vec<CertificateDer<'static>>),
    Only(Vec<CertificateDer<'static>>),
    /// The certificates in a PEM file.
    File(System, PathBuf),
    #[cfg(feature = "rustls-0-23")]
    Configured(Box<ClientConfig>),
}

impl Tls {
    fn new(trust: Trust) -> Self {
        Self { trust, made: OnceLock::new(), making: Mutex::new(()) }
    }

    pub(super) fn platform(extra: Vec<CertificateDer<'static>>) -> Self {
        Self::new(Trust::Platform(extra))
    }

    pub(super) fn only(certificates: Vec<CertificateDer<'static>>) -> Self {
        Self::new(Trust::Only(certificates))
    }

    pub(super) fn file(system: System, path: PathBuf) -> Self {
        Self::new(Trust::File(system, path))
    }

    #[cfg(feature = "rustls-0-23")]
    pub(super) fn configured(config: ClientConfig) -> Self {
        Self::new(Trust::Configured(Box::new(config)))
    }

    /// The configuration. The platform's certificates, or a file's, are read on a thread that may block.
    pub(super) async fn config(self: Arc<Self>) -> Result<Arc<ClientConfig>, TransportError> {
        if let Some(made) = self.made.get() {
            return Ok(Arc::clone(made));
        }
        let making = tokio::task::spawn_blocking(move || self.make());
        making.await.unwrap_or_else(|error| Err(failure("setting up TLS", error)))
    }

    fn make(&self) -> Result<Arc<ClientConfig>, TransportError> {
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = self.made.get() {
            return Ok(Arc::clone(made));
        }
        let mut config = match &self.trust {
            Trust::Platform(extra) => platform_config(extra.clone())?,
            Trust::Only(certificates) => only_config(certificates, "the root certificates that were given")?,
            Trust::File(system, path) => {
                let name = format!("the CA bundle {}", path.display());
                let pem = system.read(path).map_err(|error| failure(&format!("reading {name}"), error))?;
                only_config(&certificates(&pem, &name)?, &name)?
            }
            #[cfg(feature = "rustls-0-23")]
            Trust::Configured(config) => (**config).clone(),
        };
        if config.alpn_protocols.is_empty() {
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        }
        #[cfg(not(feature = "http2"))]
        config.alpn_protocols.retain(|protocol| protocol != b"h2");
        Ok(Arc::clone(self.made.get_or_init(|| Arc::new(config))))
    }
}

/// The certificates in a PEM text, of which there must be one; `name` says what it is.
pub(super) fn certificates(pem: &[u8], name: &str) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    let certificates = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| failure(&format!("reading {name}"), error))?;
    if certificates.is_empty() {
        let message = format!("reading {name}: there is no certificate in the PEM text");
        return Err(TransportError::new(TransportErrorKind::Configuration, message));
    }
    Ok(certificates)
}

fn platform_config(extra: Vec<CertificateDer<'static>>) -> Result<ClientConfig, TransportError> {
    let provider = provider()?;
    let verifier = platform_verifier(extra, provider.clone())
        .map_err(|error| failure("setting up TLS with the platform's certificates", error))?;
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failure("setting up TLS", error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

fn only_config(certificates: &[CertificateDer<'static>], name: &str) -> Result<ClientConfig, TransportError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        roots.add(certificate.clone()).map_err(|error| failure(&format!("setting up TLS with {name}"), error))?;
    }
    Ok(ClientConfig::builder_with_provider(provider()?)
        .with_safe_default_protocol_versions()
        .map_err(|error| failure("setting up TLS", error))?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

type PlatformVerifier = Result<Arc<dyn ServerCertVerifier>, rustls::Error>;

/// By the certificates that the platform keeps in files, where that is all that it has.
#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
fn platform_verifier(extra: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> PlatformVerifier {
    let mut roots = platform_roots();
    for certificate in extra {
        Arc::make_mut(&mut roots).add(certificate)?;
    }
    if roots.is_empty() {
        return Err(rustls::Error::General("No CA certificates were loaded from the system".to_owned()));
    }
    let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider).build();
    verifier.map(|verifier| verifier as _).map_err(|error| rustls::Error::General(error.to_string()))
}

/// The certificates in the platform's files, read once in a process, as that takes milliseconds. Those that cannot be
/// read are passed over, as long as there are others; where there are none, the next transport looks again.
#[cfg(all(unix, not(target_os = "android"), not(target_vendor = "apple")))]
fn platform_roots() -> Arc<RootCertStore> {
    static READ: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    if let Some(roots) = READ.get() {
        return Arc::clone(roots);
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() { Arc::new(roots) } else { Arc::clone(READ.get_or_init(|| Arc::new(roots))) }
}

/// By the platform itself.
#[cfg(not(all(unix, not(target_os = "android"), not(target_vendor = "apple"))))]
fn platform_verifier(extra: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> PlatformVerifier {
    #[cfg(target_os = "android")]
    if !extra.is_empty() {
        let message = "Android takes no extra root certificates; trust them alone, or give a TLS configuration";
        return Err(rustls::Error::General(message.into()));
    }
    #[cfg(target_os = "android")]
    let verifier = rustls_platform_verifier::Verifier::new(provider)?;
    #[cfg(not(target_os = "android"))]
    let verifier = rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider)?;
    Ok(Arc::new(verifier))
}

fn provider() -> Result<Arc<CryptoProvider>, TransportError> {
    enabled_provider().ok_or_else(|| {
        let message = "setting up TLS: there is no cryptography; enable the feature `ring` or `aws-lc-rs`, or install a \
                       rustls provider";
        TransportError::new(TransportErrorKind::Configuration, message)
    })
}

fn enabled_provider() -> Option<Arc<CryptoProvider>> {
    #[cfg(feature = "aws-lc-rs")]
    return Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    return Some(Arc::new(rustls::crypto::ring::default_provider()));
    #[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
    return CryptoProvider::get_default().cloned();
}

fn failure(message: &str, error: impl Error + Send + Sync + 'static) -> TransportError {
    TransportError::new(TransportErrorKind::Configuration, message).with_source(error)
}
