//! The settings of a case.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value as Json;
use tinsmith_runtime::compression::CompressionSettings;
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::retry::RetrySettings;
use tinsmith_runtime::{Config, Validation};

/// The time of the case that runs, in seconds since 1970: cases run one after another.
static TIME: AtomicU64 = AtomicU64::new(0);

fn clock() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(TIME.load(Ordering::Relaxed))
}

const SETTINGS: &[&str] = &[
    "accessKeyId",
    "compressionMinSizeBytes",
    "disableCompression",
    "endpoint",
    "idempotencyToken",
    "region",
    "secretAccessKey",
    "sessionToken",
    "time",
    "useDualStack",
    "useFips",
    "validation",
];

/// A client's configuration.
///
/// # Errors
///
/// A setting that is not known, or that the configuration does not take: to pass over it would be to test something else.
pub fn config(settings: &Json) -> Result<Config, String> {
    let names = settings.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    if let Some(unknown) = names.into_iter().find(|name| !SETTINGS.contains(name)) {
        return Err(format!("the case asks for the setting `{unknown}`, which is not known"));
    }
    let text = |name| settings.get(name).and_then(Json::as_str);
    let flag = |name| settings.get(name).and_then(Json::as_bool);
    TIME.store(settings.get("time").and_then(Json::as_u64).unwrap_or_default(), Ordering::Relaxed);
    let mut credentials =
        Credentials::new(text("accessKeyId").unwrap_or_default(), text("secretAccessKey").unwrap_or_default());
    if let Some(token) = text("sessionToken") {
        credentials = credentials.with_session_token(token);
    }
    let token = text("idempotencyToken").unwrap_or_default().to_owned();
    let mut config = Config::new(text("region").unwrap_or_default())
        .credentials(credentials)
        .clock(clock)
        // A case is one request and one response.
        .retry(RetrySettings::off())
        .idempotency_tokens(move || token.clone())
        .validation(if flag("validation").unwrap_or(true) { Validation::Standard } else { Validation::Off })
        .use_fips(flag("useFips").unwrap_or(false))
        .use_dual_stack(flag("useDualStack").unwrap_or(false));
    if let Some(endpoint) = text("endpoint") {
        // It stands for the service's own endpoint, which takes host prefixes.
        config = config.endpoint(endpoint).host_prefix(true);
    }
    let default = CompressionSettings::default();
    let least = match settings.get("compressionMinSizeBytes") {
        None => default.min_size_bytes(),
        Some(size) => {
            let bytes = size.as_u64().and_then(|size| u32::try_from(size).ok());
            bytes.ok_or_else(|| format!("the least size of bodies to compress is {size}"))?
        }
    };
    let enabled = !flag("disableCompression").unwrap_or(false);
    let compression = CompressionSettings::new(enabled, least).map_err(|error| error.to_string())?;
    Ok(config.compression(compression))
}
