//! How requests are authorized, as tables of functions.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::body::Body;
use crate::endpoint::EndpointAuthScheme;
use crate::identity::{Identity, IdentityFuture, IdentitySources};
use crate::sign::{KeyCache, SigningError};

/// An authentication scheme, named by its trait.
///
/// The generator refers to the constant of [`auth`](crate::auth) whose name is the trait's in capitals. As with protocols,
/// a program links the schemes that its services use and no other.
#[non_exhaustive]
pub struct AuthScheme {
    /// The trait's shape id, such as `aws.auth#sigv4`.
    pub id: &'static str,
    /// What `authSchemes` of endpoints calls it; `None` for a scheme that endpoints have no name for.
    pub(crate) endpoint_name: Option<&'static str>,
    /// Finds the identity that the scheme wants.
    pub(crate) identity: for<'a> fn(&'a IdentitySources<'a>) -> IdentityFuture<'a>,
    /// Authorizes a request.
    pub(crate) sign: fn(&mut http::Request<Body>, &Identity, &Authorizing<'_>) -> Result<(), SigningError>,
    /// Authorizes a URL for so long; `None` where a scheme cannot.
    pub(crate) presign: Option<Presign>,
}

pub(crate) type Presign =
    fn(&mut http::Request<Body>, &Identity, &Authorizing<'_>, Duration) -> Result<(), SigningError>;

impl fmt::Debug for AuthScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// One of the ways in which requests of a service or operation may be authorized: a scheme, and what its trait says.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AuthOption {
    /// The scheme.
    pub scheme: &'static AuthScheme,
    /// Members of the scheme's trait, such as `name` of `aws.auth#sigv4`.
    pub properties: &'static [(&'static str, &'static str)],
}

impl AuthOption {
    /// A scheme with the members of its trait.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(scheme: &'static AuthScheme, properties: &'static [(&'static str, &'static str)]) -> Self {
        Self { scheme, properties }
    }

    /// A member of the scheme's trait.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&'static str> {
        self.properties.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
}

/// What a scheme sees beside request and identity.
pub(crate) struct Authorizing<'a> {
    /// What the scheme's trait says.
    pub(crate) option: &'a AuthOption,
    /// What the endpoint says of the scheme.
    pub(crate) endpoint: Option<&'a EndpointAuthScheme>,
    /// The client's region.
    pub(crate) region: Option<&'a str>,
    /// What a service is signed for that has no name of its own for that.
    pub(crate) endpoint_prefix: &'a str,
    /// `aws.auth#unsignedPayload`.
    pub(crate) unsigned_payload: bool,
    pub(crate) time: SystemTime,
    pub(crate) keys: &'a KeyCache,
}
