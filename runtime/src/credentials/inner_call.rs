//! Calls that sources make themselves: with the settings of the client that asks, and on whose behalf they say.

use std::fmt;

use super::{Credentials, CredentialsError, CredentialsErrorKind, ProviderContext};
use crate::config::Config;
use crate::error::{Error, ErrorKind};

/// The settings of the client, with these credentials, or nobody's.
pub(super) fn config(context: &ProviderContext, credentials: Option<Credentials>) -> Config {
    match credentials {
        Some(credentials) => context.config().on_behalf_of(credentials),
        None => context.config().clone(),
    }
}

/// Why there are no credentials, when a call failed that was to get them. `what` says what it was for.
pub(super) fn failed<E>(what: &str, error: Error<E>) -> CredentialsError
where
    E: fmt::Debug + Send + Sync + 'static,
{
    let kind = match error.kind() {
        ErrorKind::Transport | ErrorKind::Timeout => CredentialsErrorKind::Unavailable,
        ErrorKind::Configuration | ErrorKind::Endpoint | ErrorKind::InvalidInput => {
            CredentialsErrorKind::InvalidSetting
        }
        ErrorKind::Service | ErrorKind::Response => CredentialsErrorKind::Service,
        _ => CredentialsErrorKind::Other,
    };
    CredentialsError::new(format!("{what} failed")).with_kind(kind).with_source(error)
}

/// The credentials that an answer carries.
pub(super) fn carried<T>(carrier: &T) -> Result<Credentials, CredentialsError>
where
    for<'c> Credentials: TryFrom<&'c T, Error = CredentialsError>,
{
    Credentials::try_from(carrier).map_err(|error| error.with_kind(CredentialsErrorKind::Service))
}

/// A service that answered with something else than what it was asked for.
pub(super) fn incomplete(who: &str, what: &str) -> CredentialsError {
    CredentialsError::new(format!("{who} answered without {what}")).with_kind(CredentialsErrorKind::Service)
}
