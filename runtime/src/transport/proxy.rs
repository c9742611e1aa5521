//! Proxies, and which hosts they are for.

use std::fmt;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Uri;

use super::hyper::without_brackets;
use super::{TransportError, TransportErrorKind};
use crate::percent;

/// An HTTP proxy that `https` requests are tunnelled through by CONNECT.
///
/// Requests to `http` URLs never take it: such are only for servers on this machine or next to it, as those that hand
/// out credentials to a container.
#[derive(Clone)]
pub struct Proxy {
    url: String,
    except: String,
}

impl Proxy {
    /// The proxy at a URL `http://[user:password@]host:port`; `http://` may be left out.
    ///
    /// # Errors
    /// [`TransportErrorKind::Configuration`] when the URL has another form or scheme.
    pub fn new(url: impl Into<String>) -> Result<Self, TransportError> {
        let url = url.into();
        let usable = url.parse::<Uri>().is_ok_and(|uri| {
            uri.scheme_str().is_none_or(|scheme| scheme == "http") && uri.host().is_some_and(|host| !host.is_empty())
        });
        if !usable {
            // The URL itself is not shown, as it may hold a password.
            let message = "reading the proxy's URL: it is not of the form `http://[user:password@]host:port`";
            return Err(TransportError::new(TransportErrorKind::Configuration, message));
        }
        Ok(Self { url, except: String::new() })
    }

    /// The hosts to connect to directly, as curl has them in `NO_PROXY`: domains (with their subdomains), addresses and
    /// networks (`10.0.0.0/8`), with commas between; `*` is every host.
    #[must_use]
    pub fn except(mut self, hosts: impl Into<String>) -> Self {
        self.except = hosts.into();
        self
    }

    /// The proxy that environment variables name: `HTTPS_PROXY`, else `ALL_PROXY`, with the exceptions in `NO_PROXY`;
    /// each also in lower case. `variable` gives the value of one.
    ///
    /// ```
    /// use tinsmith_runtime::transport::Proxy;
    ///
    /// let proxy = Proxy::from_variables(|name| std::env::var(name).ok())?;
    /// # Ok::<(), tinsmith_runtime::transport::TransportError>(())
    /// ```
    ///
    /// # Errors
    /// As [`new`](Self::new), when one is named.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, TransportError> {
        let first = |names: &[&str]| names.iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
        let Some(url) = first(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) else { return Ok(None) };
        Ok(Some(Self::new(url)?.except(first(&["NO_PROXY", "no_proxy"]).unwrap_or_default())))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Proxy").field("except", &self.except).finish_non_exhaustive()
    }
}

/// What it takes to go through a proxy.
pub(super) struct Route {
    pub(super) host: String,
    pub(super) port: u16,
    /// Host and port as they were given.
    pub(super) authority: String,
    /// `Proxy-Authorization`.
    pub(super) authorization: Option<String>,
    except: Vec<Exception>,
}

/// Hosts that are connected to directly.
enum Exception {
    Every,
    Domain(String),
    Network(IpAddr, u32),
}

impl Proxy {
    /// The way through it; `None` where the URL is not of its form, which [`new`](Self::new) sees to.
    pub(super) fn route(&self) -> Option<Route> {
        let uri = self.url.parse::<Uri>().ok()?;
        let authority = uri.authority()?;
        let (login, host_and_port) = match authority.as_str().rsplit_once('@') {
            Some((login, rest)) => (Some(login), rest),
            None => (None, authority.as_str()),
        };
        Some(Route {
            host: without_brackets(authority.host()).to_owned(),
            port: authority.port_u16().unwrap_or(80),
            authority: host_and_port.to_owned(),
            authorization: login.map(basic),
            except: self.except.split(',').map(str::trim).filter(|part| !part.is_empty()).map(exception).collect(),
        })
    }
}

/// Basic authorization by a login of a URL: `user`, or `user:password`, percent-encoded.
fn basic(login: &str) -> String {
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    format!("Basic {}", STANDARD.encode([percent::decode(user), percent::decode(password)].join(&b':')))
}

fn exception(text: &str) -> Exception {
    let network = || {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse().ok()?)),
            None => (text, None),
        };
        let address = without_brackets(address).parse::<IpAddr>().ok()?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let length = length.unwrap_or(bits);
        (length <= bits).then_some(Exception::Network(address, length))
    };
    match text {
        "*" => Exception::Every,
        _ => network().unwrap_or_else(|| Exception::Domain(text.trim_start_matches('.').to_ascii_lowercase())),
    }
}

impl Route {
    /// Whether a host, without brackets, is reached through the proxy.
    pub(super) fn is_for(&self, host: &str) -> bool {
        let address = host.parse::<IpAddr>().ok();
        let host = host.to_ascii_lowercase();
        !self.except.iter().any(|exception| match exception {
            Exception::Every => true,
            Exception::Domain(domain) => {
                let before = host.strip_suffix(domain.as_str());
                address.is_none() && before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
            }
            Exception::Network(network, length) => address.is_some_and(|address| shares(address, *network, *length)),
        })
    }
}

/// Whether the first bits of two addresses are the same.
fn shares(address: IpAddr, network: IpAddr, length: u32) -> bool {
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => {
            let differing = address.to_bits() ^ network.to_bits();
            differing.checked_shr(32_u32.saturating_sub(length)).unwrap_or(0) == 0
        }
        (IpAddr::V6(address), IpAddr::V6(network)) => {
            let differing = address.to_bits() ^ network.to_bits();
            differing.checked_shr(128_u32.saturating_sub(length)).unwrap_or(0) == 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_domains_addresses_and_networks() {
        let except = "example.com, .internal ,10.0.0.0/8,192.0.2.1,2001:db8::/32,[::1],0.0.0.0/33";
        let route = Proxy::new("proxy:1").unwrap().except(except).route().unwrap();
        for host in
            ["example.com", "a.EXAMPLE.com", "internal", "a.b.internal", "10.1.2.3", "192.0.2.1", "2001:db8::5", "::1"]
        {
            assert!(!route.is_for(host), "{host}");
        }
        for host in ["notexample.com", "example.com.org", "com", "11.1.2.3", "192.0.2.2", "2001:db9::", "::2"] {
            assert!(route.is_for(host), "{host}");
        }
        for (except, host) in [("*", "10.0.0.1"), ("a,*", "example.com"), ("0.0.0.0/0", "10.0.0.1"), ("::/0", "::1")] {
            assert!(!Proxy::new("proxy:1").unwrap().except(except).route().unwrap().is_for(host), "{except}");
        }
    }

    #[test]
    fn the_way_through_a_proxy() {
        let route = |url: &str| Proxy::new(url).unwrap().route().unwrap();
        let plain = route("proxy");
        assert_eq!((plain.host.as_str(), plain.port, plain.authorization), ("proxy", 80, None));
        let login = route("http://user:pass%20word@[::1]:3128/ignored");
        assert_eq!((login.host.as_str(), login.port, login.authority.as_str()), ("::1", 3128, "[::1]:3128"));
        assert_eq!(login.authorization.as_deref(), Some("Basic dXNlcjpwYXNzIHdvcmQ="));
        assert_eq!(route("http://user@proxy").authorization.as_deref(), Some("Basic dXNlcjo="));
    }
}
