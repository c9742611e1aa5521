//! Why a body could not be read to its end.

use std::error::Error;
use std::{fmt, io};

use super::BoxError;

/// Why a body could not be read to its end.
#[derive(Debug)]
pub struct BodyError(Kind);

#[derive(Debug)]
enum Kind {
    TooLarge { limit: usize, length: Option<u64> },
    Broken(BoxError),
}

impl BodyError {
    pub(super) fn too_large(limit: usize, length: Option<u64>) -> Self {
        Self(Kind::TooLarge { limit, length })
    }

    pub(crate) fn from_source(error: BoxError) -> Self {
        Self(Kind::Broken(error))
    }

    /// Whether the body is larger than what was asked for.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.0, Kind::TooLarge { .. })
    }

    /// What the source of the stream failed with, as for a connection that broke.
    #[must_use]
    pub fn into_cause(self) -> Option<BoxError> {
        match self.0 {
            Kind::TooLarge { .. } => None,
            Kind::Broken(error) => Some(error),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::TooLarge { limit, length: Some(length) } => {
                write!(f, "the body is {length} bytes long; no more than {limit} are read")
            }
            Kind::TooLarge { limit, length: None } => write!(f, "the body is over {limit} bytes"),
            Kind::Broken(_) => f.write_str("the body ended before it was complete"),
        }
    }
}

impl Error for BodyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Kind::TooLarge { .. } => None,
            Kind::Broken(error) => Some(&**error),
        }
    }
}

impl From<BodyError> for io::Error {
    fn from(error: BodyError) -> Self {
        Self::other(error)
    }
}
