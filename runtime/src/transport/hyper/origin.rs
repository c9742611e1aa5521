//! Whom requests go to.

use std::fmt;

use http::Uri;
use http::uri::{Authority, Scheme};

use crate::transport::{TransportError, TransportErrorKind};

/// Scheme, host and port: what a connection is made to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Origin {
    pub(super) is_https: bool,
    pub(super) authority: Authority,
}

impl Origin {
    /// Whether a URI can be sent to, and whether that takes TLS; with its authority.
    pub(super) fn parts(uri: &Uri) -> Result<(bool, &Authority), TransportError> {
        let invalid = |problem| TransportError::new(TransportErrorKind::InvalidRequest, problem);
        let authority = uri.authority().filter(|authority| !authority.host().is_empty());
        let authority = authority.ok_or_else(|| invalid("sending a request: its URI has no host"))?;
        match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => Ok((true, authority)),
            Some(scheme) if *scheme == Scheme::HTTP => Ok((false, authority)),
            _ => Err(invalid("sending a request: its URI is neither `http` nor `https`")),
        }
    }

    pub(super) fn scheme(&self) -> Scheme {
        if self.is_https { Scheme::HTTPS } else { Scheme::HTTP }
    }

    /// Host and port, without user and password.
    pub(super) fn bare_authority(&self) -> Authority {
        let text = self.authority.as_str();
        let bare = text.rsplit_once('@').and_then(|(_, bare)| bare.parse().ok());
        bare.unwrap_or_else(|| self.authority.clone())
    }

    /// The host as it is looked up: without the brackets of an IPv6 address.
    pub(super) fn host(&self) -> &str {
        without_brackets(self.authority.host())
    }

    pub(super) fn port(&self) -> u16 {
        self.authority.port_u16().unwrap_or(if self.is_https { 443 } else { 80 })
    }
}

pub(in crate::transport) fn without_brackets(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// Host and port as the URI has them, without user and password.
impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.authority.host())?;
        self.authority.port_u16().map_or(Ok(()), |port| write!(formatter, ":{port}"))
    }
}
