//! The settings of the default transport.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::HyperTransport;
use super::connector::Connector;
use super::limit::Limit;
use super::pool::Pool;
use super::tcp::KeepAlive;
use crate::config::System;
use crate::transport::TransportError;
use crate::transport::proxy::Proxy;
use crate::transport::tls::{Tls, certificates};

/// What certificates that were given in code are called.
const GIVEN: &str = "the root certificates that were given";

/// The settings of a [`HyperTransport`].
#[derive(Clone)]
pub struct HyperTransportBuilder {
    connect_timeout: Duration,
    keep_alive_interval: Duration,
    keep_alive_timeout: Duration,
    pool_idle_timeout: Duration,
    max_idle_per_host: usize,
    max_connections_per_host: Option<usize>,
    roots: Roots,
    #[cfg(feature = "rustls-0-23")]
    tls_config: Option<rustls::ClientConfig>,
    proxy: Proxy,
}

/// What is trusted.
#[derive(Clone)]
enum Roots {
    /// What the platform trusts, and the certificates in a PEM text.
    Platform(Vec<u8>),
    Only(Vec<u8>),
    File(System, PathBuf),
}

impl HyperTransportBuilder {
    pub(super) fn new() -> Self {
        Self {
            // Just over the 3 s after which a lost SYN and its first repetition have been answered or not.
            connect_timeout: Duration::from_millis(3_100),
            keep_alive_interval: Duration::from_secs(20),
            keep_alive_timeout: Duration::from_secs(10),
            // AWS load balancers close after 60 s; a request must not meet that.
            pool_idle_timeout: Duration::from_secs(50),
            max_idle_per_host: 32,
            max_connections_per_host: None,
            roots: Roots::Platform(Vec::new()),
            #[cfg(feature = "rustls-0-23")]
            tls_config: None,
            proxy: Proxy::default(),
        }
    }

    /// The time for having a connection to send on; 3.1 s if not set. It covers finding the host, connecting, tunnelling
    /// through a proxy and the TLS handshake; where there is a connection in the pool, none of that is needed. [`TransportOptions::connect_timeout`] overrides it for a request.
    ///
    /// [`TransportOptions::connect_timeout`]: crate::transport::TransportOptions::connect_timeout
    #[must_use]
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout, ..self }
    }

    /// After how long without a byte the other side is asked whether it is still there, and for how long it may take to
    /// say so before the connection is given up; 20 s and 10 s if not set. This holds for connections that are not in use
    /// too.
    ///
    /// Over HTTP/2 it is asked with PING frames, over HTTP/1.1 with TCP's keep-alive, in whole seconds. Where the platform
    /// can (Linux, Android, Fuchsia), bytes that were sent and not acknowledged for twice both times end a connection.
    #[must_use]
    pub fn keep_alive(self, interval: Duration, timeout: Duration) -> Self {
        Self { keep_alive_interval: interval, keep_alive_timeout: timeout, ..self }
    }

    /// After how long a connection that is not in use is closed; 50 s if not set.
    #[must_use]
    pub fn pool_idle_timeout(self, pool_idle_timeout: Duration) -> Self {
        Self { pool_idle_timeout, ..self }
    }

    /// How many connections to a host are kept while not in use; 32 if not set.
    #[must_use]
    pub fn max_idle_per_host(self, max_idle_per_host: usize) -> Self {
        Self { max_idle_per_host, ..self }
    }

    /// How many connections of HTTP/1.1 to a host may be in use at a time, at least 1; there is no limit if not set. Further
    /// requests wait for one, in their order, and that is part of the time for connecting. A connection of HTTP/2 takes
    /// them all.
    #[must_use]
    pub fn max_connections_per_host(self, max_connections_per_host: usize) -> Self {
        Self { max_connections_per_host: Some(max_connections_per_host), ..self }
    }

    /// Certificates to trust in addition to the platform's, in PEM.
    #[must_use]
    pub fn root_certificates(self, pem: impl Into<Vec<u8>>) -> Self {
        Self { roots: Roots::Platform(pem.into()), ..self }
    }

    /// Certificates to trust in place of the platform's, in PEM; the platform's are then not read.
    #[must_use]
    pub fn only_root_certificates(self, pem: impl Into<Vec<u8>>) -> Self {
        Self { roots: Roots::Only(pem.into()), ..self }
    }

    /// A PEM file of the certificates to trust in place of the platform's, as `AWS_CA_BUNDLE` names one. It is read when
    /// the first TLS connection is made.
    #[must_use]
    pub fn ca_bundle(self, path: impl Into<PathBuf>) -> Self {
        self.ca_bundle_of(System::of_process(), path.into())
    }

    /// As [`ca_bundle`](Self::ca_bundle), by a file of this system.
    pub(in crate::transport) fn ca_bundle_of(self, system: System, path: PathBuf) -> Self {
        Self { roots: Roots::File(system, path), ..self }
    }

    /// TLS by this configuration alone; root certificates that were given are then not used. Where it names no ALPN
    /// protocols, HTTP/1.1 is offered, and HTTP/2 with the feature `http2`; without that it is never offered.
    #[cfg(feature = "rustls-0-23")]
    #[must_use]
    pub fn tls_config(self, config: rustls::ClientConfig) -> Self {
        Self { tls_config: Some(config), ..self }
    }

    /// The proxies to go through.
    #[must_use]
    pub fn proxy(self, proxy: Proxy) -> Self {
        Self { proxy, ..self }
    }

    /// The transport. Nothing is sent or read; no runtime is needed yet.
    ///
    /// # Errors
    /// [`TransportErrorKind::Configuration`](crate::transport::TransportErrorKind::Configuration) when the certificates
    /// that were given are none.
    pub fn build(self) -> Result<HyperTransport, TransportError> {
        let connector = Connector {
            tls: self.tls()?,
            proxy: self.proxy,
            keep_alive: KeepAlive { interval: self.keep_alive_interval, timeout: self.keep_alive_timeout },
        };
        Ok(HyperTransport {
            pool: Arc::new(Pool::new(self.pool_idle_timeout, self.max_idle_per_host)),
            connector: Arc::new(connector),
            limit: self.max_connections_per_host.map(Limit::new).map(Arc::new),
            connect_timeout: self.connect_timeout,
        })
    }

    fn tls(&self) -> Result<Arc<Tls>, TransportError> {
        #[cfg(feature = "rustls-0-23")]
        if let Some(config) = &self.tls_config {
            return Ok(Arc::new(Tls::configured(config.clone())));
        }
        Ok(Arc::new(match &self.roots {
            Roots::Platform(pem) if pem.is_empty() => Tls::platform(Vec::new()),
            Roots::Platform(pem) => Tls::platform(certificates(pem, GIVEN)?),
            Roots::Only(pem) => Tls::only(certificates(pem, GIVEN)?),
            Roots::File(system, path) => Tls::file(system.clone(), path.clone()),
        }))
    }
}

/// Without certificates and TLS configuration, which are long.
impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("keep_alive_interval", &self.keep_alive_interval)
            .field("keep_alive_timeout", &self.keep_alive_timeout)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("max_idle_per_host", &self.max_idle_per_host)
            .field("max_connections_per_host", &self.max_connections_per_host)
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
    }
}
