//! The id that a service gives a request.

use http::header::{HeaderMap, HeaderName};

/// The id, by the headers that services use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [HeaderName; 3] = [
        HeaderName::from_static("x-amzn-requestid"),
        HeaderName::from_static("x-amz-request-id"),
        HeaderName::from_static("x-amzn-request-id"),
    ];
    NAMES.iter().find_map(|name| headers.get(name)?.to_str().ok()).filter(|id| !id.is_empty())
}
