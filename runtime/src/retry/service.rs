//! What is particular to a service.

use std::time::Duration;

use super::RetrySettings;

/// What is particular to a service, by the `sdkId` of its model.
#[derive(Debug)]
pub(crate) struct ServiceRules {
    sdk_id: &'static str,
    /// Codes of failures that pass, whatever the status.
    pub(super) transient_codes: &'static [&'static str],
    /// Whether responses carry the checksum of their body in `x-amz-crc32`.
    pub(crate) has_checksums: bool,
    /// Operations that wait for something to arrive, which a caller would ask for again at once.
    pub(super) long_polling: &'static [&'static str],
    /// With the costs of 2026, where back-off begins unless the service throttles.
    pub(super) back_off_2026: Duration,
    /// With the costs of 2026, how many attempts there are unless a number is set.
    pub(super) max_attempts_2026: u32,
}

const USUAL: ServiceRules = ServiceRules {
    sdk_id: "",
    transient_codes: &[],
    has_checksums: false,
    long_polling: &[],
    back_off_2026: Duration::from_millis(50),
    max_attempts_2026: RetrySettings::DEFAULT_MAX_ATTEMPTS,
};

static ANY: ServiceRules = USUAL;

static PARTICULAR: [ServiceRules; 7] = [
    ServiceRules {
        sdk_id: "DynamoDB",
        has_checksums: true,
        back_off_2026: Duration::from_millis(25),
        max_attempts_2026: 4,
        ..USUAL
    },
    ServiceRules {
        sdk_id: "DynamoDB Streams",
        back_off_2026: Duration::from_millis(25),
        max_attempts_2026: 4,
        ..USUAL
    },
    ServiceRules { sdk_id: "S3", transient_codes: &["InternalError"], ..USUAL },
    ServiceRules { sdk_id: "SFN", long_polling: &["GetActivityTask"], ..USUAL },
    ServiceRules { sdk_id: "SQS", long_polling: &["ReceiveMessage"], ..USUAL },
    ServiceRules { sdk_id: "STS", transient_codes: &["IDPCommunicationError"], ..USUAL },
    ServiceRules { sdk_id: "SWF", long_polling: &["PollForActivityTask", "PollForDecisionTask"], ..USUAL },
];

impl ServiceRules {
    /// The rules of this service.
    pub(crate) fn of(sdk_id: &str) -> &'static Self {
        PARTICULAR.iter().find(|rules| rules.sdk_id == sdk_id).unwrap_or(&ANY)
    }
}
