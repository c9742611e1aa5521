//! What a request depends on beside the operation, its input and the endpoint.

use http::header::HeaderMap;

use crate::compression::CompressionSettings;

/// What a request depends on beside the operation, its input and the endpoint.
///
/// ```
/// use tinsmith_runtime::compression::CompressionSettings;
/// use tinsmith_runtime::request::RequestSettings;
///
/// let settings = RequestSettings::new().compression(CompressionSettings::new(false, 0)?);
/// # let _ = settings;
/// # Ok::<(), tinsmith_runtime::compression::InvalidMinSize>(())
/// ```
#[derive(Clone, Debug)]
pub struct RequestSettings {
    pub(super) compression: CompressionSettings,
    pub(super) headers: HeaderMap,
    pub(super) host_prefix: bool,
}

impl RequestSettings {
    /// Large bodies compressed where the operation allows it, no headers added, host prefixes put before host names.
    #[must_use]
    pub fn new() -> Self {
        Self { compression: CompressionSettings::default(), headers: HeaderMap::new(), host_prefix: true }
    }

    /// When bodies of operations with `smithy.api#requestCompression` are compressed.
    #[must_use]
    pub fn compression(self, compression: CompressionSettings) -> Self {
        Self { compression, ..self }
    }

    /// Headers to add, such as those of an endpoint; they win over those of the protocol.
    #[must_use]
    pub fn headers(self, headers: HeaderMap) -> Self {
        Self { headers, ..self }
    }

    /// Whether prefixes of `smithy.api#endpoint` are put before the endpoint's host. They never are before an IP address.
    #[must_use]
    pub fn host_prefix(self, host_prefix: bool) -> Self {
        Self { host_prefix, ..self }
    }
}

impl Default for RequestSettings {
    fn default() -> Self {
        Self::new()
    }
}
