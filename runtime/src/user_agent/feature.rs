//! What a call made use of, as the `m/` part of the user agent says it.

use std::fmt;

/// The letters of ids, in their order.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

/// The ids in the order of the features: one letter, then two.
const IDS: [[u8; 2]; Feature::ALL.len()] = {
    let mut ids = [[0; 2]; Feature::ALL.len()];
    let mut position = 0;
    while position < ids.len() {
        let last = LETTERS[position % LETTERS.len()];
        ids[position] = match position / LETTERS.len() {
            0 => [last, 0],
            group => [LETTERS[group - 1], last],
        };
        position += 1;
    }
    ids
};

/// Each feature with its name, in the order of their ids: none goes between others.
macro_rules! features {
    ($($feature:ident $name:literal,)*) => {
        /// Something that a call made use of, from the list that AWS's SDKs have in common.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature {
            $(#[doc = concat!("`", $name, "`")] $feature,)*
        }

        impl Feature {
            /// All of them, in the order of their ids.
            pub const ALL: &'static [Self] = &[$(Self::$feature,)*];

            /// The name in the list.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$feature => $name,)*
                }
            }
        }
    };
}

features! {
    ResourceModel "RESOURCE_MODEL",
    Waiter "WAITER",
    Paginator "PAGINATOR",
    RetryModeLegacy "RETRY_MODE_LEGACY",
    RetryModeStandard "RETRY_MODE_STANDARD",
    RetryModeAdaptive "RETRY_MODE_ADAPTIVE",
    S3Transfer "S3_TRANSFER",
    S3CryptoV1n "S3_CRYPTO_V1N",
    S3CryptoV2 "S3_CRYPTO_V2",
    S3ExpressBucket "S3_EXPRESS_BUCKET",
    S3AccessGrants "S3_ACCESS_GRANTS",
    GzipRequestCompression "GZIP_REQUEST_COMPRESSION",
    ProtocolRpcV2Cbor "PROTOCOL_RPC_V2_CBOR",
    EndpointOverride "ENDPOINT_OVERRIDE",
    AccountIdEndpoint "ACCOUNT_ID_ENDPOINT",
    AccountIdModePreferred "ACCOUNT_ID_MODE_PREFERRED",
    AccountIdModeDisabled "ACCOUNT_ID_MODE_DISABLED",
    AccountIdModeRequired "ACCOUNT_ID_MODE_REQUIRED",
    Sigv4aSigning "SIGV4A_SIGNING",
    ResolvedAccountId "RESOLVED_ACCOUNT_ID",
    FlexibleChecksumsReqCrc32 "FLEXIBLE_CHECKSUMS_REQ_CRC32",
    FlexibleChecksumsReqCrc32c "FLEXIBLE_CHECKSUMS_REQ_CRC32C",
    FlexibleChecksumsReqCrc64 "FLEXIBLE_CHECKSUMS_REQ_CRC64",
    FlexibleChecksumsReqSha1 "FLEXIBLE_CHECKSUMS_REQ_SHA1",
    FlexibleChecksumsReqSha256 "FLEXIBLE_CHECKSUMS_REQ_SHA256",
    FlexibleChecksumsReqWhenSupported "FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED",
    FlexibleChecksumsReqWhenRequired "FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED",
    FlexibleChecksumsResWhenSupported "FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED",
    FlexibleChecksumsResWhenRequired "FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED",
    DdbMapper "DDB_MAPPER",
    CredentialsCode "CREDENTIALS_CODE",
    CredentialsJvmSystemProperties "CREDENTIALS_JVM_SYSTEM_PROPERTIES",
    CredentialsEnvVars "CREDENTIALS_ENV_VARS",
    CredentialsEnvVarsStsWebIdToken "CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN",
    CredentialsStsAssumeRole "CREDENTIALS_STS_ASSUME_ROLE",
    CredentialsStsAssumeRoleSaml "CREDENTIALS_STS_ASSUME_ROLE_SAML",
    CredentialsStsAssumeRoleWebId "CREDENTIALS_STS_ASSUME_ROLE_WEB_ID",
    CredentialsStsFederationToken "CREDENTIALS_STS_FEDERATION_TOKEN",
    CredentialsStsSessionToken "CREDENTIALS_STS_SESSION_TOKEN",
    CredentialsProfile "CREDENTIALS_PROFILE",
    CredentialsProfileSourceProfile "CREDENTIALS_PROFILE_SOURCE_PROFILE",
    CredentialsProfileNamedProvider "CREDENTIALS_PROFILE_NAMED_PROVIDER",
    CredentialsProfileStsWebIdToken "CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN",
    CredentialsProfileSso "CREDENTIALS_PROFILE_SSO",
    CredentialsSso "CREDENTIALS_SSO",
    CredentialsProfileSsoLegacy "CREDENTIALS_PROFILE_SSO_LEGACY",
    CredentialsSsoLegacy "CREDENTIALS_SSO_LEGACY",
    CredentialsProfileProcess "CREDENTIALS_PROFILE_PROCESS",
    CredentialsProcess "CREDENTIALS_PROCESS",
    CredentialsBoto2ConfigFile "CREDENTIALS_BOTO2_CONFIG_FILE",
    CredentialsAwsSdkStore "CREDENTIALS_AWS_SDK_STORE",
    CredentialsHttp "CREDENTIALS_HTTP",
    CredentialsImds "CREDENTIALS_IMDS",
    SsoLoginDevice "SSO_LOGIN_DEVICE",
    SsoLoginAuth "SSO_LOGIN_AUTH",
    BearerServiceEnvVars "BEARER_SERVICE_ENV_VARS",
    ObservabilityTracing "OBSERVABILITY_TRACING",
    ObservabilityMetrics "OBSERVABILITY_METRICS",
    ObservabilityOtelTracing "OBSERVABILITY_OTEL_TRACING",
    ObservabilityOtelMetrics "OBSERVABILITY_OTEL_METRICS",
    CredentialsCognito "CREDENTIALS_COGNITO",
    S3TransferUploadDirectory "S3_TRANSFER_UPLOAD_DIRECTORY",
    S3TransferDownloadDirectory "S3_TRANSFER_DOWNLOAD_DIRECTORY",
    CliV1ToV2MigrationDebugMode "CLI_V1_TO_V2_MIGRATION_DEBUG_MODE",
    LoginSameDevice "LOGIN_SAME_DEVICE",
    LoginCrossDevice "LOGIN_CROSS_DEVICE",
    CredentialsProfileLogin "CREDENTIALS_PROFILE_LOGIN",
    CredentialsLogin "CREDENTIALS_LOGIN",
    FlexibleChecksumsReqMd5 "FLEXIBLE_CHECKSUMS_REQ_MD5",
    FlexibleChecksumsReqSha512 "FLEXIBLE_CHECKSUMS_REQ_SHA512",
    FlexibleChecksumsReqXxhash3 "FLEXIBLE_CHECKSUMS_REQ_XXHASH3",
    FlexibleChecksumsReqXxhash64 "FLEXIBLE_CHECKSUMS_REQ_XXHASH64",
    FlexibleChecksumsReqXxhash128 "FLEXIBLE_CHECKSUMS_REQ_XXHASH128",
}

impl Feature {
    /// The id that stands for it in the user agent: one letter or two.
    #[must_use]
    pub fn id(self) -> &'static str {
        let id = IDS.get(self as usize).map_or(&[][..], |id| id.split(|byte| *byte == 0).next().unwrap_or_default());
        str::from_utf8(id).unwrap_or_default()
    }
}

/// Features of a call, of a client, or of a source of credentials.
///
/// ```
/// use tinsmith_runtime::user_agent::{Feature, Features};
///
/// let features = Features::from(Feature::CredentialsProfile).with(Feature::RetryModeStandard);
/// assert_eq!(features.to_string(), "E,n");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Features(u128);

const _: () = assert!(Feature::ALL.len() <= u128::BITS as usize);

impl Features {
    /// No features.
    #[must_use]
    pub const fn new() -> Self {
        Self(0)
    }

    /// These, and this one.
    #[must_use]
    pub const fn with(self, feature: Feature) -> Self {
        Self(self.0 | 1 << feature as u32)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether this one is among them.
    #[must_use]
    pub const fn contains(self, feature: Feature) -> bool {
        self.0 & 1 << feature as u32 != 0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One after the other, in the order of their ids.
    pub fn iter(self) -> impl Iterator<Item = Feature> {
        Feature::ALL.iter().copied().filter(move |feature| self.contains(*feature))
    }
}

impl From<Feature> for Features {
    fn from(feature: Feature) -> Self {
        Self::new().with(feature)
    }
}

impl FromIterator<Feature> for Features {
    fn from_iter<I: IntoIterator<Item = Feature>>(features: I) -> Self {
        features.into_iter().fold(Self::new(), Self::with)
    }
}

/// The ids, with commas between. All of them are far below the 1,024 bytes that the user agent has room for.
impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, feature) in self.iter().enumerate() {
            if position > 0 {
                f.write_str(",")?;
            }
            f.write_str(feature.id())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_letter_then_two() {
        for (feature, id) in [
            (Feature::ResourceModel, "A"),
            (Feature::FlexibleChecksumsReqWhenRequired, "a"),
            (Feature::CredentialsImds, "0"),
            (Feature::CliV1ToV2MigrationDebugMode, "-"),
            (Feature::LoginSameDevice, "AA"),
            (Feature::FlexibleChecksumsReqXxhash128, "AI"),
        ] {
            assert_eq!(feature.id(), id, "{}", feature.name());
        }
    }

    #[test]
    fn features_stand_once_and_in_order() {
        let some = Features::from_iter([Feature::LoginSameDevice, Feature::Waiter, Feature::Waiter]);
        let features = some.and(Feature::CredentialsImds.into());
        assert_eq!(features.to_string(), "B,0,AA");
        assert!(features.contains(Feature::Waiter) && !features.contains(Feature::Paginator));
        assert!(Features::from_iter(Feature::ALL.iter().copied()).to_string().len() < 1_024);
        assert!(Features::new().is_empty() && Features::new().to_string().is_empty());
    }
}
