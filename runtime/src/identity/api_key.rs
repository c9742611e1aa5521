//! API keys.

use std::sync::Arc;

use crate::types::Sensitive;

/// An API key. `Debug` does not show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey(Sensitive<Arc<str>>);

impl ApiKey {
    /// This key.
    pub fn new(key: impl Into<Arc<str>>) -> Self {
        Self(Sensitive::new(key.into()))
    }

    /// The key itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl<T: Into<Arc<str>>> From<T> for ApiKey {
    fn from(key: T) -> Self {
        Self::new(key)
    }
}
