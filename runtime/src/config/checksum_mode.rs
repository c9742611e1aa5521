//! When checksums are computed and compared.

/// When checksums of bodies are computed, or compared, that an operation can do without. The services whose operations
/// know several algorithms (`aws.protocols#httpChecksum`) ask for it; others do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumMode {
    /// Wherever the operation allows it.
    #[default]
    WhenSupported,
    /// Only where the operation demands it.
    WhenRequired,
}

impl ChecksumMode {
    /// The mode of this name, in capital or small letters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::WhenSupported, Self::WhenRequired].into_iter().find(|mode| name.eq_ignore_ascii_case(mode.name()))
    }

    /// `when_supported` or `when_required`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WhenSupported => "when_supported",
            Self::WhenRequired => "when_required",
        }
    }
}
