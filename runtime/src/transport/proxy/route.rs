//! The way to a proxy.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, Uri};

use crate::percent;
use crate::transport::hyper::without_brackets;
use crate::transport::{TransportError, TransportErrorKind};

/// What it takes to go through a proxy.
pub(in crate::transport) struct Route {
    pub(in crate::transport) host: String,
    pub(in crate::transport) port: u16,
    /// Host and port as they were given.
    pub(in crate::transport) authority: String,
    /// `Proxy-Authorization`.
    pub(in crate::transport) authorization: Option<HeaderValue>,
}

impl Route {
    /// The way to a proxy at a URL; what is said of one that is none does not show it, as it may hold a password.
    pub(super) fn parse(url: &str) -> Result<Self, TransportError> {
        let uri = url.parse::<Uri>().map_err(|_| unusable("it is not"))?;
        match uri.scheme_str() {
            None | Some("http") => {}
            Some("https") => return Err(unusable("proxies that are spoken to over TLS are not supported: it must be")),
            Some("socks4" | "socks4a" | "socks5" | "socks5h") => {
                return Err(unusable("SOCKS proxies are not supported: it must be"));
            }
            Some(_) => return Err(unusable("it is not")),
        }
        let authority = uri.authority().filter(|authority| !authority.host().is_empty());
        let authority = authority.ok_or_else(|| unusable("it is not"))?;
        let (login, host_and_port) = match authority.as_str().rsplit_once('@') {
            Some((login, rest)) => (Some(login), rest),
            None => (None, authority.as_str()),
        };
        Ok(Self {
            host: without_brackets(authority.host()).to_owned(),
            port: authority.port_u16().unwrap_or(80),
            authority: host_and_port.to_owned(),
            authorization: login.map(basic).transpose()?,
        })
    }
}

fn unusable(problem: &str) -> TransportError {
    let message = format!("reading the proxy's URL: {problem} of the form `http://[user:password@]host:port`");
    TransportError::new(TransportErrorKind::Configuration, message)
}

/// Basic authorization by a login of a URL: `user`, or `user:password`, percent-encoded.
fn basic(login: &str) -> Result<HeaderValue, TransportError> {
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    let encoded = STANDARD.encode([percent::decode(user), percent::decode(password)].join(&b':'));
    let mut value = HeaderValue::try_from(format!("Basic {encoded}")).map_err(|_| unusable("it is not"))?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_host_port_and_login() {
        let route = |url: &str| Route::parse(url).unwrap();
        let plain = route("proxy");
        assert_eq!((plain.host.as_str(), plain.port, plain.authorization), ("proxy", 80, None));
        let login = route("http://user:pass%20word@[::1]:3128/ignored");
        assert_eq!((login.host.as_str(), login.port, login.authority.as_str()), ("::1", 3128, "[::1]:3128"));
        let authorization = login.authorization.unwrap();
        assert_eq!(authorization, "Basic dXNlcjpwYXNzIHdvcmQ=");
        assert!(!format!("{authorization:?}").contains("dXNl"));
        assert_eq!(route("http://user@proxy").authorization.unwrap(), "Basic dXNlcjo=");
    }

    #[test]
    fn what_is_wrong_with_a_url_is_said_without_it() {
        for (url, expected) in [
            ("https://user:secret@proxy", "over TLS are not supported"),
            ("socks5://user:secret@proxy", "SOCKS proxies are not supported"),
            ("ftp://user:secret@proxy", "it is not of the form"),
            ("http://user:secret@", "it is not of the form"),
            ("/secret", "it is not of the form"),
            ("user secret", "it is not of the form"),
            ("", "it is not of the form"),
        ] {
            let error = Route::parse(url).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(expected) && !error.contains("secret"), "{url}: {error}");
        }
    }
}
