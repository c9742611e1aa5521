//! The settings that the environment and profiles have names for.

use super::{ChecksumMode, Settings};
use crate::compression::CompressionSettings;
use crate::endpoint::{AccountIdEndpointMode, ParameterValue};
use crate::host_label::is_valid_host_label;
use crate::request::EndpointUrl;
use crate::retry::{RetryCosts, RetryMode, parse_max_attempts};

/// A setting, where it is looked for, and how its text is read.
pub(super) struct Setting {
    /// The name of its setter.
    pub(super) name: &'static str,
    /// The variables of the environment, the first that is set counts.
    pub(super) variables: &'static [&'static str],
    /// The keys of the profile after these, `s3.accelerate` for one within `s3`.
    pub(super) keys: &'static [&'static str],
    /// What a text must be.
    pub(super) expected: &'static str,
    /// Sets it; `None` for a text that is something else.
    pub(super) set: fn(&mut Settings, &str) -> Option<()>,
    /// Its value, for people to read. None of them is secret.
    pub(super) show: fn(&Settings) -> Option<String>,
}

const SWITCH: &str = "`true` or `false`";

pub(super) const REGION: &str = "region";
pub(super) const ENDPOINT: &str = "endpoint";
/// The settings that `Config::with_endpoint_settings` sets.
pub(super) const OF_ENDPOINTS: &[&str] = &[
    REGION,
    ENDPOINT,
    "use_fips",
    "use_dual_stack",
    "account_id_endpoint_mode",
    "sts_global_endpoint",
    "s3_use_arn_region",
    "s3_disable_multi_region_access_points",
    "s3_global_endpoint",
    "s3_path_style",
    "s3_accelerate",
    "s3_disable_express_session_auth",
];

/// The settings that `Config::retry` sets.
pub(super) const RETRY_MODE: &str = "retry_mode";
pub(super) const MAX_ATTEMPTS: &str = "max_attempts";
pub(super) const RETRY_COSTS: &str = "retry_costs";

pub(super) const S3_USE_ARN_REGION: &[&str] = &["AWS::S3::UseArnRegion", "AWS::S3Control::UseArnRegion"];
pub(super) const S3_DISABLE_MULTI_REGION_ACCESS_POINTS: &[&str] = &["AWS::S3::DisableMultiRegionAccessPoints"];
pub(super) const S3_GLOBAL_ENDPOINT: &[&str] = &["AWS::S3::UseGlobalEndpoint"];
pub(super) const S3_PATH_STYLE: &[&str] = &["AWS::S3::ForcePathStyle"];
pub(super) const S3_ACCELERATE: &[&str] = &["AWS::S3::Accelerate"];
pub(super) const S3_DISABLE_EXPRESS_SESSION_AUTH: &[&str] = &["AWS::S3::DisableS3ExpressSessionAuth"];

/// All of them, in the order in which they are looked for: what says that others are ignored comes before these.
pub(super) static SETTINGS: &[Setting] = &[
    Setting {
        name: REGION,
        variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
        keys: &["region"],
        expected: "a region, which is part of host names as `eu-west-1` is",
        set: |settings, text| {
            is_valid_host_label(text, false).then(|| settings.endpoint.region = Some(text.to_owned()))
        },
        show: |settings| settings.endpoint.region.clone(),
    },
    Setting {
        name: "ignore_configured_endpoints",
        variables: &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
        keys: &["ignore_configured_endpoint_urls"],
        expected: SWITCH,
        set: |settings, text| switch(text).map(|ignore| settings.ignore_configured_endpoints = ignore),
        show: |settings| Some(settings.ignore_configured_endpoints.to_string()),
    },
    Setting {
        name: ENDPOINT,
        variables: &["AWS_ENDPOINT_URL"],
        keys: &["endpoint_url"],
        expected: A_URL,
        set: |settings, text| is_url(text).then(|| settings.endpoint.endpoint = Some(text.to_owned())),
        show: |settings| settings.endpoint.endpoint.as_deref().map(super::shown_url),
    },
    Setting {
        name: "use_fips",
        variables: &["AWS_USE_FIPS_ENDPOINT"],
        keys: &["use_fips_endpoint"],
        expected: SWITCH,
        set: |settings, text| switch(text).map(|use_fips| settings.endpoint.use_fips = use_fips),
        show: |settings| Some(settings.endpoint.use_fips.to_string()),
    },
    Setting {
        name: "use_dual_stack",
        variables: &["AWS_USE_DUALSTACK_ENDPOINT"],
        keys: &["use_dualstack_endpoint"],
        expected: SWITCH,
        set: |settings, text| switch(text).map(|use_dual_stack| settings.endpoint.use_dual_stack = use_dual_stack),
        show: |settings| Some(settings.endpoint.use_dual_stack.to_string()),
    },
    Setting {
        name: "account_id_endpoint_mode",
        variables: &["AWS_ACCOUNT_ID_ENDPOINT_MODE"],
        keys: &["account_id_endpoint_mode"],
        expected: "`preferred`, `disabled` or `required`",
        set: |settings, text| {
            let mode = AccountIdEndpointMode::from_name(text)?;
            settings.endpoint.account_id_endpoint_mode = Some(mode.name().to_owned());
            Some(())
        },
        show: |settings| settings.endpoint.account_id_endpoint_mode.clone(),
    },
    Setting {
        name: "host_prefix",
        variables: &["AWS_DISABLE_HOST_PREFIX_INJECTION"],
        keys: &["disable_host_prefix_injection"],
        expected: SWITCH,
        set: |settings, text| switch(text).map(|disabled| settings.host_prefix = Some(!disabled)),
        show: |settings| settings.host_prefix.map(|host_prefix| host_prefix.to_string()),
    },
    Setting {
        name: RETRY_MODE,
        variables: &["AWS_RETRY_MODE"],
        keys: &["retry_mode"],
        expected: "`standard` or `adaptive`",
        set: |settings, text| text.parse().ok().map(|mode| settings.retry = settings.retry.mode(mode)),
        show: |settings| {
            let mode = match settings.retry.mode_in_force() {
                RetryMode::Standard => "standard",
                RetryMode::Adaptive => "adaptive",
                RetryMode::Off => "off",
            };
            Some(mode.to_owned())
        },
    },
    Setting {
        name: MAX_ATTEMPTS,
        variables: &["AWS_MAX_ATTEMPTS"],
        keys: &["max_attempts"],
        expected: "a whole number of attempts from 1 on",
        set: |settings, text| {
            let max_attempts = parse_max_attempts(text).ok()?;
            settings.retry = settings.retry.max_attempts(max_attempts);
            Some(())
        },
        show: |settings| settings.retry.set_max_attempts().map(|max_attempts| max_attempts.to_string()),
    },
    Setting {
        name: RETRY_COSTS,
        variables: &["AWS_NEW_RETRIES_2026"],
        keys: &[],
        expected: SWITCH,
        set: |settings, text| text.parse().ok().map(|costs| settings.retry = settings.retry.costs(costs)),
        show: |settings| {
            let costs = match settings.retry.costs_in_force() {
                RetryCosts::Legacy => "legacy",
                RetryCosts::New2026 => "2026",
            };
            Some(costs.to_owned())
        },
    },
    Setting {
        name: "app_id",
        variables: &["AWS_SDK_UA_APP_ID"],
        keys: &["sdk_ua_app_id"],
        expected: "a name",
        set: |settings, text| {
            settings.app_id = Some(text.to_owned());
            Some(())
        },
        show: |settings| settings.app_id.clone(),
    },
    Setting {
        name: "ca_bundle",
        variables: &["AWS_CA_BUNDLE"],
        keys: &["ca_bundle"],
        expected: "a path",
        set: |settings, text| {
            settings.transport = settings.transport.clone().with_ca_bundle(text.into());
            Some(())
        },
        show: |settings| settings.transport.ca_bundle().map(|path| path.display().to_string()),
    },
    Setting {
        name: "compression",
        variables: &["AWS_DISABLE_REQUEST_COMPRESSION"],
        keys: &["disable_request_compression"],
        expected: SWITCH,
        set: |settings, text| compression(settings, Some(!switch(text)?), None),
        show: |settings| Some(if settings.compression.enabled() { "on" } else { "off" }.to_owned()),
    },
    Setting {
        name: "compression_min_size",
        variables: &["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES"],
        keys: &["request_min_compression_size_bytes"],
        expected: "a number of bytes from 0 to 10485760",
        set: |settings, text| compression(settings, None, Some(text.parse().ok()?)),
        show: |settings| Some(format!("from {} bytes", settings.compression.min_size_bytes())),
    },
    Setting {
        name: "request_checksums",
        variables: &["AWS_REQUEST_CHECKSUM_CALCULATION"],
        keys: &["request_checksum_calculation"],
        expected: "`when_supported` or `when_required`",
        set: |settings, text| ChecksumMode::from_name(text).map(|mode| settings.request_checksums = mode),
        show: |settings| Some(settings.request_checksums.name().to_owned()),
    },
    Setting {
        name: "response_checksums",
        variables: &["AWS_RESPONSE_CHECKSUM_VALIDATION"],
        keys: &["response_checksum_validation"],
        expected: "`when_supported` or `when_required`",
        set: |settings, text| ChecksumMode::from_name(text).map(|mode| settings.response_checksums = mode),
        show: |settings| Some(settings.response_checksums.name().to_owned()),
    },
    Setting {
        name: "sts_global_endpoint",
        variables: &["AWS_STS_REGIONAL_ENDPOINTS"],
        keys: &["sts_regional_endpoints"],
        expected: "`regional` or `legacy`",
        set: |settings, text| legacy(text).map(|is_global| settings.endpoint.use_global_endpoint = is_global),
        show: |settings| Some(settings.endpoint.use_global_endpoint.to_string()),
    },
    Setting {
        name: "s3_use_arn_region",
        variables: &["AWS_S3_USE_ARN_REGION"],
        keys: &["s3_use_arn_region", "s3.use_arn_region"],
        expected: SWITCH,
        set: |settings, text| built_in(settings, S3_USE_ARN_REGION, switch(text)?),
        show: |settings| shown(settings, S3_USE_ARN_REGION),
    },
    Setting {
        name: "s3_disable_multi_region_access_points",
        variables: &["AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS"],
        keys: &["s3_disable_multiregion_access_points", "s3.disable_multiregion_access_points"],
        expected: SWITCH,
        set: |settings, text| built_in(settings, S3_DISABLE_MULTI_REGION_ACCESS_POINTS, switch(text)?),
        show: |settings| shown(settings, S3_DISABLE_MULTI_REGION_ACCESS_POINTS),
    },
    Setting {
        name: "s3_global_endpoint",
        variables: &["AWS_S3_US_EAST_1_REGIONAL_ENDPOINT"],
        keys: &["s3_us_east_1_regional_endpoint", "s3.us_east_1_regional_endpoint"],
        expected: "`regional` or `legacy`",
        set: |settings, text| built_in(settings, S3_GLOBAL_ENDPOINT, legacy(text)?),
        show: |settings| shown(settings, S3_GLOBAL_ENDPOINT),
    },
    Setting {
        name: "s3_path_style",
        variables: &[],
        keys: &["s3.addressing_style"],
        expected: "`path`, `virtual` or `auto`",
        set: |settings, text| built_in(settings, S3_PATH_STYLE, one_of(text, "path", &["virtual", "auto"])?),
        show: |settings| shown(settings, S3_PATH_STYLE),
    },
    Setting {
        name: "s3_accelerate",
        variables: &[],
        keys: &["s3.use_accelerate_endpoint"],
        expected: SWITCH,
        set: |settings, text| built_in(settings, S3_ACCELERATE, switch(text)?),
        show: |settings| shown(settings, S3_ACCELERATE),
    },
    Setting {
        name: "s3_disable_express_session_auth",
        variables: &["AWS_S3_DISABLE_EXPRESS_SESSION_AUTH"],
        keys: &["s3_disable_express_session_auth", "s3.disable_express_session_auth"],
        expected: SWITCH,
        set: |settings, text| built_in(settings, S3_DISABLE_EXPRESS_SESSION_AUTH, switch(text)?),
        show: |settings| shown(settings, S3_DISABLE_EXPRESS_SESSION_AUTH),
    },
];

/// What the URL of an endpoint must be.
pub(super) const A_URL: &str = "a URL such as `https://example.com`, without user, query and fragment";

pub(super) fn is_url(text: &str) -> bool {
    EndpointUrl::parse(text).is_ok()
}

/// Sets the built-ins of endpoint rules of these names.
pub(super) fn built_in(settings: &mut Settings, names: &[&'static str], value: bool) -> Option<()> {
    for name in names {
        settings.endpoint.other.set(*name, value);
    }
    Some(())
}

fn shown(settings: &Settings, names: &[&str]) -> Option<String> {
    match settings.endpoint.other.get(names.first()?)? {
        ParameterValue::Boolean(value) => Some(value.to_string()),
        _ => None,
    }
}

fn switch(text: &str) -> Option<bool> {
    one_of(text, "true", &["false"])
}

fn legacy(text: &str) -> Option<bool> {
    one_of(text, "legacy", &["regional"])
}

/// Whether the text is `yes`, where it may also be one of `no`; in capital or small letters.
fn one_of(text: &str, yes: &str, no: &[&str]) -> Option<bool> {
    let is_yes = text.eq_ignore_ascii_case(yes);
    (is_yes || no.iter().any(|no| text.eq_ignore_ascii_case(no))).then_some(is_yes)
}

fn compression(settings: &mut Settings, enabled: Option<bool>, min_size_bytes: Option<u32>) -> Option<()> {
    let known = settings.compression;
    let enabled = enabled.unwrap_or(known.enabled());
    let changed = CompressionSettings::new(enabled, min_size_bytes.unwrap_or(known.min_size_bytes()));
    changed.ok().map(|changed| settings.compression = changed)
}
