//! Proxies, and which hosts they are for.

mod exceptions;
mod route;

use std::fmt;
use std::sync::Arc;

use self::exceptions::Exceptions;
pub(super) use self::route::Route;
use super::TransportError;

/// HTTP proxies: requests to `https` URLs are tunnelled through one by CONNECT, those to `http` URLs handed to one. By
/// default there is none.
///
/// This machine (`localhost` and its addresses) and what stands beside it at link-local addresses and `fd00:ec2::/32`, as
/// those that hand out metadata and credentials do, are always connected to directly.
#[derive(Clone, Default)]
pub struct Proxy {
    https: Way,
    http: Way,
    exceptions: Exceptions,
}

#[derive(Clone, Default)]
enum Way {
    #[default]
    Direct,
    Through(Arc<Route>),
    /// Through one whose URL cannot be used.
    Unusable(Arc<str>),
}

impl Proxy {
    /// The proxy at a URL `http://[user:password@]host:port` for all requests; `http://` may be left out, user and password
    /// are percent-encoded.
    ///
    /// # Errors
    /// [`TransportErrorKind::Configuration`](super::TransportErrorKind::Configuration) when the URL has another form or
    /// scheme: proxies that are themselves spoken to over TLS are not supported.
    pub fn new(url: impl AsRef<str>) -> Result<Self, TransportError> {
        let way = Way::Through(Arc::new(Route::parse(url.as_ref())?));
        Ok(Self { https: way.clone(), http: way, exceptions: Exceptions::default() })
    }

    /// Another proxy for requests to `https` URLs.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn https(self, url: impl AsRef<str>) -> Result<Self, TransportError> {
        Ok(Self { https: Way::Through(Arc::new(Route::parse(url.as_ref())?)), ..self })
    }

    /// Another proxy for requests to `http` URLs.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn http(self, url: impl AsRef<str>) -> Result<Self, TransportError> {
        Ok(Self { http: Way::Through(Arc::new(Route::parse(url.as_ref())?)), ..self })
    }

    /// The hosts to connect to directly, as curl has them in `NO_PROXY`: domains (with their subdomains), addresses and
    /// networks (`10.0.0.0/8`), with commas between; `*` is every host.
    #[must_use]
    pub fn except(self, hosts: impl AsRef<str>) -> Self {
        Self { exceptions: Exceptions::parse(hosts.as_ref()), ..self }
    }

    /// The proxies that environment variables name: `HTTPS_PROXY` and `HTTP_PROXY`, else `ALL_PROXY`, with the exceptions
    /// in `NO_PROXY`; each also in lower case. `variable` gives the value of one.
    ///
    /// Where `REQUEST_METHOD` is set, `HTTP_PROXY` is passed over: in a CGI program it is what the client sent as the header
    /// `Proxy`. `http_proxy` is not.
    ///
    /// ```
    /// use tinsmith_runtime::transport::Proxy;
    ///
    /// let proxy = Proxy::from_variables(|name| std::env::var(name).ok())?;
    /// # Ok::<(), tinsmith_runtime::transport::TransportError>(())
    /// ```
    ///
    /// # Errors
    /// As [`new`](Self::new), for the proxy of `https` URLs. One for `http` URLs that cannot be used fails the requests that
    /// would take it.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, TransportError> {
        let first = |names: &[&'static str]| {
            names.iter().find_map(|name| Some((*name, variable(name).filter(|value| !value.is_empty())?)))
        };
        let parse = |(name, url): (&str, String)| {
            let named = |error: TransportError| TransportError::new(error.kind(), format!("{error}, in {name}"));
            Route::parse(&url).map(Arc::new).map_err(named)
        };
        let is_cgi = variable("REQUEST_METHOD").is_some();
        let http: &[_] = if is_cgi { &["http_proxy"] } else { &["HTTP_PROXY", "http_proxy"] };
        let all = ["ALL_PROXY", "all_proxy"];
        let https = first(&["HTTPS_PROXY", "https_proxy"]).or_else(|| first(&all)).map(parse).transpose()?;
        let http = first(http).or_else(|| first(&all)).map(parse);
        if https.is_none() && http.is_none() {
            return Ok(None);
        }
        let except = first(&["NO_PROXY", "no_proxy"]).map(|(_, hosts)| hosts);
        Ok(Some(Self {
            https: https.map(Way::Through).unwrap_or_default(),
            http: match http {
                None => Way::Direct,
                Some(Ok(route)) => Way::Through(route),
                Some(Err(error)) => Way::Unusable(error.message().into()),
            },
            exceptions: Exceptions::parse(&except.unwrap_or_default()),
        }))
    }

    /// The way to a host, without brackets; `None` where it is connected to directly.
    pub(super) fn route(&self, is_https: bool, host: &str) -> Result<Option<&Arc<Route>>, TransportError> {
        match if is_https { &self.https } else { &self.http } {
            Way::Direct => Ok(None),
            _ if self.exceptions.contain(host) => Ok(None),
            Way::Through(route) => Ok(Some(route)),
            Way::Unusable(message) => {
                Err(TransportError::new(super::TransportErrorKind::Configuration, message.to_string()))
            }
        }
    }
}

/// Without users and passwords.
impl fmt::Debug for Proxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Proxy")
            .field("https", &self.https)
            .field("http", &self.http)
            .field("except", &self.exceptions)
            .finish()
    }
}

impl fmt::Debug for Way {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Direct => formatter.write_str("direct"),
            Self::Through(route) => formatter.write_str(&route.authority),
            Self::Unusable(_) => formatter.write_str("unusable"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Option<Proxy>, TransportError> {
        Proxy::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    /// The proxies for `https` and `http`.
    fn ways(variables: &[(&str, &str)]) -> (String, String) {
        let proxy = from(variables).unwrap().unwrap_or_default();
        (format!("{:?}", proxy.https), format!("{:?}", proxy.http))
    }

    #[test]
    fn variables_name_a_proxy_for_each_scheme() {
        let ways = |variables: &[(&str, &str)]| ways(variables);
        let pair = |https: &str, http: &str| (https.to_owned(), http.to_owned());
        assert!(from(&[]).unwrap().is_none());
        assert!(from(&[("HTTPS_PROXY", ""), ("ALL_PROXY", ""), ("NO_PROXY", "a")]).unwrap().is_none());
        assert_eq!(ways(&[("HTTPS_PROXY", "a:1")]), pair("a:1", "direct"));
        assert_eq!(ways(&[("http_proxy", "b:1")]), pair("direct", "b:1"));
        assert_eq!(ways(&[("ALL_PROXY", "c:1")]), pair("c:1", "c:1"));
        assert_eq!(ways(&[("https_proxy", "a:1"), ("all_proxy", "c:1")]), pair("a:1", "c:1"));
        assert_eq!(ways(&[("HTTPS_PROXY", "a:1"), ("https_proxy", "b:1"), ("HTTP_PROXY", "c:1")]), pair("a:1", "c:1"));
    }

    #[test]
    fn a_header_of_a_client_is_no_proxy() {
        let cgi = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "evil:1"), ("HTTPS_PROXY", "a:1")];
        assert_eq!(ways(&cgi), ("a:1".to_owned(), "direct".to_owned()));
        assert_eq!(ways(&[("REQUEST_METHOD", "GET"), ("http_proxy", "b:1")]).1, "b:1");
    }

    #[test]
    fn a_proxy_that_cannot_be_used_fails_those_alone_that_would_take_it() {
        let error = from(&[("https_proxy", "https://user:secret@a")]).unwrap_err();
        assert!(error.to_string().ends_with("in https_proxy") && !error.to_string().contains("secret"), "{error}");
        let proxy = from(&[("HTTPS_PROXY", "a:1"), ("ALL_PROXY", "socks5://b"), ("NO_PROXY", "c.d")]).unwrap().unwrap();
        assert!(proxy.route(true, "example.com").unwrap().is_some());
        assert!(proxy.route(false, "c.d").unwrap().is_none());
        let error = proxy.route(false, "example.com").err().unwrap();
        assert!(error.message().contains("SOCKS") && error.message().ends_with("in ALL_PROXY"), "{error}");
    }

    #[test]
    fn debug_shows_no_password() {
        let proxy = Proxy::new("http://user:secret@proxy:1").unwrap().http("user:secret@other").unwrap();
        let proxy = proxy.except("example.com");
        let text = format!("{proxy:?}");
        assert!(text.contains("proxy:1") && text.contains("other") && text.contains("example.com"), "{text}");
        assert!(!text.contains("secret") && !text.contains("user"), "{text}");
    }
}
