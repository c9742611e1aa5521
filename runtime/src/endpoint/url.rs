use std::net::{Ipv4Addr, Ipv6Addr};

use super::value::Value;

/// `parseURL`: HTTP URLs without a query. `path` is as written, `normalizedPath` starts and ends with a slash;
/// user information and fragment are dropped.
pub(super) fn parse_url<'a>(text: &str) -> Option<Value<'a>> {
    if text.bytes().any(|byte| byte.is_ascii_control() || byte == b' ') {
        return None;
    }
    let (scheme, rest) = text.split_once("://")?;
    let scheme = ["https", "http"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    if rest.contains('?') {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let is_ip = check_authority(authority)?;
    let mut normalized_path = path.to_owned();
    if !path.ends_with('/') {
        normalized_path.push('/');
    }
    Some(Value::Record(vec![
        ("scheme", Value::string(scheme)),
        ("authority", Value::string(authority.to_owned())),
        ("path", Value::string(path.to_owned())),
        ("normalizedPath", Value::string(normalized_path)),
        ("isIp", Value::Boolean(is_ip)),
    ]))
}

/// Whether the host is an IP address; `None` if host or port are malformed.
fn check_authority(authority: &str) -> Option<bool> {
    let (port, is_ip) = match authority.strip_prefix('[') {
        Some(bracketed) => {
            let (address, port) = bracketed.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (port.strip_prefix(':').or(port.is_empty().then_some(""))?, true)
        }
        None => {
            let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
            let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=".contains(&byte);
            if host.is_empty() || !host.bytes().all(known) {
                return None;
            }
            (port, host.parse::<Ipv4Addr>().is_ok())
        }
    };
    let is_port = port.is_empty() || (port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok());
    is_port.then_some(is_ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_urls_apart() {
        let cases = [
            ("https://example.com", ["https", "example.com", "", "/"], false),
            ("https://example.com/", ["https", "example.com", "/", "/"], false),
            ("HTTP://example.com:80/foo/bar", ["http", "example.com:80", "/foo/bar", "/foo/bar/"], false),
            ("https://example.com:8443/foo/", ["https", "example.com:8443", "/foo/", "/foo/"], false),
            ("https://127.0.0.1", ["https", "127.0.0.1", "", "/"], true),
            ("https://127.0.0.1:8080/a", ["https", "127.0.0.1:8080", "/a", "/a/"], true),
            ("https://127.0.0.1.example.com", ["https", "127.0.0.1.example.com", "", "/"], false),
            ("https://[fe80::1]", ["https", "[fe80::1]", "", "/"], true),
            ("https://[fe80::1]:443/x", ["https", "[fe80::1]:443", "/x", "/x/"], true),
            ("https://user:word@example.com/x#top?", ["https", "example.com", "/x", "/x/"], false),
            ("https://example.com//a/../b%20c", ["https", "example.com", "//a/../b%20c", "//a/../b%20c/"], false),
        ];
        for (text, [scheme, authority, path, normalized_path], is_ip) in cases {
            let expected = Value::Record(vec![
                ("scheme", Value::string(scheme)),
                ("authority", Value::string(authority)),
                ("path", Value::string(path)),
                ("normalizedPath", Value::string(normalized_path)),
                ("isIp", Value::Boolean(is_ip)),
            ]);
            assert_eq!(parse_url(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_queries_and_malformed_urls() {
        for text in [
            "",
            "example.com",
            "https:/example.com",
            "https://",
            "https:///path",
            "https://:80",
            "wss://example.com",
            "https://example.com:8443?foo=bar&faz=baz",
            "https://example.com?",
            "https://example.com:port",
            "https://example.com:+80",
            "https://example.com:65536",
            "https://example.com:80:80",
            "https://exa mple.com",
            "https://example.com/\n",
            "https://[fe80::1",
            "https://[fe80::1]80",
            "https://[127.0.0.1]",
            "https://bücher.example",
        ] {
            assert_eq!(parse_url(text), None, "{text}");
        }
    }
}
