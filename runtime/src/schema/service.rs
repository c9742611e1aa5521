//! What the runtime knows of a service.

use super::{AuthOption, Protocol, XmlNamespace};
use crate::endpoint::{Partition, RuleSet};

/// A service of a model, as static data that the generator writes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Service {
    /// Absolute shape id; its name is the first half of `X-Amz-Target`.
    pub id: &'static str,
    /// `sdkId` of `aws.api#service`: how people call the service.
    pub sdk_id: &'static str,
    /// The version of the API, such as `2011-06-15`.
    pub version: &'static str,
    /// `endpointPrefix` of `aws.api#service`: the first label of the host where no endpoint rules are given. Empty where
    /// the service is not one of AWS: its endpoint is a setting.
    pub endpoint_prefix: &'static str,
    /// How requests may be authorized, the preferred way first.
    pub auth: &'static [AuthOption],
    /// The protocol that its messages follow.
    pub protocol: &'static Protocol,
    /// `aws.protocols#awsQueryCompatible`: errors carry the codes of an earlier awsQuery service.
    pub query_compatible: bool,
    /// `smithy.rules#endpointRuleSet`.
    pub endpoint_rules: Option<&'static RuleSet>,
    /// Which regions belong together, for services without endpoint rules.
    pub partitions: &'static [Partition],
}

impl Service {
    /// A service that is not authorized, has no endpoint rules and no other trait.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(id: &'static str, sdk_id: &'static str, protocol: &'static Protocol) -> Self {
        Self {
            id,
            sdk_id,
            version: "",
            endpoint_prefix: "",
            auth: &[],
            protocol,
            query_compatible: false,
            endpoint_rules: None,
            partitions: &[],
        }
    }

    /// The version of the API.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    /// `endpointPrefix` of `aws.api#service`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_endpoint_prefix(self, endpoint_prefix: &'static str) -> Self {
        Self { endpoint_prefix, ..self }
    }

    /// The authentication schemes of the service, in the order of `smithy.api#auth`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_auth(self, auth: &'static [AuthOption]) -> Self {
        Self { auth, ..self }
    }

    /// `aws.protocols#awsQueryCompatible`.
    #[doc(hidden)]
    #[must_use]
    pub const fn query_compatible(self) -> Self {
        Self { query_compatible: true, ..self }
    }

    /// Says nothing: no protocol puts the service's namespace into a message. Crates that were generated before call it.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_xml_namespace(self, _namespace: XmlNamespace) -> Self {
        self
    }

    /// `smithy.rules#endpointRuleSet`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_endpoint_rules(self, rules: &'static RuleSet) -> Self {
        Self { endpoint_rules: Some(rules), ..self }
    }

    /// Which regions belong together.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_partitions(self, partitions: &'static [Partition]) -> Self {
        Self { partitions, ..self }
    }

    /// The shape's name without its namespace.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let hash = self.id.bytes().rposition(|byte| byte == b'#');
        hash.and_then(|position| self.id.get(position + 1..)).unwrap_or(self.id)
    }
}
