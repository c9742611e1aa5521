//! Users with passwords.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::types::Sensitive;

/// A user's name and password. `Debug` does not show the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    user: Arc<str>,
    password: Sensitive<Arc<str>>,
}

impl Login {
    /// This user with this password.
    pub fn new(user: impl Into<Arc<str>>, password: impl Into<Arc<str>>) -> Self {
        Self { user: user.into(), password: Sensitive::new(password.into()) }
    }

    /// The user's name.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password itself.
    #[must_use]
    pub fn expose_password(&self) -> &str {
        self.password.expose()
    }

    /// User and password as HTTP's basic authentication has them.
    pub(crate) fn encoded(&self) -> String {
        STANDARD.encode([self.user(), ":", self.expose_password()].concat())
    }
}
