//! Bodies as gzip.

use std::fmt;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, HeaderMap, HeaderValue};

use super::CompressionSettings;
use crate::body::Body;
use crate::codec::CodecError;

/// Compresses the body if it is in memory and large enough; then `Content-Encoding` says so, after what it said before.
pub(crate) fn apply(settings: CompressionSettings, headers: &mut HeaderMap, body: &mut Body) -> Result<(), CodecError> {
    let Some(bytes) = body.as_bytes() else { return Ok(()) };
    if !settings.enabled || bytes.len() < settings.min_size_bytes as usize {
        return Ok(());
    }
    let failed = |error: &dyn fmt::Display| CodecError::new(format!("the body cannot be compressed: {error}"));
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    encoder.write_all(bytes).map_err(|error| failed(&error))?;
    let compressed = encoder.finish().map_err(|error| failed(&error))?;
    let encoding = match headers.get(CONTENT_ENCODING) {
        Some(before) if !before.is_empty() => {
            HeaderValue::from_bytes(&[before.as_bytes(), b", gzip"].concat()).map_err(|error| failed(&error))?
        }
        _ => HeaderValue::from_static("gzip"),
    };
    headers.insert(CONTENT_ENCODING, encoding);
    *body = compressed.into();
    Ok(())
}
