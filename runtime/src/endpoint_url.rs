//! URLs of endpoints, and how operations' paths follow them.

use http::Uri;

/// An endpoint's URL, taken apart.
pub(crate) struct EndpointUrl {
    scheme: &'static str,
    authority: String,
    /// Without a slash at its end.
    path: String,
}

impl EndpointUrl {
    /// The parts of the URL; else what is wrong with it, without the URL itself where it may hold a password.
    pub(crate) fn parse(url: &str) -> Result<Self, String> {
        // What stands before an `@` may be a password.
        let shown = if url.contains('@') { String::new() } else { format!(" `{url}`") };
        let wrong = |why: &str| format!("the endpoint{shown} cannot be used: {why}");
        let uri: Uri = url.parse().map_err(|_| wrong("it is not a URL, such as `https://example.com`"))?;
        let scheme = match uri.scheme_str() {
            Some("https") => "https",
            Some("http") => "http",
            _ => return Err(wrong("it must begin with `https://` or `http://`")),
        };
        let authority = uri.authority().map(ToString::to_string).unwrap_or_default();
        if authority.contains('@') {
            return Err(wrong("it holds a user name or password; credentials are not given this way"));
        }
        if uri.host().is_none_or(str::is_empty) {
            return Err(wrong("it has no host"));
        }
        if uri.query().is_some() || url.contains('#') {
            return Err(wrong("it must have neither a query nor a fragment"));
        }
        Ok(Self { scheme, authority, path: uri.path().trim_end_matches('/').to_owned() })
    }

    /// The URI of a request: a prefix before the host, a path and a query after the endpoint's path.
    pub(crate) fn join(&self, host_prefix: &str, path: &str, query: &str) -> String {
        let Self { scheme, authority, path: base } = self;
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{scheme}://{host_prefix}{authority}{base}{path}{mark}{query}")
    }
}
