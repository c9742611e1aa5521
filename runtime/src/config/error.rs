//! Settings that are wrong.

use std::fmt;
use std::sync::Arc;

/// A setting that is wrong. Values of variables are left out: they may be secret.
#[derive(Clone, Debug)]
pub struct ConfigError {
    message: String,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl ConfigError {
    pub(super) fn variable(name: &str, expected: &str) -> Self {
        Self { message: format!("the variable {name} of the environment is not {expected}"), source: None }
    }

    pub(super) fn proxy(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self {
            message: "the variables of the environment name a proxy that cannot be used".to_owned(),
            source: Some(Arc::new(error)),
        }
    }

    pub(super) fn region(region: &str) -> Self {
        let message = if region.is_empty() {
            "the region given to Config is empty; set one such as `eu-west-1`, or none".to_owned()
        } else {
            format!("`{}` cannot be a region: it is part of host names, as `eu-west-1` is", region.escape_debug())
        };
        Self { message, source: None }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
