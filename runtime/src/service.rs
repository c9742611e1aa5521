//! What the runtime needs to know of a service: static data that the generator writes.

use crate::endpoint::{Partition, RuleSet};
use crate::protocol::Protocol;
use crate::schema::XmlNamespace;

/// A service of a model.
#[derive(Debug)]
pub struct Service {
    /// Absolute shape id; its name is the first half of `X-Amz-Target`.
    pub id: &'static str,
    /// `sdkId` of `aws.api#service`: how people call the service.
    pub sdk_id: &'static str,
    /// The version of the API, such as `2011-06-15`.
    pub version: &'static str,
    /// `endpointPrefix` of `aws.api#service`: the first label of the host where no endpoint rules are given.
    pub endpoint_prefix: &'static str,
    /// `name` of `aws.auth#sigv4`; `None` for a service that is never signed.
    pub signing_name: Option<&'static str>,
    /// The protocol that its messages follow.
    pub protocol: &'static Protocol,
    /// `aws.protocols#awsQueryCompatible`: errors carry the codes of an earlier awsQuery service.
    pub query_compatible: bool,
    /// `smithy.api#xmlNamespace` of the service.
    pub xml_namespace: Option<XmlNamespace>,
    /// `smithy.rules#endpointRuleSet`.
    pub endpoint_rules: Option<&'static RuleSet>,
    /// Which regions belong together, for services without endpoint rules.
    pub partitions: &'static [Partition],
}

impl Service {
    /// The shape's name without its namespace.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.id.rsplit_once('#').map_or(self.id, |(_, name)| name)
    }
}
