//! Which cargo features of the runtime a service takes.

use std::collections::BTreeSet;

use super::OperationPlan;
use crate::settings::ProtocolSupport;

/// What the protocol takes, and what stands behind the traits of the operations.
#[must_use]
pub fn runtime_features(protocol: &ProtocolSupport, operations: &[OperationPlan]) -> BTreeSet<String> {
    let traits: [(&str, fn(&OperationPlan) -> bool); 2] =
        [("compression", |operation| operation.compression), ("md5", |operation| operation.checksum_required)];
    let of_traits = traits.into_iter().filter(|(_, is_on)| operations.iter().any(is_on)).map(|(feature, _)| feature);
    protocol.features.iter().map(String::as_str).chain(of_traits).map(str::to_owned).collect()
}
