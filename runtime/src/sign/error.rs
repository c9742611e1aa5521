use std::error::Error;
use std::fmt;

/// Why a request could not be signed. No variant holds a secret, a token or a header's value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SigningError {
    /// There is no region to sign for.
    NoRegion,
    /// The hash of the body is to be signed, and the body is a stream: give its hash, or leave the payload unsigned.
    StreamToHash,
    /// The authentication scheme cannot put its authorization into a URL.
    NotInUrl(&'static str),
    /// The identity is not of the kind that the authentication scheme works with.
    Identity(&'static str),
    /// The access key id, the secret access key or the session token is empty.
    EmptyCredentials,
    /// The signing time is before the year 1970 or after the year 9999.
    TimeOutOfRange,
    /// The request has neither a `host` header nor a host in its URI.
    NoHost,
    /// The value of this header of the request is not UTF-8.
    HeaderNotText(String),
    /// This header cannot be set, because a part of its value (access key id, session token, region or service) has
    /// characters that HTTP forbids.
    InvalidHeader(&'static str),
    /// A presigned URL is to be valid for this many seconds, which is none or more than seven days.
    ExpiresOutOfRange(u64),
    /// The presigned URL is not a valid URI, for the reason given; mostly it is too long.
    InvalidUrl(String),
}

impl fmt::Display for SigningError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("cannot sign the request: ")?;
        match self {
            Self::NoRegion => formatter.write_str(
                "there is no region to sign for: set Config::region, the variable AWS_REGION, or region in the profile",
            ),
            Self::StreamToHash => formatter.write_str("its body is a stream, whose hash is not known"),
            Self::NotInUrl(scheme) => write!(formatter, "{scheme} cannot authorize a URL"),
            Self::Identity(wanted) => write!(formatter, "the identity is not {wanted}"),
            Self::EmptyCredentials => {
                formatter.write_str("the access key id, the secret access key or the session token is empty")
            }
            Self::TimeOutOfRange => formatter.write_str("the time is not within the years 1970 to 9999"),
            Self::NoHost => formatter.write_str("it has neither a host header nor a host in its URI"),
            Self::HeaderNotText(name) => {
                write!(formatter, "the value of header `{name}` is not UTF-8")
            }
            Self::InvalidHeader(name) => write!(
                formatter,
                "header `{name}` would hold characters that HTTP forbids; check the access key id, session token, region \
                 and service for line breaks and control characters"
            ),
            Self::ExpiresOutOfRange(seconds) => write!(
                formatter,
                "a presigned URL is valid for 1 to {} seconds (7 days), not {seconds}",
                super::presign::EXPIRES_MAX
            ),
            Self::InvalidUrl(reason) => {
                write!(formatter, "the presigned URL is not valid: {reason}")
            }
        }
    }
}

impl Error for SigningError {}
