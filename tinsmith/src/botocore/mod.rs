//! The package that API descriptions come from.

mod download;
mod kept;
/// botocore as a wheel or a folder.
pub mod wheel;

use std::path::PathBuf;

pub(crate) use self::download::Download;

use crate::carried;
use crate::settings::Pin;

/// The pin that holds where a configuration has none: that which this version of Tinsmith was tried with.
pub(crate) fn known_pin() -> Option<Pin> {
    carried::configuration().botocore
}

/// The wheel that is pinned: kept from an earlier run, or downloaded.
pub(crate) fn fetch(pin: &Pin) -> Result<PathBuf, String> {
    if let Some(kept) = kept::find(pin) {
        return Ok(kept);
    }
    let download = Download::of(&pin.version)?;
    download.hold_against(Some(pin))?;
    download.keep()
}
