//! Providers of the SDK's for Tinsmith.

use std::time::Duration;

use aws_credential_types::provider::ProvideCredentials;
use aws_credential_types::provider::token::ProvideToken;
use tinsmith_runtime::credentials::{CredentialsFuture, CredentialsProvider, ProviderContext};
use tinsmith_runtime::identity::{TokenFuture, TokenProvider};

use crate::{convert, error};

/// A provider of the AWS SDK for Rust as one of Tinsmith's: of credentials, if it is a [`ProvideCredentials`], and of
/// tokens, if it is a [`ProvideToken`].
///
/// Credentials without an expiry are kept for 15 minutes, as clients of the SDK do. The provider makes calls with its own
/// settings; nothing of Tinsmith's configuration reaches it.
#[derive(Clone, Debug)]
pub struct FromAws<P>(P);

impl<P> FromAws<P> {
    /// This provider.
    pub fn new(provider: P) -> Self {
        Self(provider)
    }
}

impl<P: ProvideCredentials> CredentialsProvider for FromAws<P> {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(async {
            let given = self.0.provide_credentials().await.map_err(error::credentials_from_aws)?;
            Ok(convert::credentials_from_aws(&given))
        })
    }

    fn name(&self) -> &'static str {
        "a provider of aws-credential-types"
    }

    fn keep(&self) -> Option<Duration> {
        Some(Duration::from_secs(15 * 60))
    }
}

impl<P: ProvideToken> TokenProvider for FromAws<P> {
    fn token<'a>(&'a self, _context: &'a ProviderContext) -> TokenFuture<'a> {
        Box::pin(async {
            let given = self.0.provide_token().await.map_err(error::token_from_aws)?;
            Ok(convert::token_from_aws(&given))
        })
    }
}
