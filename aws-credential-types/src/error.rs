//! Why there are none, for the other side: what was not set up stays told from what failed.

use aws_credential_types::provider::error as aws;
use tinsmith_runtime::credentials::{CredentialsError, CredentialsErrorKind};

const NONE: &str = "the provider of aws-credential-types has none";

pub(crate) fn credentials_from_aws(error: aws::CredentialsError) -> CredentialsError {
    use CredentialsErrorKind as Kind;

    let kind = match &error {
        aws::CredentialsError::CredentialsNotLoaded(_) => Kind::NotConfigured,
        aws::CredentialsError::ProviderTimedOut(_) => Kind::Unavailable,
        aws::CredentialsError::InvalidConfiguration(_) => Kind::InvalidSetting,
        aws::CredentialsError::ProviderError(_) => Kind::Service,
        _ => Kind::Other,
    };
    CredentialsError::new(NONE).with_kind(kind).with_source(error)
}

pub(crate) fn token_from_aws(error: aws::TokenError) -> CredentialsError {
    use CredentialsErrorKind as Kind;

    let kind = match &error {
        aws::TokenError::TokenNotLoaded(_) => Kind::NotConfigured,
        aws::TokenError::ProviderTimedOut(_) => Kind::Unavailable,
        aws::TokenError::InvalidConfiguration(_) => Kind::InvalidSetting,
        aws::TokenError::ProviderError(_) => Kind::Service,
        aws::TokenError::Unhandled(_) => Kind::Other,
    };
    CredentialsError::new(NONE).with_kind(kind).with_source(error)
}

/// What the SDK tells apart.
enum Class {
    NotLoaded,
    InvalidConfiguration,
    ProviderError,
}

fn class(error: &CredentialsError) -> Class {
    use CredentialsErrorKind as Kind;

    match error.kind() {
        Kind::NotConfigured => Class::NotLoaded,
        Kind::InvalidProfile | Kind::InvalidFile | Kind::TokenOnlyProfile | Kind::File | Kind::InvalidSetting => {
            Class::InvalidConfiguration
        }
        _ => Class::ProviderError,
    }
}

pub(crate) fn credentials_to_aws(error: CredentialsError) -> aws::CredentialsError {
    match class(&error) {
        Class::NotLoaded => aws::CredentialsError::not_loaded(error),
        Class::InvalidConfiguration => aws::CredentialsError::invalid_configuration(error),
        Class::ProviderError => aws::CredentialsError::provider_error(error),
    }
}

pub(crate) fn token_to_aws(error: CredentialsError) -> aws::TokenError {
    match class(&error) {
        Class::NotLoaded => aws::TokenError::not_loaded(error),
        Class::InvalidConfiguration => aws::TokenError::invalid_configuration(error),
        Class::ProviderError => aws::TokenError::provider_error(error),
    }
}
