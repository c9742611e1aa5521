//! `smithy.api#noAuth`, and operations with an empty list of schemes: nobody signs.

use crate::identity::Identity;
use crate::schema::AuthScheme;

pub(super) const SCHEME: AuthScheme = AuthScheme {
    id: "smithy.api#noAuth",
    endpoint_name: None,
    identity: |_sources| Box::pin(std::future::ready(Ok(Identity::None))),
    sign: |_request, _identity, _authorizing| Ok(()),
    presign: None,
};
