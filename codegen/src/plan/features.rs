//! Which cargo features of the runtime a service takes.

use std::collections::BTreeSet;

use super::operation::OperationPlan;
use crate::settings::ProtocolSupport;

/// What the protocol takes, and what stands behind the traits of the operations.
pub fn runtime_features(protocol: &ProtocolSupport, operations: &[OperationPlan]) -> BTreeSet<String> {
    let mut features: BTreeSet<String> = protocol.features.iter().cloned().collect();
    if operations.iter().any(|operation| operation.compression) {
        features.insert("compression".to_owned());
    }
    if operations.iter().any(|operation| operation.checksum_required) {
        features.insert("md5".to_owned());
    }
    features
}
