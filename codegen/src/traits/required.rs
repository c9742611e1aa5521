//! Which members a structure cannot be without.

use super::ids;
use crate::model::Member;

/// Whether a member without a default is a plain field, which a structure cannot be built without.
pub fn is_required(member: &Member) -> bool {
    let has = |trait_id| member.traits.contains_key(trait_id);
    has(ids::REQUIRED) && ![ids::CLIENT_OPTIONAL, ids::IDEMPOTENCY_TOKEN, ids::HTTP_RESPONSE_CODE].into_iter().any(has)
}
