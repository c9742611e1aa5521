//! Why no request could be built.

use std::fmt;

use crate::codec::CodecError;

/// Why no request could be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// The input cannot be sent: which member, and why.
    Input(CodecError),
    /// The endpoint cannot be used.
    Endpoint(String),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Endpoint(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for RequestError {}

impl From<CodecError> for RequestError {
    fn from(error: CodecError) -> Self {
        Self::Input(error)
    }
}
