//! Credentials and tokens that code says nothing of.

use std::sync::Arc;

use super::{Config, Origin};
use crate::credentials::{Chain, CredentialsSource, Kept, ProfileCredentials, ProfileToken};

impl Config {
    /// Looks for credentials and tokens where AWS's tools do.
    pub(super) fn with_identities(mut self) -> Self {
        let settings = Arc::make_mut(&mut self.0);
        if *settings.origins.of("credentials") != Origin::Code {
            let standard = Chain::standard(&settings.system);
            // A profile that code names was meant: it comes before the environment.
            let chain = match &settings.profile {
                Some(_) => Chain::new().then(ProfileCredentials::new()).then(standard),
                None => standard,
            };
            settings.credentials = CredentialsSource::new(chain);
        }
        if *settings.origins.of("bearer_token") != Origin::Code {
            settings.token = Some(Kept::new(ProfileToken::new()));
        }
        self
    }
}
