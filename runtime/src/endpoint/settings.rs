use super::{ParameterValue, Parameters};

/// The client's settings that endpoint rules ask about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EndpointSettings {
    /// `AWS::Region`
    pub region: Option<String>,
    /// `AWS::UseFIPS`: use an endpoint that complies with FIPS 140.
    pub use_fips: bool,
    /// `AWS::UseDualStack`: use an endpoint that has IPv4 and IPv6 addresses.
    pub use_dual_stack: bool,
    /// `SDK::Endpoint`: the URL to use in place of the service's own.
    pub endpoint: Option<String>,
    /// `AWS::STS::UseGlobalEndpoint`: use `sts.amazonaws.com` in the regions that once had no other.
    pub use_global_endpoint: bool,
    /// `AWS::Auth::AccountId`: the account of the credentials.
    pub account_id: Option<String>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `disabled` or `required`.
    pub account_id_endpoint_mode: Option<String>,
    /// Other built-ins, by name, such as `AWS::S3::ForcePathStyle`.
    pub other: Parameters,
}

impl EndpointSettings {
    /// The value of a built-in, if this client has one.
    pub fn built_in(&self, name: &str) -> Option<ParameterValue> {
        match name {
            "AWS::Region" => self.region.clone().map(ParameterValue::from),
            "AWS::UseFIPS" => Some(self.use_fips.into()),
            "AWS::UseDualStack" => Some(self.use_dual_stack.into()),
            "SDK::Endpoint" => self.endpoint.clone().map(ParameterValue::from),
            "AWS::STS::UseGlobalEndpoint" => Some(self.use_global_endpoint.into()),
            "AWS::Auth::AccountId" => self.account_id.clone().map(ParameterValue::from),
            "AWS::Auth::AccountIdEndpointMode" => self.account_id_endpoint_mode.clone().map(ParameterValue::from),
            _ => self.other.get(name).cloned(),
        }
    }
}
