use std::fmt::Write;
use std::ops::Range;

use http::uri::Scheme;
use http::{HeaderValue, Request, Uri, header};

use crate::body::Body;

use super::{SECURITY_TOKEN, SigningError, SigningOptions};
use crate::marked;
use crate::percent::{self, UNRESERVED, UNRESERVED_IN_ENCODED_PATH, UNRESERVED_IN_PATH};

/// Room for a canonical request and a string to sign as most are.
const CAPACITY: usize = 640;

/// A canonical request, and where in it the list of signed headers stands.
pub(super) struct CanonicalRequest {
    pub(super) text: String,
    pub(super) signed_headers: Range<usize>,
}

pub(super) fn canonical_request(
    request: &Request<Body>,
    query: &str,
    headers: &SignedHeaders<'_>,
    payload_hash: &str,
    options: &SigningOptions,
) -> Result<CanonicalRequest, SigningError> {
    let mut text = String::with_capacity(CAPACITY);
    text.push_str(request.method().as_str());
    text.push('\n');
    push_path(request.uri().path(), options, &mut text);
    text.push('\n');
    push_query(query, &mut text);
    text.push('\n');
    headers.push_values(&mut text)?;
    text.push('\n');
    let start = text.len();
    headers.push_names(&mut text);
    let signed_headers = start..text.len();
    text.push('\n');
    text.push_str(payload_hash);
    Ok(CanonicalRequest { text, signed_headers })
}

fn push_path(path: &str, options: &SigningOptions, text: &mut String) {
    let normalized;
    let path = match options.normalize_path && needs_normalizing(path) {
        true => {
            normalized = normalize(path);
            &normalized
        }
        false if path.is_empty() => "/",
        false => path,
    };
    let kept = if options.double_encode_path { &UNRESERVED_IN_PATH } else { &UNRESERVED_IN_ENCODED_PATH };
    percent::encode_but(kept, path, text);
}

fn needs_normalizing(path: &str) -> bool {
    path != "/" && (!path.starts_with('/') || path.split('/').skip(1).any(|segment| matches!(segment, "" | "." | "..")))
}

/// Removes empty and dot segments. Unlike in RFC 3986, a dot segment at the end leaves no slash behind.
fn normalize(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    let mut normalized = String::with_capacity(path.len());
    for segment in &segments {
        normalized.push('/');
        normalized.push_str(segment);
    }
    if path.ends_with('/') || segments.is_empty() {
        normalized.push('/');
    }
    normalized
}

/// Sorts by name, then by value, both in their encoded form. A plus sign means a space, as in forms.
fn push_query(query: &str, text: &mut String) {
    if query.is_empty() {
        return;
    }
    let mut encoded = String::with_capacity(query.len());
    let mut parameters = Vec::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let start = encoded.len();
        push_again(name, &mut encoded);
        let middle = encoded.len();
        push_again(value, &mut encoded);
        parameters.push([start..middle, middle..encoded.len()]);
    }
    let part = |range: &Range<usize>| encoded.get(range.clone()).unwrap_or_default();
    parameters.sort_unstable_by(|left, right| left.each_ref().map(part).cmp(&right.each_ref().map(part)));
    for (index, [name, value]) in parameters.iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        text.push_str(part(name));
        text.push('=');
        text.push_str(part(value));
    }
}

/// Appends what is encoded already as signatures have it encoded.
fn push_again(component: &str, encoded: &mut String) {
    if UNRESERVED.is_all(component) {
        return encoded.push_str(component);
    }
    for (index, part) in component.split('+').enumerate() {
        if index > 0 {
            encoded.push_str("%20");
        }
        percent::encode_bytes(&percent::decode(part), encoded);
    }
}

/// The headers of a request that are signed: `host` and all others except those known to change on the way.
pub(super) struct SignedHeaders<'a> {
    uri: &'a Uri,
    /// By name; the host of the URI stands without a value.
    headers: Vec<(&'a str, Option<&'a HeaderValue>)>,
}

impl<'a> SignedHeaders<'a> {
    pub(super) fn of(request: &'a Request<Body>, options: &SigningOptions) -> Result<Self, SigningError> {
        let unsigned_token = options.session_token_after_signing.then_some(SECURITY_TOKEN);
        let mut headers = Vec::with_capacity(request.headers().len() + 1);
        headers.extend(
            request
                .headers()
                .iter()
                .map(|(name, value)| (name.as_str(), Some(value)))
                .filter(|(name, _)| !is_unsignable(name) && unsigned_token != Some(name)),
        );
        if !request.headers().contains_key(header::HOST) {
            if request.uri().authority().is_none() {
                return Err(SigningError::NoHost);
            }
            headers.push((header::HOST.as_str(), None));
        }
        // Values of one name stay in their order.
        headers.sort_by_key(|(name, _)| *name);
        Ok(Self { uri: request.uri(), headers })
    }

    pub(super) fn push_names(&self, text: &mut String) {
        let mut last = "";
        for (name, _) in &self.headers {
            if *name == last {
                continue;
            }
            if !last.is_empty() {
                text.push(';');
            }
            text.push_str(name);
            last = name;
        }
    }

    fn push_values(&self, text: &mut String) -> Result<(), SigningError> {
        let mut last = "";
        for (name, value) in &self.headers {
            if *name == last {
                text.push(',');
            } else {
                if !last.is_empty() {
                    text.push('\n');
                }
                text.push_str(name);
                text.push(':');
            }
            last = name;
            match value {
                Some(value) => {
                    let value = std::str::from_utf8(value.as_bytes());
                    push_trimmed(value.map_err(|_| SigningError::HeaderNotText((*name).to_owned()))?, text);
                }
                None => push_authority(self.uri, text),
            }
        }
        text.push('\n');
        Ok(())
    }
}

/// Whether proxies, load balancers and HTTP clients add, change or drop the header.
fn is_unsignable(name: &str) -> bool {
    matches!(
        name,
        "authorization"
            | "connection"
            | "expect"
            | "keep-alive"
            | "proxy-authenticate"
            | "proxy-authorization"
            | "proxy-connection"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
            | "user-agent"
            | "x-amzn-trace-id"
    )
}

fn push_trimmed(value: &str, text: &mut String) {
    let is_space = |word| marked::is(word, b' ') | marked::is(word, b'\t');
    if marked::before(value.as_bytes(), is_space) == value.len() {
        return text.push_str(value);
    }
    for (index, word) in value.split_ascii_whitespace().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// What HTTP clients send as `host`: the default port is left out.
fn push_authority(uri: &Uri, text: &mut String) {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let ends_host = |word| marked::is(word, b':') | marked::is(word, b'@');
    if marked::before(authority.as_bytes(), ends_host) == authority.len() {
        return text.push_str(authority);
    }
    text.push_str(uri.host().unwrap_or_default());
    let default = match uri.scheme() {
        Some(scheme) if *scheme == Scheme::HTTP => Some(80),
        Some(scheme) if *scheme == Scheme::HTTPS => Some(443),
        _ => None,
    };
    if let Some(port) = uri.port_u16().filter(|port| Some(*port) != default) {
        let _ = write!(text, ":{port}");
    }
}
