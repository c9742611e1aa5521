use super::{TransportError, TransportErrorKind};
use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;
use std::error::Error;
use std::sync::Arc;

/// TLS that trusts what the platform trusts, and the certificates in `root_certificates`, which is PEM.
pub(super) fn client_config(root_certificates: &[u8]) -> Result<ClientConfig, TransportError> {
    let provider = provider().ok_or_else(|| {
        let message = "setting up TLS: there is no cryptography; enable the feature `ring` or `aws-lc-rs`, or install a \
                       rustls provider";
        TransportError::new(TransportErrorKind::Configuration, message)
    })?;
    let extra = CertificateDer::pem_slice_iter(root_certificates)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| failure("reading the extra root certificates", error))?;
    if extra.is_empty() && !root_certificates.is_empty() {
        let message = "reading the extra root certificates: there is no certificate in the PEM text";
        return Err(TransportError::new(TransportErrorKind::Configuration, message));
    }
    let verifier = verifier(extra, provider.clone())
        .map_err(|error| failure("setting up TLS with the platform's certificates", error))?;
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failure("setting up TLS", error))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

#[cfg(not(target_os = "android"))]
fn verifier(extra: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
    Verifier::new_with_extra_roots(extra, provider)
}

#[cfg(target_os = "android")]
fn verifier(extra: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
    if extra.is_empty() {
        return Verifier::new(provider);
    }
    Err(rustls::Error::General("Android takes no extra root certificates; give a TLS configuration instead".into()))
}

fn provider() -> Option<Arc<CryptoProvider>> {
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
