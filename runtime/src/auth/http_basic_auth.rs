//! `smithy.api#httpBasicAuth`: [RFC 7617](https://www.rfc-editor.org/rfc/rfc7617).

use http::header::AUTHORIZATION;

use super::{other_identity, secret_value};
use crate::credentials::CredentialsError;
use crate::identity::{Identity, IdentityFuture, IdentitySources};
use crate::schema::AuthScheme;

pub(super) const SCHEME: AuthScheme = AuthScheme {
    id: "smithy.api#httpBasicAuth",
    endpoint_name: None,
    identity,
    sign: |request, identity, _authorizing| {
        let Identity::Login(login) = identity else { return Err(other_identity("a user and password", identity)) };
        let value = secret_value("authorization", &["Basic ", &login.encoded()].concat())?;
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    },
    presign: None,
};

fn identity<'a>(sources: &'a IdentitySources<'a>) -> IdentityFuture<'a> {
    let login = sources.login.cloned().map(Identity::Login);
    let error = || CredentialsError::not_configured("no user and password; set them with Config::login");
    IdentityFuture::ready(login.ok_or_else(error))
}
