//! The transport that clients share, made when it is first needed.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{Transport, TransportError};
use crate::config::System;

/// The transport of a configuration. Clones share it; the default one is made when it is first needed.
#[derive(Clone, Default)]
pub(crate) struct SharedTransport {
    made: Arc<OnceLock<Arc<dyn Transport>>>,
    #[cfg(feature = "hyper")]
    settings: Settings,
}

/// What the default transport is made with.
#[cfg(feature = "hyper")]
#[derive(Clone, Default)]
struct Settings {
    /// `None` for the proxies that the variables name when it is made.
    proxy: Option<super::Proxy>,
    ca_bundle: Option<PathBuf>,
    /// Whether there is another transport in its place.
    is_replaced: bool,
}

impl SharedTransport {
    /// This transport.
    pub(crate) fn new(transport: Arc<dyn Transport>) -> Self {
        Self {
            made: Arc::new(OnceLock::from(transport)),
            #[cfg(feature = "hyper")]
            settings: Settings { is_replaced: true, ..Settings::default() },
        }
    }

    /// The default transport, through these proxies and no others. A transport that was given stays.
    #[cfg(feature = "hyper")]
    pub(crate) fn with_proxy(self, proxy: super::Proxy) -> Self {
        self.changed(|settings| settings.proxy = Some(proxy))
    }

    /// The default transport, through the proxies that these variables of the environment name. A transport that was given
    /// stays.
    #[cfg(feature = "hyper")]
    pub(crate) fn with_variables(self, variable: impl Fn(&str) -> Option<String>) -> Result<Self, TransportError> {
        Ok(self.with_proxy(super::Proxy::from_variables(variable)?.unwrap_or_default()))
    }

    /// There is no default transport.
    #[cfg(not(feature = "hyper"))]
    #[expect(clippy::unnecessary_wraps, reason = "as with the feature `hyper`")]
    pub(crate) fn with_variables(self, _variable: impl Fn(&str) -> Option<String>) -> Result<Self, TransportError> {
        Ok(self)
    }

    /// The default transport, trusting the certificates in this PEM file in place of the platform's. A transport that was
    /// given stays.
    #[cfg(feature = "hyper")]
    pub(crate) fn with_ca_bundle(self, path: PathBuf) -> Self {
        self.changed(|settings| settings.ca_bundle = Some(path))
    }

    /// There is no default transport.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn with_ca_bundle(self, _path: PathBuf) -> Self {
        self
    }

    /// The PEM file of the certificates that the default transport trusts.
    #[cfg(feature = "hyper")]
    pub(crate) fn ca_bundle(&self) -> Option<&Path> {
        self.settings.ca_bundle.as_deref()
    }

    /// There is no default transport.
    #[cfg(not(feature = "hyper"))]
    #[expect(clippy::unused_self, reason = "as with the feature `hyper`")]
    pub(crate) fn ca_bundle(&self) -> Option<&Path> {
        None
    }

    /// The transport; the default one is made with the variables and files of this system.
    pub(crate) fn get(&self, system: &System) -> Result<Arc<dyn Transport>, TransportError> {
        if let Some(transport) = self.made.get() {
            return Ok(Arc::clone(transport));
        }
        let made = self.make(system)?;
        Ok(Arc::clone(self.made.get_or_init(|| made)))
    }

    /// With other settings it is another transport.
    #[cfg(feature = "hyper")]
    fn changed(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        if !self.settings.is_replaced {
            self.made = Arc::default();
            change(&mut self.settings);
        }
        self
    }

    #[cfg(feature = "hyper")]
    fn make(&self, system: &System) -> Result<Arc<dyn Transport>, TransportError> {
        let Settings { proxy, ca_bundle, .. } = &self.settings;
        let proxy = match proxy {
            Some(proxy) => proxy.clone(),
            None => super::Proxy::from_variables(|name| system.variable(name))?.unwrap_or_default(),
        };
        let mut builder = super::HyperTransport::builder().proxy(proxy);
        if let Some(path) = ca_bundle {
            builder = builder.ca_bundle_of(system.clone(), path.clone());
        }
        Ok(Arc::new(builder.build()?))
    }

    #[cfg(not(feature = "hyper"))]
    #[expect(clippy::unused_self, reason = "as with the feature `hyper`")]
    fn make(&self, _system: &System) -> Result<Arc<dyn Transport>, TransportError> {
        let message = "there is no transport: set one with Config::transport, or enable the feature `hyper`";
        Err(TransportError::new(super::TransportErrorKind::Configuration, message).not_sent())
    }
}

impl fmt::Debug for SharedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.made.get() {
            Some(transport) => transport.fmt(f),
            None => f.write_str("the default transport"),
        }
    }
}
