//! Credentials and tokens that code says nothing of.

use std::sync::Arc;

use super::{Config, Origin};
use crate::credentials::{Chain, CredentialsSource, Kept, ProfileToken};

impl Config {
    /// Looks for credentials and tokens where AWS's tools do.
    pub(super) fn with_identities(mut self) -> Self {
        let settings = Arc::make_mut(&mut self.0);
        if *settings.origins.of("credentials") != Origin::Code {
            settings.credentials = CredentialsSource::new(Chain::standard(&settings.system));
        }
        if *settings.origins.of("bearer_token") != Origin::Code {
            settings.token = Some(Kept::new(ProfileToken::new()));
        }
        self
    }
}
