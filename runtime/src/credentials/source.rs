//! Where a client has its identities from, with what was had last.

use std::any::Any;
use std::sync::Arc;

use super::cache::Cache;
use super::{Credentials, CredentialsError, CredentialsProvider, ProviderContext};
use crate::identity::{Token, TokenProvider};
use crate::user_agent::Feature;

/// Where a client has its credentials from. Those that never change are asked for without a future. Clones share what
/// was had last.
#[derive(Clone)]
pub(crate) enum CredentialsSource {
    /// Nowhere: signed calls cannot be made.
    None,
    Fixed(Credentials),
    Provider(Arc<Kept<dyn CredentialsProvider, Credentials>>),
}

impl CredentialsSource {
    pub(crate) fn new(provider: impl CredentialsProvider + 'static) -> Self {
        match (&provider as &dyn Any).downcast_ref::<Credentials>() {
            Some(credentials) => Self::Fixed(credentials.clone().with_features(Feature::CredentialsCode)),
            None => {
                let keep = provider.keep();
                Self::Provider(Arc::new(Kept { cache: Cache::new(keep), provider }))
            }
        }
    }

    /// Gives up credentials that a service refused for having expired; whether it is worth asking for others.
    pub(crate) fn expired(&self, credentials: &Credentials) -> bool {
        let Self::Provider(kept) = self else { return false };
        kept.cache.forget(credentials);
        kept.provider.expired(credentials);
        true
    }
}

/// Where a client has its bearer tokens from.
pub(crate) type TokenSource = Arc<Kept<dyn TokenProvider, Token>>;

/// A provider, and what it gave last.
pub(crate) struct Kept<P: ?Sized, T> {
    cache: Cache<T>,
    provider: P,
}

impl Kept<dyn CredentialsProvider, Credentials> {
    /// What is there without waiting.
    pub(crate) fn fresh(&self, context: &ProviderContext) -> Option<Credentials> {
        self.cache.fresh(context.clock().now())
    }

    pub(crate) async fn get(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        self.cache.get(context.clock(), || self.provider.credentials(context)).await
    }

    pub(crate) fn provider(&self) -> &dyn CredentialsProvider {
        &self.provider
    }
}

impl Kept<dyn TokenProvider, Token> {
    pub(crate) fn new(provider: impl TokenProvider + 'static) -> TokenSource {
        Arc::new(Kept { cache: Cache::new(None), provider })
    }

    /// What is there without waiting.
    pub(crate) fn fresh(&self, context: &ProviderContext) -> Option<Token> {
        self.cache.fresh(context.clock().now())
    }

    pub(crate) async fn get(&self, context: &ProviderContext) -> Result<Token, CredentialsError> {
        self.cache.get(context.clock(), || self.provider.token(context)).await
    }

    /// Gives up a token that a service refused for having expired.
    pub(crate) fn expired(&self, token: &Token) {
        self.cache.forget(token);
        self.provider.expired(token);
    }
}
