//! `aws.auth#sigv4`: [Signature Version 4](crate::sign).

use std::time::Duration;

use super::other_identity;
use crate::body::Body;
use crate::credentials::{CredentialsError, CredentialsSource};
use crate::identity::{Identity, IdentityFuture, IdentitySources};
use crate::schema::{AuthScheme, Authorizing};
use crate::sign::{PayloadSigning, SigningError, SigningOptions, SigningScope, presign, sign};

pub(super) const SCHEME: AuthScheme = AuthScheme {
    id: "aws.auth#sigv4",
    endpoint_name: Some("sigv4"),
    identity,
    sign: |request, identity, authorizing| {
        let Identity::Credentials(credentials) = identity else { return Err(other_identity("AWS keys", identity)) };
        let (scope, options) = (scope(authorizing)?, options(request.body(), authorizing));
        sign(request, credentials, &scope, authorizing.time, &options, authorizing.keys).map(drop)
    },
    presign: Some(presign_url),
};

fn identity<'a>(sources: &'a IdentitySources<'a>) -> IdentityFuture<'a> {
    match sources.credentials {
        CredentialsSource::None => IdentityFuture::ready(Err(CredentialsError::not_configured(
            "there are no credentials in a client that a provider of identities made for itself",
        ))),
        CredentialsSource::Fixed(credentials) => IdentityFuture::ready(Ok(Identity::Credentials(credentials.clone()))),
        CredentialsSource::Provider(kept) => match kept.fresh(sources.context) {
            Some(credentials) => IdentityFuture::ready(Ok(Identity::Credentials(credentials))),
            None => IdentityFuture::Credentials(Box::pin(kept.get(sources.context))),
        },
    }
}

fn presign_url(
    request: &mut http::Request<Body>,
    identity: &Identity,
    authorizing: &Authorizing<'_>,
    expires: Duration,
) -> Result<(), SigningError> {
    let Identity::Credentials(credentials) = identity else { return Err(other_identity("AWS keys", identity)) };
    let (scope, options) = (scope(authorizing)?, options(request.body(), authorizing));
    presign(request, credentials, &scope, authorizing.time, expires, &options, authorizing.keys).map(drop)
}

/// The endpoint's word counts before that of the model.
fn scope<'a>(authorizing: &Authorizing<'a>) -> Result<SigningScope<'a>, SigningError> {
    let endpoint = authorizing.endpoint;
    let region = endpoint.and_then(|scheme| scheme.signing_region.as_deref()).or(authorizing.region);
    let service = endpoint.and_then(|scheme| scheme.signing_name.as_deref());
    Ok(SigningScope {
        region: region.ok_or(SigningError::NoRegion)?,
        service: service.or(authorizing.option.property("name")).unwrap_or(authorizing.endpoint_prefix),
    })
}

fn options(body: &Body, authorizing: &Authorizing<'_>) -> SigningOptions {
    let flag = |flag: fn(&crate::endpoint::EndpointAuthScheme) -> bool| authorizing.endpoint.is_some_and(flag);
    // A stream cannot be hashed before it is sent.
    let unsigned = authorizing.unsigned_payload || body.as_bytes().is_none();
    SigningOptions::new()
        .double_encode_path(!flag(|scheme| scheme.disable_double_encoding))
        .normalize_path(!flag(|scheme| scheme.disable_normalize_path))
        .payload(if unsigned { PayloadSigning::Unsigned } else { PayloadSigning::Hashed })
}
