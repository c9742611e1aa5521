//! Wheels that were downloaded before, in the user's cache folder.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::download::sha256;
use crate::cache::folder;
use crate::settings::Pin;

/// The wheel, if it is there and what the pin says.
pub fn find(pin: &Pin) -> Option<PathBuf> {
    let path = folder()?.join(name(&pin.version));
    sha256(&path).is_ok_and(|found| found == pin.sha256.to_lowercase()).then_some(path)
}

/// Puts a wheel into the folder, whole or not at all, and says where it is.
pub fn keep(wheel: &Path, version: &str) -> Result<PathBuf, String> {
    let hint = "hint: set XDG_CACHE_HOME to a folder that can be written to";
    let folder = folder().ok_or_else(|| format!("there is no folder to keep botocore in\n  {hint}"))?;
    let path = folder.join(name(version));
    let kept = fs::create_dir_all(&folder).and_then(|()| {
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        io::copy(&mut fs::File::open(wheel)?, &mut file)?;
        file.persist(&path).map_err(|error| error.error)
    });
    kept.map_err(|error| format!("{}: botocore cannot be kept there: {error}\n  {hint}", path.display()))?;
    Ok(path)
}

fn name(version: &str) -> String {
    format!("botocore-{version}-py3-none-any.whl")
}
