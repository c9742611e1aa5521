//! Where instance metadata is, and how long it may take.

use std::str::FromStr;
use std::time::Duration;

use http::Uri;

use super::{CredentialsError, CredentialsErrorKind, ProviderContext};
use crate::credentials::local::Limits;

const IPV4: &str = "http://169.254.169.254";
const IPV6: &str = "http://[fd00:ec2::254]";

const ENDPOINT: (&str, &str) = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
const MODE: (&str, &str) = ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
const TIMEOUT: (&str, &str) = ("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout");
const ATTEMPTS: (&str, &str) = ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts");
const V1_DISABLED: (&str, &str) = ("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled");
const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";

/// By which version of IP instance metadata is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndpointMode {
    /// At `169.254.169.254`.
    #[default]
    Ipv4,
    /// At `fd00:ec2::254`.
    Ipv6,
}

impl FromStr for EndpointMode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.eq_ignore_ascii_case("ipv4") {
            Ok(Self::Ipv4)
        } else if text.eq_ignore_ascii_case("ipv6") {
            Ok(Self::Ipv6)
        } else {
            Err(())
        }
    }
}

pub(super) fn base(
    endpoint: Option<&str>,
    mode: Option<EndpointMode>,
    context: &ProviderContext,
) -> Result<String, CredentialsError> {
    let set = |(variable, key)| context.setting(variable, key);
    let (endpoint, origin) = match (endpoint, set(ENDPOINT)) {
        (Some(endpoint), _) => (endpoint.to_owned(), "in code".to_owned()),
        (None, Some((endpoint, origin))) if mode.is_none() => (endpoint, origin.to_string()),
        (None, _) => {
            let mode = match (mode, set(MODE)) {
                (Some(mode), _) => mode,
                (None, None) => EndpointMode::default(),
                (None, Some((mode, origin))) => {
                    mode.parse().map_err(|()| wrong(&format!("its endpoint mode {origin} is neither IPv4 nor IPv6")))?
                }
            };
            return Ok(if mode == EndpointMode::Ipv6 { IPV6 } else { IPV4 }.to_owned());
        }
    };
    let uri = endpoint.parse::<Uri>().ok().filter(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some_and(|host| !host.is_empty())
    });
    match uri {
        Some(_) => Ok(endpoint.trim_end_matches('/').to_owned()),
        None => Err(wrong(&format!("its endpoint {origin} is not a URL that begins with http:// or https://"))),
    }
}

fn wrong(what: &str) -> CredentialsError {
    CredentialsError::new(format!("instance metadata cannot be asked: {what}"))
        .with_kind(CredentialsErrorKind::InvalidSetting)
}

pub(super) fn limits(context: &ProviderContext) -> Limits {
    let number = |(variable, key)| -> Option<f64> { context.setting(variable, key)?.0.parse().ok() };
    let seconds = number(TIMEOUT).filter(|seconds| (0.001..=600.0).contains(seconds)).unwrap_or(1.0);
    let attempts = context.setting(ATTEMPTS.0, ATTEMPTS.1).and_then(|(attempts, _)| attempts.parse().ok()).unwrap_or(4);
    let timeout = Duration::from_secs_f64(seconds);
    Limits { connect: timeout, read: timeout, attempts }
}

/// Whether version 1 must not be asked.
pub(super) fn is_v1_disabled(context: &ProviderContext) -> bool {
    context.setting(V1_DISABLED.0, V1_DISABLED.1).is_some_and(|(value, _)| value.eq_ignore_ascii_case("true"))
}

/// An error where nothing must be asked.
pub(super) fn enabled(context: &ProviderContext) -> Result<(), CredentialsError> {
    let is_disabled = context.system().variable(DISABLED).is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if is_disabled {
        return Err(CredentialsError::not_configured(format!("the variable {DISABLED} forbids to ask it")));
    }
    Ok(())
}
