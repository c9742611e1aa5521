//! `smithy.api#requestCompression`: large bodies go out as gzip.

#[cfg(feature = "compression")]
mod gzip;

use std::fmt;

#[cfg(feature = "compression")]
pub(crate) use gzip::apply;

/// The largest least size, in bytes: 10 MiB.
const MAX_MIN_SIZE_BYTES: u32 = 10_485_760;

/// When bodies are compressed.
///
/// ```
/// # use tinsmith_runtime::compression::CompressionSettings;
/// assert_eq!(CompressionSettings::default().min_size_bytes(), 10_240);
/// assert!(CompressionSettings::new(true, 10_485_761).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompressionSettings {
    enabled: bool,
    min_size_bytes: u32,
}

impl CompressionSettings {
    /// Whether to compress at all, and from how many bytes on: 0 to 10,485,760.
    ///
    /// # Errors
    ///
    /// A size that is larger.
    pub fn new(enabled: bool, min_size_bytes: u32) -> Result<Self, InvalidMinSize> {
        if min_size_bytes <= MAX_MIN_SIZE_BYTES {
            Ok(Self { enabled, min_size_bytes })
        } else {
            Err(InvalidMinSize(min_size_bytes))
        }
    }

    /// Whether bodies are compressed at all.
    #[must_use]
    pub fn enabled(self) -> bool {
        self.enabled
    }

    /// The size in bytes from which on bodies are compressed.
    #[must_use]
    pub fn min_size_bytes(self) -> u32 {
        self.min_size_bytes
    }
}

impl Default for CompressionSettings {
    fn default() -> Self {
        Self { enabled: true, min_size_bytes: 10_240 }
    }
}

/// A least size for compression that is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMinSize(u32);

impl fmt::Display for InvalidMinSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(size) = self;
        write!(f, "the least size of bodies to compress must be 0 to {MAX_MIN_SIZE_BYTES} bytes, not {size}")
    }
}

impl std::error::Error for InvalidMinSize {}
