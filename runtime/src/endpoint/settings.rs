//! The client's settings that endpoint rules ask about.

use super::{ParameterValue, Parameters};

/// The client's settings that endpoint rules ask about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    /// `AWS::Auth::AccountId`, in place of the account of the credentials.
    pub account_id: Option<String>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `disabled` or `required`.
    pub account_id_endpoint_mode: Option<String>,
    /// Other built-ins, by name, such as `AWS::S3::ForcePathStyle`.
    pub other: Parameters,
}

impl EndpointSettings {
    /// Nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the region.
    #[must_use]
    pub fn region(self, region: impl Into<String>) -> Self {
        Self { region: Some(region.into()), ..self }
    }

    /// Sets whether endpoints comply with FIPS 140.
    #[must_use]
    pub fn use_fips(self, use_fips: bool) -> Self {
        Self { use_fips, ..self }
    }

    /// Sets whether endpoints have IPv4 and IPv6 addresses.
    #[must_use]
    pub fn use_dual_stack(self, use_dual_stack: bool) -> Self {
        Self { use_dual_stack, ..self }
    }

    /// Sets the URL to use in place of the service's own.
    #[must_use]
    pub fn endpoint(self, endpoint: impl Into<String>) -> Self {
        Self { endpoint: Some(endpoint.into()), ..self }
    }

    /// Sets whether STS is called at `sts.amazonaws.com` in the regions that once had no other.
    #[must_use]
    pub fn use_global_endpoint(self, use_global_endpoint: bool) -> Self {
        Self { use_global_endpoint, ..self }
    }

    /// Sets the account, in place of that of the credentials.
    #[must_use]
    pub fn account_id(self, account_id: impl Into<String>) -> Self {
        Self { account_id: Some(account_id.into()), ..self }
    }

    /// Sets whether endpoints are named after the account: `preferred`, `disabled` or `required`.
    #[must_use]
    pub fn account_id_endpoint_mode(self, mode: impl Into<String>) -> Self {
        Self { account_id_endpoint_mode: Some(mode.into()), ..self }
    }

    /// Sets another built-in, such as `AWS::S3::ForcePathStyle`.
    #[must_use]
    pub fn other(mut self, name: impl Into<String>, value: impl Into<ParameterValue>) -> Self {
        self.other.set(name.into(), value);
        self
    }

    /// The value of a built-in, if this client has one.
    #[must_use]
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
