//! The transport that clients share, made when it is first needed.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::{Transport, TransportError};

/// The transport of a configuration. Clones share it; the default one is made when it is first needed.
#[derive(Clone, Default)]
pub(crate) struct SharedTransport {
    made: Arc<OnceLock<Arc<dyn Transport>>>,
    /// The proxy of the default transport; `None` for the one that the environment names when it is made.
    #[cfg(feature = "hyper")]
    proxy: Option<Option<Arc<super::Proxy>>>,
}

impl SharedTransport {
    /// This transport.
    pub(crate) fn new(transport: Arc<dyn Transport>) -> Self {
        Self {
            made: Arc::new(OnceLock::from(transport)),
            #[cfg(feature = "hyper")]
            proxy: None,
        }
    }

    /// The default transport, through the proxy that these variables of the environment name.
    #[cfg(feature = "hyper")]
    pub(crate) fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, TransportError> {
        let proxy = super::Proxy::from_variables(variable)?.map(Arc::new);
        Ok(Self { proxy: Some(proxy), ..Self::default() })
    }

    /// There is no default transport.
    #[cfg(not(feature = "hyper"))]
    #[expect(clippy::unnecessary_wraps, reason = "as with the feature `hyper`")]
    pub(crate) fn from_variables(_variable: impl Fn(&str) -> Option<String>) -> Result<Self, TransportError> {
        Ok(Self::default())
    }

    pub(crate) fn get(&self) -> Result<Arc<dyn Transport>, TransportError> {
        if let Some(transport) = self.made.get() {
            return Ok(Arc::clone(transport));
        }
        let made = self.make()?;
        Ok(Arc::clone(self.made.get_or_init(|| made)))
    }

    #[cfg(feature = "hyper")]
    fn make(&self) -> Result<Arc<dyn Transport>, TransportError> {
        let made = match &self.proxy {
            None => super::HyperTransport::from_environment()?,
            Some(None) => super::HyperTransport::builder().build()?,
            Some(Some(proxy)) => super::HyperTransport::builder().proxy((**proxy).clone()).build()?,
        };
        Ok(Arc::new(made))
    }

    #[cfg(not(feature = "hyper"))]
    #[expect(clippy::unused_self, reason = "as with the feature `hyper`")]
    fn make(&self) -> Result<Arc<dyn Transport>, TransportError> {
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
