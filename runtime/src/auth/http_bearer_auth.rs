//! `smithy.api#httpBearerAuth`: [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750).

use http::header::AUTHORIZATION;

use super::{other_identity, secret_value};
use crate::credentials::CredentialsError;
use crate::identity::{Identity, IdentityFuture, IdentitySources};
use crate::schema::AuthScheme;

pub(super) const SCHEME: AuthScheme = AuthScheme {
    id: "smithy.api#httpBearerAuth",
    endpoint_name: Some("bearer"),
    identity,
    sign: |request, identity, _authorizing| {
        let Identity::Token(token) = identity else { return Err(other_identity("a bearer token", identity)) };
        let value = secret_value("authorization", &["Bearer ", token.expose()].concat())?;
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    },
    presign: None,
};

fn identity<'a>(sources: &'a IdentitySources<'a>) -> IdentityFuture<'a> {
    let error = || CredentialsError::not_configured("no bearer token; set one with Config::bearer_token");
    match sources.token {
        Some(kept) => match kept.fresh(sources.context) {
            Some(token) => IdentityFuture::ready(Ok(Identity::Token(token))),
            None => IdentityFuture::Token(Box::pin(kept.get(sources.context))),
        },
        None => IdentityFuture::ready(Err(error())),
    }
}
