//! Certificates made for a test, and servers that have them.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::SupportedProtocolVersion;
use rustls::pki_types::PrivateKeyDer;
use tinsmith_runtime::transport::{HyperTransport, HyperTransportBuilder};
use tokio_rustls::TlsAcceptor;

/// Somebody who signs certificates.
#[derive(Debug)]
pub struct Authority {
    /// Its own certificate.
    pub pem: String,
    issuer: Issuer<'static, KeyPair>,
}

/// What is said by a server's certificate.
#[derive(Clone, Copy, Debug)]
pub struct Certificate<'a> {
    /// The names of the server.
    pub names: &'a [&'a str],
    /// Whether it was good for the year 2000 alone.
    pub is_expired: bool,
}

/// A server `localhost`, and `service.test` behind a proxy.
impl Default for Certificate<'_> {
    fn default() -> Self {
        Self { names: &["localhost", "service.test"], is_expired: false }
    }
}

impl Authority {
    /// An authority that nobody knows yet.
    ///
    /// # Panics
    ///
    /// When there is no randomness.
    #[must_use]
    pub fn new() -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// A server that speaks these protocols.
    #[must_use]
    pub fn acceptor(&self, protocols: &[&str]) -> TlsAcceptor {
        self.acceptor_with(protocols, Certificate::default(), rustls::DEFAULT_VERSIONS)
    }

    /// A server with this certificate that speaks these protocols in these versions of TLS.
    ///
    /// # Panics
    ///
    /// When a name is none.
    #[must_use]
    pub fn acceptor_with(
        &self,
        protocols: &[&str],
        certificate: Certificate<'_>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> TlsAcceptor {
        let key = KeyPair::generate().expect("a key");
        let names: Vec<String> = certificate.names.iter().map(|name| (*name).to_owned()).collect();
        let mut params = CertificateParams::new(names).expect("names");
        if certificate.is_expired {
            (params.not_before, params.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(2000, 12, 31));
        }
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key that was just made");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = rustls::ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .expect("a certificate and its key");
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        TlsAcceptor::from(Arc::new(config))
    }

    /// A transport that trusts nobody else.
    #[must_use]
    pub fn trusting(&self) -> HyperTransportBuilder {
        HyperTransport::builder().only_root_certificates(self.pem.clone())
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}
