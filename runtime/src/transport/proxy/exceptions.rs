//! Hosts that are connected to directly.

use std::net::{IpAddr, Ipv6Addr};

use crate::transport::hyper::without_brackets;

/// Hosts that are connected to directly, as curl has them in `NO_PROXY`.
#[derive(Clone, Debug, Default)]
pub(super) struct Exceptions(Vec<Exception>);

#[derive(Clone, Debug)]
enum Exception {
    Every,
    Domain(String),
    Network(IpAddr, u32),
}

/// Where EC2 and EKS have their metadata and credentials in IPv6.
const METADATA: (Ipv6Addr, u32) = (Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0), 32);

impl Exceptions {
    pub(super) fn parse(list: &str) -> Self {
        Self(list.split(',').map(str::trim).filter(|part| !part.is_empty()).map(exception).collect())
    }

    /// Whether a host, without brackets, is connected to directly.
    pub(super) fn contain(&self, host: &str) -> bool {
        let address = host.parse::<IpAddr>().ok().map(|address| address.to_canonical());
        let host = host.to_ascii_lowercase();
        is_local(&host, address)
            || self.0.iter().any(|exception| match exception {
                Exception::Every => true,
                Exception::Domain(domain) => address.is_none() && is_within(&host, domain),
                Exception::Network(network, length) => {
                    address.is_some_and(|address| shares(address, *network, *length))
                }
            })
    }
}

/// Whether a host is this machine, or stands beside it as those do that hand out metadata and credentials: a proxy cannot
/// reach them, and must not see what they say.
fn is_local(host: &str, address: Option<IpAddr>) -> bool {
    match address {
        None => is_within(host, "localhost"),
        Some(IpAddr::V4(address)) => address.is_loopback() || address.is_link_local(),
        Some(IpAddr::V6(address)) => {
            address.is_loopback()
                || address.is_unicast_link_local()
                || shares(address.into(), METADATA.0.into(), METADATA.1)
        }
    }
}

fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
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
        let exceptions =
            Exceptions::parse("example.com, .internal ,10.0.0.0/8,192.0.2.1,2001:db8::/32,[2001:db9::1],0.0.0.0/33");
        for host in [
            "example.com",
            "a.EXAMPLE.com",
            "internal",
            "a.b.internal",
            "10.1.2.3",
            "192.0.2.1",
            "2001:db8::5",
            "2001:db9::1",
        ] {
            assert!(exceptions.contain(host), "{host}");
        }
        for host in ["notexample.com", "example.com.org", "com", "11.1.2.3", "192.0.2.2", "2001:db9::", "2001:db9::2"] {
            assert!(!exceptions.contain(host), "{host}");
        }
        for (list, host) in
            [("*", "10.0.0.1"), ("a,*", "example.com"), ("0.0.0.0/0", "10.0.0.1"), ("::/0", "2001:db8::1")]
        {
            assert!(Exceptions::parse(list).contain(host), "{list}");
        }
    }

    #[test]
    fn what_stands_beside_the_program_is_never_reached_through_a_proxy() {
        for host in [
            "localhost",
            "a.LOCALHOST",
            "127.0.0.1",
            "127.1.2.3",
            "::1",
            "::ffff:127.0.0.1",
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "fe80::1",
            "fd00:ec2::254",
            "fd00:ec2::23",
        ] {
            assert!(Exceptions::default().contain(host), "{host}");
        }
        for host in ["notlocalhost", "example.com", "10.0.0.1", "fd00:ec3::1", "128.0.0.1", "169.255.0.1"] {
            assert!(!Exceptions::default().contain(host), "{host}");
        }
    }
}
