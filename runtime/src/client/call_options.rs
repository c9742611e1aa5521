//! What one call does otherwise than its client.

use std::time::Duration;

use http::header::HeaderMap;

use crate::retry::RetrySettings;

/// What one call does otherwise than its client; mostly there are none.
#[derive(Debug, Default)]
pub(super) struct CallOptions {
    /// Headers of the call's own.
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) retry: RetrySettings,
}
