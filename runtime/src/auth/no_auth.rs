//! `smithy.api#noAuth`, and operations with an empty list of schemes: nobody signs.

use crate::identity::{Identity, IdentityFuture};
use crate::schema::AuthScheme;

pub(super) const SCHEME: AuthScheme = AuthScheme {
    id: "smithy.api#noAuth",
    endpoint_name: None,
    identity: |_sources| IdentityFuture::ready(Ok(Identity::None)),
    sign: |_request, _identity, _authorizing| Ok(()),
    presign: None,
};
