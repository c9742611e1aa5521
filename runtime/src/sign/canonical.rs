use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use http::uri::Scheme;
use http::{HeaderMap, Request, Uri, header};
use percent_encoding::{percent_decode_str, percent_encode};

use crate::body::Body;

use super::{SECURITY_TOKEN, SigningError, SigningOptions};
use crate::percent::{RESERVED, RESERVED_IN_ENCODED_PATH, RESERVED_IN_PATH};

/// Headers that proxies, load balancers and HTTP clients add, change or drop.
const UNSIGNABLE: &[&str] = &[
    "authorization",
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-amzn-trace-id",
];

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
    let mut text = String::with_capacity(512);
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
    let reserved = if options.double_encode_path { RESERVED_IN_PATH } else { RESERVED_IN_ENCODED_PATH };
    text.extend(percent_encode(path.as_bytes(), reserved));
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
    let mut parameters: Vec<(String, String)> = query
        .split('&')
        .filter(|parameter| !parameter.is_empty())
        .map(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            (encode_again(name), encode_again(value))
        })
        .collect();
    parameters.sort_unstable();
    for (index, (name, value)) in parameters.iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
}

fn encode_again(component: &str) -> String {
    let mut encoded = String::with_capacity(component.len());
    for (index, part) in component.split('+').enumerate() {
        if index > 0 {
            encoded.push_str("%20");
        }
        let decoded: Cow<'_, [u8]> = percent_decode_str(part).into();
        encoded.extend(percent_encode(&decoded, RESERVED));
    }
    encoded
}

/// The headers of a request that are signed: `host` and all others except those known to change on the way.
pub(super) struct SignedHeaders<'a> {
    headers: &'a HeaderMap,
    uri: &'a Uri,
    names: Vec<&'a str>,
}

impl<'a> SignedHeaders<'a> {
    pub(super) fn of(request: &'a Request<Body>, options: &SigningOptions) -> Result<Self, SigningError> {
        let headers = request.headers();
        let mut names = Vec::with_capacity(headers.keys_len() + 1);
        let unsigned_token = options.session_token_after_signing.then_some(SECURITY_TOKEN);
        names.extend(
            headers
                .keys()
                .map(header::HeaderName::as_str)
                .filter(|name| !UNSIGNABLE.contains(name) && unsigned_token != Some(name)),
        );
        if !headers.contains_key(header::HOST) {
            if request.uri().host().is_none() {
                return Err(SigningError::NoHost);
            }
            names.push(header::HOST.as_str());
        }
        names.sort_unstable();
        Ok(Self { headers, uri: request.uri(), names })
    }

    pub(super) fn push_names(&self, text: &mut String) {
        for (index, name) in self.names.iter().enumerate() {
            if index > 0 {
                text.push(';');
            }
            text.push_str(name);
        }
    }

    fn push_values(&self, text: &mut String) -> Result<(), SigningError> {
        for name in &self.names {
            text.push_str(name);
            text.push(':');
            let mut values = self.headers.get_all(*name).iter().peekable();
            if values.peek().is_none() {
                push_authority(self.uri, text);
            }
            for (index, value) in values.enumerate() {
                if index > 0 {
                    text.push(',');
                }
                let value = std::str::from_utf8(value.as_bytes())
                    .map_err(|_| SigningError::HeaderNotText((*name).to_owned()))?;
                push_trimmed(value, text);
            }
            text.push('\n');
        }
        Ok(())
    }
}

fn push_trimmed(value: &str, text: &mut String) {
    for (index, word) in value.split_ascii_whitespace().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
}

/// What HTTP clients send as `host`: the default port is left out.
fn push_authority(uri: &Uri, text: &mut String) {
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
