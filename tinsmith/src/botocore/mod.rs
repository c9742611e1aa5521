//! The package that API descriptions come from.

pub(crate) mod download;
/// botocore as a wheel or a folder.
pub mod wheel;
