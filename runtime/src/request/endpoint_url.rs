//! URLs of endpoints, and how operations' paths follow them.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

/// The longest URI that the `http` crate takes, in bytes.
pub(super) const MAX_URI: usize = 65_534;

/// An endpoint's URL, taken apart once for all requests that go there.
#[derive(Clone, Debug)]
pub(crate) struct EndpointUrl {
    scheme: Scheme,
    /// Without the scheme's default port: it would be in some places of a message and not in others.
    authority: Authority,
    /// Without a slash at its end.
    path: String,
    is_ip_address: bool,
}

/// Why an endpoint and a path make no URI.
pub(super) enum JoinError {
    TooLong(usize),
    NoUri(http::Error),
}

impl EndpointUrl {
    /// The parts of the URL; else what is wrong with it, without the URL itself where it may hold a password.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        // What stands before an `@` may be a password.
        let shown = if url.contains('@') { String::new() } else { format!(" `{url}`") };
        let wrong = |why: &str| format!("the endpoint{shown} cannot be used: {why}");
        let uri: Uri = url.parse().map_err(|_| wrong("it is not a URL, such as `https://example.com`"))?;
        let (scheme, default_port) = match uri.scheme_str() {
            Some("https") => (Scheme::HTTPS, 443),
            Some("http") => (Scheme::HTTP, 80),
            _ => return Err(wrong("it must begin with `https://` or `http://`")),
        };
        let Some(authority) = uri.authority().filter(|authority| !authority.host().is_empty()) else {
            return Err(wrong("it has no host"));
        };
        if authority.as_str().contains('@') {
            return Err(wrong("it holds a user name or password; credentials are not given this way"));
        }
        if uri.query().is_some() || url.contains('#') {
            return Err(wrong("it must have neither a query nor a fragment"));
        }
        let host = authority.host();
        let port = match authority.as_str().get(host.len()..).unwrap_or_default() {
            "" | ":" => None,
            rest => {
                let digits = rest.strip_prefix(':').filter(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
                let port = digits.and_then(|port| port.parse::<u16>().ok()).filter(|port| *port > 0);
                Some(port.ok_or_else(|| wrong("its port must be a number from 1 to 65535"))?)
            }
        };
        let is_ip_address = host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok();
        let authority = match port.filter(|port| *port != default_port) {
            Some(port) => format!("{host}:{port}").parse(),
            None => host.parse(),
        };
        Ok(Self {
            scheme,
            authority: authority.map_err(|_| wrong("its host is malformed"))?,
            path: uri.path().trim_end_matches('/').to_owned(),
            is_ip_address,
        })
    }

    /// Whether the host is an IP address, which nothing can be put before.
    pub(crate) fn is_ip_address(&self) -> bool {
        self.is_ip_address
    }

    /// The URI of a request: a prefix before the host, a path and a query after the endpoint's path.
    pub(super) fn join(&self, host_prefix: &str, path: Cow<'static, str>, query: &str) -> Result<Uri, JoinError> {
        let target = match path {
            Cow::Borrowed(path) if self.path.is_empty() && query.is_empty() => Bytes::from_static(path.as_bytes()),
            path => {
                let mut target = if self.path.is_empty() { path.into_owned() } else { [&self.path, &*path].concat() };
                if !query.is_empty() {
                    target.push('?');
                    target.push_str(query);
                }
                target.into()
            }
        };
        let length = self.scheme.as_str().len() + 3 + host_prefix.len() + self.authority.as_str().len() + target.len();
        if length > MAX_URI {
            return Err(JoinError::TooLong(length));
        }
        let authority = if host_prefix.is_empty() {
            self.authority.clone()
        } else {
            let authority = format!("{host_prefix}{}", self.authority);
            authority.parse().map_err(|error: http::uri::InvalidUri| JoinError::NoUri(error.into()))?
        };
        let target = PathAndQuery::from_maybe_shared(target);
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(authority);
        parts.path_and_query = Some(target.map_err(|error| JoinError::NoUri(error.into()))?);
        Uri::from_parts(parts).map_err(|error| JoinError::NoUri(error.into()))
    }
}
