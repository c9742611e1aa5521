//! Sources of Tinsmith's for the SDK.

use std::fmt;

use aws_credential_types::provider::token::ProvideToken;
use aws_credential_types::provider::{ProvideCredentials, future};
use tinsmith_runtime::Config;
use tinsmith_runtime::credentials::{CredentialsProvider, ProviderContext};
use tinsmith_runtime::identity::TokenProvider;

use crate::{convert, error};

/// A source of Tinsmith's as a provider of the AWS SDK for Rust: of credentials, if it is a [`CredentialsProvider`], and
/// of tokens, if it is a [`TokenProvider`].
///
/// It is asked whenever the SDK asks; what it gives is kept by the SDK's client.
#[derive(Clone)]
pub struct ToAws<P> {
    provider: P,
    context: ProviderContext,
}

impl<P> ToAws<P> {
    /// This source. What it needs to make calls itself (transport, clock, region, variables) it takes of `config`.
    pub fn new(provider: P, config: Config) -> Self {
        Self { provider, context: config.into() }
    }
}

impl<P: CredentialsProvider> ProvideCredentials for ToAws<P> {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let given = self.provider.credentials(&self.context).await.map_err(error::credentials_to_aws)?;
            Ok(convert::credentials_to_aws(&given))
        })
    }
}

impl<P: TokenProvider> ProvideToken for ToAws<P> {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        future::ProvideToken::new(async {
            let given = self.provider.token(&self.context).await.map_err(error::token_to_aws)?;
            Ok(convert::token_to_aws(&given))
        })
    }
}

/// Says nothing of the source, which may hold secrets.
impl<P> fmt::Debug for ToAws<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToAws").field("context", &self.context).finish_non_exhaustive()
    }
}
