//! HTTP requests as text, as the signing suite has them.

use http::{HeaderName, HeaderValue, Method, Request, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tinsmith_runtime::body::Body;

const ENCODED_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
const ENCODED_IN_QUERY: &AsciiSet = &ENCODED_IN_PATH.remove(b'=').remove(b'&').remove(b'+').remove(b'%');

/// A request as it stands in a file: nothing is percent-encoded yet, header lines may be folded.
pub struct RawRequest<'a> {
    /// The method.
    pub method: &'a str,
    /// Path and query.
    pub target: &'a str,
    /// The version of HTTP.
    pub version: &'a str,
    /// The header lines with their line breaks.
    pub header_lines: &'a str,
    /// The body.
    pub body: &'a str,
}

impl<'a> RawRequest<'a> {
    /// Takes the text apart. Lines end in LF or CRLF; the blank line before the body may be missing when there is no body.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        let (request_line, rest) = text.split_once('\n').unwrap_or((text, ""));
        let request_line = request_line.trim_end_matches('\r');
        let malformed = || format!("`{request_line}` is not a request line like `GET /path HTTP/1.1`");
        let (method, rest_of_line) = request_line.split_once(' ').ok_or_else(malformed)?;
        let (target, version) = rest_of_line.rsplit_once(' ').ok_or_else(malformed)?;
        if !version.starts_with("HTTP/") || !target.starts_with('/') {
            return Err(malformed());
        }
        let mut end_of_headers = 0;
        let mut body = "";
        for line in rest.split_inclusive('\n') {
            if line.trim_end_matches(['\r', '\n']).is_empty() {
                body = &rest[end_of_headers + line.len()..];
                break;
            }
            end_of_headers += line.len();
        }
        Ok(Self { method, target, version, header_lines: &rest[..end_of_headers], body })
    }

    /// The headers in their order, folded lines joined with one space.
    pub fn headers(&self) -> Result<Vec<(&'a str, String)>, String> {
        let mut headers: Vec<(&str, String)> = Vec::new();
        for line in self.header_lines.lines() {
            if line.starts_with([' ', '\t']) {
                let (_, value) =
                    headers.last_mut().ok_or_else(|| format!("`{line}` continues a header, but there is none"))?;
                value.push(' ');
                value.push_str(line.trim());
            } else {
                let (name, value) =
                    line.split_once(':').ok_or_else(|| format!("`{line}` is not a header line like `Name:value`"))?;
                headers.push((name, value.trim().to_owned()));
            }
        }
        Ok(headers)
    }

    /// Path and query, percent-encoded.
    pub fn encoded_target(&self) -> String {
        let (path, query) = match self.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (self.target, None),
        };
        let mut encoded = utf8_percent_encode(path, ENCODED_IN_PATH).to_string();
        if let Some(query) = query {
            encoded.push('?');
            encoded.extend(utf8_percent_encode(query, ENCODED_IN_QUERY));
        }
        encoded
    }

    /// The request as a client would send it.
    pub fn to_http(&self) -> Result<Request<Body>, String> {
        let mut request = Request::new(Body::from(self.body.to_owned()));
        *request.method_mut() =
            Method::from_bytes(self.method.as_bytes()).map_err(|error| format!("method `{}`: {error}", self.method))?;
        let target = self.encoded_target();
        *request.uri_mut() = Uri::try_from(&target).map_err(|error| format!("path `{target}`: {error}"))?;
        for (name, value) in self.headers()? {
            let problem = |error: &dyn std::fmt::Display| format!("header `{name}`: {error}");
            let value = HeaderValue::from_str(&value)
                .or_else(|_| HeaderValue::from_bytes(value.as_bytes()))
                .map_err(|error| problem(&error))?;
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| problem(&error))?;
            request.headers_mut().append(name, value);
        }
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_request_apart() {
        let text =
            "POST /a b?\u{1234}=c%2F HTTP/1.1\r\nHost: h\r\nList:one\r\n  two\r\n\tthree\r\nList:four\r\n\r\nbody\n\n";
        let request = RawRequest::parse(text).expect("a request");
        assert_eq!((request.method, request.target, request.version), ("POST", "/a b?\u{1234}=c%2F", "HTTP/1.1"));
        assert_eq!(request.body, "body\n\n");
        let http = request.to_http().expect("a request");
        assert_eq!(http.uri(), "/a%20b?%E1%88%B4=c%2F");
        assert_eq!(http.headers().get_all("list").iter().collect::<Vec<_>>(), ["one two three", "four"]);
        assert_eq!(http.headers().get("host").expect("host"), "h");
    }

    #[test]
    fn a_request_may_end_after_its_headers() {
        for text in ["GET / HTTP/1.1\nHost:h", "GET / HTTP/1.1\nHost:h\n", "GET / HTTP/1.1\nHost:h\n\n"] {
            let request = RawRequest::parse(text).expect("a request");
            assert_eq!(request.headers(), Ok(vec![("Host", "h".to_owned())]));
            assert_eq!(request.body, "");
        }
    }

    #[test]
    fn says_what_is_malformed() {
        let error = |text| RawRequest::parse(text).and_then(|request| request.to_http().map(drop)).err();
        for line in ["", "GET", "GET /", "GET / FTP", "GET relative HTTP/1.1", "GET  HTTP/1.1"] {
            let expected = format!("`{line}` is not a request line like `GET /path HTTP/1.1`");
            assert_eq!(error(line), Some(expected));
        }
        for (text, part) in [
            ("GET / HTTP/1.1\n folded", "` folded` continues a header, but there is none"),
            ("GET / HTTP/1.1\nHost", "`Host` is not a header line like `Name:value`"),
            ("GET / HTTP/1.1\nHo st:h", "header `Ho st`: "),
            ("GET / HTTP/1.1\nHost:\u{1}", "header `Host`: "),
            ("G(T / HTTP/1.1", "method `G(T`: "),
        ] {
            let message = error(text).expect("an error");
            assert!(message.starts_with(part), "{message}");
        }
    }
}
