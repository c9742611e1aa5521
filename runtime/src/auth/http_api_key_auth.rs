//! `smithy.api#httpApiKeyAuth`: a key in a header or in the query, where the trait says.

use http::header::HeaderName;
use http::uri::PathAndQuery;

use super::{other_identity, secret_value};
use crate::body::Body;
use crate::credentials::CredentialsError;
use crate::identity::{Identity, IdentityFuture, IdentitySources};
use crate::percent;
use crate::schema::{AuthScheme, Authorizing};
use crate::sign::SigningError;

pub(super) const SCHEME: AuthScheme =
    AuthScheme { id: "smithy.api#httpApiKeyAuth", endpoint_name: None, identity, sign, presign: None };

fn identity<'a>(sources: &'a IdentitySources<'a>) -> IdentityFuture<'a> {
    let key = sources.api_key.cloned().map(Identity::ApiKey);
    let error = || CredentialsError::not_configured("no API key; set one with Config::api_key");
    IdentityFuture::ready(key.ok_or_else(error))
}

fn sign(
    request: &mut http::Request<Body>,
    identity: &Identity,
    authorizing: &Authorizing<'_>,
) -> Result<(), SigningError> {
    let Identity::ApiKey(key) = identity else { return Err(other_identity("an API key", identity)) };
    let option = authorizing.option;
    let name = option.property("name").unwrap_or("x-api-key");
    if option.property("in") == Some("query") {
        return in_query(request, name, key.expose());
    }
    let value = match option.property("scheme") {
        Some(scheme) => [scheme, " ", key.expose()].concat(),
        None => key.expose().to_owned(),
    };
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| SigningError::InvalidHeader("of the API key"))?;
    request.headers_mut().insert(header, secret_value("of the API key", &value)?);
    Ok(())
}

/// Appends the key; what an earlier attempt appended is replaced.
fn in_query(request: &mut http::Request<Body>, name: &str, key: &str) -> Result<(), SigningError> {
    let mut prefix = String::new();
    percent::encode(name, &mut prefix);
    prefix.push('=');
    let uri = request.uri();
    let mut target = uri.path().to_owned();
    let mut separator = '?';
    for pair in uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&prefix))
    {
        target.push(separator);
        target.push_str(pair);
        separator = '&';
    }
    target.push(separator);
    target.push_str(&prefix);
    percent::encode(key, &mut target);
    let mut parts = uri.clone().into_parts();
    // The text of the error would hold the key.
    let invalid = || SigningError::InvalidUrl("the API key makes it too long".to_owned());
    parts.path_and_query = Some(PathAndQuery::try_from(target).map_err(|_| invalid())?);
    *request.uri_mut() = http::Uri::from_parts(parts).map_err(|_| invalid())?;
    Ok(())
}
