//! The user's cache.

use std::env;
use std::path::PathBuf;

/// The folder of this program among those that may be deleted at any time.
pub fn folder() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA"));
    Some(caches.or_else(|| Some(env::home_dir()?.join(".cache")))?.join("tinsmith"))
}
