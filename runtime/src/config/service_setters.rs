//! Settings that only some services ask for, and where to look for all of them.

use super::table::{
    S3_ACCELERATE, S3_DISABLE_EXPRESS_SESSION_AUTH, S3_DISABLE_MULTI_REGION_ACCESS_POINTS, S3_GLOBAL_ENDPOINT,
    S3_PATH_STYLE, S3_USE_ARN_REGION, built_in,
};
use super::{ChecksumMode, Config, ConfigError};
use crate::endpoint::AccountIdEndpointMode;

impl Config {
    /// Sets which profile of the shared files counts, for settings and credentials; before they are
    /// [resolved](Self::resolve). Variable: `AWS_PROFILE`.
    #[must_use]
    pub fn profile(self, profile: impl Into<String>) -> Self {
        self.set("profile", |settings| {
            if settings.resolved.is_some() {
                settings.problem = Some(ConfigError::late("profile"));
            }
            settings.profile = Some(profile.into());
        })
    }

    /// Sets whether endpoints in the environment and in shared files are ignored, so that only
    /// [`endpoint`](Self::endpoint) counts. Variable: `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`; key of the profile:
    /// `ignore_configured_endpoint_urls`.
    #[must_use]
    pub fn ignore_configured_endpoints(self, ignore: bool) -> Self {
        self.set("ignore_configured_endpoints", |settings| settings.ignore_configured_endpoints = ignore)
    }

    /// Sets whether endpoints are named after the account of the credentials, for services that have such. Variable:
    /// `AWS_ACCOUNT_ID_ENDPOINT_MODE`; key of the profile: `account_id_endpoint_mode`.
    #[must_use]
    pub fn account_id_endpoint_mode(self, mode: AccountIdEndpointMode) -> Self {
        self.set("account_id_endpoint_mode", |settings| {
            settings.endpoint.account_id_endpoint_mode = Some(mode.name().to_owned());
        })
    }

    /// Sets when checksums of requests are computed. Variable: `AWS_REQUEST_CHECKSUM_CALCULATION`; key of the profile:
    /// `request_checksum_calculation`.
    #[must_use]
    pub fn request_checksums(self, mode: ChecksumMode) -> Self {
        self.set("request_checksums", |settings| settings.request_checksums = mode)
    }

    /// Sets when checksums of responses are compared. Variable: `AWS_RESPONSE_CHECKSUM_VALIDATION`; key of the profile:
    /// `response_checksum_validation`.
    #[must_use]
    pub fn response_checksums(self, mode: ChecksumMode) -> Self {
        self.set("response_checksums", |settings| settings.response_checksums = mode)
    }

    /// Sets whether STS is called at `sts.amazonaws.com` in the regions that once had no other endpoint. Variable:
    /// `AWS_STS_REGIONAL_ENDPOINTS`; key of the profile: `sts_regional_endpoints`; `legacy` there is `true` here.
    #[must_use]
    pub fn sts_global_endpoint(self, is_global: bool) -> Self {
        self.set("sts_global_endpoint", |settings| settings.endpoint.use_global_endpoint = is_global)
    }

    /// Sets whether S3 is called in the region of an ARN that stands for a bucket. Variable: `AWS_S3_USE_ARN_REGION`;
    /// key of the profile: `s3_use_arn_region`, or `use_arn_region` within `s3`.
    #[must_use]
    pub fn s3_use_arn_region(self, use_arn_region: bool) -> Self {
        self.built_in("s3_use_arn_region", S3_USE_ARN_REGION, use_arn_region)
    }

    /// Sets whether S3 is not called through access points of several regions. Variable:
    /// `AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS`; key of the profile: `s3_disable_multiregion_access_points`, or
    /// `disable_multiregion_access_points` within `s3`.
    #[must_use]
    pub fn s3_disable_multi_region_access_points(self, disable: bool) -> Self {
        self.built_in("s3_disable_multi_region_access_points", S3_DISABLE_MULTI_REGION_ACCESS_POINTS, disable)
    }

    /// Sets whether S3 is called at `s3.amazonaws.com` in us-east-1. Variable: `AWS_S3_US_EAST_1_REGIONAL_ENDPOINT`; key
    /// of the profile: `s3_us_east_1_regional_endpoint`, or `us_east_1_regional_endpoint` within `s3`; `legacy` there is
    /// `true` here.
    #[must_use]
    pub fn s3_global_endpoint(self, is_global: bool) -> Self {
        self.built_in("s3_global_endpoint", S3_GLOBAL_ENDPOINT, is_global)
    }

    /// Sets whether buckets are part of S3's paths, and not of its hosts. Key of the profile: `addressing_style` within
    /// `s3`, where it is `path`.
    #[must_use]
    pub fn s3_path_style(self, path_style: bool) -> Self {
        self.built_in("s3_path_style", S3_PATH_STYLE, path_style)
    }

    /// Sets whether S3 is called through its network of edge locations. Key of the profile: `use_accelerate_endpoint`
    /// within `s3`.
    #[must_use]
    pub fn s3_accelerate(self, accelerate: bool) -> Self {
        self.built_in("s3_accelerate", S3_ACCELERATE, accelerate)
    }

    /// Sets whether directory buckets of S3 are called without a session. Variable:
    /// `AWS_S3_DISABLE_EXPRESS_SESSION_AUTH`; key of the profile: `s3_disable_express_session_auth`, or
    /// `disable_express_session_auth` within `s3`.
    #[must_use]
    pub fn s3_disable_express_session_auth(self, disable: bool) -> Self {
        self.built_in("s3_disable_express_session_auth", S3_DISABLE_EXPRESS_SESSION_AUTH, disable)
    }

    fn built_in(self, setting: &'static str, names: &'static [&'static str], value: bool) -> Self {
        self.set(setting, |settings| {
            built_in(settings, names, value);
        })
    }
}
